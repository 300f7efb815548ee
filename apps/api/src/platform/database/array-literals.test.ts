import { cloneDatabase, type TestDatabase } from '@fanfare/testkit';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Client } from 'pg';
import { bytesArray, plainArray, textArray, timeArray } from './array-literals.ts';

let clone: TestDatabase;
let client: Client;

beforeAll(async () => {
  clone = await cloneDatabase({ name: 'empty', prepare: async () => undefined });
  client = new Client({ connectionString: clone.url });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await clone.drop();
});

async function readBack(type: string, literal: string): Promise<readonly unknown[]> {
  const { rows } = await client.query(`SELECT value FROM unnest($1::${type}[]) AS value`, [literal]);
  return rows.map(({ value }) => value);
}

/** What PostgreSQL can keep as text: anything but U+0000 and halves of characters. */
const text = fc.string({ unit: 'grapheme' }).filter((value) => !/[\0\p{Cs}]/u.test(value));

test('PostgreSQL reads back what was written, whatever the texts hold', async () => {
  const texts = fc.array(fc.option(fc.oneof(text, fc.constantFrom('', 'NULL', 'a,b', '{}', '"', '\\', ' x '))));
  await fc.assert(
    fc.asyncProperty(texts, async (values) => expect(await readBack('text', textArray(values))).toEqual(values)),
    { numRuns: 50 },
  );
});

test('numbers, truth values, instants and bytes as well', async () => {
  const times = [new Date('2026-01-02T03:04:05.678Z'), null, Date.UTC(1999, 11, 31)];
  expect(await readBack('bigint', plainArray([1, null, -(2 ** 53) + 1]))).toEqual(['1', null, '-9007199254740991']);
  expect(await readBack('boolean', plainArray([true, false, null]))).toEqual([true, false, null]);
  expect(await readBack('timestamptz', timeArray(times))).toEqual(times.map((time) => (time === null ? null : new Date(time))));
  const bytes = [Buffer.from([0, 34, 92, 255]), Buffer.alloc(0)];
  expect(await readBack('bytea', bytesArray(bytes))).toEqual(bytes);
});
