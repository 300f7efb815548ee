import { type MatchingProblem, NO_EDGE } from './types.ts';

/** Calls `visit` for every possible pair of a seeker, by positions in the problem's lists. */
export function forEachPair(
  problem: MatchingProblem,
  seeker: number,
  visit: (partner: number, affinity: number) => void,
): void {
  const { affinities } = problem;
  const width = problem.partners.length;
  const first = affinities.kind === 'dense' ? seeker * width : (affinities.start[seeker] as number);
  const end = affinities.kind === 'dense' ? first + width : (affinities.start[seeker + 1] as number);
  for (let edge = first; edge < end; edge += 1) {
    const affinity = affinities.affinity[edge] as number;
    if (affinity !== NO_EDGE)
      visit(affinities.kind === 'dense' ? edge - first : (affinities.partner[edge] as number), affinity);
  }
}

/** The affinity of a pair by positions, {@link NO_EDGE} where the pair is impossible. */
export function pairAffinity(problem: MatchingProblem, seeker: number, partner: number): number {
  if (problem.affinities.kind === 'dense')
    return problem.affinities.affinity[seeker * problem.partners.length + partner] ?? NO_EDGE;
  let found = NO_EDGE;
  forEachPair(problem, seeker, (p, affinity) => {
    if (p === partner) found = affinity;
  });
  return found;
}

/** Positions of people by id. */
export interface Positions {
  readonly seeker: ReadonlyMap<string, number>;
  readonly partner: ReadonlyMap<string, number>;
}

export function positionsOf(problem: MatchingProblem): Positions {
  return {
    seeker: new Map(problem.seekers.map(({ id }, index) => [id, index])),
    partner: new Map(problem.partners.map(({ id }, index) => [id, index])),
  };
}
