import { expect, test } from '@jest/globals';
import { createBoardCursors } from './board-cursor.ts';

const place = {
  score: 12,
  reachedAt: new Date('2026-03-01T10:00:00.123Z'),
  ambassadorId: '0190a000-0000-7000-8000-000000000001',
};

test('a cursor gives its place back, the same on every node, and does not tell whose it is', () => {
  const cursors = createBoardCursors(Buffer.alloc(32, 1), 'board');
  const sealed = cursors.seal(place);
  expect(cursors.open(sealed)).toEqual(place);
  expect(createBoardCursors(Buffer.alloc(32, 1), 'board').seal(place)).toBe(sealed);
  expect(Buffer.from(sealed, 'base64url').toString('latin1')).not.toContain(place.ambassadorId);
});

test('a cursor of another board, a changed one and plain nonsense open nothing', () => {
  const cursors = createBoardCursors(Buffer.alloc(32, 1), 'board');
  const sealed = cursors.seal(place);
  expect(createBoardCursors(Buffer.alloc(32, 1), 'other').open(sealed)).toBeNull();
  expect(cursors.open(`${sealed.slice(0, -2)}AA`)).toBeNull();
  expect(cursors.open('nonsense')).toBeNull();
});
