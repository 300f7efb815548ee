import { beforeAll, describe, expect, test } from '@jest/globals';
import highsModule from 'highs';
import { pairTieWeight } from '../src/certificate/tie-definition.ts';
import { checkCertificate, type Matching, type MatchingProblem, runMatching } from '../src/index.ts';
import { affinityIn } from './brute-force.ts';
import { drawRandom, seeded } from './build-problem.ts';

/** The package types its ES module as if it were CommonJS: what is called `default` there is the module itself. */
const loadHighs = highsModule as unknown as typeof highsModule.default;
type Highs = Awaited<ReturnType<typeof loadHighs>>;

/** One level of the objective as HiGHS sees it: what is counted, and over which pairs. */
interface Edge {
  readonly seeker: number;
  readonly partner: number;
  readonly affinity: number;
}

let highs: Highs;
beforeAll(async () => {
  highs = await loadHighs();
});

function linear(edges: readonly Edge[], weight: (edge: Edge) => number): string {
  const terms = edges.flatMap((edge, index) => (weight(edge) === 0 ? [] : [`+ ${weight(edge)} x${index}`]));
  return terms.length === 0 ? '0 x0' : terms.join(' ');
}

/** The largest sum of weights over all matchings that meet the earlier levels exactly. */
function best(
  problem: MatchingProblem,
  edges: readonly Edge[],
  weights: readonly ((edge: Edge) => number)[],
  reached: readonly number[],
): number {
  if (edges.length === 0) return reached.every((value) => value === 0) ? 0 : Number.NEGATIVE_INFINITY;
  const goal = weights[reached.length];
  if (goal === undefined) throw new Error('no level left');
  const rows = [
    ...problem.seekers.map((_, s) => [linear(edges, ({ seeker }) => (seeker === s ? 1 : 0)), '<= 1'] as const),
    ...problem.partners.map(
      (partner, p) => [linear(edges, (edge) => (edge.partner === p ? 1 : 0)), `<= ${partner.capacity}`] as const,
    ),
    ...reached.map((value, level) => [linear(edges, weights[level] as (edge: Edge) => number), `= ${value}`] as const),
  ].filter(([terms]) => terms !== '0 x0');
  const text = `Maximize\n obj: ${linear(edges, goal)}\nSubject To\n${rows.map(([terms, bound], index) => ` c${index}: ${terms} ${bound}`).join('\n')}\nBinary\n ${edges
    .map((_, index) => `x${index}`)
    .join(' ')}\nEnd`;
  const solution = highs.solve(text, { mip_rel_gap: 0, mip_abs_gap: 0 });
  return solution.Status === 'Optimal' ? Math.round(solution.ObjectiveValue) + 0 : Number.NEGATIVE_INFINITY;
}

function solve(problem: MatchingProblem): Matching {
  const outcome = runMatching(problem);
  if (outcome.kind !== 'matched') throw new Error(JSON.stringify(outcome));
  return outcome.matching;
}

/** Leaves out the locked pairs and their places, as a lock does. */
function withoutLocks(problem: MatchingProblem): { capacities: MatchingProblem; edges: Edge[] } {
  const locked = new Map(problem.locks.map((lock) => [lock.seekerId, lock.partnerId]));
  const taken = [...locked.values()];
  const capacities = {
    ...problem,
    partners: problem.partners.map(({ id, capacity }) => ({
      id,
      capacity: capacity - taken.filter((other) => other === id).length,
    })),
  };
  const edges = problem.seekers.flatMap((seeker, s) =>
    problem.partners.flatMap((_, p): Edge[] => {
      const affinity = affinityIn(problem, s, p);
      return affinity < Math.max(0, problem.options.floor) || locked.has(seeker.id)
        ? []
        : [{ seeker: s, partner: p, affinity }];
    }),
  );
  return { capacities, edges };
}

