import type {
  BadgeMotif,
  BadgeShape,
  ChallengeEntry,
  ChallengeMeasure,
  ChallengeScope,
  ChallengeState,
  ChallengeTemplateKey,
  Recurrence,
} from '@fanfare/gamification';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Access } from '../../platform/graphql/access.ts';
import { connectionType } from '../../platform/graphql/connection.ts';
import { DateScalar, DateTimeScalar, JsonScalar } from '../../platform/graphql/scalars.ts';
import type { ChallengeRecord } from './challenge.ts';
import { challengeEntrants, challengeMakers, challengeReaders } from './challenges.access.ts';
import {
  BadgeMotifEnum,
  BadgeShapeEnum,
  ChallengeEntryEnum,
  ChallengeMeasureEnum,
  ChallengeScopeEnum,
  ChallengeStateEnum,
  ChallengeTemplateEnum,
  RecurrenceUnitEnum,
} from './challenges.enums.ts';

@ObjectType({ simpleResolvers: true, description: 'How often a challenge comes again.' })
@Access(challengeReaders)
export class ChallengeRecurrence {
  @Field(() => RecurrenceUnitEnum, { description: 'Weeks or months.' })
  unit!: Recurrence['unit'];

  @Field(() => Int, { description: 'How many of them lie between two beginnings.' })
  every!: number;

  @Field(() => DateScalar, { nullable: true, description: 'The last day on which one may open; null for no end.' })
  until!: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'The parameters of a drawn picture.' })
@Access({ to: ['SIGNED_IN'], scopes: ['LEADERBOARDS_READ'] })
export class Artwork {
  @Field(() => BadgeShapeEnum, { description: 'Its outline.' })
  shape!: BadgeShape;

  @Field(() => BadgeMotifEnum, { description: 'What it shows.' })
  motif!: BadgeMotif;

  @Field(() => Int, { description: 'Its colour, in degrees on the colour wheel.' })
  hue!: number;

  @Field(() => Int, { description: 'How many rings lie around the motif.' })
  rings!: number;
}

@ObjectType({
  simpleResolvers: true,
  description:
    'A goal with a window. Everybody with a part in the programme sees those that are announced; drafts are for admins.',
})
@Access(challengeReaders)
export class Challenge {
  @Field(() => ID, { description: 'Identifies the challenge.' })
  id!: string;

  @Field(() => ChallengeStateEnum, { description: 'Where it is in its life.' })
  state!: ChallengeState;

  @Field(() => Int, { description: 'Counts the changes of the draft, from 1; an update names the revision that it changes.' })
  revision!: number;

  @Field(() => ChallengeScopeEnum, { description: 'Who reaches the goal.' })
  scope!: ChallengeScope;

  @Field(() => ChallengeEntryEnum, { description: 'How people come to take part.' })
  entry!: ChallengeEntry;

  @Field(() => ChallengeMeasureEnum, { description: 'What the goal counts.' })
  measure!: ChallengeMeasure;

  @Field(() => Int, {
    description: 'The target by the measure; for departments per active member in hundredths, for their people a percentage.',
  })
  target!: number;

  @Field(() => [Int], { description: 'Marks on the way, ascending, below the target.' })
  milestones!: readonly number[];

  @Field(() => DateScalar, { description: 'The first day, in the programme’s zone.' })
  opensOn!: string;

  @Field(() => DateScalar, { description: 'The last day, in the programme’s zone.' })
  closesOn!: string;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the window opens; null for a draft.' })
  opensAt!: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the window closes; null for a draft.' })
  closesAt!: Date | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Until when what happened in the window may be told; null for a draft.',
  })
  graceUntil!: Date | null;

  @Field(() => ChallengeRecurrence, { nullable: true, description: 'How often it comes again; null for once.' })
  recurrence!: ChallengeRecurrence | null;

  @Field(() => Int, { description: 'Which of a recurring challenge it is, 0 for the first.' })
  occurrence!: number;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the result was frozen.' })
  completedAt!: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was called off.' })
  cancelledAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'Why it was called off.' })
  cancelReason!: string | null;

  @Field(() => Artwork, { description: 'The parameters of its picture.' })
  picture!: Artwork;

  @Field(() => JsonScalar, { description: 'The challenge as data, after the published JSON Schema. Admins.' })
  @Access(challengeMakers)
  document!: unknown;

  programmeId!: string;
  record!: ChallengeRecord;
}

export const ChallengeConnection = connectionType(Challenge, { name: 'Challenge', access: challengeReaders });

@ObjectType({ simpleResolvers: true, description: 'A challenge to begin with. Admins.' })
@Access(challengeMakers)
export class ChallengeTemplate {
  @Field(() => ChallengeTemplateEnum, { description: 'Its key.' })
  key!: ChallengeTemplateKey;

  @Field(() => JsonScalar, { description: 'The challenge as data, after the published JSON Schema.' })
  document!: unknown;

  @Field(() => Int, { description: 'How many days it usually runs.' })
  days!: number;

  @Field(() => [String], { description: 'What wants to be filled in, as JSONPath; such as the hashtag of a hashtag week.' })
  open!: readonly string[];

  @Field(() => Artwork, { description: 'Its usual picture.' })
  picture!: Artwork;
}

@ObjectType({ simpleResolvers: true, description: 'The part of the reader in a challenge.' })
@Access(challengeEntrants)
export class ChallengeEntrance {
  @Field(() => Boolean, { description: 'Whether the reader takes part.' })
  isIn!: boolean;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the reader was invited; null without an invitation.' })
  invitedAt!: Date | null;
}
