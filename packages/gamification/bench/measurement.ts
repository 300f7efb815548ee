/** A figure with another one of the same run beside it, because only their ratio can be compared between machines. */
export interface Measurement {
  readonly name: string;
  readonly unit: string;
  readonly value: number;
  readonly reference: { readonly name: string; readonly value: number };
  /** What the ratio of value to reference is meant to reach. */
  readonly target?: { readonly bound: 'at least' | 'at most'; readonly ratio: number };
}

/** Processor time of some work, garbage collection included: unlike the clock on the wall it does not count what others do meanwhile. */
export function millisecondsOf(work: () => void): number {
  const begun = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(begun);
  return (user + system) / 1000;
}

export function median(values: readonly number[]): number {
  const ordered = [...values].sort((left, right) => left - right);
  return ordered[ordered.length >> 1] ?? 0;
}
