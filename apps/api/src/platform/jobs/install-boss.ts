import { Client } from 'pg';
import PgBoss from 'pg-boss';
import { applicationRole } from '../database/privileges.ts';
import type { JobDefinition } from './job.ts';

/** The schema in which pg-boss keeps what waits. */
export const bossSchema = 'pgboss';

/** Any fixed number: who holds it is the one process that installs. "jobs" in ASCII. */
const advisoryLock = 0x6a_6f_62_73;

/**
 * Brings the schema of pg-boss and the queues of all jobs up to date, as the owner, and gives the application role what it may. Several
 * nodes may start at once: they wait for each other.
 */
export async function installBoss(ownerUrl: string, jobs: readonly JobDefinition[]): Promise<void> {
  const lockHolder = new Client({ connectionString: ownerUrl, application_name: 'fanfare-migrations' });
  await lockHolder.connect();
  try {
    await lockHolder.query('SELECT pg_advisory_lock($1)', [advisoryLock]);
    await migrate(ownerUrl, jobs);
    const { rowCount } = await lockHolder.query('SELECT FROM pg_roles WHERE rolname = $1', [applicationRole]);
    if (rowCount === 1) for (const grant of grants) await lockHolder.query(grant);
  } finally {
    await lockHolder.end();
  }
}

const grants = [
  `GRANT USAGE ON SCHEMA ${bossSchema} TO ${applicationRole}`,
  `GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${bossSchema} TO ${applicationRole}`,
];

async function migrate(connectionString: string, jobs: readonly JobDefinition[]): Promise<void> {
  const boss = new PgBoss({ connectionString, schema: bossSchema, max: 1, schedule: false, supervise: false });
  await boss.start();
  try {
    for (const job of jobs) await createQueue(boss, job);
  } finally {
    await boss.stop({ graceful: false });
  }
}

async function createQueue(boss: PgBoss, job: JobDefinition): Promise<void> {
  const options = {
    name: job.name,
    // Of a scheduled job one run waits and one goes on, at most.
    policy: job.schedule === null ? 'standard' : 'stately',
    retryLimit: job.retry.limit,
    retryDelay: job.retry.delaySeconds,
    retryBackoff: true,
    expireInSeconds: job.timeLimitSeconds,
  } as const;
  await boss.createQueue(job.name, options);
  // A queue of an earlier release is kept by the creation; its options may be others.
  await boss.updateQueue(job.name, options);
}
