import { describe, expect, test } from '@jest/globals';
import { checkCertificate, type Matching, type MatchingProblem, NO_EDGE, runMatching } from '../src/index.ts';
import { draw, drawRandom, seeded } from './build-problem.ts';

function solve(problem: MatchingProblem): Matching {
  const outcome = runMatching(problem);
  if (outcome.kind !== 'matched') throw new Error(JSON.stringify(outcome));
  expect(checkCertificate(problem, outcome.matching)).toEqual({ valid: true });
  return outcome.matching;
}

interface Size {
  readonly seekers: number;
  readonly partners: number;
  readonly capacity?: number;
}

/** Large enough that the dense method prices the whole matrix. */
function dense({ seekers, partners, capacity = 1 }: Size, value: (s: number, p: number) => number): MatchingProblem {
  return {
    seekers: Array.from({ length: seekers }, (_, s) => ({ id: `s${String(s).padStart(4, '0')}`, waitedRounds: 0 })),
    partners: Array.from({ length: partners }, (_, p) => ({ id: `p${String(p).padStart(4, '0')}`, capacity })),
    affinities: {
      kind: 'dense',
      affinity: Int16Array.from({ length: seekers * partners }, (_, cell) =>
        value(Math.floor(cell / partners), cell % partners),
      ),
    },
    locks: [],
    options: { objective: 'mostPeople', floor: 0, grades: [], runningBonus: 0 },
  };
}

const SQUARE = { seekers: 520, partners: 520 };

describe('families that break matchers', () => {
  test('[OB5] every pair the same', () => {
    expect(solve(dense(SQUARE, () => 5000)).values.sumOfAffinities).toBe(520 * 5000);
  });

  test('[OB5] a handful of values, so that ties are everywhere', () => {
    const random = seeded(3);
    expect(solve(dense(SQUARE, () => 1000 * Math.floor(random() * 11))).values.sumOfAffinities).toBe(520 * 10_000);
  });

  test('[OB5] Machol and Wien: products, for which every cheap start is wrong', () => {
    const product = (s: number, p: number): number => Math.floor(((s + 1) * (p + 1) * 10_000) / (520 * 520));
    const straight = Array.from({ length: 520 }, (_, s) => product(s, s)).reduce((sum, value) => sum + value, 0);
    const sum = solve(dense(SQUARE, product)).values.sumOfAffinities;
    expect(sum).toBeGreaterThanOrEqual(straight);
    const crossed = Array.from({ length: 520 }, (_, s) => 10_000 - product(s, 519 - s)).reduce(
      (total, value) => total + value,
      0,
    );
    expect(solve(dense(SQUARE, (s, p) => 10_000 - product(s, p))).values.sumOfAffinities).toBeGreaterThanOrEqual(crossed);
  });

  test('[OB5] distances in the plane', () => {
    const random = seeded(5);
    const at = Array.from({ length: 1040 }, () => [random(), random()] as const);
    const distance = (a: number, b: number): number => {
      const [x1, y1] = at[a] ?? [0, 0];
      const [x2, y2] = at[b] ?? [0, 0];
      return Math.hypot(x1 - x2, y1 - y2);
    };
    const { values } = solve(dense(SQUARE, (s, p) => 10_000 - Math.floor(distance(s, 520 + p) * 7000)));
    expect(values.matched).toBe(520);
  });

  test('[OB2] [OB3] far more seekers than places, and the other way round', () => {
    const random = seeded(8);
    const scarce = solve(dense({ seekers: 900, partners: 300, capacity: 1 }, () => Math.floor(random() * 10_001)));
    expect(scarce.values.matched).toBe(300);
    const plenty = solve(dense({ seekers: 400, partners: 700, capacity: 2 }, () => Math.floor(random() * 10_001)));
    expect(plenty.values.matched).toBe(400);
  });

  test('[OB4] grades, waiting times and running tandems on a dense graph with every kind of shortage', () => {
    for (const [seed, seekers, partners] of [
      [1, 700, 400],
      [2, 500, 600],
      [3, 640, 640],
    ] as const) {
      const problem = drawRandom({ seed, seekers, partners, capacity: 1, density: 0.9 });
      expect(solve({ ...problem, options: { ...problem.options, runningBonus: 200 } }).values.matched).toBe(
        Math.min(seekers, partners),
      );
      solve({ ...problem, options: { ...problem.options, objective: 'bestFit', floor: 3000 } });
    }
  });

  test('[OB2] Hall-deficient: two hundred can only go to fifty places', () => {
    const random = seeded(9);
    const problem = dense({ seekers: 600, partners: 600 }, (s, p) =>
      s < 200 && p >= 50 ? NO_EDGE : Math.floor(random() * 10_001),
    );
    expect(solve(problem).values.matched).toBe(450);
  });

  test('[OB1] everybody blocked', () => {
    expect(solve(dense(SQUARE, () => NO_EDGE))).toMatchObject({ pairs: [], values: { matched: 0, sumOfAffinities: 0 } });
  });

  test('[OB1] nobody at all', () => {
    expect(solve(draw({ affinities: [] })).pairs).toEqual([]);
    expect(solve(draw({ affinities: [[]], capacities: [] })).unmatchedSeekerIds).toEqual(['s0']);
  });

  test('[OB1] a hub that could take everybody', () => {
    const problem = dense({ seekers: 1500, partners: 200 }, (_, p) => (p === 0 ? 9000 : 100));
    const partners = problem.partners.map((partner, p) => (p === 0 ? { ...partner, capacity: 1400 } : partner));
    expect(solve({ ...problem, partners }).values.sumOfAffinities).toBe(1400 * 9000 + 100 * 100);
  });

  test('[OB10] chains: a thousand components', () => {
    const random = seeded(12);
    const start = Int32Array.from({ length: 3001 }, (_, s) => 2 * s);
    const partner = Int32Array.from({ length: 6000 }, (_, edge) => 2 * Math.floor(edge / 6) + (edge % 2));
    const affinity = Int16Array.from({ length: 6000 }, () => Math.floor(random() * 10_001));
    const { seekers } = dense({ seekers: 3000, partners: 0 }, () => 0);
    const { partners } = dense({ seekers: 0, partners: 2000 }, () => 0);
    const problem: MatchingProblem = {
      ...draw({ affinities: [] }),
      seekers,
      partners,
      affinities: { kind: 'sparse', start, partner, affinity },
    };
    expect(solve(problem).values.matched).toBe(2000);
  });

  test('[OB11] waiting times up to 2^53', () => {
    const problem = draw({
      affinities: [[10_000], [10_000]],
      seekers: [{ waitedRounds: Number.MAX_SAFE_INTEGER }, { waitedRounds: Number.MAX_SAFE_INTEGER - 1 }],
    });
    expect(solve(problem).pairs).toMatchObject([{ seekerId: 's0' }]);
  });
});
