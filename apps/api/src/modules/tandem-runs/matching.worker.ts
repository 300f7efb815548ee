import { serialize } from 'node:v8';
import { gzipSync } from 'node:zlib';
import {
  type Certificate,
  checkCertificate,
  Explainer,
  type FactorContribution,
  type Matching,
  type MatchingProblem,
  type MatchingRejection,
  type MatchingStep,
  matchTrios,
  measureQuality,
  type ObjectiveValues,
  runMatching,
  trioProblem,
  type UnmatchedReason,
  unmatchedWords,
} from '@fanfare/tandem-matching';
import { defineWorker, type WorkerControl } from '../../platform/workers/define-worker.ts';
import { type ProblemInput, problemOf } from './matching-problem.ts';
import type { Participants, ProposalRecord, RunQuality, RunStep, ThirdRecord, UnmatchedRecord } from './tandem-run.ts';
import { thirdsOf } from './thirds.ts';

export type MatchingInput = ProblemInput;

export interface MatchingProgressReport {
  readonly step: RunStep;
  readonly progress: number;
}

export type MatchingResult =
  | {
      readonly kind: 'matched';
      readonly proposals: readonly FoundPair[];
      readonly unmatched: readonly UnmatchedRecord[];
      readonly quality: RunQuality;
      readonly values: ObjectiveValues;
      /** The certificates of the matching and of the thirds, packed. */
      readonly certificate: Uint8Array;
    }
  | { readonly kind: 'unproven'; readonly violations: readonly string[] }
  | { readonly kind: 'rejected'; readonly rejection: MatchingRejection }
  | { readonly kind: 'cancelled' };

/** A proposal with its factors as the engine names them. */
export type FoundPair = Omit<ProposalRecord, 'factors' | 'third'> & {
  readonly factors: readonly FactorContribution[];
  readonly third: (Omit<ThirdRecord, 'factors'> & { readonly factors: readonly FactorContribution[] }) | null;
};

type Control = WorkerControl<MatchingProgressReport>;

/** Ends the comparison of people when somebody asked for that. */
class Cancelled extends Error {}

/** Where the steps of the engine lie between the comparison and the check. */
const stepProgress: Readonly<Record<MatchingStep, number>> = {
  prepare: 0.6,
  coverage: 0.62,
  worst: 0.65,
  affinity: 0.7,
  inertia: 0.8,
  ties: 0.82,
  done: 0.85,
};

defineWorker((input: MatchingInput, control: Control): MatchingResult => {
  try {
    return match(input, control);
  } catch (error) {
    if (error instanceof Cancelled) return { kind: 'cancelled' };
    throw error;
  }
});

function match(input: MatchingInput, control: Control): MatchingResult {
  const { model, full, problem } = problemOf(input, watchComparison(input.participants.seekers.length, control));
  const outcome = runMatching(problem, {
    shouldStop: () => control.shouldStop(),
    onProgress: ({ step }) => control.report({ step: 'MATCHING', progress: stepProgress[step] }),
  });
  if (outcome.kind !== 'matched') return outcome;
  const { matching } = outcome;
  control.report({ step: 'CHECKING', progress: 0.86 });
  const thirds = findThirds(input, { problem, matching, control });
  if (thirds === undefined) return { kind: 'cancelled' };
  const violations = [...violationsOf(problem, matching), ...thirds.violations];
  if (violations.length > 0) return { kind: 'unproven', violations };
  control.report({ step: 'EXPLAINING', progress: 0.93 });
  const explainer = new Explainer(problem, matching, model, full);
  const thirdIds = new Set(thirds.pairs.map(({ seekerId }) => seekerId));
  return {
    kind: 'matched',
    proposals: explainProposals({ matching, explainer, thirds: thirds.pairs, timesMet: meetingsOf(input.participants) }),
    unmatched: explainUnmatched(problem, explainer).filter(({ ambassadorId }) => !thirdIds.has(ambassadorId)),
    quality: { ...measureQuality(problem, matching.pairs), thirds: thirds.pairs.length },
    values: matching.values,
    certificate: gzipSync(serialize({ pairs: matching.certificate, thirds: thirds.certificate })),
  };
}

/** Tells how far the comparison is, and ends it when somebody asked for that. */
function watchComparison(seekers: number, control: Control): () => void {
  const seekersBetweenReports = Math.max(1, Math.floor(seekers / 64 / 20));
  let checkpoints = 0;
  return () => {
    if (control.shouldStop()) throw new Cancelled();
    if (checkpoints % seekersBetweenReports === 0) {
      const done = Math.min(1, (checkpoints * 64) / Math.max(1, seekers));
      control.report({ step: 'COMPARING', progress: 0.05 + 0.5 * done });
    }
    checkpoints += 1;
  };
}

