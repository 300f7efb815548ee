import { rankKinds } from '@fanfare/contracts';
import { shownRanks } from '@fanfare/gamification';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ranksFrom } from './leaderboards.repository.ts';

describe('ranks of a page', () => {
  test('counted on from what stands above, they are those of the whole board', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 30 }),
        fc.nat(),
        fc.constantFrom(...rankKinds),
        (scores, cut, kind) => {
          const board = [...scores]
            .sort((left, right) => right - left)
            .map((score, index) => ({ memberId: `${index}`, score, reachedAt: index }));
          const from = cut % board.length;
          const first = board[from]?.score ?? 0;
          const higher = board.filter(({ score }) => score > first);
          const above = {
            membersBefore: from,
            membersWithHigherScore: higher.length,
            higherScores: new Set(higher.map(({ score }) => score)).size,
          };
          expect(ranksFrom(board.slice(from), { kind, above })).toEqual(shownRanks(board, kind).slice(from));
        },
      ),
    );
  });
});
