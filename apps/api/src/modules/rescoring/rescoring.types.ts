import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { Access } from '../../platform/graphql/access.ts';
import { connectionType } from '../../platform/graphql/connection.ts';
import { graphqlEnum } from '../../platform/graphql/enums.ts';
import { MutationPayload } from '../../platform/graphql/payload.ts';
import { DateTimeScalar } from '../../platform/graphql/scalars.ts';
import { pointReaders } from '../points/index.ts';
import { ruleAuditors, ruleEditors } from '../rule-sets/index.ts';
import type { RescoringRow } from './rescoring.repository.ts';
import { RescoringBasis, RescoringChange, RescoringOutcome } from './rescoring-outcome.types.ts';
import type { RescoringStatus } from './rescoring-status.ts';

export const RescoringStatusEnum = graphqlEnum<RescoringStatus>({
  name: 'RescoringStatus',
  description: 'Where a rescoring is.',
  values: {
    PREVIEWING: 'What it would change is being found out.',
    PREVIEWED: 'What it would change is known; it can be started.',
    CANCELLED: 'The preview was stopped; nothing was changed.',
    FAILED: 'The preview went wrong on our side; nothing was changed.',
    BOOKING: 'It was started: people are booked one after the other.',
    COMPLETED: 'Everybody has been booked.',
    STOPPED:
      'The booking was stopped, by somebody or because the preview no longer held (`changes`): who was booked is rescored, everybody else is not. A new preview shows what is left.',
  },
});

export type RescoredAmbassadorOrder = 'GAINS' | 'LOSSES';

export const RescoredAmbassadorOrderEnum = graphqlEnum<RescoredAmbassadorOrder>({
  name: 'RescoredAmbassadorOrder',
  description: 'In which order people stand in the preview of a rescoring.',
  values: { GAINS: 'Who gains most first.', LOSSES: 'Who loses most first.' },
});

@ObjectType({
  simpleResolvers: true,
  description:
    'A version of the rules applied to an earlier time: first previewed, then, if somebody starts it, booked as adjusting entries. Admins and auditors.',
})
@Access(ruleAuditors)
export class Rescoring {
  @Field(() => ID, { description: 'Identifies the rescoring.' })
  id!: string;

  @Field(() => RescoringStatusEnum, { description: 'Where it is.' })
  status!: RescoringStatus;

  @Field(() => DateTimeScalar, { description: 'What happened from then on is judged by the version, where it is not closed.' })
  from!: Date;

  @Field(() => DateTimeScalar, { description: 'What happened from then on is judged as before.' })
  until!: Date;

  @Field(() => Float, { description: 'How far the preview, or once it was started the booking, has come, from 0 to 1.' })
  progress!: number;

  @Field(() => DateTimeScalar, { description: 'When the preview was asked for.' })
  previewedAt!: Date;

  @Field(() => String, { nullable: true, description: 'The name of who asked for it, where it is known.' })
  previewedBy!: string | null;

  @Field(() => RescoringBasis, { nullable: true, description: 'What the preview was computed at; null until it is there.' })
  basis!: RescoringBasis | null;

  @Field(() => RescoringOutcome, { nullable: true, description: 'What the preview found; null until it is there.' })
  outcome!: RescoringOutcome | null;

  @Field(() => String, { nullable: true, description: 'Why it was started, in the words of who did.' })
  reason!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was started.' })
  startedAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'The name of who started it, where it is known.' })
  startedBy!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the preview or the booking ended.' })
  finishedAt!: Date | null;

  programmeId!: string;
  ruleSetId!: string;
  row!: RescoringRow;
}

export const RescoringConnection = connectionType(Rescoring, { name: 'Rescoring', access: ruleAuditors });

@ObjectType({
  simpleResolvers: true,
  description: 'What a rescoring does to one person. Admins, who see everybody’s points anyway.',
})
@Access(ruleEditors)
export class RescoredAmbassador {
  @Field(() => Int, { description: 'The balance when it was previewed.' })
  before!: number;

  @Field(() => Int, { description: 'The balance that it leads to.' })
  after!: number;

  @Field(() => Int, { description: 'What the person gains; below 0 what they lose.' })
  difference!: number;

  @Field(() => Int, { description: 'Ledger entries that are written for it.' })
  entries!: number;

  programmeId!: string;
  rescoredAmbassadorId!: string;
}

export const RescoredAmbassadorConnection = connectionType(RescoredAmbassador, {
  name: 'RescoredAmbassador',
  access: ruleEditors,
});

@ObjectType({
  simpleResolvers: true,
  description:
    'The rescoring behind a ledger entry, as everybody may read it who reads the entry: the person, admins, auditors, communicators of the department, machine clients.',
})
@Access(pointReaders)
export class EntryRescoring {
  @Field(() => ID, { description: 'Identifies the rescoring.' })
  id!: string;

  @Field(() => Int, { description: 'The version of the rules that was applied.' })
  ruleSetVersion!: number;

  @Field(() => DateTimeScalar, { description: 'What happened from then on was judged by it, where it was not closed.' })
  from!: Date;

  @Field(() => DateTimeScalar, { description: 'What happened from then on is judged as before.' })
  until!: Date;

  @Field(() => String, { description: 'Why, in the words of who started it.' })
  reason!: string;

  @Field(() => DateTimeScalar, { description: 'When it was started.' })
  startedAt!: Date;

  programmeId!: string;
  ambassadorId!: string;
  departmentId!: string | null;
  personId!: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'The answer to previewRescoring.' })
@Access(ruleEditors)
export class PreviewRescoringPayload extends MutationPayload {
  @Field(() => Rescoring, { nullable: true, description: 'The rescoring whose preview begins; null when there are errors.' })
  rescoring!: Rescoring | null;
}

@ObjectType({ simpleResolvers: true, description: 'The answer to startRescoring.' })
@Access(ruleEditors)
export class StartRescoringPayload extends MutationPayload {
  @Field(() => Rescoring, { nullable: true, description: 'The rescoring that is being booked; null when there are errors.' })
  rescoring!: Rescoring | null;

  @Field(() => [RescoringChange], { description: 'With the error OUTDATED: what changed since the preview.' })
  changes!: readonly RescoringChange[];
}

@ObjectType({ simpleResolvers: true, description: 'The answer to cancelRescoring.' })
@Access(ruleEditors)
export class CancelRescoringPayload extends MutationPayload {
  @Field(() => Rescoring, { nullable: true, description: 'The stopped rescoring; null when there are errors.' })
  rescoring!: Rescoring | null;
}
