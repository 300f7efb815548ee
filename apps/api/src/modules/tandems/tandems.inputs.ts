import { Field, ID, InputType, Int } from 'type-graphql';
import { z } from 'zod';
import type { DeclineReason, OwnEndReason, TandemState } from './tandem.ts';
import type { CheckInRow } from './tandems.repository.ts';
import { CheckInMoodEnum, OwnTandemEndReasonEnum, TandemDeclineReasonEnum, TandemStateEnum } from './tandems.types.ts';

@InputType({ description: 'Which tandems; what is left out does not narrow.' })
export class TandemFilter {
  @Field(() => [TandemStateEnum], { nullable: true, description: 'In one of these states.' })
  states?: TandemState[] | null;
}

@InputType({ description: 'Saying yes to a proposal.' })
export class AcceptTandemInput {
  @Field(() => ID, { description: 'The tandem.' })
  tandem!: string;
}

@InputType({ description: 'Saying no to a proposal.' })
export class DeclineTandemInput {
  @Field(() => ID, { description: 'The tandem.' })
  tandem!: string;

  @Field(() => TandemDeclineReasonEnum, { defaultValue: 'OTHER', description: 'Why; only the next round knows it.' })
  reason!: DeclineReason;
}

@InputType({ description: 'Beginning a tandem that everybody has accepted.' })
export class BeginTandemInput {
  @Field(() => ID, { description: 'The tandem.' })
  tandem!: string;
}

@InputType({ description: 'Completing a tandem.' })
export class CompleteTandemInput {
  @Field(() => ID, { description: 'The tandem.' })
  tandem!: string;
}

@InputType({ description: 'Ending a tandem early.' })
export class EndTandemInput {
  @Field(() => ID, { description: 'The tandem.' })
  tandem!: string;

  @Field(() => OwnTandemEndReasonEnum, { description: 'Why; the partner is told.' })
  reason!: OwnEndReason;
}

@InputType({ description: 'Saying how a tandem goes.' })
export class CheckInTandemInput {
  @Field(() => ID, { description: 'The tandem.' })
  tandem!: string;

  @Field(() => CheckInMoodEnum, { description: 'How it goes.' })
  mood!: CheckInRow['mood'];

  @Field(() => String, { nullable: true, description: 'In words, 1 to 1,000 characters; the members read it.' })
  note?: string | null;
}

export const checkInSchema = z.object({ note: z.string().trim().min(1).max(1000).nullish() });

@InputType({ description: 'Saying how well a tandem fits.' })
export class GiveTandemFeedbackInput {
  @Field(() => ID, { description: 'The tandem.' })
  tandem!: string;

  @Field(() => Int, { description: 'How well it fits, 1 (not at all) to 5 (very well).' })
  fit!: number;

  @Field(() => Boolean, { nullable: true, description: 'Whether one would do it again.' })
  wouldAgain?: boolean | null;

  @Field(() => String, { nullable: true, description: 'In words, 1 to 1,000 characters; nobody else reads it.' })
  comment?: string | null;
}

export const feedbackSchema = z.object({
  fit: z.int().min(1).max(5),
  comment: z.string().trim().min(1).max(1000).nullish(),
});
