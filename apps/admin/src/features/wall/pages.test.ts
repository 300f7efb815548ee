import { describe, expect, test } from '@jest/globals';
import { isNewer } from './newest.ts';
import { pagesOf } from './pages.ts';

describe('the pages of a screen', () => {
  const people = Array.from({ length: 10 }, (_, index) => index);

  test('hold everybody once, in their order, and are about the same length', () => {
    for (let fitting = 1; fitting <= 12; fitting += 1) {
      const pages = pagesOf(people, fitting);
      expect(pages.flat()).toEqual(people);
      const lengths = pages.map((page) => page.length);
      expect(Math.max(...lengths)).toBeLessThanOrEqual(fitting);
    }
    expect(pagesOf(people, 7).map((page) => page.length)).toEqual([5, 5]);
  });

  test('are none where there is nobody, and one row each where nothing fits', () => {
    expect(pagesOf([], 5)).toEqual([]);
    expect(pagesOf([1, 2], 0)).toEqual([[1], [2]]);
  });
});

describe('an answer that was overtaken', () => {
  const week = { periodStart: '2026-11-16', version: 7 };

  test('is not shown; the same version, a later one, another period and an end are', () => {
    expect(isNewer(week, { ...week, version: 6 })).toBe(false);
    expect(isNewer(undefined, week)).toBe(true);
    expect(isNewer(week, week)).toBe(true);
    expect(isNewer(week, { ...week, version: 8 })).toBe(true);
    expect(isNewer(week, { periodStart: '2026-11-23', version: 1 })).toBe(true);
    expect(isNewer(week, { ...week, version: 0 })).toBe(true);
  });
});
