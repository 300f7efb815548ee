import { Field, Float, Int, ObjectType } from 'type-graphql';
import { Access } from '../../platform/graphql/access.ts';
import { DateScalar, DateTimeScalar } from '../../platform/graphql/scalars.ts';
import { Leaderboard, type ShownStanding, Standing } from '../leaderboards/index.ts';

/** Whose cards these may be; that it is the own one, or an admin asks, the resolvers see to. */
export const cardReaders = { to: ['AMBASSADOR', 'ADMIN'] } as const;

@ObjectType({ simpleResolvers: true, description: 'What changed for a member since a moment.' })
@Access(cardReaders)
export class StandingMovement {
  @Field(() => DateTimeScalar, { description: 'The moment: when today began, or this ISO week.' })
  since!: Date;

  @Field(() => Int, { description: 'Points since then.' })
  points!: number;

  @Field(() => Int, {
    nullable: true,
    description: 'Places gained, or lost where negative, among today’s members; null for who had no place then.',
  })
  places!: number | null;
}

@ObjectType({ simpleResolvers: true, description: 'The best a member did in a period.' })
@Access(cardReaders)
export class PersonalBest {
  @Field(() => DateScalar, { description: 'The first day of the period.' })
  periodStart!: string;

  @Field(() => Int, { description: 'The points in it.' })
  score!: number;
}

@ObjectType({
  simpleResolvers: true,
  description: 'What a member sees of a board from the own place, also where hidden from others. The person and admins.',
})
@Access(cardReaders)
export class MemberCard {
  @Field(() => Leaderboard, { description: 'The board.' })
  leaderboard!: Leaderboard;

  @Field(() => Int, {
    nullable: true,
    description: 'From 1, equal scores sharing a rank (COMPETITION); null before the first points.',
  })
  rank!: number | null;

  @Field(() => Int, { description: 'The points on this board.' })
  score!: number;

  @Field(() => Boolean, { description: 'Whether others see this place, by name or pseudonym.' })
  isShownToOthers!: boolean;

  @Field(() => Int, { nullable: true, description: 'Points that are missing to the next rank; null at the top.' })
  pointsToNextRank!: number | null;

  @Field(() => [Standing], { description: 'Two above, the member, two below; empty before the first points.' })
  neighbours!: readonly ShownStanding[];

  @Field(() => StandingMovement, {
    nullable: true,
    description:
      'Since the end of yesterday; null where the period is younger or frozen, and on boards of a channel, campaign or challenge.',
  })
  sinceYesterday!: StandingMovement | null;

  @Field(() => StandingMovement, { nullable: true, description: 'Since the end of last ISO week; null as above.' })
  sinceLastWeek!: StandingMovement | null;

  @Field(() => Int, { nullable: true, description: 'The points of the last earlier period of this length that had any.' })
  lastPeriodScore!: number | null;

  @Field(() => PersonalBest, {
    nullable: true,
    description: 'The best earlier period of this length; of equal ones the latest.',
  })
  personalBest!: PersonalBest | null;

  @Field(() => Float, {
    description:
      'Points a week, counted from joining where that was within the period: who joined late is not behind by that alone.',
  })
  pointsPerWeek!: number;

  @Field(() => Float, {
    nullable: true,
    description: 'The mean score of the members on the board; null where they are fewer than the minimum group size.',
  })
  averageScore!: number | null;

  /** For access rules; not fields of the schema. */
  programmeId!: string;
  ambassadorId!: string;
}
