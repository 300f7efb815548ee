import { Client } from 'pg';

const monthsOfHistory = 12;
const rowsAtOnce = 250_000;

/**
 * Gives a programme a history of so many activities with one ledger entry each, recorded evenly over the past year up to now. Written by the owner past
 * the triggers and foreign keys: what the lines say is made up, and their hashes are of nothing; but numbers, the last hash and the programme's
 * head are as the ledger demands of what is recorded next. Then the statistics are as autovacuum would have them.
 */
export async function fillLedger(
  databaseUrl: string,
  wanted: { readonly programmeId: string; readonly entries: number; readonly say: (text: string) => void },
): Promise<void> {
  const { programmeId, entries, say } = wanted;
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await prepareMonths(client);
    await client.query('SET session_replication_role = replica');
    await client.query('SET synchronous_commit = off');
    for (let first = 1; first <= entries; first += rowsAtOnce) {
      const last = Math.min(entries, first + rowsAtOnce - 1);
      await client.query(writeHistory, [programmeId, first, last, entries]);
      if (last % 1_000_000 === 0) say(`${last / 1_000_000} million ledger entries`);
    }
    await client.query(
      `INSERT INTO programme_head (programme_id, fact_sequence, booked_sequence, ledger_number, ledger_hash)
       VALUES ($1, $2::bigint, $2, $2, sha256(int8send($2)))
       ON CONFLICT (programme_id) DO UPDATE
         SET (fact_sequence, booked_sequence, ledger_number, ledger_hash)
           = (excluded.fact_sequence, excluded.booked_sequence, excluded.ledger_number, excluded.ledger_hash)`,
      [programmeId, entries],
    );
    await client.query('SET session_replication_role = DEFAULT');
    await client.query('VACUUM (ANALYZE)');
    await client.query('CHECKPOINT');
  } finally {
    await client.end();
  }
}

/** Partitions as a programme that lives so long would have them. */
async function prepareMonths(client: Client): Promise<void> {
  await client.query(
    `SELECT prepare_ledger_month(now() - ago * interval '1 month') FROM generate_series(1, $1::integer) AS ago`,
    [monthsOfHistory],
  );
}

const writeHistory = `
  WITH member AS (SELECT array_agg(id ORDER BY id) AS ids FROM ambassador WHERE programme_id = $1),
  written AS (
    INSERT INTO activity (id, programme_id, sequence, ambassador_id, source, external_id, kind, channel, occurred_at, recorded_at,
                          evidence, url, text_length)
    SELECT uuidv7(time - now()), $1, number, ids[1 + number % cardinality(ids)], 'history', 'history-' || number, 'POST', 'LINKEDIN',
           time, time, 'CHANNEL_VERIFIED', 'https://social.example/history/' || number, 100
      FROM member, generate_series($2::bigint, $3::bigint) AS number,
           LATERAL (SELECT now() - ($4::bigint - number) * (interval '1 year' / $4::bigint) AS time) AS placed
    RETURNING id, sequence, ambassador_id, recorded_at)
  INSERT INTO ledger_entry (programme_id, number, id, kind, fact_sequence, ambassador_id, activity_id, rule_set_version, rule_key,
                            requested, granted, counts_at, recorded_at, reasons, idempotency_key, previous_hash, hash)
  SELECT $1, sequence, uuidv7(recorded_at - now()), 'GRANT', sequence, ambassador_id, id, 1, 'post', 5, 5, recorded_at, recorded_at,
         '[]', sequence || ':post', sha256(int8send(sequence - 1)), sha256(int8send(sequence))
    FROM written ORDER BY sequence`;
