import type { BoardMeasure, BoardPeriod, BoardScope, Language } from '@fanfare/contracts';
import { Field, Float, ID, InputType, Int, ObjectType } from 'type-graphql';
import { Access } from '../../platform/graphql/access.ts';
import { MutationPayload } from '../../platform/graphql/payload.ts';
import { DateScalar, DateTimeScalar } from '../../platform/graphql/scalars.ts';
import { LanguageEnum } from '../../platform/graphql/vocabulary.types.ts';
import { BoardMeasureEnum, BoardPeriodEnum, BoardScopeEnum } from '../leaderboards/index.ts';
import { programmeEditors } from '../programmes/index.ts';

/** Whoever holds the link's secret; nothing here says more about people than a screen in the lobby may. */
const everybody = { to: ['EVERYBODY'] } as const;

@ObjectType({ simpleResolvers: true, description: 'A link to a board for a screen. For admins.' })
@Access(programmeEditors)
export class WallBoardLink {
  readonly programmeId!: string;

  @Field(() => ID, { description: 'Identifies the link.' })
  id!: string;

  @Field(() => String, { description: 'Where it hangs, in the words of who issued it.' })
  label!: string;

  @Field(() => BoardScopeEnum, { description: 'Whom the board ranks.' })
  scope!: BoardScope;

  @Field(() => ID, { nullable: true, description: 'The group, channel or campaign; null for everybody.' })
  scopeId!: string | null;

  @Field(() => BoardPeriodEnum, { description: 'Which points it counts, always of the present period.' })
  period!: BoardPeriod;

  @Field(() => BoardMeasureEnum, { description: 'By what it ranks.' })
  measure!: BoardMeasure;

  @Field(() => DateTimeScalar, { description: 'When it was issued.' })
  createdAt!: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When a screen last asked, to five minutes.' })
  lastUsedAt!: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was revoked; null while it works.' })
  revokedAt!: Date | null;
}

@InputType({ description: 'A new link.' })
export class IssueWallBoardLinkInput {
  @Field(() => ID, { description: 'The programme.' })
  programme!: string;

  @Field(() => String, { description: 'Where it will hang, at most 200 characters.' })
  label!: string;

  @Field(() => BoardScopeEnum, { defaultValue: 'PROGRAMME', description: 'Whom the board ranks.' })
  scope!: BoardScope;

  @Field(() => ID, { nullable: true, description: 'The group, channel or campaign, for scopes that need one.' })
  scopeId?: string | null;

  @Field(() => BoardPeriodEnum, {
    defaultValue: 'SEASON',
    description: 'Which points it counts, always of the present period.',
  })
  period!: BoardPeriod;

  @Field(() => BoardMeasureEnum, { defaultValue: 'POINTS', description: 'By what it ranks.' })
  measure!: BoardMeasure;
}

@InputType({ description: 'Which link is to end.' })
export class RevokeWallBoardLinkInput {
  @Field(() => ID, { description: 'The link.' })
  id!: string;
}

@ObjectType({ simpleResolvers: true, description: 'The answer to issueWallBoardLink.' })
@Access(programmeEditors)
export class IssueWallBoardLinkPayload extends MutationPayload {
  @Field(() => WallBoardLink, { nullable: true, description: 'The link; null when there are errors.' })
  link!: WallBoardLink | null;

  @Field(() => String, {
    nullable: true,
    description: 'The secret that belongs into the address of the screen. It is shown this once.',
  })
  token!: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'The answer to revokeWallBoardLink.' })
@Access(programmeEditors)
export class RevokeWallBoardLinkPayload extends MutationPayload {
  @Field(() => WallBoardLink, { nullable: true, description: 'The link; null when there are errors.' })
  link!: WallBoardLink | null;
}

@ObjectType({ simpleResolvers: true, description: 'One place on a wall board.' })
@Access(everybody)
export class WallPlace {
  @Field(() => ID, {
    description: 'Stays the same while the place’s holder does, within a season; not the id of an ambassador.',
  })
  id!: string;

  @Field(() => Int, { description: 'From 1, equal scores sharing a rank (COMPETITION).' })
  rank!: number;

  @Field(() => Float, { description: 'Points, or points for each active member where groups stand against each other.' })
  score!: number;

  @Field(() => String, {
    description:
      'The name of who agreed to be named on public displays, else the season’s pseudonym; or the name of the group.',
  })
  name!: string;
}

@ObjectType({
  simpleResolvers: true,
  description: 'A board for a screen that everybody can see, for whoever holds its link.',
})
@Access(everybody)
export class WallBoard {
  @Field(() => String, { description: 'The name of the programme.' })
  programme!: string;

  @Field(() => LanguageEnum, { description: 'The language of the programme.' })
  language!: Language;

  @Field(() => BoardScopeEnum, { description: 'Whom the board ranks.' })
  scope!: BoardScope;

  @Field(() => String, {
    nullable: true,
    description:
      'The name of the department, team or campaign, or the channel; null for everybody and where groups stand against each other.',
  })
  scopeName!: string | null;

  @Field(() => BoardPeriodEnum, { description: 'Which points it counts.' })
  period!: BoardPeriod;

  @Field(() => Boolean, {
    description: 'Whether there is such a board at present: between two seasons there is none. Then nobody stands on it.',
  })
  isPresent!: boolean;

  @Field(() => Boolean, {
    description: 'Whether changes may come late at present, because the node that answers is cut off from the others.',
  })
  isStale!: boolean;

  @Field(() => DateScalar, { nullable: true, description: 'The first day of the present period; null for all time.' })
  periodStart!: string | null;

  @Field(() => String, { nullable: true, description: 'The name of the season; null for all time and between seasons.' })
  season!: string | null;

  @Field(() => BoardMeasureEnum, { description: 'By what it ranks.' })
  measure!: BoardMeasure;

  @Field(() => Int, { description: 'Counts up with every change of the board.' })
  version!: number;

  @Field(() => Int, { description: 'How many members stand on the board.' })
  memberCount!: number;

  @Field(() => [WallPlace], { description: 'The places from the top.' })
  places!: readonly WallPlace[];
}
