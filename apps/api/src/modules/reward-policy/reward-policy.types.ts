import { Field, ObjectType } from 'type-graphql';
import { Access } from '../../platform/graphql/access.ts';
import { MutationPayload } from '../../platform/graphql/payload.ts';
import { DateTimeScalar } from '../../platform/graphql/scalars.ts';
import { Programme, programmeEditors } from '../programmes/index.ts';
import { RewardActEnum, TaxTreatmentEnum } from './reward-policy.inputs.ts';
import type { RewardDuties as Duties, RewardAct, TaxTreatment } from './reward-policy.ts';

/** Duties hold for everybody in the programme, so everybody in it reads them, and how they came about. */
export const rewardReaders = { to: ['AMBASSADOR', 'COMMUNICATOR', 'ADMIN', 'AUDITOR'] } as const;

@ObjectType({ simpleResolvers: true, description: 'What comes with prizes of monetary value. Everybody in the programme.' })
@Access(rewardReaders)
export class RewardDuties {
  @Field(() => TaxTreatmentEnum, { description: 'How the value of prizes is taxed.' })
  taxTreatment!: TaxTreatment;

  @Field(() => String, { description: 'Who sees to the tax.' })
  taxResponsible!: string;

  @Field(() => String, { description: 'How posts for a contest with prizes are labelled, in German.' })
  labelGerman!: string;

  @Field(() => String, { description: 'The same in English.' })
  labelEnglish!: string;
}

@ObjectType({ simpleResolvers: true, description: 'A proposal that waits for a second administrator. Admins and auditors.' })
@Access({ to: ['ADMIN', 'AUDITOR'] })
export class RewardProposal {
  @Field(() => RewardDuties, { description: 'The duties that are proposed.' })
  duties!: RewardDuties;

  @Field(() => DateTimeScalar, { description: 'When it was made.' })
  proposedAt!: Date;

  @Field(() => Boolean, { description: 'Whether the reader made it, and therefore cannot confirm it.' })
  isOwn!: boolean;
}

@ObjectType({ simpleResolvers: true, description: 'One step in the history of the reward policy. Everybody in the programme.' })
@Access(rewardReaders)
export class RewardPolicyStep {
  @Field(() => RewardActEnum, { description: 'What was done.' })
  act!: RewardAct;

  @Field(() => DateTimeScalar, { description: 'When.' })
  happenedAt!: Date;

  @Field(() => RewardDuties, { nullable: true, description: 'The duties that it was about.' })
  duties!: RewardDuties | null;

  @Field(() => String, { description: 'Who did it: `person:` and their id. Admins and auditors.' })
  @Access({ to: ['ADMIN', 'AUDITOR'] })
  actor!: string;

  programmeId!: string;
}

@ObjectType({ simpleResolvers: true, description: 'The answer to what is done with the reward policy.' })
abstract class RewardPolicyPayload extends MutationPayload {
  @Field(() => Programme, { nullable: true, description: 'The programme as it is now; null when there are errors.' })
  programme?: Programme | null;
}

@ObjectType({ simpleResolvers: true, description: 'The answer to proposeMonetaryRewards.' })
@Access(programmeEditors)
export class ProposeMonetaryRewardsPayload extends RewardPolicyPayload {}

@ObjectType({ simpleResolvers: true, description: 'The answer to decideRewardPolicy.' })
@Access(programmeEditors)
export class DecideRewardPolicyPayload extends RewardPolicyPayload {}

export function toDuties({ taxTreatment, taxResponsible, label }: Duties): RewardDuties {
  return { taxTreatment, taxResponsible, labelGerman: label.GERMAN, labelEnglish: label.ENGLISH };
}
