import type { Segment } from '@fanfare/contracts';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { shownCounts } from './segment-counts.ts';

const names: readonly Segment[] = ['FREQUENT', 'STEADY', 'OCCASIONAL', 'HESITANT', 'LAPSED', 'SILENT', 'NEW', 'SEPARATOR'];

function shown(counts: readonly number[], minimum: number): readonly (number | null)[] {
  const byName = new Map(names.map((name, index) => [name, counts[index] ?? 0]));
  return shownCounts(byName, minimum).map(({ count }) => count);
}

test('a group below the minimum is withheld, and the smallest other one with it, else subtraction would tell', () => {
  expect(shown([9, 0, 30, 3, 0, 0, 12, 0], 5)).toEqual([null, 0, 30, null, 0, 0, 12, 0]);
});

test('nothing is withheld where all groups are large enough', () => {
  expect(shown([9, 5, 30, 8, 0, 0, 12, 0], 5)).toEqual([9, 5, 30, 8, 0, 0, 12, 0]);
});

test('what is withheld is never one group alone, and together at least the minimum, unless there is nothing else', () => {
  const counts = fc.array(fc.nat(40), { minLength: 8, maxLength: 8 });
  fc.assert(
    fc.property(counts, fc.integer({ min: 2, max: 20 }), (numbers, minimum) => {
      const told = shown(numbers, minimum);
      const hidden = numbers.filter((_, index) => told[index] === null);
      expect(told.every((count) => count === null || count === 0 || count >= minimum)).toBe(true);
      const isEverybodyHidden = told.every((count) => count === null || count === 0);
      if (hidden.length === 0 || isEverybodyHidden) return;
      expect(hidden.length).toBeGreaterThan(1);
      expect(hidden.reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(minimum);
    }),
  );
});
