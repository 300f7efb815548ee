import { Field, ID, InputType } from 'type-graphql';
import { z } from 'zod';
import { graphqlEnum } from '../../platform/graphql/enums.ts';
import { DateTimeScalar } from '../../platform/graphql/scalars.ts';
import { type RewardAct, type TaxTreatment, taxTreatments } from './reward-policy.ts';

export const TaxTreatmentEnum = graphqlEnum<TaxTreatment>({
  name: 'TaxTreatment',
  description: 'How the value of prizes is taxed.',
  values: {
    EMPLOYER_FLAT_RATE: 'The employer pays tax at a flat rate (in Germany § 37b EStG).',
    PAYROLL: 'The value is taxed with the wages.',
    WITHIN_ALLOWANCE: 'The value stays within the monthly allowance for benefits in kind (in Germany § 8 (2) EStG).',
  },
});

export const RewardActEnum = graphqlEnum<RewardAct>({
  name: 'RewardPolicyAct',
  description: 'What was done with the reward policy.',
  values: {
    PROPOSED: 'An administrator proposed to allow prizes of monetary value.',
    CONFIRMED: 'A second one confirmed it; from then on it holds.',
    REJECTED: 'Another one rejected it.',
    WITHDRAWN: 'Who proposed it took it back.',
    SWITCHED_OFF: 'Prizes of monetary value were forbidden again.',
  },
});

export const rewardDecisions = ['CONFIRM', 'REJECT', 'SWITCH_OFF'] as const;
export type RewardDecision = (typeof rewardDecisions)[number];

export const RewardDecisionEnum = graphqlEnum<RewardDecision>({
  name: 'RewardPolicyDecision',
  description: 'What is done with a proposal, or with a policy in force.',
  values: {
    CONFIRM: 'Confirms the proposal of somebody else.',
    REJECT: 'Rejects the proposal of somebody else, or takes one’s own back.',
    SWITCH_OFF: 'Forbids prizes of monetary value again; one administrator is enough.',
  },
});

@InputType({ description: 'Proposing that prizes of monetary value be allowed, with the duties that come with them.' })
export class ProposeMonetaryRewardsInput {
  @Field(() => ID, { description: 'The programme.' })
  programme!: string;

  @Field(() => TaxTreatmentEnum, { description: 'How the value of prizes is taxed.' })
  taxTreatment!: TaxTreatment;

  @Field(() => String, { description: 'Who sees to the tax, such as a department, 1 to 200 characters.' })
  taxResponsible!: string;

  @Field(() => String, { description: 'How posts for a contest with prizes are labelled in German, 1 to 100 characters.' })
  labelGerman!: string;

  @Field(() => String, { description: 'The same in English.' })
  labelEnglish!: string;
}

@InputType({ description: 'Deciding about prizes of monetary value.' })
export class DecideRewardPolicyInput {
  @Field(() => ID, { description: 'The programme.' })
  programme!: string;

  @Field(() => RewardDecisionEnum, { description: 'What is done.' })
  decision!: RewardDecision;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      'When the proposal was made that the decision is about; where another one waits by now, the answer is CONFLICT.',
  })
  proposedAt?: Date | null;
}

const label = z.string().trim().min(1).max(100);

export const proposeSchema = z.object({
  programme: z.uuid(),
  taxTreatment: z.enum(taxTreatments),
  taxResponsible: z.string().trim().min(1).max(200),
  labelGerman: label,
  labelEnglish: label,
});
