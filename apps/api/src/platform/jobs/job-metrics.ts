import { Counter, Histogram } from 'prom-client';
import type { Metrics } from '../metrics.ts';

/** How jobs went on this node. */
export interface JobMetrics {
  note(job: string, run: { readonly succeeded: boolean; readonly seconds: number }): void;
}

export function createJobMetrics({ registry }: Metrics): JobMetrics {
  const registers = [registry];
  const runs = new Counter({
    name: 'fanfare_jobs_runs_total',
    help: 'Runs of jobs that ended, by outcome (succeeded, failed).',
    labelNames: ['job', 'outcome'],
    registers,
  });
  const durations = new Histogram({
    name: 'fanfare_jobs_run_duration_seconds',
    help: 'Duration of runs of jobs.',
    labelNames: ['job'],
    buckets: [0.01, 0.1, 1, 10, 60, 600],
    registers,
  });
  return {
    note(job, { succeeded, seconds }) {
      runs.inc({ job, outcome: succeeded ? 'succeeded' : 'failed' });
      durations.observe({ job }, seconds);
    },
  };
}
