export { createRewardPolicySlice } from './reward-policy.slice.ts';
