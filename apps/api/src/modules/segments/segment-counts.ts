import { type Segment, segments } from '@fanfare/contracts';

/** How many people are in a segment; null where the number is too small to be told. */
export interface ShownCount {
  readonly segment: Segment;
  readonly count: number | null;
}

/**
 * The counts that may be told: none below the minimum group size, and none that could be worked out from the others. So where the
 * withheld ones together are still a group too small, the smallest told one is withheld with them. Nobody in a segment is told as 0.
 */
export function shownCounts(counts: ReadonlyMap<Segment, number>, minimumGroupSize: number): readonly ShownCount[] {
  const all = segments.map((segment) => ({ segment, count: counts.get(segment) ?? 0 }));
  const withheld = new Set(all.filter(({ count }) => count > 0 && count < minimumGroupSize).map(({ segment }) => segment));
  const told = all.filter(({ segment, count }) => count > 0 && !withheld.has(segment)).sort((a, b) => a.count - b.count);
  const sumWithheld = () => all.reduce((sum, { segment, count }) => sum + (withheld.has(segment) ? count : 0), 0);
  while (withheld.size > 0 && (sumWithheld() < minimumGroupSize || withheld.size === 1)) {
    const smallest = told.shift();
    if (smallest === undefined) break;
    withheld.add(smallest.segment);
  }
  return all.map(({ segment, count }) => ({ segment, count: withheld.has(segment) ? null : count }));
}
