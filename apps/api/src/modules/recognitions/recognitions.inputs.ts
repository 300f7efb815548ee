import { badgeMotifs, badgeShapes } from '@fanfare/gamification';
import { Field, ID, InputType, Int } from 'type-graphql';
import { z } from 'zod';
import { ArtworkInput } from '../challenges/index.ts';
import { type RequestAct, requestActs } from './recognition.ts';
import { RequestActEnum } from './recognitions.enums.ts';

const repeatable = 'Chosen by the client: a repetition with the same id and input gives the first answer again.';

@InputType({ description: 'A text in both languages.' })
export class WordsInput {
  @Field(() => String, { description: 'In German.' })
  german!: string;

  @Field(() => String, { description: 'In English.' })
  english!: string;
}

@InputType({ description: 'A new thank-you of the catalogue.' })
export class CreateRecognitionInput {
  @Field(() => String, { nullable: true, description: repeatable })
  clientMutationId?: string | null;

  @Field(() => ID, { description: 'The programme.' })
  programme!: string;

  @Field(() => ID, { nullable: true, description: 'The season it is for; every season unless told.' })
  season?: string | null;

  @Field(() => WordsInput, { description: 'Its name, at most 100 characters.' })
  name!: WordsInput;

  @Field(() => WordsInput, { description: 'What it is, at most 2000 characters.' })
  description!: WordsInput;

  @Field(() => WordsInput, { description: 'Who can have it, at most 500 characters.' })
  eligibility!: WordsInput;

  @Field(() => ArtworkInput, { nullable: true, description: 'Its picture; a golden star unless told.' })
  picture?: ArtworkInput | null;

  @Field(() => Int, { nullable: true, description: 'How many places there are, 1 to 1,000,000; no limit unless told.' })
  capacity?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Points that have to come together before it can be granted on request; none unless told.',
  })
  pointsGoal?: number | null;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Whether it has a monetary value; refused while the programme’s reward policy is non-monetary.',
  })
  isMonetary!: boolean;
}

@InputType({ description: 'A thank-you as it shall read from now on; what is not given stays.' })
export class UpdateRecognitionInput {
  @Field(() => ID, { description: 'The recognition.' })
  id!: string;

  @Field(() => Int, { description: 'The version that was read and is changed.' })
  version!: number;

  @Field(() => WordsInput, { nullable: true, description: 'Its name.' })
  name?: WordsInput | null;

  @Field(() => WordsInput, { nullable: true, description: 'What it is.' })
  description?: WordsInput | null;

  @Field(() => WordsInput, { nullable: true, description: 'Who can have it.' })
  eligibility?: WordsInput | null;

  @Field(() => ArtworkInput, { nullable: true, description: 'Its picture.' })
  picture?: ArtworkInput | null;

  @Field(() => Int, { nullable: true, description: 'How many places there are: no fewer than are taken.' })
  capacity?: number | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether it is no longer offered; what was granted stays.' })
  isArchived?: boolean | null;
}

@InputType({ description: 'Asking for a recognition.' })
export class RequestRecognitionInput {
  @Field(() => String, { nullable: true, description: repeatable })
  clientMutationId?: string | null;

  @Field(() => ID, { description: 'The recognition.' })
  recognition!: string;

  @Field(() => String, { nullable: true, description: 'A word to those who decide, 1 to 1000 characters.' })
  note?: string | null;
}

@InputType({ description: 'Showing colleagues that points are collected for an own request, or showing it no more.' })
export class ShareRecognitionRequestInput {
  @Field(() => ID, { description: 'The own request, which waits for a decision.' })
  request!: string;

  @Field(() => Boolean, { description: 'Whether colleagues see it from now on.' })
  isShared!: boolean;
}

@InputType({ description: 'Giving a recognition to somebody who did not ask.' })
export class GiveRecognitionInput {
  @Field(() => String, { nullable: true, description: repeatable })
  clientMutationId?: string | null;

  @Field(() => ID, { description: 'The recognition.' })
  recognition!: string;

  @Field(() => ID, { description: 'The ambassador who gets it.' })
  ambassador!: string;

  @Field(() => String, { description: 'What for, 1 to 1000 characters; the person reads it.' })
  reason!: string;
}

@InputType({ description: 'A step in the life of a recognition for somebody.' })
export class DecideRecognitionInput {
  @Field(() => ID, { description: 'The request.' })
  request!: string;

  @Field(() => RequestActEnum, { description: 'The step.' })
  act!: RequestAct;

  @Field(() => String, {
    nullable: true,
    description: 'Why, 1 to 1000 characters; required for declining and revoking. The person reads it.',
  })
  reason?: string | null;
}

@InputType({ description: 'Giving some of one’s own points for a request: one’s own or that of a colleague.' })
export class ContributeToRecognitionInput {
  @Field(() => String, { nullable: true, description: repeatable })
  clientMutationId?: string | null;

  @Field(() => ID, { description: 'The request, which waits for a decision.' })
  request!: string;

  @Field(() => Int, { description: 'How many points, 1 up to what the goal lacks and one’s own spendablePoints.' })
  points!: number;
}

@InputType({ description: 'Drawing who gets a recognition, from the final standing of a season.' })
export class DrawRecognitionInput {
  @Field(() => String, { nullable: true, description: repeatable })
  clientMutationId?: string | null;

  @Field(() => ID, { description: 'The recognition.' })
  recognition!: string;

  @Field(() => ID, { description: 'A season whose final standing was taken.' })
  season!: string;

  @Field(() => Int, { description: 'How many are drawn, 1 to 1000; fewer where there are fewer candidates.' })
  places!: number;

  @Field(() => Int, {
    defaultValue: 1,
    description: 'From how many points on somebody is in the draw; all of them have equal chances.',
  })
  minimumPoints!: number;
}

const words = (longest: number) => {
  const text = z.string().trim().min(1).max(longest);
  return z.object({ german: text, english: text }).transform(({ german, english }) => ({ GERMAN: german, ENGLISH: english }));
};

const picture = z.object({
  shape: z.enum(badgeShapes),
  motif: z.enum(badgeMotifs),
  hue: z.int().min(0).max(359),
  rings: z.int().min(1).max(3),
});

const capacity = z.int().min(1).max(1_000_000).nullish();

export const createSchema = z.object({
  programme: z.uuid(),
  season: z.uuid().nullish(),
  name: words(100),
  description: words(2000),
  eligibility: words(500),
  picture: picture.nullish(),
  capacity,
  pointsGoal: z.int().min(1).max(1_000_000_000).nullish(),
  isMonetary: z.boolean(),
});

export const updateSchema = z.object({
  id: z.uuid(),
  version: z.int(),
  name: words(100).nullish(),
  description: words(2000).nullish(),
  eligibility: words(500).nullish(),
  picture: picture.nullish(),
  capacity,
  isArchived: z.boolean().nullish(),
});

const sentence = z.string().trim().min(1).max(1000);

export const requestSchema = z.object({ recognition: z.uuid(), note: sentence.nullish() });
export const giveSchema = z.object({ recognition: z.uuid(), ambassador: z.uuid(), reason: sentence });
export const decideSchema = z.object({ request: z.uuid(), act: z.enum(requestActs), reason: sentence.nullish() });
export const contributeSchema = z.object({ request: z.uuid(), points: z.int().min(1).max(1_000_000_000) });
export const shareSchema = z.object({ request: z.uuid(), isShared: z.boolean() });
export const drawSchema = z.object({
  recognition: z.uuid(),
  season: z.uuid(),
  places: z.int().min(1).max(1000),
  minimumPoints: z.int().min(1).max(1_000_000_000),
});