function weightsOf(problem: MatchingProblem): ((edge: Edge) => number)[] {
  const person = ({ seeker }: Edge) => problem.seekers[seeker];
  const partnerId = ({ partner }: Edge): string => problem.partners[partner]?.id ?? '';
  const runs = (edge: Edge): number => (person(edge)?.runningPartnerId === partnerId(edge) ? 1 : 0);
  const rounds = [...new Set(problem.seekers.map((seeker) => seeker.waitedRounds))].sort((a, b) => b - a);
  const coverage = rounds.map((waited) => (edge: Edge) => (person(edge)?.waitedRounds === waited ? 1 : 0));
  const sum = (edge: Edge): number => edge.affinity + runs(edge) * problem.options.runningBonus;
  const ties = (edge: Edge): number => pairTieWeight(person(edge)?.id ?? '', partnerId(edge));
  return [() => 1, ...coverage, sum, runs, ties];
}

function expectOptimal(problem: MatchingProblem): void {
  const matching = solve(problem);
  expect(checkCertificate(problem, matching)).toEqual({ valid: true });
  const { capacities, edges } = withoutLocks(problem);
  const weights = weightsOf(problem);
  const positions = new Map(problem.partners.map((partner, index) => [partner.id, index]));
  const chosen = matching.pairs.flatMap((pair): Edge[] => {
    const seeker = problem.seekers.findIndex(({ id }) => id === pair.seekerId);
    return pair.locked ? [] : [{ seeker, partner: positions.get(pair.partnerId) ?? -1, affinity: pair.affinity }];
  });
  const reached = weights.map((weight) => chosen.reduce((sum, edge) => sum + weight(edge), 0));
  const sumLevel = weights.length - 3;
  for (let level = 0; level < sumLevel; level += 1) {
    expect(best(capacities, edges, weights, reached.slice(0, level))).toBe(reached[level]);
  }
  const { worstGrade } = matching.values;
  const next = problem.options.grades.find((grade) => grade > Math.max(worstGrade, problem.options.floor));
  if (next !== undefined) {
    const above = edges.filter(({ affinity }) => affinity >= next);
    const covered = best(capacities, above, weights, reached.slice(0, sumLevel - 1));
    expect(covered).toBeLessThan(reached[sumLevel - 1] as number);
  }
  const allowed = edges.filter(({ affinity }) => affinity >= worstGrade);
  for (let level = sumLevel; level < weights.length; level += 1) {
    expect(best(capacities, allowed, weights, reached.slice(0, level))).toBe(reached[level]);
  }
}

function lockSome(problem: MatchingProblem, seed: number): MatchingProblem {
  const random = seeded(seed);
  const left = problem.partners.map(({ capacity }) => capacity);
  const locks = problem.seekers.flatMap((seeker, s) => {
    const p = Math.floor(random() * problem.partners.length);
    const partner = problem.partners[p];
    if (random() > 0.15 || partner === undefined || (left[p] ?? 0) < 1 || affinityIn(problem, s, p) < 0) return [];
    left[p] = (left[p] ?? 0) - 1;
    return [{ seekerId: seeker.id, partnerId: partner.id }];
  });
  return { ...problem, locks };
}

describe('against HiGHS, level by level', () => {
  test.each([
    ['tight, one place each', { seekers: 9, partners: 9, capacity: 1, density: 0.5 }, 0, 0],
    ['more seekers than places', { seekers: 14, partners: 6, capacity: 2, density: 0.5 }, 0, 200],
    ['more places than seekers', { seekers: 9, partners: 8, capacity: 3, density: 0.4 }, 1500, 0],
    ['few possible pairs', { seekers: 14, partners: 12, capacity: 2, density: 0.15 }, 500, 200],
  ])('[OB2] [OB3] [OB4] [OB5] [OB6] [OB7] [OB8] fifty seeded problems: %s', (_, shape, floor, runningBonus) => {
    for (let seed = 0; seed < 50; seed += 1) {
      const drawn = lockSome(drawRandom({ ...shape, seed }), seed + 1000);
      expectOptimal({ ...drawn, options: { ...drawn.options, floor, runningBonus } });
    }
  });
});
