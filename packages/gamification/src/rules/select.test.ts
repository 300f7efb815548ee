import { expect, test } from '@jest/globals';
import { selectRuleSet } from './select.ts';

const versions = [
  { version: 2, effectiveFrom: 200 },
  { version: 1, effectiveFrom: 100 },
  { version: 4, effectiveFrom: 300 },
  { version: 3, effectiveFrom: 300 },
];

test.each([
  [100, 1],
  [199, 1],
  [200, 2],
  [300, 4],
  [9999, 4],
])('[RS1] at %i version %i is in force', (occurredAt, version) => {
  expect(selectRuleSet(versions, occurredAt)?.version).toBe(version);
});

test('[RS2] before the first there is none', () => {
  expect(selectRuleSet(versions, 99)).toBeNull();
});
