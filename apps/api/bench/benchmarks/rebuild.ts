import { Client } from 'pg';
import { rebuildDatabase } from '../../src/modules/rankings/index.ts';
import type { BenchContext, Benchmark } from '../harness/context.ts';
import { createProgramme } from '../harness/scene.ts';

const entries = 1_000_000;
const members = 10_000;
const mostSeconds = 10;

/**
 * All boards of a programme from a million ledger entries of a year, into empty standings, while its board is being read. The entries are
 * written past the triggers of the ledger: what they say is made up, and nobody verifies it.
 */
export const rebuild: Benchmark = async (context) => {
  const { environment, say } = context;
  const programme = await createProgramme(environment, { key: 'rebuild', members, rules: { preset: 'BALANCED' } });
  const client = new Client({ connectionString: environment.databaseUrl });
  await client.connect();
  try {
    await writeEntries(client, programme.id);
    await client.query('DELETE FROM standing USING board WHERE board.id = board_id AND programme_id = $1', [programme.id]);
    await client.query('ANALYZE');
    const reading = readBoards(context, programme);
    const [rebuilt] = await rebuildDatabase({
      databaseUrl: environment.databaseUrl,
      programme: 'rebuild',
      now: new Date(),
      onProgress: () => undefined,
    });
    const { reads, longest } = await reading.stop();
    if (rebuilt === undefined || rebuilt.written === 0) throw new Error('Nothing was rebuilt');
    say(`${rebuilt.written} standings written; meanwhile ${reads} reads of the board, the longest ${Math.round(longest)} ms.`);
    return [
      {
        name: 'Fresh rebuild of all boards from 1 million ledger entries',
        unit: 's',
        value: rebuilt.milliseconds / 1000,
        reference: { name: 'the time it may take', value: mostSeconds },
        target: { bound: 'at most', ratio: 1 },
      },
    ];
  } finally {
    await client.end();
  }
};

async function writeEntries(client: Client, programmeId: string): Promise<void> {
  await client.query('SET session_replication_role = replica');
  await client.query(
    `WITH member AS (SELECT array_agg(id ORDER BY id) AS ids FROM ambassador WHERE programme_id = $1)
     INSERT INTO ledger_entry (programme_id, number, id, kind, fact_sequence, ambassador_id, activity_id, rule_set_version, rule_key,
                               requested, granted, counts_at, recorded_at, reasons, idempotency_key, previous_hash, hash)
     SELECT $1, number, gen_random_uuid(), 'GRANT', number, ids[1 + number % cardinality(ids)], gen_random_uuid(), 1, 'post',
            5, 1 + number % 5, time, time, '[]', number || ':post', '', sha256(number::text::bytea)
       FROM member, generate_series(1, $2::integer) AS number,
            LATERAL (SELECT now() - number % 525600 * interval '1 minute' AS time) AS placed`,
    [programmeId, entries],
  );
  await client.query('SET session_replication_role = DEFAULT');
}

function readBoards({ environment }: BenchContext, programme: { readonly id: string; readonly adminToken: string }) {
  let isReading = true;
  let reads = 0;
  let longest = 0;
  const done = (async () => {
    while (isReading) {
      const begun = performance.now();
      await environment.graphql(
        programme.adminToken,
        `query ($programme: ID!) {
          leaderboard(board: { programme: $programme, period: ALL_TIME }) { version standings(first: 50) { nodes { rank score } } }
        }`,
        { programme: programme.id },
      );
      reads += 1;
      longest = Math.max(longest, performance.now() - begun);
    }
  })();
  return {
    stop: async () => {
      isReading = false;
      await done;
      return { reads, longest };
    },
  };
}
