import { deserialize } from 'node:v8';
import { gunzipSync } from 'node:zlib';
import {
  type AffinityModel,
  type Certificate,
  type ChosenPair,
  compareSeekers,
  Explainer,
  type Matching,
  type MatchingProblem,
  matchTrios,
  type ObjectiveValues,
  type OverrideCost,
  type SeekerChange,
  tryOverride,
} from '@fanfare/tandem-matching';
import { defineWorker, type WorkerControl } from '../../platform/workers/define-worker.ts';
import { type ProblemInput, problemOf } from './matching-problem.ts';
import type { PartnerChange } from './run-comparison.ts';
import type { LockRecord, ProposalRecord } from './tandem-run.ts';
import { thirdsOf } from './thirds.ts';

/** A computed run, and two people whom somebody thinks of bringing together. */
export interface OverrideInput extends ProblemInput {
  readonly pairs: readonly Pick<
    ProposalRecord,
    'hesitantId' | 'frequentId' | 'affinity' | 'isLocked' | 'isRunning' | 'third'
  >[];
  readonly values: ObjectiveValues;
  readonly certificate: Uint8Array;
  readonly pair: LockRecord;
}

export interface OverrideAnswer {
  readonly cost: OverrideCost;
  /** How well the two would fit; null where they cannot be together. */
  readonly affinity: number | null;
  /** Exactly who gains and who loses, the largest loss first. */
  readonly changes: readonly PartnerChange[];
}

/** Ends the comparison of people when nobody waits for the answer any more. */
class Cancelled extends Error {}

defineWorker((input: OverrideInput, control: WorkerControl<never>): OverrideAnswer | null => {
  try {
    return answerTo(input, control);
  } catch (error) {
    if (error instanceof Cancelled) return null;
    throw error;
  }
});

function answerTo(input: OverrideInput, control: WorkerControl<never>): OverrideAnswer | null {
  const { hesitantId, frequentId } = input.pair;
  const { model, full, problem } = problemOf({ ...input, thoughtOf: [input.pair] }, () => {
    if (control.shouldStop()) throw new Cancelled();
  });
  const seeker = problem.seekers.findIndex(({ id }) => id === hesitantId);
  if (seeker < 0) return null;
  const taken = full.partners.findIndex(({ id }) => id === frequentId);
  if (taken >= 0) return withoutPlace(full, seeker, taken);
  const partner = problem.partners.findIndex(({ id }) => id === frequentId);
  if (partner < 0) return null;
  const matching = matchingOf(input, problem);
  const cost = new Explainer(problem, matching, model).overrideCost(hesitantId, frequentId);
  if (cost.kind === 'impossible') return { cost, affinity: null, changes: [] };
  const affinity = model.affinity(seeker, partner);
  if (cost.kind === 'noPlace') return { cost, affinity, changes: [] };
  const lock = { seekerId: hesitantId, partnerId: frequentId };
  const trial = tryOverride({ problem, matching, lock }, { shouldStop: () => control.shouldStop() });
  if (trial.kind !== 'tried') return null;
  const changes = compareSeekers(placedIn(input.pairs), [...trial.pairs, ...newThirds(input, problem, trial.pairs)]);
  return { cost, affinity, changes: changes.map(toPartnerChange) };
}

/** Everybody accompanied in the run, as one of two or as a third. */
function placedIn(pairs: OverrideInput['pairs']): readonly ChosenPair[] {
  return pairs.flatMap(({ hesitantId, frequentId, affinity, third }) => [
    { seekerId: hesitantId, partnerId: frequentId, affinity },
    ...(third === null ? [] : [{ seekerId: third.ambassadorId, partnerId: frequentId, affinity: third.affinity }]),
  ]);
}

/** Who would join as a third after the override. */
function newThirds({ participants }: OverrideInput, problem: MatchingProblem, pairs: Matching['pairs']): readonly ChosenPair[] {
  const request = thirdsOf(participants, problem, { pairs, unmatchedSeekerIds: unmatchedIn(problem, pairs) });
  if (request === undefined) return [];
  const outcome = matchTrios(request);
  if (outcome.kind !== 'matched') throw new Error(`the thirds cannot be matched: ${outcome.kind}`);
  return outcome.matching.pairs;
}

function unmatchedIn({ seekers }: MatchingProblem, pairs: readonly { readonly seekerId: string }[]): readonly string[] {
  const matched = new Set(pairs.map(({ seekerId }) => seekerId));
  return seekers.map(({ id }) => id).filter((id) => !matched.has(id));
}

/** The partner takes part and has no place left. */
function withoutPlace(full: AffinityModel, seeker: number, partner: number): OverrideAnswer {
  const hindrance = full.hindrance(seeker, partner);
  if (hindrance !== undefined) return { cost: { kind: 'impossible', hindrance }, affinity: null, changes: [] };
  return { cost: { kind: 'noPlace' }, affinity: full.affinity(seeker, partner), changes: [] };
}

function matchingOf({ pairs, values, certificate }: OverrideInput, problem: MatchingProblem): Matching {
  const unpacked = deserialize(gunzipSync(certificate)) as { readonly pairs: Certificate };
  const matched = pairs.map(({ hesitantId, frequentId, affinity, isLocked, isRunning }) => ({
    ...{ seekerId: hesitantId, partnerId: frequentId, affinity, locked: isLocked, running: isRunning },
  }));
  return {
    pairs: matched,
    unmatchedSeekerIds: unmatchedIn(problem, matched),
    values,
    certificate: unpacked.pairs,
  };
}

function toPartnerChange({ seekerId, before, after, gain }: SeekerChange): PartnerChange {
  return {
    hesitantId: seekerId,
    beforeId: before?.partnerId ?? null,
    afterId: after?.partnerId ?? null,
    affinityBefore: before?.affinity ?? null,
    affinityAfter: after?.affinity ?? null,
    gain,
  };
}
