import { afterAll, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { cloneDatabase, type TestDatabase } from './index.ts';

const opened: TestDatabase[] = [];

afterAll(async () => {
  for (const database of opened) await database.drop();
});

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

async function clone(name: string, prepare: (url: string) => Promise<void>): Promise<TestDatabase> {
  const database = await cloneDatabase({ name, prepare });
  opened.push(database);
  return database;
}

test('clones begin with the prepared state and do not see each other', async () => {
  let preparations = 0;
  const prepare = async (url: string) => {
    preparations += 1;
    await query(url, 'create table note as select 1 as number');
  };
  const [first, second] = await Promise.all([clone('notes', prepare), clone('notes', prepare)]);
  await query(first.url, 'insert into note values (2)');
  expect(preparations).toBe(1);
  expect(await query(first.url, 'select number from note order by number')).toEqual([{ number: 1 }, { number: 2 }]);
  expect(await query(second.url, 'select number from note')).toEqual([{ number: 1 }]);
});

test('a preparation that failed is begun anew on an empty database', async () => {
  const failing = async (url: string) => {
    await query(url, 'create table half (number integer)');
    throw new Error('migration failed');
  };
  await expect(clone('fragile', failing)).rejects.toThrow('migration failed');
  const database = await clone('fragile', async () => undefined);
  expect(await query(database.url, "select to_regclass('half') as half")).toEqual([{ half: null }]);
});

test('a dropped clone is gone, whoever is still connected', async () => {
  const database = await cloneDatabase({ name: 'gone', prepare: async () => undefined });
  const lingering = new Client({ connectionString: database.url });
  lingering.on('error', () => undefined);
  await lingering.connect();
  await database.drop();
  await expect(query(database.url, 'select 1')).rejects.toThrow('does not exist');
  await lingering.end().catch(() => undefined);
});
