import { forEachPair } from '../matching/edges.ts';
import { runMatching } from '../matching/run.ts';
import type { Affinities, Matching, MatchingOutcome, MatchingProblem, RunControl } from '../matching/types.ts';

export interface TrioRequest {
  readonly problem: MatchingProblem;
  readonly matching: Pick<Matching, 'pairs' | 'unmatchedSeekerIds'>;
  /** Partners who agree to a third person in one of their tandems. */
  readonly acceptingPartnerIds: ReadonlySet<string>;
}

/**
 * Gives those who stayed without a partner a place as the third in a tandem, at most one third to a partner. Solved as a matching problem of its own
 * with the same objective, and proved by its own certificate. The outcome's pairs are the joining seeker and the partner of the tandem.
 */
export function matchTrios(request: TrioRequest, control: RunControl = {}): MatchingOutcome {
  return runMatching(trioProblem(request), control);
}

/** The problem that {@link matchTrios} solves, for checking its certificate. */
export function trioProblem({ problem, matching, acceptingPartnerIds }: TrioRequest): MatchingProblem {
  const left = new Set(matching.unmatchedSeekerIds);
  const busy = new Set(matching.pairs.map((pair) => pair.partnerId));
  const seekerPositions = [...problem.seekers.keys()].filter((index) => left.has(problem.seekers[index]?.id ?? ''));
  return {
    ...problem,
    seekers: problem.seekers.filter((seeker) => left.has(seeker.id)),
    partners: problem.partners.map(({ id }) => ({ id, capacity: busy.has(id) && acceptingPartnerIds.has(id) ? 1 : 0 })),
    affinities: pairsOf(problem, seekerPositions),
    locks: [],
  };
}

function pairsOf(problem: MatchingProblem, seekerPositions: readonly number[]): Affinities {
  const start = [0];
  const partner: number[] = [];
  const affinity: number[] = [];
  for (const seeker of seekerPositions) {
    forEachPair(problem, seeker, (p, value) => {
      partner.push(p);
      affinity.push(value);
    });
    start.push(partner.length);
  }
  return {
    kind: 'sparse',
    start: Int32Array.from(start),
    partner: Int32Array.from(partner),
    affinity: Int16Array.from(affinity),
  };
}
