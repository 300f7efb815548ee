import { expect, test } from '@jest/globals';
import { boardOf } from './use-board-address.ts';

test.each([
  [
    { period: 'season', department: '' },
    { programme: 'p', scope: 'PROGRAMME', period: 'SEASON' },
  ],
  [
    { period: 'all-time', department: 'd' },
    { programme: 'p', scope: 'DEPARTMENT', scopeId: 'd', period: 'ALL_TIME' },
  ],
  [
    { period: '2026-06-01', department: '' },
    { programme: 'p', scope: 'PROGRAMME', period: 'SEASON', periodStart: '2026-06-01' },
  ],
  [
    { period: 'typed by hand', department: '' },
    { programme: 'p', scope: 'PROGRAMME', period: 'SEASON' },
  ],
])('the address %j means the board %j', (address, board) => {
  expect(boardOf(address, 'p')).toEqual(board);
});
