import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type LocalPostgres, startLocalPostgres } from '@fanfare/local-postgres';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { verifyDatabase } from '../src/modules/audit/index.ts';
import { createDatabase } from '../src/platform/database/database.ts';
import { createInProcessEventBus } from '../src/platform/events/in-process-event-bus.ts';

let directory: string;
let postgres: LocalPostgres;

// A cluster of its own: roles are those of a cluster.
beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'fanfare-roles-'));
  postgres = await startLocalPostgres({ directory, profile: 'disposable' });
});
afterAll(async () => {
  await postgres.stop();
  await rm(directory, { recursive: true, force: true });
});

async function asSuperuser(statements: readonly string[]): Promise<void> {
  const client = new Client({ connectionString: postgres.url('postgres') });
  await client.connect();
  for (const statement of statements) await client.query(statement);
  await client.end();
}

/** Migrates and opens the database as an account that may create no roles; whether it was told that nothing restricts it. */
async function open(url: string): Promise<boolean> {
  let isUnrestricted = false;
  const database = createDatabase({
    ...{ url, poolSize: 1, statementTimeoutMilliseconds: 15_000, applicationName: 'fanfare-test' },
    events: createInProcessEventBus(() => undefined),
    observer: { onStatement: () => undefined, onSlowStatement: () => undefined },
    onUnrestricted: () => {
      isUnrestricted = true;
    },
  });
  await database.open([]);
  await database.close();
  return isUnrestricted;
}

async function guardsBroken(url: string): Promise<readonly string[]> {
  const { checks } = await verifyDatabase({ databaseUrl: url });
  return checks.flatMap(({ findings }) => findings.map(({ check, id, field }) => `${check} ${id} ${field}`));
}

test('an installation without the restricted role says so at the start and in verify, until there is the role', async () => {
  await asSuperuser(["CREATE ROLE plain LOGIN PASSWORD 'plain'", 'CREATE DATABASE plain OWNER plain']);
  const url = Object.assign(new URL(postgres.url('plain')), { username: 'plain', password: 'plain' }).href;
  expect(await open(url)).toBe(true);
  expect(await guardsBroken(url)).toEqual(['GUARDS fanfare_application role']);
  await asSuperuser(['CREATE ROLE fanfare_application NOLOGIN', 'GRANT fanfare_application TO plain']);
  expect(await open(url)).toBe(false);
  expect(await guardsBroken(url)).toEqual([]);
});
