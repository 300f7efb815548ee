import { Counter, Gauge, Histogram } from 'prom-client';
import type { Metrics } from '../../platform/metrics.ts';

/** What operators see of group commit: how many requests share a transaction, how many wait, how often a group was split. */
export function watchGroups({ registry }: Metrics, waiting: () => number) {
  const registers = [registry];
  const sizes = new Histogram({
    name: 'fanfare_activities_group_requests',
    help: 'Requests that shared one recording transaction.',
    buckets: [1, 2, 4, 8, 16, 32, 64, 128, 256],
    registers,
  });
  const splits = new Counter({
    name: 'fanfare_activities_group_splits_total',
    help: 'Recording transactions that failed and were done again in halves.',
    registers,
  });
  new Gauge({
    name: 'fanfare_activities_waiting_requests',
    help: 'Requests that wait for the next recording transaction.',
    registers,
    collect() {
      this.set(waiting());
    },
  });
  return { onGroup: (requests: number) => sizes.observe(requests), onSplit: () => splits.inc() };
}