interface Thirds {
  readonly pairs: readonly { readonly seekerId: string; readonly partnerId: string; readonly affinity: number }[];
  readonly certificate: Certificate | null;
  readonly violations: readonly string[];
}

/** Undefined when cancelled. */
function findThirds(
  { participants }: MatchingInput,
  { problem, matching, control }: { readonly problem: MatchingProblem; readonly matching: Matching; readonly control: Control },
): Thirds | undefined {
  const request = thirdsOf(participants, problem, matching);
  if (request === undefined) return { pairs: [], certificate: null, violations: [] };
  const outcome = matchTrios(request, { shouldStop: () => control.shouldStop() });
  if (outcome.kind === 'rejected') throw new Error(`the thirds cannot be matched: ${outcome.rejection.code}`);
  if (outcome.kind === 'cancelled') return undefined;
  const { pairs, certificate } = outcome.matching;
  return { pairs, certificate, violations: violationsOf(trioProblem(request), outcome.matching) };
}

/** What the independent checker has against it. */
function violationsOf(problem: MatchingProblem, matching: Matching): readonly string[] {
  const verdict = checkCertificate(problem, matching);
  return verdict.valid ? [] : verdict.violations.map((violation) => JSON.stringify(violation));
}

function explainProposals(found: {
  readonly matching: Matching;
  readonly explainer: Explainer;
  readonly thirds: Thirds['pairs'];
  readonly timesMet: (seekerId: string, partnerId: string) => number;
}): readonly FoundPair[] {
  const { matching, explainer, thirds, timesMet } = found;
  const thirdOf = new Map(thirds.map((third) => [third.partnerId, third]));
  const proposals = matching.pairs.map(({ seekerId, partnerId, affinity, locked, running }): FoundPair => {
    const { factors, nextPartner, nextSeeker } = explainer.explainPair(seekerId, partnerId);
    const third = running ? undefined : thirdOf.get(partnerId);
    // A partner of several tandems takes the third into the first new one of them.
    if (third !== undefined) thirdOf.delete(partnerId);
    return {
      hesitantId: seekerId,
      frequentId: partnerId,
      third: third === undefined ? null : explainThird(explainer, third, timesMet),
      timesMet: timesMet(seekerId, partnerId),
      affinity,
      factors,
      nextFrequent: nextPartner ?? null,
      nextHesitant: nextSeeker ?? null,
      isLocked: locked,
      isRunning: running,
    };
  });
  return proposals.sort((a, b) => b.affinity - a.affinity || (a.hesitantId < b.hesitantId ? -1 : 1));
}

function explainThird(
  explainer: Explainer,
  { seekerId, partnerId, affinity }: Thirds['pairs'][number],
  timesMet: (seekerId: string, partnerId: string) => number,
): FoundPair['third'] {
  const { factors, nextPartner } = explainer.explainPair(seekerId, partnerId);
  return { ambassadorId: seekerId, affinity, factors, next: nextPartner ?? null, timesMet: timesMet(seekerId, partnerId) };
}

/** How often two had met when they were read. */
function meetingsOf({ seekers }: Participants): (seekerId: string, partnerId: string) => number {
  const met = new Map(seekers.map(({ profile }) => [profile.id, profile.metIds]));
  return (seekerId, partnerId) => (met.get(seekerId) ?? []).filter((id) => id === partnerId).length;
}

function explainUnmatched(problem: MatchingProblem, explainer: Explainer): readonly UnmatchedRecord[] {
  const waited = new Map(problem.seekers.map(({ id, waitedRounds }) => [id, waitedRounds]));
  return explainer.explainUnmatched().map(({ seekerId, reason }) => ({
    ambassadorId: seekerId,
    waitedRounds: waited.get(seekerId) ?? 0,
    reason: kept(reason),
  }));
}

/** The reason with its words; of people who share too few places how many there are, and not each of them once more for each. */
function kept(reason: UnmatchedReason): UnmatchedRecord['reason'] {
  const { de, en } = unmatchedWords(reason);
  const shared =
    reason.code === 'TOO_FEW_PLACES'
      ? { seekers: reason.seekerIds.length, partners: reason.partnerIds.length, places: reason.places }
      : null;
  return { code: reason.code, text: { GERMAN: de, ENGLISH: en }, shared };
}
