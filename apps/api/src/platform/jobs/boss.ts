import PgBoss from 'pg-boss';
import type { EntityManager } from 'typeorm';
import { bossSchema, installBoss } from './install-boss.ts';
import type { JobDefinition } from './job.ts';

/** A run that this node has claimed. */
export interface ClaimedRun {
  readonly id: string;
  readonly data: unknown;
  /** From 1. */
  readonly attempt: number;
}

export interface RunRequest {
  readonly data: unknown;
  readonly notBefore?: Date;
  /** Makes the request part of this transaction. */
  readonly manager?: EntityManager;
}

/** Connections that pg-boss holds at most, beside the pool of the application. */
const connections = 2;
/** For how long failed runs stay, to be looked into and revived. */
const failedRunsSeconds = 30 * 86_400;

/** Jobs that a run could begin of now. Of a "stately" queue at most one run goes on at a time. */
const readySql = `
  SELECT DISTINCT name FROM ${bossSchema}.job AS waiting
   WHERE name = ANY($1) AND state < 'active' AND start_after < now()
     AND NOT (policy = 'stately' AND EXISTS (SELECT FROM ${bossSchema}.job WHERE name = waiting.name AND state = 'active'))`;

export interface BossOptions {
  readonly url: string;
  /** The account that may create the schema and the queues. */
  readonly ownerUrl: string;
  /** How often runs of dead nodes are looked for. */
  readonly maintenanceSeconds: number;
  /** The jobs of this release: each has a queue of its own. */
  readonly jobs: () => readonly JobDefinition[];
  readonly onError: (error: Error) => void;
}

/**
 * pg-boss, as far as jobs need it: what waits, claims, retries, dead letters. It is opened on first use, so that a process that neither
 * runs nor asks for jobs has no connection of it. Schema and queues are brought up to date then, under an advisory lock.
 */
export class Boss {
  readonly #options: BossOptions;
  #opened: Promise<PgBoss> | undefined;

  constructor(options: BossOptions) {
    this.#options = options;
  }

  /** Asks for a run. Nothing is added while another run of a scheduled job waits already. */
  async send(job: JobDefinition, { data, notBefore, manager }: RunRequest): Promise<void> {
    const boss = await this.#open();
    await boss.send(
      job.name,
      { data },
      {
        ...(notBefore === undefined ? {} : { startAfter: notBefore }),
        ...(manager === undefined
          ? {}
          : { db: { executeSql: async (sql, values) => ({ rows: await manager.query(sql, values) }) } }),
      },
    );
  }

  /** The names of those jobs of which a run could begin now. */
  async ready(jobs: readonly JobDefinition[]): Promise<readonly string[]> {
    const rows = await this.#query<{ readonly name: string }>(readySql, [jobs.map((job) => job.name)]);
    return rows.map((row) => row.name);
  }

  /** Claims one run, for this node alone; null when none is ready or another node was faster. */
  async claim(job: JobDefinition): Promise<ClaimedRun | null> {
    const boss = await this.#open();
    const [run] = await boss.fetch<{ readonly data: unknown }>(job.name, { batchSize: 1, includeMetadata: true });
    return run === undefined ? null : { id: run.id, data: run.data.data, attempt: run.retryCount + 1 };
  }

  async complete(job: JobDefinition, id: string): Promise<void> {
    await (await this.#open()).complete(job.name, id);
  }

  /** Has it tried again after its pause; after the last attempt it stays as a dead letter. */
  async fail(job: JobDefinition, id: string, message: string): Promise<void> {
    await (await this.#open()).fail(job.name, id, { message });
  }

  /** How many runs of each job have failed for good, by name. */
  async deadLetters(): Promise<ReadonlyMap<string, number>> {
    const rows = await this.#query<{ readonly name: string; readonly count: string }>(
      `SELECT name, count(*) FROM ${bossSchema}.job WHERE state = 'failed' GROUP BY name`,
    );
    return new Map(rows.map(({ name, count }) => [name, Number(count)]));
  }

  /** Has the runs that failed for good wait again, with one more attempt each; gives back how many they are. */
  async revive(job: JobDefinition): Promise<number> {
    const boss = await this.#open();
    const failed = await this.#query<{ readonly id: string }>(
      `SELECT id FROM ${bossSchema}.job WHERE name = $1 AND state = 'failed' ORDER BY created_on, id`,
      [job.name],
    );
    // One after the other: of a scheduled job only one run can wait, and a statement is refused as a whole.
    let revived = 0;
    for (const { id } of failed)
      revived += await boss.retry(job.name, id).then(
        () => 1,
        () => 0,
      );
    return revived;
  }

  async close(): Promise<void> {
    const opened = this.#opened;
    this.#opened = undefined;
    await (await opened)?.stop({ graceful: false });
  }

  async #query<Row>(sql: string, values: readonly unknown[] = []): Promise<readonly Row[]> {
    const boss = await this.#open();
    const { rows } = await boss.getDb().executeSql(sql, [...values]);
    return rows;
  }

  #open(): Promise<PgBoss> {
    this.#opened ??= this.#start().catch((error: unknown) => {
      this.#opened = undefined;
      throw error;
    });
    return this.#opened;
  }

  async #start(): Promise<PgBoss> {
    const { url, ownerUrl, maintenanceSeconds, jobs, onError } = this.#options;
    await installBoss(ownerUrl, jobs());
    const boss = new PgBoss({
      connectionString: url,
      application_name: 'fanfare-jobs',
      schema: bossSchema,
      max: connections,
      migrate: false,
      // Schedules are the scheduler's, which goes by the application's clock.
      schedule: false,
      maintenanceIntervalSeconds: maintenanceSeconds,
      archiveFailedAfterSeconds: failedRunsSeconds,
    });
    boss.on('error', onError);
    return boss.start();
  }
}
