import { readFile } from 'node:fs/promises';
import { cloneDatabase, type TestDatabase } from '@fanfare/testkit';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  deriveGuards,
  deriveSchema,
  deriveSqlSchema,
  guardsFile,
  schemaFile,
  sqlSchemaFile,
} from '../scripts/derived-files.ts';
import { prepareTemplate } from './harness/template.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase({ name: 'api', prepare: prepareTemplate });
});
afterAll(() => database.drop());

test('the committed schema.graphql is what the code declares; everything in it has a description', async () => {
  expect(await readFile(schemaFile, 'utf8')).toBe(deriveSchema());
});

test('the committed schema.sql is what the migrations amount to', async () => {
  expect(await readFile(sqlSchemaFile, 'utf8')).toBe(await deriveSqlSchema(database.url));
});

test('the committed guards are those that the migrations make', async () => {
  expect(await readFile(guardsFile, 'utf8')).toBe(await deriveGuards(database.url));
});
