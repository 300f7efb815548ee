import { expect, test } from '@jest/globals';
import { table } from './bench.mjs';

test('the table sets every result against its reference', () => {
  const lines = table([
    { name: 'Board of 50 rows', unit: 'requests/s', value: 3000, reference: { name: 'bare node:http', value: 6000 } },
  ]).split('\n');
  expect(lines[2]).toBe('Board of 50 rows  3,000 requests/s  6,000 requests/s (bare node:http)  0.50');
});

test('the target of a ratio stands beside it', () => {
  const lines = table([
    {
      ...{ name: 'Board of 50 rows', unit: 'requests/s', value: 3000 },
      reference: { name: 'bare node:http', value: 6000 },
      target: { bound: 'at least', ratio: 0.6 },
    },
  ]).split('\n');
  expect(lines[2]).toMatch(/ 0\.50 +at least 0\.6$/);
});
