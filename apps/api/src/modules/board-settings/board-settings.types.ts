import type { BoardMeasure, BoardPeriod, BoardScope } from '@fanfare/contracts';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { Access } from '../../platform/graphql/access.ts';
import { MutationPayload } from '../../platform/graphql/payload.ts';
import { BoardMeasureEnum, BoardPeriodEnum, BoardScopeEnum } from '../leaderboards/index.ts';
import { Programme, programmeEditors, programmeReaders } from '../programmes/index.ts';

@ObjectType('BoardKind', { simpleResolvers: true, description: 'A kind of board: one for each group and each period of it.' })
@Access(programmeReaders)
export class BoardKindObject {
  @Field(() => BoardScopeEnum, { description: 'Whom it ranks.' })
  scope!: BoardScope;

  @Field(() => BoardPeriodEnum, { description: 'Which points it counts.' })
  period!: BoardPeriod;

  @Field(() => BoardMeasureEnum, { description: 'By what it ranks.' })
  measure!: BoardMeasure;
}

@InputType({ description: 'A kind of board.' })
export class BoardKindInput {
  @Field(() => BoardScopeEnum, { description: 'Whom it ranks.' })
  scope!: BoardScope;

  @Field(() => BoardPeriodEnum, { description: 'Which points it counts.' })
  period!: BoardPeriod;

  @Field(() => BoardMeasureEnum, { defaultValue: 'POINTS', description: 'By what it ranks.' })
  measure!: BoardMeasure;
}

@InputType({ description: 'Which boards a programme has from now on.' })
export class UpdateBoardsInput {
  @Field(() => ID, { description: 'The programme.' })
  programme!: string;

  @Field(() => [BoardKindInput], {
    description:
      'All of them. What is new is built from the ledger; what is missing goes; none switches boards off altogether.',
  })
  boards!: BoardKindInput[];
}

@ObjectType({ simpleResolvers: true, description: 'The answer to updateBoards.' })
@Access(programmeEditors)
export class UpdateBoardsPayload extends MutationPayload {
  @Field(() => Programme, { nullable: true, description: 'The programme; null when there are errors.' })
  programme!: Programme | null;
}
