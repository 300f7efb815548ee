import { runMatching } from '../matching/run.ts';
import type { Lock, Matching, MatchingProblem, MatchingRejection, RunControl } from '../matching/types.ts';
import { compareMatchings, type WhatIf } from '../quality/compare.ts';

export type OverrideTrial =
  | {
      readonly kind: 'tried';
      readonly matching: Matching;
      readonly whatIf: WhatIf;
      /** Seekers who would stay without a partner and now have one. */
      readonly losing: readonly string[];
    }
  | { readonly kind: 'rejected'; readonly rejection: MatchingRejection }
  | { readonly kind: 'cancelled' };

export interface OverrideRequest {
  readonly problem: MatchingProblem;
  readonly matching: Matching;
  readonly lock: Lock;
}

/**
 * The exact cost of forcing a pair together: the best matching with that pair locked, beside the present one, and whom it costs what. A
 * whole run; `Explainer.overrideCost` gives a lower bound at once. A lock of the same seeker is replaced.
 */
export function tryOverride({ problem, matching, lock }: OverrideRequest, control: RunControl = {}): OverrideTrial {
  const locks = [...problem.locks.filter(({ seekerId }) => seekerId !== lock.seekerId), lock];
  const forced = { ...problem, locks };
  const outcome = runMatching(forced, control);
  if (outcome.kind !== 'matched') return outcome;
  const whatIf = compareMatchings({ problem, pairs: matching.pairs }, { problem: forced, pairs: outcome.matching.pairs });
  const losing = whatIf.changes.filter(({ before, after }) => before !== undefined && after === undefined);
  return { kind: 'tried', matching: outcome.matching, whatIf, losing: losing.map(({ seekerId }) => seekerId) };
}
