import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { Access } from '../../platform/graphql/access.ts';
import { connectionType } from '../../platform/graphql/connection.ts';
import { DateTimeScalar } from '../../platform/graphql/scalars.ts';
import { ambassadorReaders } from '../ambassadors/index.ts';
import type { AwardRecord } from './awards.ts';

/** What a person alone is told. */
export const ownAwards = { to: ['SELF'] } as const;
const awardKeepers = { to: ['SELF', 'ADMIN'] } as const;

@ObjectType({
  simpleResolvers: true,
  description:
    'A badge or a level that somebody holds. The person and admins; others those of who chose to be named. It is gone once an activity was taken back without which it would not have been earned.',
})
@Access(ambassadorReaders)
export class BadgeAward {
  @Field(() => ID, { description: 'Stays the same for good.' })
  id!: string;

  @Field(() => Int, { description: 'Of levels the place, 0 for the lowest; 0 for a badge.' })
  level!: number;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'The beginning of the season that it was earned in; null for what is earned once ever.',
  })
  seasonStart!: Date | null;

  @Field(() => DateTimeScalar, { description: 'When that was recorded with which it was earned.' })
  earnedAt!: Date;

  @Field(() => ID, { description: 'The activity with which it was earned. The person and admins.' })
  @Access(awardKeepers)
  activityId!: string;

  programmeId!: string;
  personId!: string | null;
  ambassadorId!: string;
  record!: AwardRecord;
}

export const BadgeAwardConnection = connectionType(BadgeAward, { name: 'BadgeAward', access: ambassadorReaders });

@ObjectType({
  simpleResolvers: true,
  description: 'ISO weeks in a row with at least one activity; declared pauses break none. The person alone.',
})
@Access(ownAwards)
export class BadgeStreak {
  @Field(() => Int, { description: 'The weeks of the streak that stands; 0 without one.' })
  weeks!: number;

  @Field(() => Int, { description: 'The longest one ever.' })
  longest!: number;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the last week of it began; null at 0.' })
  lastWeekStart!: Date | null;

  @Field(() => Boolean, { description: 'Whether a declared pause goes on: nothing has to be done to keep the streak.' })
  isPaused!: boolean;

  programmeId!: string;
  personId!: string | null;
  ambassadorId!: string;
}

@ObjectType({ simpleResolvers: true, description: 'Where somebody stands on the levels of the programme. The person alone.' })
@Access(ownAwards)
export class OwnLevelStanding {
  @Field(() => Int, { nullable: true, description: 'The place of the level, 0 for the lowest; null below the first one.' })
  level!: number | null;

  @Field(() => String, { nullable: true, description: 'The name of the level in the language of the reader.' })
  name!: string | null;

  @Field(() => String, { nullable: true, description: 'Its picture, as an SVG document.' })
  artworkSvg!: string | null;

  @Field(() => Float, { description: 'The points by which levels count.' })
  points!: number;

  @Field(() => Float, { nullable: true, description: 'Points that are missing to the next level; null at the top.' })
  toNext!: number | null;

  programmeId!: string;
  personId!: string | null;
  ambassadorId!: string;
}

@ObjectType({ simpleResolvers: true, description: 'That a badge or a level was awarded to the reader, or is held no longer.' })
@Access({ to: ['AMBASSADOR'] })
export class AwardNews {
  @Field(() => Boolean, { description: 'Whether it is held now; false where the activity that earned it was taken back.' })
  isHeld!: boolean;

  @Field(() => String, { description: 'The name of the badge or level in the language of the reader.' })
  name!: string;

  @Field(() => BadgeAward, { nullable: true, description: 'The award; null where it is held no longer.' })
  award!: BadgeAward | null;
}
