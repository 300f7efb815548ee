import type { EntityManager } from 'typeorm';

export type JobOutcome = 'SUCCEEDED' | 'FAILED';

/** What is known about the runs of a job on all nodes. */
export interface JobRecord {
  readonly name: string;
  /** Null for a job that runs only when asked for. */
  readonly nextRunAt: Date | null;
  readonly lastStartedAt: Date | null;
  readonly lastFinishedAt: Date | null;
  readonly lastDurationMilliseconds: number | null;
  readonly lastOutcome: JobOutcome | null;
  /** Of the last run that failed; null once one succeeded. */
  readonly lastError: string | null;
  readonly runs: number;
  readonly failures: number;
}

export interface ScheduledRow {
  readonly name: string;
  readonly schedule: string;
  readonly nextRunAt: Date;
}

export interface FinishedRun {
  readonly name: string;
  readonly startedAt: Date;
  readonly durationMilliseconds: number;
  /** Null for a run that succeeded. */
  readonly error: string | null;
}

/** Longer messages are cut: an operator reads the rest in the log. */
const errorCharacters = 1000;

/** The table `job`: schedules and last runs. */
export class JobsRepository {
  readonly #manager: EntityManager;

  constructor(manager: EntityManager) {
    this.#manager = manager;
  }

  /** Makes schedules known; where one is new or another one than before, it counts from here. */
  async register(jobs: readonly ScheduledRow[]): Promise<void> {
    await this.#manager.query(
      `INSERT INTO job (name, schedule, next_run_at) SELECT * FROM unnest($1::text[], $2::text[], $3::timestamptz[])
       ON CONFLICT (name) DO UPDATE SET schedule = excluded.schedule, next_run_at = excluded.next_run_at
         WHERE job.schedule IS DISTINCT FROM excluded.schedule`,
      [jobs.map((job) => job.name), jobs.map((job) => job.schedule), jobs.map((job) => job.nextRunAt)],
    );
  }

  async isAnyDue(names: readonly string[], now: Date): Promise<boolean> {
    const rows: readonly object[] = await this.#manager.query(
      'SELECT FROM job WHERE name = ANY($1) AND next_run_at <= $2 LIMIT 1',
      [names, now],
    );
    return rows.length > 0;
  }

  /** Those that are due, the longest due first, locked until the transaction ends; what another node has locked is left to it. */
  async claimDue(names: readonly string[], now: Date): Promise<readonly ScheduledRow[]> {
    return this.#manager.query(
      `SELECT name, schedule, next_run_at AS "nextRunAt" FROM job
        WHERE name = ANY($1) AND next_run_at <= $2 ORDER BY next_run_at, name FOR UPDATE SKIP LOCKED`,
      [names, now],
    );
  }

  async scheduleNext(name: string, nextRunAt: Date): Promise<void> {
    await this.#manager.query('UPDATE job SET next_run_at = $2 WHERE name = $1', [name, nextRunAt]);
  }

  async noteStart(name: string, startedAt: Date): Promise<void> {
    await this.#manager.query(
      `INSERT INTO job (name, last_started_at) VALUES ($1, $2)
       ON CONFLICT (name) DO UPDATE SET last_started_at = excluded.last_started_at`,
      [name, startedAt],
    );
  }

  async noteEnd({ name, startedAt, durationMilliseconds, error }: FinishedRun): Promise<void> {
    await this.#manager.query(
      `UPDATE job SET last_finished_at = $2, last_duration_ms = $3, last_outcome = $4, last_error = $5,
                      runs = runs + 1, failures = failures + $6
        WHERE name = $1`,
      [
        name,
        new Date(startedAt.getTime() + durationMilliseconds),
        durationMilliseconds,
        error === null ? 'SUCCEEDED' : 'FAILED',
        error?.slice(0, errorCharacters) ?? null,
        error === null ? 0 : 1,
      ],
    );
  }

  async all(): Promise<readonly JobRecord[]> {
    return this.#manager.query(
      `SELECT name, next_run_at AS "nextRunAt", last_started_at AS "lastStartedAt", last_finished_at AS "lastFinishedAt",
              last_duration_ms::float8 AS "lastDurationMilliseconds", last_outcome AS "lastOutcome", last_error AS "lastError",
              runs::float8 AS runs, failures::float8 AS failures
         FROM job`,
    );
  }
}
