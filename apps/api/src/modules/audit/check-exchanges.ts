import type { AuditedProgramme } from './audited-programme.ts';
import type { Findings } from './findings.ts';
import type { Snapshot } from './snapshot.ts';

interface PairRow {
  readonly sequence: number;
  readonly expected: string | null;
  readonly found: string | null;
}

/** What an exchange has to have in the ledger, and every line of the kind EXCHANGE, by their places in the order of recording. */
const pairsSql = `
  WITH expected AS (
    SELECT sequence, '-' || points || ' ' || giver_id || ', ' || points || ' ' || receiver_id AS pair
      FROM points_exchange WHERE programme_id = $1
  ), found AS (
    SELECT fact_sequence AS sequence, string_agg(granted || ' ' || ambassador_id, ', ' ORDER BY number) AS pair
      FROM ledger_entry WHERE programme_id = $1 AND kind = 'EXCHANGE' GROUP BY fact_sequence
  )
  SELECT sequence, expected.pair AS expected, found.pair AS found
    FROM expected FULL JOIN found USING (sequence) ORDER BY sequence`;

interface ReturnRow {
  readonly sequence: number;
  readonly expected: string;
  readonly found: string;
}

/** What goes back is what was given, to whom it came from. */
const returnsSql = `
  SELECT back.sequence, given.points || ' ' || given.receiver_id || ' ' || given.giver_id AS expected,
         back.points || ' ' || back.giver_id || ' ' || back.receiver_id AS found
    FROM points_exchange AS back JOIN points_exchange AS given ON given.id = back.returns_id
   WHERE back.programme_id = $1 ORDER BY back.sequence`;

/** Points that people gave on stand in the ledger as two opposite lines each, the giver's first; no such line stands without its exchange. */
export async function checkExchanges(
  snapshot: Snapshot,
  { programme, findings }: { readonly programme: AuditedProgramme; readonly findings: Findings },
): Promise<void> {
  const compare = (field: string, { sequence, expected, found }: PairRow | ReturnRow) => {
    findings.checked('EXCHANGES');
    const fact = { programme: programme.key, subject: 'FACT', id: String(sequence) } as const;
    findings.compare({ check: 'EXCHANGES', ...fact, field, expected, found });
  };
  for await (const pairs of snapshot.batches<PairRow>(pairsSql, [programme.id])) {
    for (const pair of pairs) compare('pair', pair);
  }
  for await (const returns of snapshot.batches<ReturnRow>(returnsSql, [programme.id])) {
    for (const back of returns) compare('returns', back);
  }
}
