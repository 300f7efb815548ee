import { cloneDatabase, type TestDatabase } from '@fanfare/testkit';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { z } from 'zod';
import { prepareTemplate } from '../../../test/harness/template.ts';
import { defineTopic, type EventBus } from '../events/event-bus.ts';
import { createInProcessEventBus } from '../events/in-process-event-bus.ts';
import { createDatabase, type ManagedDatabase } from './database.ts';
import { sqlStateOf } from './sql-errors.ts';

const saved = defineTopic('test.saved', z.object({ step: z.number() }));

let clone: TestDatabase;
let events: EventBus;
let database: ManagedDatabase;
const published: number[] = [];

function connect(statementTimeoutMilliseconds = 15_000, url = clone.url): ManagedDatabase {
  return createDatabase({
    url,
    ownerUrl: clone.url,
    poolSize: 4,
    statementTimeoutMilliseconds,
    applicationName: 'fanfare-test',
    events,
    observer: { onStatement: () => undefined, onSlowStatement: () => undefined },
  });
}

async function asOwner(sql: string): Promise<readonly Record<string, unknown>[]> {
  const client = new Client({ connectionString: clone.url });
  await client.connect();
  return client
    .query(sql)
    .then(({ rows }) => rows)
    .finally(() => client.end());
}

beforeAll(async () => {
  clone = await cloneDatabase({ name: 'api', prepare: prepareTemplate });
  const bus = createInProcessEventBus(() => undefined);
  events = { ...bus, publish: async (event) => void published.push((event.payload as { readonly step: number }).step) };
  database = connect();
  await database.open([]);
  await asOwner(
    'CREATE TABLE counter (id integer PRIMARY KEY, value integer NOT NULL); GRANT ALL ON counter TO fanfare_application',
  );
  await database.manager.query('INSERT INTO counter VALUES (1, 0), (2, 0)');
});
afterAll(async () => {
  await database.close();
  await clone.drop();
});
beforeEach(() => {
  published.length = 0;
});

async function counterValue(id: number): Promise<number> {
  const rows: readonly { readonly value: number }[] = await database.manager.query('SELECT value FROM counter WHERE id = $1', [
    id,
  ]);
  return rows[0]?.value ?? Number.NaN;
}

