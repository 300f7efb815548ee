import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { createTestProgramme, type TestProgramme } from '../../../test/fixtures/programme.ts';
import { enrol, grant, pointsAsTold, publishRules } from '../../../test/fixtures/recording.ts';
import { type SignedIn, startTestApi, type TestApi } from '../../../test/harness/index.ts';

let api: TestApi;
let programme: TestProgramme;
let admin: SignedIn;
/** Owns the tables, as an operator's account does. */
let owner: Client;
/** The account as which the API works. */
let application: Client;

beforeAll(async () => {
  api = await startTestApi();
  programme = await createTestProgramme(api, { status: 'PILOT' });
  admin = await programme.roleHolder('Admin', 'ADMIN');
  await publishRules(api, { programme, admin, rules: pointsAsTold });
  await enrol(api, { programme, admin, people: ['ada', 'ben'] });
  await grant(api, {
    programme,
    admin,
    points: [
      ['ada', 3],
      ['ada', 5],
    ],
  });
  owner = new Client({ connectionString: api.databaseUrl });
  application = new Client({ connectionString: api.databaseUrl, options: '-c role=fanfare_application' });
  await Promise.all([owner.connect(), application.connect()]);
});
afterAll(async () => {
  await Promise.all([owner.end(), application.end()]);
  await api.stop();
});

/** Whatever the work does to the database is undone. */
async function rolledBack(client: Client, work: () => Promise<unknown>): Promise<unknown> {
  await client.query('BEGIN');
  try {
    return await work();
  } finally {
    await client.query('ROLLBACK');
  }
}

