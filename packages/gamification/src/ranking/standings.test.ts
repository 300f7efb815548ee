import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addPoints, addToStanding, compareStandings, rankStandings, type Standing } from './standings.ts';

const standing = { memberId: 'a', score: 10, reachedAt: 100 };

test('[RK3] reachedAt changes only when the score does', () => {
  expect(addToStanding(standing, { points: 0, at: 200 })).toBe(standing);
  expect(addToStanding(standing, { points: -3, at: 200 })).toEqual({ memberId: 'a', score: 7, reachedAt: 200 });
});

test('[RK4] a score that would leave the safe integers throws', () => {
  const high = { ...standing, score: Number.MAX_SAFE_INTEGER };
  expect(() => addToStanding(high, { points: 1, at: 200 })).toThrow(RangeError);
});

test('[IN12] [RK4] sums are exact or refused', () => {
  const score = fc.oneof(fc.maxSafeInteger(), fc.integer({ min: -9, max: 9 }), fc.constantFrom(2 ** 53 - 1, 1 - 2 ** 53));
  fc.assert(
    fc.property(score, score, (left, right) => {
      const exact = BigInt(left) + BigInt(right);
      const isSafe = exact <= BigInt(Number.MAX_SAFE_INTEGER) && exact >= BigInt(Number.MIN_SAFE_INTEGER);
      if (isSafe) expect(BigInt(addPoints(left, right))).toBe(exact);
      else expect(() => addPoints(left, right)).toThrow(RangeError);
    }),
  );
});

const standings = fc.uniqueArray(
  fc.record({ memberId: fc.string({ maxLength: 3 }), score: fc.integer({ min: -3, max: 3 }), reachedAt: fc.nat(3) }),
  { selector: ({ memberId }) => memberId },
);

describe('[RK1] the order of a board', () => {
  test('is total: two members are never equal, and the input order does not matter', () => {
    fc.assert(
      fc.property(standings, (members) => {
        const ordered = [...members].sort(compareStandings);
        expect([...members].reverse().sort(compareStandings)).toEqual(ordered);
        ordered.slice(1).forEach((later, index) => {
          expect(compareStandings(ordered[index] as Standing, later)).toBeLessThan(0);
        });
      }),
    );
  });

  test('[RK2] ranks count members above (competition), scores above (dense), places above (ordinal)', () => {
    fc.assert(
      fc.property(standings, (members) => {
        const above = (score: number) => members.filter((other) => other.score > score);
        for (const { score, rank } of rankStandings(members, 'COMPETITION')) expect(rank).toBe(above(score).length + 1);
        for (const { score, rank } of rankStandings(members, 'DENSE')) {
          expect(rank).toBe(new Set(above(score).map((other) => other.score)).size + 1);
        }
        expect(rankStandings(members, 'ORDINAL').map(({ rank }) => rank)).toEqual(members.map((_, index) => index + 1));
      }),
    );
  });
});
