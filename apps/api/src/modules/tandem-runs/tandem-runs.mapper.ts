import type { Language } from '@fanfare/contracts';
import { type NextBest, nextBestWords, type OverrideCost, overrideWords } from '@fanfare/tandem-matching';
import { factorSentences } from '../tandems/index.ts';
import type { OverrideAnswer } from './override.worker.ts';
import type { TandemRunRecord } from './tandem-run.ts';
import type { TandemOverrideKind } from './tandem-runs.enums.ts';
import type { StoredProposal, StoredUnmatched } from './tandem-runs.repository.ts';
import type {
  TandemAlternative,
  TandemOverrideCost,
  TandemProposal,
  TandemRun,
  TandemThird,
  UnmatchedAmbassador,
} from './tandem-runs.types.ts';

export function toRun(record: TandemRunRecord): TandemRun {
  const { id, programmeId, name, status, step, progress, settings, seekers, places, quality, objectiveValues } = record;
  const { certificateVerified, skipped, createdAt, startedAt, finishedAt, releasedAt, forgottenAt, basedOn, failure } = record;
  return {
    ...{ id, programmeId, name, status, step, progress, settings, seekers, places, quality, objectiveValues },
    ...{ certificateVerified, skipped, createdAt, startedAt, finishedAt, releasedAt, forgottenAt },
    basedOnId: basedOn,
    failureText: failure,
  };
}

export function toProposal(record: StoredProposal, { programmeId }: Pick<TandemRun, 'programmeId'>): TandemProposal {
  const { id, affinity, factors, third, hesitantId, frequentId, isLocked, isRunning, skipReason } = record;
  return {
    ...{ id, affinity, factors, hesitantId, frequentId, skipReason },
    third: third && {
      ...{ thirdId: third.ambassadorId, affinity: third.affinity, factors: third.factors },
      nextFrequent: alternative(third.next, programmeId),
    },
    locked: isLocked,
    running: isRunning,
    nextFrequent: alternative(record.nextFrequent, programmeId),
    nextHesitant: alternative(record.nextHesitant, programmeId),
  };
}

function alternative(next: NextBest | null, programmeId: string): TandemAlternative | null {
  return next === null ? null : { otherId: next.id, affinity: next.affinity, gain: next.gain, programmeId };
}

export function toUnmatched({ ambassadorId, waitedRounds, reason }: StoredUnmatched): UnmatchedAmbassador {
  return { unmatchedId: ambassadorId, waitedRounds, code: reason.code, reasonText: reason.text };
}

/** Why somebody joins the two, in sentences. */
export function thirdWords({ factors, nextFrequent }: TandemThird, language: Language): readonly string[] {
  const { de, en } = nextBestWords('partner', asNextBest(nextFrequent ?? undefined));
  return [...factorSentences(factors, language), language === 'GERMAN' ? de : en];
}

/** Why two people are proposed to each other, in sentences. */
export function proposalWords({ factors, nextFrequent, nextHesitant }: TandemProposal, language: Language): readonly string[] {
  const next = (one: TandemAlternative | null) => one ?? undefined;
  const words = [
    nextBestWords('partner', asNextBest(next(nextFrequent))),
    nextBestWords('seeker', asNextBest(next(nextHesitant))),
  ].map(({ de, en }) => (language === 'GERMAN' ? de : en));
  return [...factorSentences(factors, language), ...words];
}

function asNextBest(next: TandemAlternative | undefined): NextBest | undefined {
  return next && { id: next.otherId, affinity: next.affinity, gain: next.gain };
}

const overrideKinds: Readonly<Record<OverrideCost['kind'], TandemOverrideKind>> = {
  ...{ chosen: 'CHOSEN', free: 'FREE', affinity: 'AFFINITY', inertia: 'INERTIA', worst: 'WORST', coverage: 'COVERAGE' },
  ...{ belowFloor: 'BELOW_FLOOR', locked: 'LOCKED', noPlace: 'NO_PLACE', impossible: 'IMPOSSIBLE' },
};
const mostChanges = 100;

/** What hinders a single pair is not told: it may be an exclusion, which is nobody's business. */
export function toOverrideCost({ cost, affinity, changes }: OverrideAnswer): TandemOverrideCost {
  const { de, en } = overrideWords(cost.kind === 'impossible' ? { ...cost, hindrance: undefined } : cost);
  return {
    kind: overrideKinds[cost.kind],
    points: cost.kind === 'affinity' ? cost.points : null,
    runningEnding: cost.kind === 'inertia' ? cost.tandems : null,
    worstGrade: cost.kind === 'worst' ? cost.worstGrade : null,
    affinity,
    changes: changes.slice(0, mostChanges),
    words: { GERMAN: de, ENGLISH: en },
  };
}
