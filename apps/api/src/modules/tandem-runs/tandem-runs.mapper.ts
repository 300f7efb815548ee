import type { Language } from '@fanfare/contracts';
import { type NextBest, nextBestWords } from '@fanfare/tandem-matching';
import { factorSentences } from '../tandems/index.ts';
import type { TandemRunRecord } from './tandem-run.ts';
import type { StoredProposal, StoredUnmatched } from './tandem-runs.repository.ts';
import type { TandemAlternative, TandemProposal, TandemRun, UnmatchedAmbassador } from './tandem-runs.types.ts';

export function toRun(record: TandemRunRecord): TandemRun {
  const { basedOn, failure, heartbeatAt: _heartbeatAt, violations: _violations, ...run } = record;
  return { ...run, basedOnId: basedOn, failureText: failure };
}

export function toProposal(record: StoredProposal, { programmeId }: Pick<TandemRun, 'programmeId'>): TandemProposal {
  const { id, affinity, factors, thirdAffinity, hesitantId, frequentId, thirdId, isLocked, isRunning } = record;
  return {
    ...{ id, affinity, factors, thirdAffinity, hesitantId, frequentId, thirdId },
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
