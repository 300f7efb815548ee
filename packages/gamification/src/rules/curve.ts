import type { EngagementAward } from './document.ts';

/** Weighted engagement above this counts as this much: beyond it every curve is flat, and all sums stay exact. */
export const MOST_ENGAGEMENT = 1_000_000_000;

/**
 * The least weighted engagement x that earns 1, 2, 3 ... points, up to the award's maximum. Exact, because it is found over whole
 * numbers (the curve itself may have no closed whole-number form):
 *   LINEAR  floor(points * x / per)
 *   SQRT    floor(points * sqrt(x / per))
 *   LOG     floor(points * log2(1 + x / per))
 */
export function curveThresholds(award: EngagementAward): readonly number[] {
  const thresholds: number[] = [];
  for (let earned = 1; earned <= award.maximum; earned += 1) {
    const least = leastEngagement(award, BigInt(earned));
    if (least > BigInt(MOST_ENGAGEMENT)) break;
    thresholds.push(Number(least));
  }
  return thresholds;
}

/** How many points a weighted engagement earns: the number of thresholds it reaches. */
export function pointsOnCurve(thresholds: readonly number[], engagement: number): number {
  let low = 0;
  let high = thresholds.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((thresholds[middle] ?? 0) <= engagement) low = middle + 1;
    else high = middle;
  }
  return low;
}

function leastEngagement(award: EngagementAward, earned: bigint): bigint {
  const points = BigInt(award.points);
  const per = BigInt(award.per);
  switch (award.curve) {
    case 'LINEAR':
      return ceilingDivision(earned * per, points);
    case 'SQRT':
      return ceilingDivision(earned * earned * per, points * points);
    case 'LOG':
      return leastForLogarithm({ points, per, earned });
  }
}

/** The least x with (per + x)^points >= 2^earned * per^points. */
function leastForLogarithm(curve: { points: bigint; per: bigint; earned: bigint }): bigint {
  const target = 2n ** curve.earned * curve.per ** curve.points;
  const enough = (x: bigint) => (curve.per + x) ** curve.points >= target;
  let tooLittle = 0n;
  let high = BigInt(MOST_ENGAGEMENT) + 1n;
  if (!enough(high)) return high;
  while (high - tooLittle > 1n) {
    const middle = (tooLittle + high) / 2n;
    if (enough(middle)) high = middle;
    else tooLittle = middle;
  }
  return high;
}

function ceilingDivision(dividend: bigint, divisor: bigint): bigint {
  return (dividend + divisor - 1n) / divisor;
}
