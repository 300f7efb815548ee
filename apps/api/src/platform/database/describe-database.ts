import type { EntityManager } from 'typeorm';

/**
 * The SQL schema of a database as text, read from PostgreSQL's own catalogue: what the migrations amount to, ordered so that a diff
 * shows what really changed. For readers and for the drift check; it is never executed.
 */
export async function describeDatabase(manager: EntityManager): Promise<string> {
  const parts = await Promise.all([
    linesOf(manager, extensionsSql),
    linesOf(manager, tablesSql),
    linesOf(manager, indexesSql),
    linesOf(manager, functionsSql),
    linesOf(manager, triggersSql),
  ]);
  const header = '-- Written by `pnpm --filter @fanfare/api schema` from the migrations; change those, not this.';
  return `${[header, ...parts.flat()].join('\n\n')}\n`;
}

async function linesOf(manager: EntityManager, sql: string): Promise<readonly string[]> {
  const rows: readonly { readonly line: string }[] = await manager.query(sql);
  return rows.map((row) => row.line);
}

const extensionsSql = `
  SELECT format('CREATE EXTENSION %I;', extname) AS line FROM pg_extension WHERE extname <> 'plpgsql' ORDER BY extname`;

/** Constraints of kind n (NOT NULL) stand with their columns. Partitions come and go with the months and are left out, here and below. */
const tablesSql = `
  SELECT format(E'CREATE TABLE %I (\\n%s\\n)%s;', t.relname, string_agg(part.text, E',\\n' ORDER BY part.kind, part.position, part.text COLLATE "C"),
                COALESCE(' WITH (' || array_to_string(t.reloptions, ', ') || ')', '')
                  || COALESCE(' PARTITION BY ' || pg_get_partkeydef(t.oid), '')) AS line
    FROM pg_class t
    CROSS JOIN LATERAL (
      SELECT 1 AS kind, a.attnum::int AS position,
             format('  %I %s%s%s', a.attname, format_type(a.atttypid, a.atttypmod),
                    CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END,
                    COALESCE(' DEFAULT ' || pg_get_expr(d.adbin, d.adrelid), '')) AS text
        FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
       WHERE a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped
      UNION ALL
      SELECT 2, 0, format('  CONSTRAINT %I %s', c.conname, pg_get_constraintdef(c.oid))
        FROM pg_constraint c WHERE c.conrelid = t.oid AND c.contype NOT IN ('n', 't')
    ) part
   WHERE t.relnamespace = 'public'::regnamespace AND t.relkind IN ('r', 'p') AND NOT t.relispartition
   GROUP BY t.oid, t.relname, t.reloptions ORDER BY t.relname`;

/** Those that no constraint brings along. */
const indexesSql = `
  SELECT pg_get_indexdef(i.indexrelid) || ';' AS line
    FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
   WHERE c.relnamespace = 'public'::regnamespace AND NOT c.relispartition
     AND NOT EXISTS (SELECT FROM pg_constraint o WHERE o.conindid = i.indexrelid AND o.conrelid = i.indrelid)
   ORDER BY c.relname`;

/** The functions of the product, not those of extensions. */
const functionsSql = `
  SELECT pg_get_functiondef(p.oid) || ';' AS line FROM pg_proc p
   WHERE p.pronamespace = 'public'::regnamespace
     AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
   ORDER BY p.proname`;

const triggersSql = `
  SELECT pg_get_triggerdef(t.oid) || ';' AS line FROM pg_trigger t
   WHERE NOT t.tgisinternal AND NOT (SELECT relispartition FROM pg_class WHERE oid = t.tgrelid)
   ORDER BY t.tgrelid::regclass::text COLLATE "C", t.tgname`;
