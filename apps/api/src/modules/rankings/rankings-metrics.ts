import { Counter, Gauge, Histogram } from 'prom-client';
import type { Metrics } from '../../platform/metrics.ts';

/** Who answered: the store, or the database because the store was behind or away. */
export type ReadOutcome = 'store' | 'behind' | 'away';
export type LoadOutcome = 'loaded' | 'failed' | 'too_large';

export interface RankingsMetrics {
  noteRead(outcome: ReadOutcome): void;
  noteLoad(outcome: LoadOutcome, seconds: number): void;
  /** Asked whenever the metrics are read. */
  watchStore(isAway: () => boolean): void;
}

export function createRankingsMetrics({ registry }: Pick<Metrics, 'registry'>): RankingsMetrics {
  const registers = [registry];
  const reads = new Counter({
    name: 'fanfare_rankings_reads_total',
    help: 'Reads of ranks: answered by the store, or by the database because the store was behind or away.',
    labelNames: ['outcome'],
    registers,
  });
  const loads = new Histogram({
    name: 'fanfare_rankings_load_duration_seconds',
    help: 'Duration of loading a board from the database into the ranking store, by outcome (loaded, failed, too_large).',
    labelNames: ['outcome'],
    buckets: [0.01, 0.05, 0.25, 1, 5, 30],
    registers,
  });
  return {
    noteRead: (outcome) => reads.inc({ outcome }),
    noteLoad: (outcome, seconds) => loads.observe({ outcome }, seconds),
    watchStore: (isAway) => {
      new Gauge({
        name: 'fanfare_rankings_store_away',
        help: '1 while the ranking store does not answer and the database is asked instead.',
        registers,
        collect() {
          this.set(isAway() ? 1 : 0);
        },
      });
    },
  };
}
