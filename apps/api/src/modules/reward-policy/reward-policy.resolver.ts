import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { actorOf } from '../../platform/auth/actor.ts';
import { Access } from '../../platform/graphql/access.ts';
import type { RequestContext } from '../../platform/graphql/context.ts';
import { payloadOf } from '../../platform/graphql/payload.ts';
import { Programme, type ProgrammeDirectory, programmeEditors, programmeToGraphql } from '../programmes/index.ts';
import { DecideRewardPolicyInput, ProposeMonetaryRewardsInput } from './reward-policy.inputs.ts';
import type { RewardPolicyService } from './reward-policy.service.ts';
import {
  DecideRewardPolicyPayload,
  ProposeMonetaryRewardsPayload,
  RewardDuties,
  RewardPolicyStep,
  RewardProposal,
  rewardReaders,
  toDuties,
} from './reward-policy.types.ts';

interface Dependencies {
  readonly policies: RewardPolicyService;
  readonly programmes: ProgrammeDirectory;
}

/** How a programme comes to allow prizes of monetary value. */
@Resolver(() => Programme)
export class RewardPolicyResolver {
  readonly #policies: RewardPolicyService;
  readonly #programmes: ProgrammeDirectory;

  constructor({ policies, programmes }: Dependencies) {
    this.#policies = policies;
    this.#programmes = programmes;
  }

  @FieldResolver(() => RewardDuties, {
    nullable: true,
    description: 'What comes with prizes of monetary value; null while they are not allowed. Everybody in the programme.',
  })
  @Access(rewardReaders)
  async rewardDuties(@Root() { id }: Programme): Promise<RewardDuties | null> {
    const { duties } = await this.#policies.find(id);
    return duties === null ? null : toDuties(duties);
  }

  @FieldResolver(() => RewardProposal, {
    nullable: true,
    description:
      'The proposal to allow prizes of monetary value, while it waits for a second administrator. Admins and auditors.',
  })
  @Access({ to: ['ADMIN', 'AUDITOR'] })
  async rewardProposal(@Root() { id }: Programme, @Ctx() { viewer }: RequestContext): Promise<RewardProposal | null> {
    const { proposal, proposedAt, proposedBy } = await this.#policies.find(id);
    if (proposal === null || proposedAt === null) return null;
    return { duties: toDuties(proposal), proposedAt, isOwn: proposedBy === actorOf(viewer) };
  }

  @FieldResolver(() => [RewardPolicyStep], {
    description: 'The history of the reward policy, newest first, at most 200 steps. Everybody in the programme.',
  })
  @Access(rewardReaders)
  async rewardPolicySteps(@Root() { id }: Programme): Promise<readonly RewardPolicyStep[]> {
    const steps = await this.#policies.steps(id);
    return steps.map(({ duties, ...step }) => ({
      ...step,
      programmeId: id,
      duties: duties === null ? null : toDuties(duties),
    }));
  }

  @Mutation(() => ProposeMonetaryRewardsPayload, {
    description:
      'Proposes that prizes of monetary value be allowed, with the duties about tax and labels; a second administrator confirms.',
  })
  @Access(programmeEditors)
  async proposeMonetaryRewards(
    @Arg('input', () => ProposeMonetaryRewardsInput) input: ProposeMonetaryRewardsInput,
    @Ctx() { viewer, language }: RequestContext,
  ): Promise<Partial<ProposeMonetaryRewardsPayload>> {
    const outcome = await this.#policies.propose(viewer, input);
    const programme = outcome.ok ? await this.#programme(outcome.value) : null;
    return payloadOf(outcome, { language, shape: () => ({ programme }) });
  }

  @Mutation(() => DecideRewardPolicyPayload, {
    description:
      'Confirms or rejects a proposal, or forbids prizes of monetary value again. Kept, and told to everybody where it changes.',
  })
  @Access(programmeEditors)
  async decideRewardPolicy(
    @Arg('input', () => DecideRewardPolicyInput) input: DecideRewardPolicyInput,
    @Ctx() { viewer, language }: RequestContext,
  ): Promise<Partial<DecideRewardPolicyPayload>> {
    const outcome = await this.#policies.decide(viewer, input);
    const programme = outcome.ok ? await this.#programme(outcome.value) : null;
    return payloadOf(outcome, { language, shape: () => ({ programme }) });
  }

  async #programme(id: string): Promise<Programme | null> {
    const record = await this.#programmes.byId(id);
    return record === undefined ? null : programmeToGraphql(record);
  }
}
