import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { curveThresholds, pointsOnCurve } from './curve.ts';
import type { EngagementAward } from './document.ts';

const award = (changes: Partial<EngagementAward>): EngagementAward => ({
  type: 'ENGAGEMENT',
  weights: { likes: 1, comments: 1, reposts: 1, clicks: 1 },
  curve: 'SQRT',
  points: 1,
  per: 1,
  maximum: 1000,
  colleagueLikes: 0,
  ...changes,
});
const earned = (changes: Partial<EngagementAward>, engagement: number) =>
  pointsOnCurve(curveThresholds(award(changes)), engagement);

describe('[EN1] curves', () => {
  test.each([
    [{}, 0, 0],
    [{}, 15, 3],
    [{}, 16, 4],
    [{ points: 2 }, 16, 8],
    [{ per: 4 }, 16, 2],
    [{ maximum: 3 }, 16, 3],
    [{ curve: 'LINEAR', per: 10 }, 29, 2],
    [{ curve: 'LINEAR', points: 3, per: 2 }, 3, 4],
    [{ curve: 'LOG' }, 1, 1],
    [{ curve: 'LOG' }, 6, 2],
    [{ curve: 'LOG' }, 7, 3],
    [{ curve: 'LOG', points: 5 }, 3, 10],
    [{ curve: 'LOG', points: 100, maximum: 10_000 }, 1_000_000_000, 2989],
    [{}, 1_000_000_000, 1000],
  ] satisfies [Partial<EngagementAward>, number, number][])('%j of %i is %i', (changes, engagement, points) => {
    expect(earned(changes, engagement)).toBe(points);
  });

  test('SQRT is exact where a floating-point root is not', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000 }), (root) => {
        expect(earned({ maximum: 10_000 }, root * root)).toBe(root);
        expect(earned({ maximum: 10_000 }, root * root - 1)).toBe(root - 1);
      }),
      { numRuns: 30 },
    );
  });

  test('never fall, and each further reaction earns no more than one before did, up to rounding', () => {
    const curve = fc.constantFrom('SQRT' as const, 'LOG' as const, 'LINEAR' as const);
    const step = fc.integer({ min: 1, max: 500 });
    fc.assert(
      fc.property(
        curve,
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 9 }),
        fc.nat(5000),
        step,
        (shape, points, per, from, more) => {
          const at = (engagement: number) => earned({ curve: shape, points, per, maximum: 500 }, engagement);
          expect(at(from + more)).toBeGreaterThanOrEqual(at(from));
          expect(at(from + 2 * more) - at(from + more)).toBeLessThanOrEqual(at(from + more) - at(from) + 2);
        },
      ),
      { numRuns: 100 },
    );
  });
});
