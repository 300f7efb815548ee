import { WHOLE } from '../rules/document.ts';

/** How points are spread over people. Shares in basis points, rounded down. */
export interface Concentration {
  /** All points of everybody. */
  readonly total: number;
  /** Half have at most so many: the lower one of the two in the middle. */
  readonly median: number;
  /** 0: everybody has the same; towards 10,000: one has everything. */
  readonly gini: number;
  readonly shareOfTop1Percent: number;
  readonly shareOfTop10Percent: number;
}

/**
 * [SM5] Gini's coefficient is half the relative mean absolute difference, G = sum over i, j of |x_i - x_j| / (2 n^2 mean) (Gini 1912; Sen,
 * On Economic Inequality, 1973), computed over the ascending order as (2 sum of i x_i) / (n sum of x) - (n + 1) / n. Exact over whole
 * numbers. [SM6] The top p % are the ceil(n p / 100) people with the most points. Amounts below 0 count as 0; where nobody has
 * anything everything is 0.
 */
export function concentrationOf(points: readonly number[]): Concentration {
  const ascending = Float64Array.from(points, (amount) => Math.max(0, amount)).sort();
  const total = ascending.reduce((sum, amount) => sum + amount, 0);
  if (!Number.isSafeInteger(total)) throw new RangeError(`the points add up to ${total}, which is no safe whole number`);
  const topShare = (percent: number) => {
    const people = peopleAtTheTop(ascending.length, percent);
    const theirs = ascending.subarray(ascending.length - people).reduce((sum, amount) => sum + amount, 0);
    return total === 0 ? 0 : Number((BigInt(theirs) * BigInt(WHOLE)) / BigInt(total));
  };
  return {
    total,
    median: ascending[Math.floor((ascending.length - 1) / 2)] ?? 0,
    gini: total === 0 ? 0 : giniOf(ascending, total),
    shareOfTop1Percent: topShare(1),
    shareOfTop10Percent: topShare(10),
  };
}

/** [SM6] How many people the top p % of so many are. */
export function peopleAtTheTop(people: number, percent: number): number {
  return Math.ceil((people * percent) / 100);
}

/** The sum of rank times points passes 2^53 with some hundred thousand people, hence BigInt. */
function giniOf(ascending: Float64Array, total: number): number {
  let weighted = 0n;
  for (const [index, amount] of ascending.entries()) weighted += BigInt(index + 1) * BigInt(amount);
  const people = BigInt(ascending.length);
  const sum = BigInt(total);
  return Number(((2n * weighted - (people + 1n) * sum) * BigInt(WHOLE)) / (people * sum));
}
