import { describe, expect, test } from '@jest/globals';
import { draw } from '../../test/build-problem.ts';
import { NO_EDGE } from '../matching/types.ts';
import { compareMatchings } from './compare.ts';
import { measureQuality } from './measures.ts';

const problem = draw({
  affinities: [
    [9000, 4000],
    [8000, 5000],
    [NO_EDGE, 1000],
  ],
  capacities: [1, 3],
  seekers: [{ runningPartnerId: 'p1' }, { runningPartnerId: 'p1' }, { runningPartnerId: 'gone' }],
});

describe('quality', () => {
  test('[RO4] measures what was reached', () => {
    const pairs = [
      { seekerId: 's0', partnerId: 'p1', affinity: 4000 },
      { seekerId: 's1', partnerId: 'p0', affinity: 8000 },
    ];
    expect(measureQuality(problem, pairs)).toEqual({
      seekers: 3,
      matched: 2,
      coverage: 6666,
      mean: 6000,
      fifthPercentile: 4000,
      worst: 4000,
      blockingPairs: 2,
      churn: 1,
      loadGini: 2500,
    });
  });

  test('[RO4] nobody and nothing is no error', () => {
    expect(measureQuality(draw({ affinities: [] }), [])).toMatchObject({ coverage: 10_000, mean: 0, loadGini: 0 });
  });

  test('[RO5] two runs side by side name who wins and who loses', () => {
    const before = { problem, pairs: [{ seekerId: 's0', partnerId: 'p0', affinity: 9000 }] };
    const after = {
      problem,
      pairs: [
        { seekerId: 's0', partnerId: 'p1', affinity: 4000 },
        { seekerId: 's1', partnerId: 'p0', affinity: 8000 },
      ],
    };
    const comparison = compareMatchings(before, after);
    expect(comparison.changes.map(({ seekerId, gain }) => [seekerId, gain])).toEqual([
      ['s0', -5000],
      ['s1', 8000],
    ]);
    expect(comparison.after.matched - comparison.before.matched).toBe(1);
  });
});
