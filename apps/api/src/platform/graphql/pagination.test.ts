import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';
import { cursorOf, type PageArguments, pageFrom, readPageRequest } from './pagination.ts';

const position = z.tuple([z.number()]);

/** What a repository would answer: the rows beyond the position in that direction, one more than the limit. */
function read(rows: readonly number[], page: PageArguments) {
  const request = readPageRequest(page, position);
  const from = request.position?.[0];
  const ordered = request.direction === 'forward' ? rows : rows.toReversed();
  const beyond = ordered.filter((row) => from === undefined || (request.direction === 'forward' ? row > from : row < from));
  return pageFrom(beyond.slice(0, request.limit + 1), {
    request,
    position: (row) => [row],
    node: (row) => row,
    totalCount: async () => rows.length,
  });
}

const sortedRows = fc
  .uniqueArray(fc.integer({ min: 0, max: 1000 }), { maxLength: 60 })
  .map((rows) => rows.toSorted((a, b) => a - b));

describe('pages', () => {
  test('put together are the list, forward and backward, without gap or repeat', () => {
    fc.assert(
      fc.property(sortedRows, fc.integer({ min: 1, max: 20 }), (rows, size) => {
        const forward: number[] = [];
        for (
          let page = read(rows, { first: size });
          ;
          page = read(rows, { first: size, after: page.items.at(-1)?.cursor ?? null })
        ) {
          forward.push(...page.items.map((item) => item.node));
          if (!page.hasNextPage) break;
        }
        const backward: number[] = [];
        for (
          let page = read(rows, { last: size });
          ;
          page = read(rows, { last: size, before: page.items[0]?.cursor ?? null })
        ) {
          backward.unshift(...page.items.map((item) => item.node));
          if (!page.hasPreviousPage) break;
        }
        expect(forward).toEqual(rows);
        expect(backward).toEqual(rows);
      }),
    );
  });

  test('say whether there is more on the other side', () => {
    const page = read([1, 2, 3], { first: 1, after: cursorOf([1]) });
    expect(page).toMatchObject({ items: [{ node: 2 }], hasNextPage: true, hasPreviousPage: true });
  });
});

describe('arguments that make no sense are told with what would', () => {
  test.each<[PageArguments, string]>([
    [{ first: 0 }, '"first" is 0; it takes 1 to 100. Ask for further pages with a cursor.'],
    [{ last: 101 }, '"last" is 101; it takes 1 to 100. Ask for further pages with a cursor.'],
    [{ first: 1, last: 1 }, 'Ask either forward (first, after) or backward (last, before), not both.'],
    [{ after: 'nonsense' }, '"after" is no cursor of this list; take the endCursor or startCursor of a page of it.'],
    [
      { before: cursorOf(['of another list']) },
      '"before" is no cursor of this list; take the endCursor or startCursor of a page of it.',
    ],
  ])('%j', (page, message) => {
    expect(() => readPageRequest(page, position)).toThrow(
      expect.objectContaining({ message, extensions: { code: 'BAD_USER_INPUT' } }),
    );
  });

  test('without any, a page has 20', () => {
    expect(readPageRequest({}, position)).toEqual({ direction: 'forward', limit: 20, position: null });
  });
});
