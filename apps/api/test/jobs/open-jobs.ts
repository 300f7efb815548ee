import { z } from 'zod';
import { createLogger } from '../../src/index.ts';
import { type Clock, systemClock } from '../../src/platform/clock.ts';
import { createDatabase, type ManagedDatabase } from '../../src/platform/database/database.ts';
import { createInProcessEventBus } from '../../src/platform/events/in-process-event-bus.ts';
import { requestedJob, scheduledJob } from '../../src/platform/jobs/job.ts';
import { createJobs, type ManagedJobs } from '../../src/platform/jobs/jobs.ts';
import { createMetrics, type Metrics } from '../../src/platform/metrics.ts';

/** One run of a job, as a test hears of it. */
export interface HeardRun {
  readonly job: string;
  readonly number: number | null;
  readonly attempt: number;
}

export interface OpenJobs {
  readonly jobs: ManagedJobs;
  readonly database: ManagedDatabase;
  readonly metrics: Metrics;
  /** Asks for a run in a transaction, which then does something more. */
  request(number: number, more?: () => void): Promise<void>;
  close(): Promise<void>;
}

export interface OpenJobsOptions {
  readonly isRunning: boolean;
  readonly clock?: Clock;
  /** What every job does. */
  readonly onRun: (run: HeardRun) => Promise<void>;
}

/** Two jobs on a database: `test.hourly` by a schedule, `test.numbered` on request. */
export async function openJobs(url: string, { isRunning, clock = systemClock, onRun }: OpenJobsOptions): Promise<OpenJobs> {
  const metrics = createMetrics();
  const database = createDatabase({
    url,
    poolSize: 4,
    statementTimeoutMilliseconds: 10_000,
    applicationName: 'test',
    events: createInProcessEventBus(() => undefined),
    observer: { onStatement: () => undefined, onSlowStatement: () => undefined },
  });
  await database.open([]);
  const jobs = createJobs({ url, database, clock, logger: createLogger('silent'), metrics, maintenanceSeconds: 1 });
  const policy = { retry: { limit: 2, delaySeconds: 1 }, timeLimitSeconds: 2 };
  const numbered = requestedJob({
    ...policy,
    name: 'test.numbered',
    description: 'Runs on request.',
    data: z.object({ number: z.number() }),
    run: ({ data, attempt }) => onRun({ job: 'test.numbered', number: data.number, attempt }),
  });
  const hourly = scheduledJob({
    ...policy,
    name: 'test.hourly',
    description: 'Runs every hour.',
    schedule: { cron: '0 * * * *', timeZone: 'Europe/Berlin' },
    run: ({ attempt }) => onRun({ job: 'test.hourly', number: null, attempt }),
  });
  await jobs.register([numbered, hourly]);
  if (isRunning) jobs.start();
  return {
    jobs,
    database,
    metrics,
    request: (number, more) =>
      database.transaction(async ({ manager }) => {
        await jobs.queue.enqueue(manager, numbered, { data: { number } });
        more?.();
      }),
    close: async () => {
      await jobs.stop();
      await database.close();
    },
  };
}
