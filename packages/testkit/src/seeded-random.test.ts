import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { seededRandom } from './index.ts';

test('the same seed gives the same stream, another seed another', () => {
  const draw = (seed: number) => Array.from({ length: 20 }, seededRandom(seed).next);
  expect(draw(7)).toEqual(draw(7));
  expect(draw(7)).not.toEqual(draw(8));
});

test('the stream is mulberry32: its published values for seed 1 are met', () => {
  const random = seededRandom(1);
  const first = Math.floor(random.next() * 4_294_967_296);
  expect(first).toBe(2_693_262_067);
});

test('integers stay below their limit and reach every value', () => {
  const random = seededRandom(42);
  const drawn = Array.from({ length: 1_000 }, () => random.integer(6));
  expect([...new Set(drawn)].sort()).toEqual([0, 1, 2, 3, 4, 5]);
});

test('shuffling keeps every value', () => {
  fc.assert(
    fc.property(fc.integer(), fc.array(fc.integer()), (seed, values) => {
      const shuffled = seededRandom(seed).shuffled(values);
      expect(shuffled.toSorted((a, b) => a - b)).toEqual(values.toSorted((a, b) => a - b));
    }),
  );
});
