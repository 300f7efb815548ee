import pg from 'pg';
import type { DataSource } from 'typeorm';
import { grantPrivileges } from './privileges.ts';

/** Any fixed number: who holds it is the one process that migrates. "fanf" in ASCII. */
const advisoryLock = 0x66_61_6e_66;

/**
 * Brings the database to the present schema, as its owner, and gives the application role what it may. Several nodes may start at once:
 * one migrates under an advisory lock, the others wait for it and find nothing left to do. Gives back the names of the migrations that ran.
 */
export async function migrate(dataSource: DataSource, url: string): Promise<readonly string[]> {
  const lockHolder = new pg.Client({ connectionString: url, application_name: 'fanfare-migrations' });
  await lockHolder.connect();
  try {
    await lockHolder.query('SELECT pg_advisory_lock($1)', [advisoryLock]);
    const ran = await dataSource.runMigrations({ transaction: 'each' });
    await grantPrivileges(lockHolder);
    return ran.map((migration) => migration.name);
  } finally {
    await lockHolder.end();
  }
}
