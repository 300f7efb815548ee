import type { ChosenPair, MatchingProblem } from '../../src/index.ts';
import { forEachPair } from '../../src/matching/edges.ts';

interface Edge {
  readonly seeker: number;
  readonly partner: number;
  readonly affinity: number;
}

function edgesOf(problem: MatchingProblem): Edge[] {
  return problem.seekers.flatMap((_, seeker) => {
    const edges: Edge[] = [];
    forEachPair(problem, seeker, (partner, affinity) => {
      if (affinity >= problem.options.floor) edges.push({ seeker, partner, affinity });
    });
    return edges;
  });
}

function toPair(problem: MatchingProblem, { seeker, partner, affinity }: Edge): ChosenPair {
  return { seekerId: problem.seekers[seeker]?.id ?? '', partnerId: problem.partners[partner]?.id ?? '', affinity };
}

function takeInOrder(problem: MatchingProblem, edges: readonly Edge[]): ChosenPair[] {
  const left = problem.partners.map(({ capacity }) => capacity);
  const taken = new Set<number>();
  return edges.flatMap((edge) => {
    if (taken.has(edge.seeker) || (left[edge.partner] ?? 0) < 1) return [];
    taken.add(edge.seeker);
    left[edge.partner] = (left[edge.partner] ?? 0) - 1;
    return [toPair(problem, edge)];
  });
}

/** Seekers in random order take a random possible partner with a place. */
export function matchAtRandom(problem: MatchingProblem, random: () => number): ChosenPair[] {
  const bySeeker = problem.seekers.map(() => random());
  const keyed = edgesOf(problem).map((edge) => ({ edge, key: (bySeeker[edge.seeker] ?? 0) * 1e6 + random() }));
  return takeInOrder(
    problem,
    keyed.sort((a, b) => a.key - b.key).map(({ edge }) => edge),
  );
}

/** The best pair first, then the best of what is left. */
export function matchGreedily(problem: MatchingProblem): ChosenPair[] {
  return takeInOrder(
    problem,
    edgesOf(problem).sort((a, b) => b.affinity - a.affinity || a.seeker - b.seeker || a.partner - b.partner),
  );
}

/** Seekers propose in the order of affinity, partners keep the best (Gale and Shapley 1962). */
export function matchStably(problem: MatchingProblem): ChosenPair[] {
  const wishes: Edge[][] = problem.seekers.map(() => []);
  for (const edge of edgesOf(problem)) wishes[edge.seeker]?.push(edge);
  for (const list of wishes) list.sort((a, b) => a.affinity - b.affinity || b.partner - a.partner);
  const held: Edge[][] = problem.partners.map(() => []);
  const free = [...problem.seekers.keys()];
  for (let seeker = free.pop(); seeker !== undefined; seeker = free.pop()) {
    const edge = wishes[seeker]?.pop();
    if (edge === undefined) continue;
    const place = held[edge.partner] ?? [];
    place.push(edge);
    place.sort((a, b) => b.affinity - a.affinity || a.seeker - b.seeker);
    if (place.length <= (problem.partners[edge.partner]?.capacity ?? 0)) continue;
    const rejected = place.pop();
    if (rejected !== undefined) free.push(rejected.seeker);
  }
  return held.flat().map((edge) => toPair(problem, edge));
}
