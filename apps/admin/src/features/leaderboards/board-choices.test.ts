import { expect, test } from '@jest/globals';
import { departmentsToOffer, offeredBy, withChoice } from './board-choices.ts';

const points = (scope: 'PROGRAMME' | 'DEPARTMENT', period: 'SEASON' | 'ALL_TIME') => ({ scope, period, measure: 'POINTS' });
const demo = offeredBy([
  points('PROGRAMME', 'SEASON'),
  points('PROGRAMME', 'ALL_TIME'),
  points('DEPARTMENT', 'SEASON'),
  { scope: 'DEPARTMENT', period: 'ALL_TIME', measure: 'POINTS_PER_ACTIVE_MEMBER' },
]);

test('boards on which groups stand against each other are not those of their members', () => {
  expect(demo.has('DEPARTMENT', 'ALL_TIME')).toBe(false);
  expect(demo.has('DEPARTMENT', 'SEASON')).toBe(true);
});

test('every choice leads to a board that the programme has', () => {
  const inDepartment = { period: 'season', department: 'd' };
  expect(withChoice(demo, inDepartment, { period: 'all-time' })).toEqual({ period: 'all-time', department: '' });
  expect(withChoice(demo, inDepartment, { period: '2026-01-01' })).toEqual({ period: '2026-01-01' });
  expect(withChoice(demo, { period: 'all-time', department: '' }, { department: 'd' })).toEqual({
    ...{ department: 'd', period: 'season' },
  });
  expect(withChoice(demo, { period: 'season', department: '' }, { period: 'all-time' })).toEqual({ period: 'all-time' });
});

test('departments under the minimum group size, which have no board, are not offered', () => {
  const sales = { id: 's', name: 'Sales', isShownOnBoards: true };
  const legal = { id: 'l', name: 'Legal', isShownOnBoards: false };
  expect(departmentsToOffer([sales, legal], '')).toEqual([sales]);
  expect(departmentsToOffer([sales, legal], 'l')).toEqual([sales, legal]);
});
