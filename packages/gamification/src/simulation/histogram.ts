/** How many people have so many points, on either side. Half-open: `from` belongs to it, `to` does not. */
export interface HistogramBin {
  readonly from: number;
  readonly to: number;
  readonly before: number;
  readonly after: number;
}

/** [SM7] More bins than this are not made. */
export const MOST_BINS = 20;

/** Both sides over the same bins, all of one width: 1, 2 or 5 times a power of ten, the smallest that needs at most `MOST_BINS`. */
export function histogramOf(people: readonly { readonly before: number; readonly after: number }[]): readonly HistogramBin[] {
  if (people.length === 0) return [];
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (const { before, after } of people) {
    least = Math.min(least, before, after);
    most = Math.max(most, before, after);
  }
  const width = widthFor(least, most);
  const first = Math.floor(least / width);
  const counts = Array.from({ length: Math.floor(most / width) - first + 1 }, () => ({ before: 0, after: 0 }));
  for (const side of ['before', 'after'] as const) {
    for (const person of people) {
      const bin = counts[Math.floor(person[side] / width) - first];
      if (bin) bin[side] += 1;
    }
  }
  return counts.map((bin, index) => ({ from: (first + index) * width, to: (first + index + 1) * width, ...bin }));
}

function widthFor(least: number, most: number): number {
  for (let power = 1; ; power *= 10) {
    const width = [1, 2, 5]
      .map((factor) => factor * power)
      .find((candidate) => Math.floor(most / candidate) - Math.floor(least / candidate) < MOST_BINS);
    if (width !== undefined) return width;
  }
}

/**
 * [SM8] Neighbouring bins are joined until in each, on either side, there is nobody or at least the minimum. Joined bins are wider than
 * the others; empty where there are fewer people than the minimum.
 */
export function shownBins(bins: readonly HistogramBin[], minimum: number): readonly HistogramBin[] {
  const isEnough = ({ before, after }: HistogramBin) => [before, after].every((people) => people === 0 || people >= minimum);
  const shown: HistogramBin[] = [];
  let open: HistogramBin | null = null;
  for (const bin of bins) {
    open = open === null ? bin : joined(open, bin);
    if (!isEnough(open)) continue;
    shown.push(open);
    open = null;
  }
  while (open !== null && !isEnough(open)) {
    const neighbour = shown.pop();
    if (neighbour === undefined) return [];
    open = joined(neighbour, open);
  }
  return open === null ? shown : [...shown, open];
}

function joined(lower: HistogramBin, upper: HistogramBin): HistogramBin {
  return { from: lower.from, to: upper.to, before: lower.before + upper.before, after: lower.after + upper.after };
}
