import { expect, test } from '@jest/globals';
import { isDay } from './scalars.ts';

test('a day is one that exists, in a calendar without a year 0', () => {
  for (const day of ['2026-02-28', '2028-02-29', '0001-01-01', '9999-12-31']) expect(isDay(day)).toBe(true);
  for (const text of ['2026-02-30', '2026-13-01', '0000-01-01', '2026-1-1', '12026-01-01', '']) expect(isDay(text)).toBe(false);
});
