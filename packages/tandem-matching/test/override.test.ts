import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Explainer, type Matching, type MatchingProblem, type OverrideCost, runMatching, tryOverride } from '../src/index.ts';
import { problems } from './arbitrary.ts';
import { affinityIn, bestVector, bestVectorWithEach, type Vector, vectorOf } from './brute-force.ts';
import { draw, drawRandom } from './build-problem.ts';

function solve(problem: MatchingProblem): Matching {
  const outcome = runMatching(problem);
  if (outcome.kind !== 'matched') throw new Error(JSON.stringify(outcome));
  return outcome.matching;
}

const partnersOf = (problem: MatchingProblem, pairs: Matching['pairs']): number[] => {
  const partnerOf = new Map(pairs.map((pair) => [pair.seekerId, pair.partnerId]));
  return problem.seekers.map(({ id }) => problem.partners.findIndex((partner) => partner.id === partnerOf.get(id)));
};

/** What a forced pair costs by definition: where the best value with it first differs from the best value of all. */
function trueCost(problem: MatchingProblem, best: Vector, withPair: Vector): OverrideCost {
  const differs = best.findIndex((value, index) => value !== withPair[index]);
  const lost = (best[differs] ?? 0) - (withPair[differs] ?? 0);
  const rounds = new Set(problem.seekers.map(({ waitedRounds }) => waitedRounds)).size;
  const isBestFit = problem.options.objective === 'bestFit';
  const [sumAt, coverageFrom] = isBestFit ? [0, 1] : [rounds + 2, 0];
  if (differs === sumAt) return { kind: 'affinity', points: lost };
  if (differs >= coverageFrom && differs <= coverageFrom + rounds) return { kind: 'coverage' };
  if (!isBestFit && differs === rounds + 1) return { kind: 'worst', worstGrade: best[differs] ?? 0 };
  return differs === best.length - 2 ? { kind: 'inertia', tandems: lost } : { kind: 'free' };
}

