import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Matching, type MatchingProblem, NO_EDGE, runMatching } from '../src/index.ts';
import { affinityIn } from './brute-force.ts';
import { drawRandom, type RandomShape } from './build-problem.ts';

function solve(problem: MatchingProblem): Matching {
  const outcome = runMatching(problem);
  if (outcome.kind !== 'matched') throw new Error(JSON.stringify(outcome));
  return outcome.matching;
}

function pairsOf(matching: Matching): string[] {
  return matching.pairs.map(({ seekerId, partnerId }) => `${seekerId} ${partnerId}`).sort();
}

function withMatrix(problem: MatchingProblem, value: (seeker: number, partner: number) => number): MatchingProblem {
  const affinity = Int16Array.from({ length: problem.seekers.length * problem.partners.length }, (_, cell) =>
    value(Math.floor(cell / problem.partners.length), cell % problem.partners.length),
  );
  return { ...problem, affinities: { kind: 'dense', affinity } };
}

const shapes: fc.Arbitrary<RandomShape> = fc.record({
  seed: fc.nat(),
  seekers: fc.integer({ min: 1, max: 25 }),
  partners: fc.integer({ min: 1, max: 15 }),
  capacity: fc.integer({ min: 1, max: 3 }),
  density: fc.constantFrom(0.2, 0.6, 1),
});
const drawn = shapes.map(drawRandom);
/** One waiting time and no grades: only coverage, sum and what follows decide. */
const plain = drawn.map((problem) => ({
  ...problem,
  seekers: problem.seekers.map(({ id, runningPartnerId }) => ({ id, runningPartnerId, waitedRounds: 0 })),
  options: { ...problem.options, grades: [] },
}));
const runs = { numRuns: 150 };

describe('what must not matter', () => {
  test('[OB9] the order of people in the input', () => {
    fc.assert(
      fc.property(drawn, fc.infiniteStream(fc.nat()), (problem, stream) => {
        const shuffle = (length: number): number[] => {
          const keys = Array.from({ length }, () => stream.next().value ?? 0);
          return [...keys.keys()].sort((a, b) => (keys[a] ?? 0) - (keys[b] ?? 0) || a - b);
        };
        const seekerOrder = shuffle(problem.seekers.length);
        const partnerOrder = shuffle(problem.partners.length);
        const moved = withMatrix(
          {
            ...problem,
            seekers: seekerOrder.flatMap((s) => problem.seekers[s] ?? []),
            partners: partnerOrder.flatMap((p) => problem.partners[p] ?? []),
          },
          (s, p) => affinityIn(problem, seekerOrder[s] ?? -1, partnerOrder[p] ?? -1),
        );
        expect(pairsOf(solve(moved))).toEqual(pairsOf(solve(problem)));
      }),
      runs,
    );
  });

  test('[OB9] a possible pair that was not chosen', () => {
    fc.assert(
      fc.property(drawn, fc.nat(), (problem, choice) => {
        const before = pairsOf(solve(problem));
        const chosen = new Set(before);
        const cell = choice % (problem.seekers.length * problem.partners.length);
        const seeker = Math.floor(cell / problem.partners.length);
        const partner = cell % problem.partners.length;
        fc.pre(!chosen.has(`s${seeker} p${partner}`));
        const without = withMatrix(problem, (s, p) => (s === seeker && p === partner ? NO_EDGE : affinityIn(problem, s, p)));
        const after = solve(without);
        if (after.values.worstGrade === solve(problem).values.worstGrade) expect(pairsOf(after)).toEqual(before);
      }),
      runs,
    );
  });

  test('[OB5] the same points on top of all pairs of somebody who gets a partner anyway', () => {
    fc.assert(
      fc.property(plain, fc.nat(), fc.integer({ min: 1, max: 2000 }), (problem, choice, points) => {
        const low = withMatrix(problem, (s, p) => {
          const affinity = affinityIn(problem, s, p);
          return affinity === NO_EDGE ? NO_EDGE : Math.floor(affinity / 2);
        });
        const seeker = choice % problem.seekers.length;
        const before = solve(low);
        fc.pre(before.unmatchedSeekerIds.length === 0);
        const raised = withMatrix(low, (s, p) => {
          const affinity = affinityIn(low, s, p);
          return s === seeker && affinity !== NO_EDGE ? affinity + points : affinity;
        });
        expect(pairsOf(solve(raised))).toEqual(pairsOf(before));
      }),
      runs,
    );
  });

  test('[OB1] locking a pair that was chosen anyway', () => {
    fc.assert(
      fc.property(plain, fc.nat(), (problem, choice) => {
        const before = solve(problem);
        fc.pre(before.pairs.length > 0);
        const pair = before.pairs[choice % before.pairs.length];
        if (pair === undefined) return;
        const locks = [{ seekerId: pair.seekerId, partnerId: pair.partnerId }];
        expect(pairsOf(solve({ ...problem, locks }))).toEqual(pairsOf(before));
      }),
      runs,
    );
  });
});

describe('what must matter in one direction', () => {
  test('[OB2] another place never costs coverage', () => {
    fc.assert(
      fc.property(drawn, fc.nat(), (problem, choice) => {
        const before = solve(problem).values;
        const lucky = choice % problem.partners.length;
        const partners = problem.partners.map((partner, p) =>
          p === lucky ? { ...partner, capacity: partner.capacity + 1 } : partner,
        );
        const after = solve({ ...problem, partners }).values;
        expect(after.matched).toBeGreaterThanOrEqual(before.matched);
        if (after.matched === before.matched) expect(after.worstGrade).toBeGreaterThanOrEqual(before.worstGrade);
      }),
      runs,
    );
  });

  test('[OB10] a problem beside its own copy is worth exactly twice as much', () => {
    fc.assert(
      fc.property(drawn, (problem) => {
        const { seekers, partners } = problem;
        const copySeekers = seekers.map((seeker) => ({
          ...seeker,
          id: `copy ${seeker.id}`,
          runningPartnerId: copyOf(seeker.runningPartnerId),
        }));
        const copyPartners = partners.map((partner) => ({ ...partner, id: `copy ${partner.id}` }));
        const double = withMatrix(
          { ...problem, seekers: [...seekers, ...copySeekers], partners: [...partners, ...copyPartners] },
          (s, p) => {
            const sameSide = s < seekers.length === p < partners.length;
            return sameSide ? affinityIn(problem, s % seekers.length, p % partners.length) : NO_EDGE;
          },
        );
        const one = solve(problem).values;
        const two = solve(double).values;
        expect(two).toMatchObject({
          matched: 2 * one.matched,
          worstGrade: one.worstGrade,
          sumOfAffinities: 2 * one.sumOfAffinities,
          runningKept: 2 * one.runningKept,
        });
      }),
      runs,
    );
  });
});

function copyOf(id: string | undefined): string | undefined {
  return id === undefined ? undefined : `copy ${id}`;
}
