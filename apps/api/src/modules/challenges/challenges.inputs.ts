import type { BadgeMotif, BadgeShape, ChallengeState, ChallengeTemplateKey, Recurrence } from '@fanfare/gamification';
import { Field, ID, InputType, Int } from 'type-graphql';
import { DateScalar, JsonScalar } from '../../platform/graphql/scalars.ts';
import {
  BadgeMotifEnum,
  BadgeShapeEnum,
  ChallengeStateEnum,
  ChallengeTemplateEnum,
  RecurrenceUnitEnum,
} from './challenges.enums.ts';

/** What every mutation that creates takes. */
const repeatable = 'Chosen by the client: a repetition with the same id and input gives the first answer again.';

@InputType({ description: 'How often a challenge comes again.' })
export class RecurrenceInput implements Recurrence {
  @Field(() => RecurrenceUnitEnum, { description: 'Weeks or months.' })
  unit!: Recurrence['unit'];

  @Field(() => Int, { description: 'How many of them lie between two beginnings, 1 to 26.' })
  every!: number;

  @Field(() => DateScalar, { nullable: true, description: 'The last day on which one may open; without end unless told.' })
  until!: string | null;
}

@InputType({ description: 'The picture of a challenge, drawn from parameters.' })
export class ArtworkInput {
  @Field(() => BadgeShapeEnum, { description: 'Its outline.' })
  shape!: BadgeShape;

  @Field(() => BadgeMotifEnum, { description: 'What it shows.' })
  motif!: BadgeMotif;

  @Field(() => Int, { description: 'Its colour, in degrees on the colour wheel, 0 to 359.' })
  hue!: number;

  @Field(() => Int, { description: 'How many rings lie around the motif, 1 to 3.' })
  rings!: number;
}

@InputType({ description: 'A new challenge, from a template or written from scratch.' })
export class DraftChallengeInput {
  @Field(() => String, { nullable: true, description: repeatable })
  clientMutationId?: string | null;

  @Field(() => ID, { description: 'The programme.' })
  programme!: string;

  @Field(() => ChallengeTemplateEnum, { nullable: true, description: 'The template to begin with.' })
  template?: ChallengeTemplateKey | null;

  @Field(() => JsonScalar, { nullable: true, description: 'The challenge as data, after the published JSON Schema.' })
  document?: unknown;

  @Field(() => DateScalar, { description: 'The first day, in the programme’s zone.' })
  opensOn!: string;

  @Field(() => DateScalar, { nullable: true, description: 'The last day; with a template, its usual length unless told.' })
  closesOn?: string | null;

  @Field(() => RecurrenceInput, { nullable: true, description: 'How often it comes again; once unless told.' })
  recurrence?: RecurrenceInput | null;

  @Field(() => ArtworkInput, { nullable: true, description: 'Its picture; one that suits the goal unless told.' })
  picture?: ArtworkInput | null;
}

@InputType({ description: 'A draft as it shall read from now on; what is not given stays.' })
export class UpdateChallengeInput {
  @Field(() => ID, { description: 'The draft.' })
  id!: string;

  @Field(() => Int, { description: 'The revision that was read and is changed.' })
  revision!: number;

  @Field(() => JsonScalar, { nullable: true, description: 'The whole challenge as data, after the published JSON Schema.' })
  document?: unknown;

  @Field(() => DateScalar, { nullable: true, description: 'The first day.' })
  opensOn?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'The last day.' })
  closesOn?: string | null;

  @Field(() => RecurrenceInput, { nullable: true, description: 'How often it comes again; null: once.' })
  recurrence?: RecurrenceInput | null;

  @Field(() => ArtworkInput, { nullable: true, description: 'Its picture.' })
  picture?: ArtworkInput | null;
}

@InputType()
export abstract class ChallengeRevisionInput {
  @Field(() => ID, { description: 'The challenge.' })
  id!: string;

  @Field(() => Int, {
    description: 'The revision that was read: nobody announces or discards what somebody else has just changed.',
  })
  revision!: number;
}

@InputType({ description: 'Announcing a challenge.' })
export class ScheduleChallengeInput extends ChallengeRevisionInput {}

@InputType({ description: 'Taking the announcement of a challenge back.' })
export class UnscheduleChallengeInput extends ChallengeRevisionInput {}

@InputType({ description: 'Throwing the draft of a challenge away.' })
export class DiscardChallengeInput extends ChallengeRevisionInput {}

@InputType({ description: 'Calling a challenge off.' })
export class CancelChallengeInput {
  @Field(() => ID, { description: 'The challenge.' })
  id!: string;

  @Field(() => String, { description: 'Why, for those who took part; 1 to 500 characters.' })
  reason!: string;
}

@InputType({ description: 'Inviting people to a challenge.' })
export class InviteToChallengeInput {
  @Field(() => ID, { description: 'The challenge.' })
  id!: string;

  @Field(() => [ID], { description: 'The ambassadors, 1 to 1,000; who was invited before stays so.' })
  ambassadors!: string[];
}

@InputType({ description: 'Taking part in a challenge.' })
export class EnterChallengeInput {
  @Field(() => ID, { description: 'The challenge.' })
  id!: string;
}

@InputType({ description: 'No longer taking part in a challenge.' })
export class LeaveChallengeInput {
  @Field(() => ID, { description: 'The challenge.' })
  id!: string;
}

@InputType({ description: 'Which challenges.' })
export class ChallengeFilter {
  @Field(() => [ChallengeStateEnum], {
    nullable: true,
    description: 'In these states; in all unless told. Drafts are for admins.',
  })
  states?: ChallengeState[] | null;
}