describe('transaction', () => {
  test('keeps all or nothing, and tells events only of what it kept', async () => {
    const before = await counterValue(1);
    const failing = database.transaction(async ({ manager, announce }) => {
      await manager.query('UPDATE counter SET value = value + 1 WHERE id = 1');
      announce(saved.event({ step: 1 }));
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    expect(await counterValue(1)).toBe(before);
    expect(published).toEqual([]);
    await database.transaction(async ({ manager, announce }) => {
      announce(saved.event({ step: 2 }));
      await manager.query('UPDATE counter SET value = value + 1 WHERE id = 1');
      expect(published).toEqual([]);
    });
    expect(await counterValue(1)).toBe(before + 1);
    expect(published).toEqual([2]);
  });

  test('two that wait for each other both come to their end: the one PostgreSQL sacrifices runs again', async () => {
    const before = [await counterValue(1), await counterValue(2)];
    let arrivals = 0;
    let open: () => void = () => undefined;
    const bothHoldOne = new Promise<void>((resolve) => {
      open = resolve;
    });
    const crossing = (first: number, second: number) => {
      let attempts = 0;
      return database.transaction(async ({ manager, announce }) => {
        attempts += 1;
        await manager.query('UPDATE counter SET value = value + 1 WHERE id = $1', [first]);
        arrivals += 1;
        if (arrivals === 2) open();
        await bothHoldOne;
        await manager.query('UPDATE counter SET value = value + 1 WHERE id = $1', [second]);
        announce(saved.event({ step: first }));
        return attempts;
      });
    };
    const attempts = await Promise.all([crossing(1, 2), crossing(2, 1)]);
    // On a busy machine they may meet again, and either may be sacrificed then.
    expect(Math.max(...attempts)).toBeGreaterThan(1);
    expect([await counterValue(1), await counterValue(2)]).toEqual(before.map((value) => value + 2));
    expect(published.toSorted()).toEqual([1, 2]);
  });
});

test('several nodes may start at once: the migrations run once', async () => {
  const fresh = await cloneDatabase({ name: 'empty', prepare: async () => undefined });
  const nodes = [1, 2, 3].map(() =>
    createDatabase({
      url: fresh.url,
      poolSize: 2,
      statementTimeoutMilliseconds: 15_000,
      applicationName: 'fanfare-test',
      events,
      observer: { onStatement: () => undefined, onSlowStatement: () => undefined },
    }),
  );
  const ran = await Promise.all(nodes.map((node) => node.open([])));
  expect(ran.filter((names) => names.length > 0)).toHaveLength(1);
  await Promise.all(nodes.map((node) => node.checkMigrations()));
  await Promise.all(nodes.map((node) => node.close()));
  await fresh.drop();
});

describe('the account of the API', () => {
  const roles = 'SELECT session_user AS account, current_user AS role';

  test('works as the restricted role, which it cannot reset', async () => {
    await database.manager.query('RESET ROLE');
    expect(await database.manager.query(roles)).toEqual([{ account: 'fanfare', role: 'fanfare_application' }]);
  });

  test('need not own anything when another account migrates', async () => {
    await asOwner(`CREATE ROLE guest_of_tests LOGIN PASSWORD 'guest' IN ROLE fanfare_application`);
    const url = new URL(clone.url);
    Object.assign(url, { username: 'guest_of_tests', password: 'guest' });
    const guest = connect(15_000, url.href);
    await guest.open([]);
    await guest.checkMigrations();
    expect(await guest.manager.query(roles)).toEqual([{ account: 'guest_of_tests', role: 'fanfare_application' }]);
    await expect(guest.manager.query('SET ROLE fanfare')).rejects.toThrow('permission denied');
    await expect(guest.manager.query('DELETE FROM activity')).rejects.toThrow('permission denied');
    await guest.close();
    await asOwner('DROP ROLE guest_of_tests');
  });
});

test('a statement that takes too long is given up by PostgreSQL', async () => {
  const hasty = connect(100);
  await hasty.open([]);
  const slow: unknown = await hasty.manager.query('SELECT pg_sleep(30)').catch((error: unknown) => error);
  expect(sqlStateOf(slow)).toBe('57014');
  await hasty.close();
});

test('a pool that is closed, or was never opened, says so', async () => {
  expect(() => connect().manager).toThrow('before it is open');
  await expect(connect().ping()).rejects.toThrow('before it is open');
});

describe('what is known of the database without asking', () => {
  /** The mark once this process has found out that it is alone. */
  async function markWhenAlone(of: ManagedDatabase): Promise<number> {
    for (;;) {
      const mark = of.unchangedMark();
      if (mark !== null) return mark;
      await new Promise(setImmediate);
    }
  }

  /** Whether the mark that counted before is another one in the moment in which the work is done; asks anew where it changed by itself. */
  async function changesMark(work: () => Promise<unknown>): Promise<boolean> {
    const before = await markWhenAlone(database);
    await work();
    return database.unchangedMark() !== before;
  }

  test('changes with every commit, of a transaction or a statement by itself, before whoever sent it goes on', async () => {
    const transaction = () =>
      database.transaction(({ manager }) => manager.query('UPDATE counter SET value = value + 1 WHERE id = 1'));
    for (let time = 0; time < 5; time += 1) {
      expect(await changesMark(transaction)).toBe(true);
      expect(await changesMark(() => database.manager.query('UPDATE counter SET value = value + 1 WHERE id = 1'))).toBe(true);
    }
  });

  test('does not change by reading', async () => {
    const read = () => database.manager.query('SELECT value FROM counter');
    let attempts = 0;
    // Asking again whether this process is alone, every quarter of a second, changes it as well.
    while (await changesMark(read)) {
      attempts += 1;
      if (attempts === 50) throw new Error('Every reading changed the mark');
    }
  });

  test('is nothing from before another process can write until it has gone', async () => {
    await markWhenAlone(database);
    const other = connect();
    await other.open([]);
    expect(database.unchangedMark()).toBeNull();
    expect(other.unchangedMark()).toBeNull();
    await other.manager.query('UPDATE counter SET value = value + 1 WHERE id = 1');
    expect(database.unchangedMark()).toBeNull();
    await other.close();
    await markWhenAlone(database);
  });
});
