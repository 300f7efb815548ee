import { forEachPair } from '../matching/edges.ts';
import type { Matching, MatchingProblem } from '../matching/types.ts';

/** What earlier rounds left behind. */
export interface RoundHistory {
  /** How often each seeker was matched with each partner. */
  readonly met: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** Rounds each seeker has been waiting since last having a partner. */
  readonly waitedRounds: ReadonlyMap<string, number>;
}

export const NO_HISTORY: RoundHistory = { met: new Map(), waitedRounds: new Map() };

/**
 * The problem of the next round: waiting times from the history, and for each seeker only those possible partners whom they met least
 * often, so that nobody is met twice before everybody possible was met once. Locks are kept, whoever was met.
 */
export function prepareRound(problem: MatchingProblem, history: RoundHistory): MatchingProblem {
  const locked = new Set(problem.locks.map((lock) => lock.seekerId));
  const start = new Int32Array(problem.seekers.length + 1);
  const partners: number[] = [];
  const affinities: number[] = [];
  for (const [index, seeker] of problem.seekers.entries()) {
    const met = history.met.get(seeker.id);
    const timesMet = (partner: number): number => met?.get(problem.partners[partner]?.id ?? '') ?? 0;
    let least = Number.POSITIVE_INFINITY;
    forEachPair(problem, index, (partner) => {
      least = Math.min(least, timesMet(partner));
    });
    forEachPair(problem, index, (partner, affinity) => {
      if (timesMet(partner) > least && !locked.has(seeker.id)) return;
      partners.push(partner);
      affinities.push(affinity);
    });
    start[index + 1] = partners.length;
  }
  return {
    ...problem,
    seekers: problem.seekers.map((seeker) => ({
      ...seeker,
      waitedRounds: history.waitedRounds.get(seeker.id) ?? seeker.waitedRounds,
    })),
    affinities: { kind: 'sparse', start, partner: Int32Array.from(partners), affinity: Int16Array.from(affinities) },
  };
}

/** The history after a round: its pairs have met, whoever stayed without has waited one round more. */
export function recordRound(history: RoundHistory, problem: MatchingProblem, matching: Matching): RoundHistory {
  const met = new Map(history.met);
  const waitedRounds = new Map(history.waitedRounds);
  for (const { seekerId, partnerId } of matching.pairs) {
    const before = met.get(seekerId);
    met.set(seekerId, new Map([...(before ?? []), [partnerId, (before?.get(partnerId) ?? 0) + 1]]));
    waitedRounds.set(seekerId, 0);
  }
  const waitedBefore = new Map(problem.seekers.map((seeker) => [seeker.id, seeker.waitedRounds]));
  for (const seekerId of matching.unmatchedSeekerIds) waitedRounds.set(seekerId, (waitedBefore.get(seekerId) ?? 0) + 1);
  return { met, waitedRounds };
}
