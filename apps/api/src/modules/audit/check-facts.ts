import type { AuditedProgramme } from './audited-programme.ts';
import type { Findings } from './findings.ts';
import type { Snapshot } from './snapshot.ts';

interface Checking {
  readonly programme: AuditedProgramme;
  readonly findings: Findings;
}

/** Everything that has a number in the order of recording: the tables that keep one such number a programme. */
const numberedTablesSql = `
  SELECT conrelid::regclass::text AS name FROM pg_constraint
   WHERE contype IN ('u', 'p') AND connamespace = 'public'::regnamespace
     AND (SELECT array_agg(attname::text ORDER BY attname) FROM pg_attribute
           WHERE attrelid = conrelid AND attnum = ANY (conkey)) = '{programme_id,sequence}'
   ORDER BY name`;

/** Facts are numbered from 1 without a gap or a repeat, up to the head's number. */
export async function checkFactSequence(
  snapshot: Snapshot,
  { programme, findings, onFacts }: Checking & { readonly onFacts: (count: number) => void },
): Promise<void> {
  const { id, key, head } = programme;
  const tables = await snapshot.query<{ name: string }>(numberedTablesSql);
  const parts = tables.map(({ name }) => `SELECT sequence, '${name}' AS name FROM ${name} WHERE programme_id = $1`);
  let last = 0;
  const sql = `${parts.join(' UNION ALL ')} ORDER BY sequence`;
  for await (const facts of snapshot.batches<{ sequence: number; name: string }>(sql, [id])) {
    for (const { sequence, name } of facts) {
      findings.checked('FACT_SEQUENCE');
      findings.compare({
        ...{ check: 'FACT_SEQUENCE', programme: key, subject: 'FACT', id: String(sequence), field: `${name}.sequence` },
        ...{ expected: last + 1, found: sequence },
      });
      last = sequence;
    }
    onFacts(facts.length);
  }
  findings.compare({
    ...{ check: 'FACT_SEQUENCE', programme: key, subject: 'PROGRAMME', id, field: 'head.factSequence' },
    ...{ expected: last, found: head.factSequence },
  });
}

/** One fact, one row: activities by source and external id, readings by post and time. */
export async function checkFactIdentities(snapshot: Snapshot, { programme, findings }: Checking): Promise<void> {
  const [counted] = await snapshot.query<{ count: number }>(
    `SELECT (SELECT count(*) FROM activity WHERE programme_id = $1)
          + (SELECT count(*) FROM engagement_reading WHERE programme_id = $1) AS count`,
    [programme.id],
  );
  findings.checked('FACT_IDENTITIES', counted?.count ?? 0);
  const repeated = snapshot.batches<{ name: string; identity: string; count: number }>(
    `SELECT 'activity' AS name, source || ' ' || external_id AS identity, count(*) AS count
       FROM activity WHERE programme_id = $1 GROUP BY source, external_id HAVING count(*) > 1
      UNION ALL
     SELECT 'engagement_reading', activity_id || ' ' || read_at, count(*)
       FROM engagement_reading WHERE programme_id = $1 GROUP BY activity_id, read_at HAVING count(*) > 1`,
    [programme.id],
  );
  for await (const rows of repeated) {
    for (const { name, identity, count } of rows) {
      findings.broken({
        ...{ check: 'FACT_IDENTITIES', programme: programme.key, subject: 'FACT', id: identity, field: name },
        ...{ expected: 1, found: count },
      });
    }
  }
}