describe('against trying everything', () => {
  test('[EX3] the cost of every possible override is the true one, level by level and to the point', () => {
    fc.assert(
      fc.property(problems({ maxSeekers: 5, maxPartners: 4, maxCapacity: 2 }), (problem) => {
        const matching = solve(problem);
        const explainer = new Explainer(problem, matching);
        const best = bestVector(problem);
        const chosen = partnersOf(problem, matching.pairs);
        const width = problem.partners.length;
        for (const [key, withPair] of bestVectorWithEach(problem)) {
          const [s, p] = [Math.floor(key / width), key % width];
          const cost = explainer.overrideCost(problem.seekers[s]?.id ?? '', problem.partners[p]?.id ?? '');
          expect(cost).toEqual(chosen[s] === p ? { kind: 'chosen' } : trueCost(problem, best, withPair));
        }
      }),
      { numRuns: 800 },
    );
  });

  test('[EX3] what no choice of people has is impossible, below the floor, locked elsewhere or without a place', () => {
    fc.assert(
      fc.property(problems({ maxSeekers: 5, maxPartners: 4, maxCapacity: 2 }), (problem) => {
        const explainer = new Explainer(problem, solve(problem));
        const possible = bestVectorWithEach(problem);
        for (const [s, seeker] of problem.seekers.entries()) {
          for (const [p, partner] of problem.partners.entries()) {
            if (possible.has(s * problem.partners.length + p)) continue;
            const { kind } = explainer.overrideCost(seeker.id, partner.id);
            const places = partner.capacity - problem.locks.filter(({ partnerId }) => partnerId === partner.id).length;
            if (affinityIn(problem, s, p) < 0) expect(kind).toBe('impossible');
            else if (problem.locks.some(({ seekerId }) => seekerId === seeker.id)) expect(kind).toBe('locked');
            else expect(kind).toBe(places === 0 ? 'noPlace' : 'belowFloor');
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  test('[EX7] trying a pair out finds the best matching with that pair locked', () => {
    fc.assert(
      fc.property(problems({ maxSeekers: 5, maxPartners: 4, maxCapacity: 2 }), fc.nat(), fc.nat(), (problem, a, b) => {
        const seeker = problem.seekers[a % Math.max(1, problem.seekers.length)];
        const partner = problem.partners[b % Math.max(1, problem.partners.length)];
        fc.pre(seeker !== undefined && partner !== undefined);
        const lock = { seekerId: seeker?.id ?? '', partnerId: partner?.id ?? '' };
        const trial = tryOverride({ problem, matching: solve(problem), lock });
        const locked = { ...problem, locks: [...problem.locks.filter(({ seekerId }) => seekerId !== lock.seekerId), lock] };
        const outcome = runMatching(locked);
        expect(trial.kind === 'tried' ? 'matched' : trial.kind).toBe(outcome.kind);
        if (trial.kind !== 'tried') return;
        expect(vectorOf(locked, partnersOf(problem, trial.pairs))).toEqual(bestVector(locked));
      }),
      { numRuns: 800 },
    );
  });
});

describe('in larger problems', () => {
  test('[EX7] an exchange names the same people as a run with the pair locked', () => {
    for (const objective of ['mostPeople', 'bestFit'] as const) {
      const drawn = drawRandom({ seed: 5, seekers: 60, partners: 40, capacity: 2, density: 0.4 });
      const problem = { ...drawn, options: { ...drawn.options, objective, runningBonus: 200 } };
      const matching = solve(problem);
      for (const [s, seeker] of problem.seekers.entries()) {
        const p = (s * 7) % problem.partners.length;
        if (affinityIn(problem, s, p) < 0) continue;
        const lock = { seekerId: seeker.id, partnerId: `p${p}` };
        const trial = tryOverride({ problem, matching, lock });
        const run = solve({ ...problem, locks: [lock] });
        if (trial.kind !== 'tried') throw new Error(trial.kind);
        const named = (pairs: Matching['pairs']) => pairs.map(({ seekerId, partnerId }) => `${seekerId} ${partnerId}`).sort();
        expect(named(trial.pairs)).toEqual(named(run.pairs));
      }
    }
  });
});

describe('by example', () => {
  const costOf = (problem: MatchingProblem, seekerId: string, partnerId: string): OverrideCost =>
    new Explainer(problem, solve(problem)).overrideCost(seekerId, partnerId);

  test('[EX3] a pair whose prices are tight is not free unless others can move', () => {
    const affinities = [
      [9900, 9900],
      [9900, 8900],
    ];
    expect(costOf(draw({ affinities }), 's0', 'p0')).toEqual({ kind: 'affinity', points: 1000 });
  });

  test('[EX3] among equals every pair is free, and what differs is whose tandem goes on', () => {
    const affinities = [
      [9000, 9000],
      [9000, 9000],
    ];
    const seekers = [{}, { runningPartnerId: 'p0' }];
    const chosen = solve(draw({ affinities })).pairs.find(({ seekerId }) => seekerId === 's0')?.partnerId;
    expect(costOf(draw({ affinities }), 's0', chosen === 'p0' ? 'p1' : 'p0')).toEqual({ kind: 'free' });
    expect(costOf(draw({ affinities, seekers }), 's0', 'p0')).toEqual({ kind: 'inertia', tandems: 1 });
  });

  test('[EX3] under best fit points go first, then people', () => {
    const options = { objective: 'bestFit' as const };
    expect(costOf(draw({ affinities: [[9000], [8000]], options }), 's1', 'p0')).toEqual({ kind: 'affinity', points: 1000 });
    const oneOfTwo = draw({ affinities: [[9000], [9000]], seekers: [{ waitedRounds: 1 }, {}], options });
    expect(costOf(oneOfTwo, 's1', 'p0')).toEqual({ kind: 'coverage' });
  });

  test('[EX3] locks and full places are named before any price', () => {
    const lock = { seekerId: 's0', partnerId: 'p0' };
    const problem = draw({
      affinities: [
        [9000, 9000, 500],
        [9000, 9000, 500],
      ],
      capacities: [1, 1, 1],
      locks: [lock],
      options: { floor: 1000 },
    });
    expect(costOf(problem, 's0', 'p1')).toEqual({ kind: 'locked' });
    expect(costOf(problem, 's1', 'p0')).toEqual({ kind: 'noPlace' });
    expect(costOf(problem, 's1', 'p2')).toEqual({ kind: 'belowFloor', affinity: 500, floor: 1000 });
  });
});