/** Histories and the partitions that hold lines. */
async function historyTables(): Promise<readonly string[]> {
  const { rows } = await owner.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relkind IN ('r', 'p')
        AND (relname LIKE 'ledger\\_%' OR relname IN ('activity', 'engagement_reading', 'activity_withdrawal'))`,
  );
  return rows.map(({ name }) => name);
}

const changes = (table: string) => [
  `UPDATE ${table} SET programme_id = programme_id`,
  `DELETE FROM ${table}`,
  `TRUNCATE ${table} CASCADE`,
];

describe('history', () => {
  test('[IN3] [IN8] is changed by nobody: triggers refuse the owner, in every partition too', async () => {
    const tables = await historyTables();
    expect(tables.filter((name) => /^ledger_entry_\d{4}_\d{2}$/.test(name)).length).toBeGreaterThanOrEqual(4);
    for (const table of tables) {
      for (const change of changes(table)) await expect(owner.query(change)).rejects.toThrow(/is append-only/);
    }
  });

  test('is not the application’s to change: without triggers it still may not', async () => {
    for (const table of await historyTables()) {
      await owner.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
      for (const change of changes(table)) await expect(application.query(change)).rejects.toThrow('permission denied');
      await owner.query(`ALTER TABLE ${table} ENABLE TRIGGER USER`);
    }
  });

  test('has ends that only move on, and that the application may not move', async () => {
    const back = 'UPDATE programme_head SET ledger_number = ledger_number - 1';
    await expect(owner.query(back)).rejects.toThrow('only move on');
    await expect(owner.query('DELETE FROM programme_head')).rejects.toThrow('only move on');
    await expect(application.query(back)).rejects.toThrow('permission denied');
  });
});

/** Appends a copy of the last line with changes; the chain goes on correctly unless the changes say otherwise. */
function append(changed: Readonly<Record<string, unknown>>, into = 'ledger_entry'): Promise<unknown> {
  const next = {
    ...{ id: '01890000-0000-7000-8000-000000000001', number: 3, fact_sequence: 3, idempotency_key: '3:told' },
    ...changed,
  };
  return rolledBack(owner, () =>
    owner.query(
      `INSERT INTO ${into}
       SELECT (jsonb_populate_record(entry, jsonb_build_object('previous_hash', hash) || $1::jsonb)).*
         FROM ledger_entry AS entry WHERE programme_id = $2 AND number = 2`,
      [JSON.stringify(next), programme.id],
    ),
  );
}

const nextMonth = new Date(Date.now() + 32 * 86_400_000).toISOString();
const longAgo = '1999-12-31T23:59:59.999Z';

describe('[IN12] whole numbers that are exact', () => {
  const largest = Number.MAX_SAFE_INTEGER;

  test.each([
    [
      'entries',
      `INSERT INTO ledger_entry SELECT (jsonb_populate_record(entry, '{"granted": ${2 ** 53}}')).* FROM ledger_entry AS entry`,
    ],
    ['balances', `UPDATE member_state SET balance = ${largest} + 1`],
    ['standings', `UPDATE standing SET score = -${largest} - 1`],
  ])('are all that the database takes for %s', async (_, change) => {
    await expect(rolledBack(owner, () => owner.query(change))).rejects.toThrow(/violates check constraint|is out of range/);
  });

  test('a fact whose points would leave them is refused, with all that it would have booked', async () => {
    const lines = async () => (await owner.query('SELECT count(*)::int AS lines FROM ledger_entry')).rows;
    const before = await lines();
    const { rows } = await owner.query<{ balance: string }>('SELECT balance FROM member_state');
    await owner.query(`UPDATE member_state SET balance = ${largest - 1}`);
    await expect(grant(api, { programme, admin, points: [['ada', 2]] })).rejects.toThrow('INTERNAL');
    await owner.query(`UPDATE member_state SET balance = ${rows[0]?.balance}`);
    expect(await lines()).toEqual(before);
  });
});

describe('the ledger, over all its partitions,', () => {
  test('takes the next line, in whichever month it is recorded', async () => {
    await append({});
    await append({ recorded_at: nextMonth });
    await append({ recorded_at: longAgo });
  });

  test('[IN7] takes no number twice and leaves none out', async () => {
    await expect(append({ number: 2, recorded_at: nextMonth })).rejects.toThrow('do not follow');
    await expect(append({ number: 4 })).rejects.toThrow('do not follow');
  });

  test('[IN7] takes no line that does not follow the last hash', async () => {
    await expect(append({ previous_hash: '\\x00' })).rejects.toThrow('do not follow');
  });

  test('books no fact twice: neither in a later month nor twice at once', async () => {
    const again = { fact_sequence: 2, idempotency_key: '2:told' };
    await expect(append(again)).rejects.toThrow('do not follow');
    await expect(append({ ...again, recorded_at: nextMonth })).rejects.toThrow('do not follow');
    await expect(append({ fact_sequence: 3, idempotency_key: '2:told' })).rejects.toThrow('key_of_fact');
    const twice = rolledBack(owner, () =>
      owner.query(
        `INSERT INTO ledger_entry
         SELECT (jsonb_populate_record(entry, jsonb_build_object('number', 2 + line, 'fact_sequence', 3, 'idempotency_key', '3:told',
                   'previous_hash', hash))).*
           FROM ledger_entry AS entry, generate_series(1, 2) AS line WHERE programme_id = $1 AND number = 2`,
        [programme.id],
      ),
    );
    await expect(twice).rejects.toThrow('booked twice');
  });

  test('refers to nothing that is not there, nor to what another member did', async () => {
    const nothing = '01890000-0000-7000-8000-00000000dead';
    const { rows } = await owner.query<{ id: string }>(
      'SELECT id FROM ambassador WHERE programme_id = $1 ORDER BY external_reference',
      [programme.id],
    );
    const none = { activity_id: null, reading_id: null, rule_set_version: null, rule_key: null, reason: null };
    const exchange = { ...none, kind: 'EXCHANGE', requested: 2, granted: 2 };
    for (const wrong of [
      ...[{ activity_id: nothing }, { reading_id: nothing }, { ambassador_id: nothing }, { rule_set_version: 99 }],
      { ambassador_id: rows[1]?.id },
      { ...exchange, ambassador_id: nothing },
    ]) {
      await expect(append(wrong)).rejects.toThrow('refers to what is not there');
    }
    // Points that are given on come as two lines.
    await expect(append(exchange)).rejects.toThrow('not a pair of opposite lines');
    await expect(append({ ...exchange, rule_key: 'post' })).rejects.toThrow('ledger_entry_exchange');
  });

  test('[IN3] reverses an entry once, by its opposite and with a reason', async () => {
    const reversal = { kind: 'REVERSAL', reverses_number: 1, reason: 'wrong', requested: -3, granted: -3 };
    await append(reversal);
    await expect(append({ ...reversal, granted: -4 })).rejects.toThrow('not the opposite');
    await expect(append({ ...reversal, reverses_number: 3 })).rejects.toThrow('not the opposite');
    await expect(append({ ...reversal, reason: null })).rejects.toThrow('check');
    await rolledBack(owner, async () => {
      await owner.query('ALTER TABLE ledger_reversal DISABLE TRIGGER USER');
      await owner.query('INSERT INTO ledger_reversal VALUES ($1, 1, 99)', [programme.id]);
      await expect(
        owner.query(
          `INSERT INTO ledger_entry
           SELECT (jsonb_populate_record(entry, jsonb_build_object('previous_hash', hash) || $1::jsonb)).*
             FROM ledger_entry AS entry WHERE programme_id = $2 AND number = 2`,
          [
            JSON.stringify({ ...reversal, number: 3, fact_sequence: 3, idempotency_key: '3:x', recorded_at: nextMonth }),
            programme.id,
          ],
        ),
      ).rejects.toThrow('ledger_reversal_pkey');
    });
  });

  test('is appended to as a whole, not by way of a partition', async () => {
    const { rows } = await owner.query<{ name: string }>(
      `SELECT tableoid::regclass::text AS name FROM ledger_entry WHERE programme_id = $1 AND number = 2`,
      [programme.id],
    );
    await expect(append({}, rows[0]?.name)).rejects.toThrow('append to ledger_entry');
  });
});

describe('months of the ledger', () => {
  const prepare = async (instant: string, by = application) => {
    const { rows } = await by.query<{ outcome: string }>('SELECT prepare_ledger_month($1) AS outcome', [instant]);
    return rows[0]?.outcome;
  };
  /** The middle of a month, so many after the present one. */
  const middleOf = (ahead: number) => {
    const now = new Date();
    return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + ahead, 15, 23, 30)).toISOString();
  };

  test('are prepared by the application, once, and with everything that guards the others', async () => {
    const middle = middleOf(5);
    expect(await prepare(middle)).toBe('PREPARED');
    expect(await prepare(middle.replace('-15T', '-01T'))).toBe('READY');
    const partition = `ledger_entry_${middle.slice(0, 7).replace('-', '_')}`;
    for (const change of changes(partition)) {
      await expect(owner.query(change)).rejects.toThrow('append-only');
      await expect(application.query(change)).rejects.toThrow('permission denied');
    }
    await expect(append({ recorded_at: middle }, partition)).rejects.toThrow('append to');
  });

  test('are not prepared when they are over or far ahead: a wrong clock makes no tables', async () => {
    for (const instant of [middleOf(-1), middleOf(13), '9999-01-15T00:00:00.000Z']) {
      expect(await prepare(instant)).toBe('OUT_OF_RANGE');
    }
    expect(await rolledBack(owner, () => prepare(middleOf(12), owner))).toBe('PREPARED');
  });

  test('are not prepared where lines of the month lie elsewhere already', async () => {
    const middle = middleOf(8);
    await rolledBack(owner, async () => {
      await owner.query(
        `INSERT INTO ledger_entry
         SELECT (jsonb_populate_record(entry, jsonb_build_object('previous_hash', hash, 'recorded_at', $2::timestamptz,
                   'number', 3, 'fact_sequence', 3, 'idempotency_key', '3:told'))).*
           FROM ledger_entry AS entry WHERE programme_id = $1 AND number = 2`,
        [programme.id, middle],
      );
      expect(await prepare(middle, owner)).toBe('ELSEWHERE');
    });
  });
});

test('a rule set begins as a draft, whoever writes it', async () => {
  const insert = (status: string, effectiveFrom: string | null) =>
    application.query(
      `INSERT INTO rule_set (id, programme_id, version, name, status, document, effective_from, created_at, created_by)
       VALUES (gen_random_uuid(), $1, 99, 'Rules', $2, '{}', $3, now(), 'person:x')`,
      [programme.id, status, effectiveFrom],
    );
  await expect(insert('SCHEDULED', '2020-01-01')).rejects.toThrow('begins as a draft');
  await expect(insert('DISCARDED', null)).rejects.toThrow('begins as a draft');
  await rolledBack(application, () => insert('DRAFT', null));
});
