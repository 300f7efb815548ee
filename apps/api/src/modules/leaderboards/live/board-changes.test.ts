import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { BoardPage, ShownStanding } from '../leaderboards.service.ts';
import { type BoardChange, changesBetween } from './board-changes.ts';

function standing(name: string, rank: number, score: number): ShownStanding {
  const member = { id: `shown-${name}`, displayName: name };
  return { programmeId: 'p', ambassadorId: name, rank, score, reachedAt: new Date(0), member };
}

const nothingElse = { groups: [], isOver: false, changesAt: null };

function page(standings: readonly ShownStanding[]): BoardPage {
  return { board: { id: 'b' } as BoardPage['board'], version: 1, memberCount: standings.length, standings, ...nothingElse };
}

/** What the schema tells clients to do. */
function applied(before: readonly ShownStanding[], changes: readonly BoardChange[]): readonly ShownStanding[] {
  const named = new Set(changes.map(({ memberId }) => memberId));
  const lines: (ShownStanding | undefined)[] = before.map((line) => (named.has(line.member.id) ? undefined : line));
  for (const { standing, position } of changes) if (standing !== null && position !== null) lines[position - 1] = standing;
  return lines.filter((line) => line !== undefined);
}

describe('what changed between two pages', () => {
  test('entered, moved, changed and left; who left is not named again', () => {
    const before = page([standing('ada', 1, 10), standing('ben', 2, 8), standing('cem', 3, 5), standing('dea', 4, 1)]);
    const after = page([standing('ben', 1, 12), standing('ada', 2, 10), standing('cem', 3, 6), standing('eva', 4, 2)]);
    const changes = changesBetween(before, after);
    expect(changes.map(({ kind, memberId, position, previousRank }) => [kind, memberId, position, previousRank])).toEqual([
      ['MOVED', 'shown-ben', 1, 2],
      ['MOVED', 'shown-ada', 2, 1],
      ['CHANGED', 'shown-cem', 3, 3],
      ['ENTERED', 'shown-eva', 4, null],
      ['LEFT', 'shown-dea', null, 4],
    ]);
    expect(changes.at(-1)?.standing).toBeNull();
  });

  test('nothing for the first page and for an equal one', () => {
    expect(changesBetween(null, page([standing('ada', 1, 10)]))).toEqual([]);
    expect(changesBetween(page([standing('ada', 1, 10)]), page([standing('ada', 1, 10)]))).toEqual([]);
  });

  test('the page before and the changes make the page after, whoever ties, comes or goes', () => {
    const lines = fc
      .uniqueArray(fc.record({ name: fc.constantFrom(...'abcdefghij'), score: fc.integer({ min: 0, max: 4 }) }), {
        selector: ({ name }) => name,
      })
      .map((members) => {
        const ordered = members.toSorted((one, other) => other.score - one.score);
        return ordered.map(({ name, score }) => standing(name, 1 + ordered.findIndex((other) => other.score === score), score));
      });
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        expect(applied(before, changesBetween(page(before), page(after)))).toEqual(after);
      }),
    );
  });
});
