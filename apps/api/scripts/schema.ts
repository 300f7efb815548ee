import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startLocalPostgres } from '@fanfare/local-postgres';
import { prepareTemplate } from '../test/harness/template.ts';
import { deriveGuards, deriveSchema, deriveSqlSchema, guardsFile, schemaFile, sqlSchemaFile } from './derived-files.ts';

/**
 * Writes schema.graphql, schema.sql and guards.generated.ts from the code and the migrations. With --check it writes nothing, compares
 * schema.graphql with the code, and ends with 1 when they differ; the others need a database and are compared by the tests.
 */
async function main(): Promise<void> {
  const schema = deriveSchema();
  if (process.argv.includes('--check')) {
    if (schema === (await readFile(schemaFile, 'utf8'))) return;
    process.stderr.write('packages/contracts/schema.graphql is behind the code: run `pnpm --filter @fanfare/api schema`\n');
    process.exitCode = 1;
    return;
  }
  await writeFile(schemaFile, schema);
  const derived = await deriveFromMigrations();
  await writeFile(sqlSchemaFile, derived.sqlSchema);
  await writeFile(guardsFile, derived.guards);
}

async function deriveFromMigrations(): Promise<{ readonly sqlSchema: string; readonly guards: string }> {
  const directory = await mkdtemp(path.join(tmpdir(), 'fanfare-schema-'));
  const postgres = await startLocalPostgres({ directory, profile: 'disposable' });
  try {
    const url = await postgres.ensureDatabase('schema');
    await prepareTemplate(url);
    return { sqlSchema: await deriveSqlSchema(url), guards: await deriveGuards(url) };
  } finally {
    await postgres.stop();
    await rm(directory, { recursive: true, force: true });
  }
}

await main();
