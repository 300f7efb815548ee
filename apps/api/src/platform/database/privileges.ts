import type { Client } from 'pg';
import { sqlStateOf } from './sql-errors.ts';

/**
 * The role as which the API works: it reads everything, writes what is not history, and only appends to history. It owns nothing and
 * cannot log in; the account of DATABASE_URL takes it on where it may.
 */
export const applicationRole = 'fanfare_application';

/** duplicate_object and, when two databases of one cluster are migrated at the same moment, unique_violation. */
const alreadyThere = new Set(['42710', '23505']);
const insufficientPrivilege = '42501';

/**
 * Gives the application role what it may, after every migration: new tables are included, and history is known by the trigger that
 * guards it. Where the role does not exist and may not be created, the owner does all the work, and triggers alone guard history.
 */
export async function grantPrivileges(client: Client): Promise<void> {
  if (!(await ensureApplicationRole(client))) return;
  await client.query('BEGIN');
  for (const statement of grants) await client.query(statement);
  for (const table of await historyTables(client)) {
    await client.query(`REVOKE ALL ON ${table} FROM ${applicationRole}`);
    await client.query(`GRANT SELECT, INSERT ON ${table} TO ${applicationRole}`);
  }
  for (const statement of exceptions) await client.query(statement);
  await client.query('COMMIT');
}

const grants = [
  `GRANT USAGE ON SCHEMA public TO ${applicationRole}`,
  `GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ${applicationRole}`,
  `GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO ${applicationRole}`,
  `REVOKE INSERT, UPDATE, DELETE ON schema_migration FROM ${applicationRole}`,
];

/** What triggers write for the application: the ends of the ledger and the list of what has been reversed. */
const exceptions = [
  `REVOKE INSERT ON ledger_reversal FROM ${applicationRole}`,
  `REVOKE INSERT, UPDATE, DELETE ON programme_head FROM ${applicationRole}`,
  `GRANT INSERT (programme_id), UPDATE (fact_sequence) ON programme_head TO ${applicationRole}`,
  'REVOKE EXECUTE ON FUNCTION prepare_ledger_month FROM PUBLIC',
  `GRANT EXECUTE ON FUNCTION prepare_ledger_month TO ${applicationRole}`,
];

/** Partitions included: what the parent refuses must not be possible one level below. */
async function historyTables(client: Client): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT DISTINCT tgrelid::regclass::text AS name FROM pg_trigger
      WHERE tgfoid = 'refuse_change_of_history'::regproc AND NOT tgisinternal ORDER BY name`,
  );
  return rows.map(({ name }) => name);
}

/** Whether there is the role afterwards. */
async function ensureApplicationRole(client: Client): Promise<boolean> {
  if (!(await exists(client))) await createRole(client);
  if (!(await exists(client))) return false;
  if (!(await mayTakeOnApplicationRole(client))) await ignoring(insufficientPrivilege, grantMembership(client));
  return true;
}

async function exists(client: Client): Promise<boolean> {
  const { rowCount } = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [applicationRole]);
  return rowCount === 1;
}

async function createRole(client: Client): Promise<void> {
  try {
    await client.query(`CREATE ROLE ${applicationRole} NOLOGIN`);
    await grantMembership(client);
  } catch (error) {
    const state = sqlStateOf(error) ?? '';
    if (state !== insufficientPrivilege && !alreadyThere.has(state)) throw error;
  }
}

async function grantMembership(client: Client): Promise<void> {
  await client.query(`GRANT ${applicationRole} TO CURRENT_USER`);
}

async function ignoring(state: string, work: Promise<void>): Promise<void> {
  await work.catch((error: unknown) => {
    if (sqlStateOf(error) !== state) throw error;
  });
}

/** Whether the account of this connection may work as the application role. */
export async function mayTakeOnApplicationRole(client: Client): Promise<boolean> {
  const { rowCount } = await client.query(
    `SELECT FROM pg_roles WHERE rolname = $1 AND pg_has_role(current_user, oid, 'MEMBER')`,
    [applicationRole],
  );
  return rowCount === 1;
}
