/**
 * A figure with another one of the same run beside it, because only their ratio can be compared between machines. `pnpm bench` collects
 * these from every package into one table.
 */
export interface Measurement {
  readonly name: string;
  /** Of both figures, such as "requests/s" or "ms". */
  readonly unit: string;
  readonly value: number;
  readonly reference: { readonly name: string; readonly value: number };
  /** What `value` over `reference.value` is meant to reach. */
  readonly target?: { readonly bound: 'at least' | 'at most'; readonly ratio: number };
}

/** One line of the report, for whoever runs this package's benchmarks alone. */
export function describeMeasurement({ name, unit, value, reference, target }: Measurement): string {
  const figure = (amount: number) => amount.toLocaleString('en', { maximumSignificantDigits: 4 });
  const ratio = (value / reference.value).toFixed(2);
  const wanted = target === undefined ? '' : ` (target: ${target.bound} ${target.ratio})`;
  return `${name}: ${figure(value)} ${unit}; ${reference.name}: ${figure(reference.value)} ${unit}; ratio ${ratio}${wanted}`;
}

/** The middle one of the figures of several rounds: one disturbed round does not move it. */
export function median(figures: readonly number[]): number {
  return percentile(figures, 0.5);
}

/** Nearest-rank percentile; `share` between 0 and 1. Throws without figures: a benchmark without any has measured nothing. */
export function percentile(figures: readonly number[], share: number): number {
  const sorted = [...figures].sort((one, other) => one - other);
  const found = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  if (found === undefined) throw new Error('Nothing was measured');
  return found;
}
