import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { BOUND, measureFairness } from '../scripts/fairness/measure.ts';
import { fairnessTable } from '../scripts/fairness/report.ts';

describe('[RS3] fairness', () => {
  const measured = measureFairness();

  test.each(
    measured.flatMap(({ preset, attacks }) => attacks.map(({ name, hundredths }) => [preset, name, hundredths] as const)),
  )('%s: %s stays within the bound', (_, __, hundredths) => {
    expect(hundredths).toBeLessThanOrEqual(BOUND * 100);
  });

  test('the table in SPEC.md is the one that is measured', () => {
    const specification = readFileSync(path.join(import.meta.dirname, '..', 'SPEC.md'), 'utf8');
    expect(specification).toContain(fairnessTable(measured));
  });

  test('hesitant people come closer to frequent ones than their number of posts does', () => {
    for (const { groups } of measured) expect(groups.frequent).toBeLessThanOrEqual(2 * groups.hesitant);
  });
});
