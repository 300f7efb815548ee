import type { Platform, Slice } from '../../platform/slice.ts';
import type { ProgrammeDirectory } from '../programmes/index.ts';
import { RewardPolicyResolver } from './reward-policy.resolver.ts';
import { RewardPolicyService } from './reward-policy.service.ts';

/** Whether a programme may give prizes of monetary value, and what it takes on with them. */
export function createRewardPolicySlice(
  { database, clock }: Pick<Platform, 'database' | 'clock'>,
  { programmes }: { readonly programmes: ProgrammeDirectory },
): Slice {
  const policies = new RewardPolicyService({ database, clock });
  return { name: 'reward-policy', entities: [], resolvers: [new RewardPolicyResolver({ policies, programmes })] };
}
