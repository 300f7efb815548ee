/**
 * What keeps history in the database from being changed: triggers with what they call, constraints of the tables of history, and what the
 * application's role may do with them. Read from PostgreSQL's catalogue in words that are the same in all its versions, to be
 * compared with what the migrations make (guards.generated.ts).
 */

/** Runs one statement; rows come back as objects. */
export type GuardsQuery = <Row>(sql: string, parameters: readonly unknown[]) => Promise<readonly Row[]>;

export interface Guard {
  /** The table, or the function itself. */
  readonly on: string;
  /** Such as "trigger activity_append_only". */
  readonly name: string;
  readonly definition: string;
}

/** The default partition of the ledger: every other one is guarded as it is. */
export const exemplaryPartition = 'ledger_entry_other';

/** Tables of history, which are known by their triggers, and what decides about history beside them. Partitions are left out. */
export async function readGuardedTables(query: GuardsQuery): Promise<readonly string[]> {
  const rows = await query<{ readonly name: string }>(
    `SELECT DISTINCT tgrelid::regclass::text AS name FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
      WHERE tgfoid = 'refuse_change_of_history'::regproc AND NOT relispartition
     UNION SELECT unnest('{programme_head,rule_set}'::text[]) ORDER BY name`,
    [],
  );
  return rows.map(({ name }) => name);
}

/**
 * All triggers and functions that there are, and of some tables and of all partitions the constraints and the privileges of a role, where
 * there is such a role.
 */
export async function readGuards(
  query: GuardsQuery,
  of: { readonly tables: readonly string[]; readonly role: string },
): Promise<readonly Guard[]> {
  const tables = [...of.tables, ...(await readPartitions(query))];
  const guards = [
    ...(await query<Guard>(TRIGGERS, [])),
    ...(await query<Guard>(FUNCTIONS, [])),
    ...(await query<Guard>(CONSTRAINTS, [of.tables])),
    ...((await roleExists(query, of.role)) ? await query<Guard>(PRIVILEGES, [of.role, tables]) : []),
  ];
  return guards.map((guard) => ({ ...guard, definition: withoutBrackets(guard.definition) }));
}

/** Names of the ledger's partitions. */
export async function readPartitions(query: GuardsQuery): Promise<readonly string[]> {
  const rows = await query<{ readonly name: string }>(
    `SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent = 'ledger_entry'::regclass ORDER BY name`,
    [],
  );
  return rows.map(({ name }) => name);
}

/** What switches guards off without touching them. */
export async function readBypasses(query: GuardsQuery, role: string): Promise<readonly Guard[]> {
  return query<Guard>(BYPASSES, [role]);
}

export async function roleExists(query: GuardsQuery, role: string): Promise<boolean> {
  return (await query('SELECT FROM pg_roles WHERE rolname = $1', [role])).length === 1;
}

/** PostgreSQL's versions put more or fewer brackets and spaces around one and the same expression. */
function withoutBrackets(definition: string): string {
  return definition.replaceAll(/[()]/g, ' ').replaceAll(/\s+/g, ' ').trim();
}

const TRIGGERS = `
  SELECT tgrelid::regclass::text AS "on", 'trigger ' || tgname AS name,
         pg_get_triggerdef(oid) || CASE tgenabled WHEN 'O' THEN '' WHEN 'A' THEN ' ALWAYS' WHEN 'R' THEN ' REPLICA' ELSE ' DISABLED' END AS definition
    FROM pg_trigger WHERE NOT tgisinternal AND tgrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace)
   ORDER BY tgrelid::regclass::text COLLATE "C", tgname COLLATE "C"`;

/** The functions of the product, not those of extensions; of their text a hash. */
const FUNCTIONS = `
  SELECT proname || '(' || pg_get_function_identity_arguments(oid) || ')' AS "on", 'function' AS name,
         concat_ws(' ', CASE WHEN prosecdef THEN 'SECURITY DEFINER' END, array_to_string(proconfig, ' '), md5(prosrc)) AS definition
    FROM pg_proc WHERE pronamespace = 'public'::regnamespace
     AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = pg_proc.oid AND deptype = 'e')
   ORDER BY 1`;

const CONSTRAINTS = `
  SELECT conrelid::regclass::text AS "on", 'constraint ' || conname AS name, pg_get_constraintdef(oid) AS definition
    FROM pg_constraint WHERE contype NOT IN ('n', 't') AND conrelid = ANY ($1::regclass[])
   ORDER BY conrelid::regclass::text COLLATE "C", conname COLLATE "C"`;

/** However the role came by them, by PUBLIC for instance. Privileges for columns are told where the table's does not cover them. */
const PRIVILEGES = `
  SELECT relname AS "on", 'privileges of ' || $1 AS name, concat_ws(', ', (
           SELECT string_agg(kind, ', ' ORDER BY place) FROM unnest('{SELECT,INSERT,UPDATE,DELETE,TRUNCATE,REFERENCES,TRIGGER}'::text[])
             WITH ORDINALITY AS one (kind, place) WHERE has_table_privilege($1, pg_class.oid, kind)), (
           SELECT string_agg(kind || ' ' || attname, ', ' ORDER BY kind, attname)
             FROM pg_attribute, unnest('{INSERT,UPDATE}'::text[]) AS kind
            WHERE attrelid = pg_class.oid AND attnum > 0 AND NOT attisdropped AND NOT has_table_privilege($1, attrelid, kind)
              AND has_column_privilege($1, attrelid, attnum, kind))) AS definition
    FROM pg_class WHERE oid = ANY ($2::regclass[])
   ORDER BY relname COLLATE "C"`;

const BYPASSES = `
  SELECT tgrelid::regclass::text AS "on", 'references' AS name, 'switched off' AS definition
    FROM pg_trigger WHERE tgisinternal AND tgenabled <> 'O' GROUP BY tgrelid
  UNION ALL
  SELECT coalesce(setrole::regrole::text, 'everybody'), 'session_replication_role', 'set for sessions'
    FROM (SELECT nullif(setrole, 0) AS setrole, unnest(setconfig) AS setting FROM pg_db_role_setting
           WHERE setdatabase IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()))) AS one
   WHERE setting LIKE 'session_replication_role=%'
  UNION ALL
  SELECT rolname, 'role', 'superuser' FROM pg_roles WHERE rolname = $1 AND rolsuper`;
