import type { BoardMeasure, BoardPeriod, BoardScope, RankKind } from '@fanfare/contracts';
import { ArgsType, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { Access } from '../../platform/graphql/access.ts';
import { connectionType, PageArgumentsInBothDirections } from '../../platform/graphql/connection.ts';
import { graphqlEnum } from '../../platform/graphql/enums.ts';
import { DateScalar, DateTimeScalar } from '../../platform/graphql/scalars.ts';
import { Season } from '../programmes/index.ts';
import type { Board } from './board-finder.ts';
import type { ShownGroup } from './groups/group-boards.service.ts';
import type { ShownStanding } from './leaderboards.service.ts';
import type { BoardChange, GroupChange } from './live/board-changes.ts';

/** Who may read boards: everybody inside the programme. */
export const boardReaders = {
  to: ['AMBASSADOR', 'COMMUNICATOR', 'ADMIN', 'AUDITOR'],
  scopes: ['LEADERBOARDS_READ'],
} as const;

export const BoardScopeEnum = graphqlEnum<BoardScope>({
  name: 'BoardScope',
  description: 'Whom a board ranks.',
  values: {
    PROGRAMME: 'Everybody in the programme.',
    DEPARTMENT:
      'The members of one department, when it has at least the minimum group size; or departments against each other.',
    TEAM: 'The members of one team, when it has at least the minimum group size; or teams against each other.',
    TANDEM: 'Tandems against each other.',
    CHANNEL: 'Everybody, by the points of one channel.',
    CAMPAIGN: 'Everybody, by the points of one campaign.',
    CHALLENGE: 'Who entered one challenge, by the points earned in it.',
  },
});

export const BoardPeriodEnum = graphqlEnum<BoardPeriod>({
  name: 'BoardPeriod',
  description: 'Which points a board counts, by when they count, in the time zone of the programme.',
  values: {
    DAY: 'Those of one day.',
    WEEK: 'Those of one ISO week, from Monday on.',
    MONTH: 'Those of one month.',
    SEASON: 'Those of one season.',
    ALL_TIME: 'All.',
  },
});

export const BoardMeasureEnum = graphqlEnum<BoardMeasure>({
  name: 'BoardMeasure',
  description: 'By what a board ranks.',
  values: {
    POINTS: 'The points of a member.',
    POINTS_PER_ACTIVE_MEMBER:
      'Groups against each other: the points of a group for each active member, so that five can beat fifty. Who joined within the period counts for the days since.',
    PERSONAL_BEST: 'By how many points a member is beyond the own last period; who had none stands on no such board.',
  },
});

export const RankKindEnum = graphqlEnum<RankKind>({
  name: 'RankKind',
  description: 'How equal scores are ranked.',
  values: {
    COMPETITION: 'Equal scores share a rank, and the next one counts everybody before it: 1, 2, 2, 4.',
    DENSE: 'Equal scores share a rank, and the next one follows at once: 1, 2, 2, 3.',
    ORDINAL: 'Everybody has a rank of their own; who reached the score first comes first: 1, 2, 3, 4.',
  },
});

export const BoardChangeKindEnum = graphqlEnum<BoardChange['kind']>({
  name: 'StandingChangeKind',
  description: 'What happened to a place since the update before.',
  values: {
    ENTERED: 'It is new among the places followed.',
    MOVED: 'Its rank changed.',
    CHANGED: 'Its score or name changed, not its rank.',
    LEFT: 'It is no longer among the places followed.',
  },
});

export const LeaderboardUpdateKindEnum = graphqlEnum<'FULL' | 'CHANGES'>({
  name: 'LeaderboardUpdateKind',
  description: 'How an update of a leaderboard is to be read.',
  values: {
    FULL: 'A page that stands for itself: earlier messages do not matter.',
    CHANGES: 'What changed since the version `since`: apply the changes to the places of that version.',
  },
});

@InputType({ description: 'Which board is meant.' })
export class BoardInput {
  @Field(() => ID, { description: 'The programme.' })
  programme!: string;

  @Field(() => BoardScopeEnum, { defaultValue: 'PROGRAMME', description: 'Whom it ranks.' })
  scope!: BoardScope;

  @Field(() => ID, {
    nullable: true,
    description:
      'The id of the department, team, campaign or challenge, or the name of the channel; for no other scope, and not where groups stand against each other.',
  })
  scopeId?: string | null;

  @Field(() => BoardPeriodEnum, { defaultValue: 'SEASON', description: 'Which points it counts.' })
  period!: BoardPeriod;

  @Field(() => DateScalar, { nullable: true, description: 'The first day of the period; the present one unless told.' })
  periodStart?: string | null;

  @Field(() => BoardMeasureEnum, { defaultValue: 'POINTS', description: 'By what it ranks.' })
  measure!: BoardMeasure;
}

@ObjectType({ simpleResolvers: true, description: 'Somebody on a board, under the name that others may see.' })
@Access(boardReaders)
export class BoardMember {
  @Field(() => ID, {
    description: 'The id of the ambassador who shows the name; else an id that is stable within a season and not across.',
  })
  id!: string;

  @Field(() => String, {
    description: 'The name of who opted in, else a pseudonym that is stable within a season and not across.',
  })
  displayName!: string;
}

@ObjectType({ simpleResolvers: true, description: 'One place on a board.' })
@Access(boardReaders)
export class Standing {
  readonly programmeId!: string;
  readonly ambassadorId!: string;

  @Field(() => Int, { description: 'From 1, counted as the query asks for.' })
  rank!: number;

  @Field(() => Int, { description: 'The points that count on this board.' })
  score!: number;

  @Field(() => DateTimeScalar, { description: 'When the present score was reached; of equal scores the earlier comes first.' })
  reachedAt!: Date;

  @Field(() => BoardMember, { description: 'Whose place it is.' })
  member!: BoardMember;
}

export const StandingConnection = connectionType(Standing, { name: 'Standing', access: boardReaders });

@ObjectType({ simpleResolvers: true, description: 'A ranking of ambassadors by the points of one period.' })
@Access(boardReaders)
export class Leaderboard {
  readonly programmeId!: string;
  readonly board!: Board;

  @Field(() => ID, { description: 'The id of this board: its scope and its period. A new season is a new board.' })
  id!: string;

  @Field(() => BoardScopeEnum, { description: 'Whom it ranks.' })
  scope!: BoardScope;

  @Field(() => BoardPeriodEnum, { description: 'Which points it counts.' })
  period!: BoardPeriod;

  @Field(() => DateScalar, { nullable: true, description: 'The first day of the period; null for all time.' })
  periodStart!: string | null;

  @Field(() => Season, { nullable: true, description: 'The season in which the period begins; null for all time.' })
  season!: Season | null;

  @Field(() => ID, { nullable: true, description: 'The group, channel or campaign; null for everybody.' })
  scopeId!: string | null;

  @Field(() => BoardMeasureEnum, { description: 'By what it ranks.' })
  measure!: BoardMeasure;
}

@ArgsType()
export class StandingsArguments extends PageArgumentsInBothDirections {
  @Field(() => RankKindEnum, { defaultValue: 'COMPETITION', description: 'How equal scores are ranked.' })
  rankKind!: RankKind;
}

@ObjectType({ simpleResolvers: true, description: 'What happened to one place.' })
@Access(boardReaders)
export class StandingChange {
  @Field(() => BoardChangeKindEnum, { description: 'What happened.' })
  kind!: BoardChange['kind'];

  @Field(() => ID, { description: 'Whose place it is: the id of its BoardMember.' })
  memberId!: string;

  @Field(() => Standing, { nullable: true, description: 'The place as it is now; null for LEFT.' })
  standing!: ShownStanding | null;

  @Field(() => Int, {
    nullable: true,
    description: `The line on the page, from 1; null for LEFT. Lines that no change names hold whom they held: take the members out that the
      changes name, then put each with a position on its line.`,
  })
  position!: number | null;

  @Field(() => Int, { nullable: true, description: 'The rank before; null for ENTERED.' })
  previousRank!: number | null;
}

@ObjectType({ simpleResolvers: true, description: 'The top of a board after a change.' })
@Access(boardReaders)
export class LeaderboardUpdate {
  @Field(() => ID, { description: 'The id of the board.' })
  board!: string;

  @Field(() => Int, { description: 'The version of the board; it only ever grows.' })
  version!: number;

  @Field(() => LeaderboardUpdateKindEnum, { description: 'How to read it.' })
  kind!: 'FULL' | 'CHANGES';

  @Field(() => Int, { description: 'How many members stand on the board.' })
  memberCount!: number;

  @Field(() => Int, {
    nullable: true,
    description: 'The version to which the changes are to be applied: the one sent before. Null for FULL.',
  })
  since!: number | null;

  @Field(() => [Standing], {
    nullable: true,
    description: 'The places followed, all of them. Null for CHANGES, unless `fullPages` was asked for.',
  })
  standings!: readonly ShownStanding[] | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'The first day of the period; null for all time. With the next period begins another board.',
  })
  periodStart!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the period ends; null for all time.' })
  periodEnd!: Date | null;

  @Field(() => Boolean, {
    description: `Whether it is over: of a board whose period was named, because its final standing is taken (this is the last message); of the present
      board, because its period has ended and the next has not begun (this message has no places, the next one is FULL).`,
  })
  isOver!: boolean;

  readonly groupStandings!: readonly ShownGroup[] | null;

  readonly changesOfGroups!: readonly GroupChange[];

  @Field(() => [StandingChange], { description: 'What differs from the version `since`; empty for FULL.' })
  changes!: readonly BoardChange[];
}
