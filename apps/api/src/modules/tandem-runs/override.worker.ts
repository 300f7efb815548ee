import { deserialize } from 'node:v8';
import { gunzipSync } from 'node:zlib';
import {
  type Certificate,
  Explainer,
  type Matching,
  type MatchingProblem,
  type ObjectiveValues,
  type OverrideCost,
  tryOverride,
} from '@fanfare/tandem-matching';
import { defineWorker } from '../../platform/workers/define-worker.ts';
import { type ProblemInput, problemOf } from './matching-problem.ts';
import type { PartnerChange } from './run-comparison.ts';
import type { LockRecord } from './tandem-run.ts';

/** A computed run, and two people whom somebody thinks of bringing together. */
export interface OverrideInput extends ProblemInput {
  readonly pairs: readonly (LockRecord & {
    readonly affinity: number;
    readonly isLocked: boolean;
    readonly isRunning: boolean;
  })[];
  readonly values: ObjectiveValues;
  readonly certificate: Uint8Array;
  readonly pair: LockRecord;
}

export interface OverrideAnswer {
  readonly cost: OverrideCost;
  /** How well the two would fit; null where they cannot be together. */
  readonly affinity: number | null;
  /** Exactly who gains and who loses, the largest loss first; null where so many people would take too long. */
  readonly changes: readonly PartnerChange[] | null;
}

/** Up to so many pairs are tried out exactly: 2,000 people on each side. */
const mostPairsTried = 4_000_000;

defineWorker((input: OverrideInput): OverrideAnswer | null => {
  const { hesitantId, frequentId } = input.pair;
  const seeker = input.participants.seekers.findIndex(({ profile }) => profile.id === hesitantId);
  const partner = input.participants.partners.findIndex(({ profile }) => profile.id === frequentId);
  if (seeker < 0 || partner < 0) return null;
  const { model, problem } = problemOf(input);
  const matching = matchingOf(input, problem);
  const cost = new Explainer(problem, matching, model).overrideCost(hesitantId, frequentId);
  const isPossible = cost.kind !== 'impossible';
  return {
    cost,
    affinity: isPossible ? model.affinity(seeker, partner) : null,
    changes: isPossible ? changesOf(problem, matching, input.pair) : [],
  };
});

function matchingOf({ pairs, values, certificate }: OverrideInput, problem: MatchingProblem): Matching {
  const matched = new Set(pairs.map(({ hesitantId }) => hesitantId));
  const unpacked = deserialize(gunzipSync(certificate)) as { readonly pairs: Certificate };
  return {
    pairs: pairs.map(({ hesitantId, frequentId, affinity, isLocked, isRunning }) => ({
      ...{ seekerId: hesitantId, partnerId: frequentId, affinity, locked: isLocked, running: isRunning },
    })),
    unmatchedSeekerIds: problem.seekers.map(({ id }) => id).filter((id) => !matched.has(id)),
    values,
    certificate: unpacked.pairs,
  };
}

function changesOf(problem: MatchingProblem, matching: Matching, pair: LockRecord): readonly PartnerChange[] | null {
  if (problem.seekers.length * problem.partners.length > mostPairsTried) return null;
  const lock = { seekerId: pair.hesitantId, partnerId: pair.frequentId };
  const trial = tryOverride({ problem, matching, lock });
  if (trial.kind !== 'tried') return null;
  return trial.whatIf.changes.map(({ seekerId, before, after, gain }) => ({
    hesitantId: seekerId,
    beforeId: before?.partnerId ?? null,
    afterId: after?.partnerId ?? null,
    affinityBefore: before?.affinity ?? null,
    affinityAfter: after?.affinity ?? null,
    gain,
  }));
}
