import { pairTieWeight } from '../src/certificate/tie-definition.ts';
import type { MatchingProblem } from '../src/index.ts';

/** The lexicographic value of one way to pair everybody, largest first; see SPEC.md [OB2]..[OB8]. */
export type Vector = readonly number[];

export function affinityIn(problem: MatchingProblem, seeker: number, partner: number): number {
  const { affinities } = problem;
  if (affinities.kind === 'dense') return affinities.affinity[seeker * problem.partners.length + partner] ?? -1;
  for (let edge = affinities.start[seeker] ?? 0; edge < (affinities.start[seeker + 1] ?? 0); edge += 1) {
    if (affinities.partner[edge] === partner) return affinities.affinity[edge] ?? -1;
  }
  return -1;
}

/** Positive where `a` is better. */
export function compare(a: Vector, b: Vector): number {
  for (const [index, value] of a.entries()) if (value !== b[index]) return value - (b[index] ?? 0);
  return 0;
}

/** The value of a complete choice: `partnerOf[s]` is a partner's position or -1. Locked seekers count for nothing. */
export function vectorOf(problem: MatchingProblem, partnerOf: readonly number[]): Vector {
  const { seekers, partners, options } = problem;
  const locked = new Set(problem.locks.map((lock) => lock.seekerId));
  const rounds = [...new Set(seekers.map((seeker) => seeker.waitedRounds))].sort((a, b) => b - a);
  const chosen = partnerOf.flatMap((partner, seeker) => {
    const person = seekers[seeker];
    if (partner < 0 || person === undefined || locked.has(person.id)) return [];
    const affinity = affinityIn(problem, seeker, partner);
    const partnerId = partners[partner]?.id ?? '';
    const running = person.runningPartnerId === partnerId ? 1 : 0;
    return [{ affinity, running, waited: person.waitedRounds, tie: pairTieWeight(person.id, partnerId) }];
  });
  const total = (value: (pair: (typeof chosen)[number]) => number): number =>
    chosen.reduce((sum, pair) => sum + value(pair), 0);
  const coverage = rounds.map((waited) => chosen.filter((pair) => pair.waited === waited).length);
  const reached = [...options.grades.filter((grade) => grade > options.floor)].filter((grade) =>
    chosen.every((pair) => pair.affinity >= grade),
  );
  const sum = total((pair) => pair.affinity + pair.running * options.runningBonus);
  const rest = [total((pair) => pair.running), total((pair) => pair.tie)];
  if (options.objective === 'bestFit') return [sum, chosen.length, ...coverage, ...rest];
  return [chosen.length, ...coverage, Math.max(options.floor, ...reached), sum, ...rest];
}

/** The best value over every feasible choice, by trying all of them. */
export function bestVector(problem: MatchingProblem): Vector {
  let best: Vector | undefined;
  forEachChoice(problem, (partnerOf) => {
    const vector = vectorOf(problem, partnerOf);
    if (best === undefined || compare(vector, best) > 0) best = vector;
  });
  return best ?? [];
}

/** The best value with each pair of people, `seeker * partners + partner`; missing where no choice has that pair. */
export function bestVectorWithEach(problem: MatchingProblem): ReadonlyMap<number, Vector> {
  const best = new Map<number, Vector>();
  forEachChoice(problem, (partnerOf) => {
    const vector = vectorOf(problem, partnerOf);
    for (const [seeker, partner] of partnerOf.entries()) {
      const key = seeker * problem.partners.length + partner;
      const known = best.get(key);
      if (partner >= 0 && (known === undefined || compare(vector, known) > 0)) best.set(key, vector);
    }
  });
  return best;
}

/** Every feasible choice; the list is reused. */
function forEachChoice(problem: MatchingProblem, visit: (partnerOf: readonly number[]) => void): void {
  const { seekers, partners, options } = problem;
  const lockOf = new Map(
    problem.locks.map((lock) => [lock.seekerId, partners.findIndex((partner) => partner.id === lock.partnerId)]),
  );
  const left = partners.map((partner) => partner.capacity);
  for (const partner of lockOf.values()) left[partner] = (left[partner] ?? 0) - 1;
  const partnerOf = seekers.map(() => -1);
  const place = (seeker: number): void => {
    const person = seekers[seeker];
    if (person === undefined) {
      visit(partnerOf);
      return;
    }
    const lock = lockOf.get(person.id);
    if (lock !== undefined) {
      partnerOf[seeker] = lock;
      place(seeker + 1);
      return;
    }
    partnerOf[seeker] = -1;
    place(seeker + 1);
    for (let partner = 0; partner < partners.length; partner += 1) {
      const affinity = affinityIn(problem, seeker, partner);
      if ((left[partner] ?? 0) <= 0 || affinity < 0 || affinity < options.floor) continue;
      left[partner] = (left[partner] ?? 0) - 1;
      partnerOf[seeker] = partner;
      place(seeker + 1);
      left[partner] = (left[partner] ?? 0) + 1;
    }
    partnerOf[seeker] = -1;
  };
  place(0);
}
