import type { Clock } from '../clock.ts';
import type { Database } from '../database/database.ts';
import type { Logger } from '../logger.ts';
import type { Metrics } from '../metrics.ts';
import { Boss } from './boss.ts';
import type { JobDefinition, JobQueue } from './job.ts';
import { createJobMetrics } from './job-metrics.ts';
import { type JobRecord, JobsRepository } from './jobs.repository.ts';
import { JobRunner } from './runner.ts';
import { Scheduler } from './scheduler.ts';
import { Worker } from './worker.ts';

/** A job with what operators ask about it. */
export interface JobReport extends JobRecord {
  readonly job: JobDefinition;
  /** Runs that failed for good and wait for somebody to look into them. */
  readonly deadLetters: number;
}

/** Jobs as operators see them. */
export interface JobsOverview {
  /** Every job of this release, by name. */
  report(): Promise<readonly JobReport[]>;
  /** Asks for a run of a scheduled job now. False where there is no such job, or it takes data. */
  runNow(name: string): Promise<boolean>;
  /** Has failed runs wait again; gives back how many, or null where there is no such job. */
  reviveDeadLetters(name: string): Promise<number | null>;
}

export interface ManagedJobs {
  readonly queue: JobQueue;
  readonly overview: JobsOverview;
  /** Makes jobs and schedules known; once the database is open, before anything else. Throws for a name that occurs twice. */
  register(jobs: readonly JobDefinition[]): Promise<void>;
  /** Begins to run jobs on this node. */
  start(): void;
  /** Begins no further run, waits for those that go on, closes the connections. */
  stop(): Promise<void>;
  /**
   * Runs in this process, one after the other, whatever is due by the application's clock, and gives back the names. For tests that
   * move the clock on; it leaves to others what another node has taken. Throws the first error of a job.
   */
  runDue(): Promise<readonly string[]>;
}

export function createJobs(options: {
  readonly url: string;
  /** The account that owns the schema; that of `url` unless told. */
  readonly ownerUrl?: string | undefined;
  readonly database: Database;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** How often runs of dead nodes are looked for; every 5 s unless told. */
  readonly maintenanceSeconds?: number;
}): ManagedJobs {
  const { url, database, clock, logger } = options;
  let registered: readonly JobDefinition[] = [];
  const boss = new Boss({
    url,
    ownerUrl: options.ownerUrl ?? url,
    jobs: () => registered,
    maintenanceSeconds: options.maintenanceSeconds ?? 5,
    onError: (error) => logger.error({ err: error }, 'pg-boss failed'),
  });
  const runner = new JobRunner({ database, clock, logger, metrics: createJobMetrics(options.metrics) });
  let scheduler = new Scheduler({ jobs: registered, database, clock, boss });
  let worker: Worker | undefined;
  const find = (name: string) => registered.find((job) => job.name === name);
  return {
    queue: {
      enqueue: (manager, job, request) => boss.send(job as JobDefinition, { ...request, manager }),
    },
    overview: {
      report: async () => reportsOf(registered, await recordsByName(database), await boss.deadLetters()),
      async runNow(name) {
        const job = find(name);
        if (job === undefined || job.schedule === null) return false;
        await boss.send(job, { data: null });
        return true;
      },
      async reviveDeadLetters(name) {
        const job = find(name);
        return job === undefined ? null : boss.revive(job);
      },
    },
    async register(jobs) {
      const twice = jobs.find(({ name }, index) => jobs.findIndex((other) => other.name === name) !== index);
      if (twice !== undefined) throw new Error(`Two jobs are called ${twice.name}`);
      registered = jobs;
      scheduler = new Scheduler({ jobs, database, clock, boss });
      await scheduler.register();
    },
    start() {
      worker = new Worker(registered, { boss, scheduler, runner, logger });
      worker.start();
    },
    async stop() {
      await worker?.stop();
      await boss.close();
    },
    async runDue() {
      const due = await scheduler.takeDue();
      for (const job of due) {
        const error = await runner.run(job, { data: null, attempt: 1, stopping: new AbortController().signal });
        if (error !== null) throw error;
      }
      return due.map((job) => job.name);
    },
  };
}

async function recordsByName(database: Database): Promise<ReadonlyMap<string, JobRecord>> {
  const records = await new JobsRepository(database.manager).all();
  return new Map(records.map((record) => [record.name, record]));
}

function reportsOf(
  jobs: readonly JobDefinition[],
  records: ReadonlyMap<string, JobRecord>,
  deadLetters: ReadonlyMap<string, number>,
): readonly JobReport[] {
  return [...jobs]
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .map((job) => ({ ...(records.get(job.name) ?? neverRun(job.name)), job, deadLetters: deadLetters.get(job.name) ?? 0 }));
}

function neverRun(name: string): JobRecord {
  return {
    name,
    nextRunAt: null,
    lastStartedAt: null,
    lastFinishedAt: null,
    lastDurationMilliseconds: null,
    lastOutcome: null,
    lastError: null,
    runs: 0,
    failures: 0,
  };
}
