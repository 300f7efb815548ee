import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startLocalPostgres } from '@fanfare/local-postgres';
import { prepareTemplate } from '../test/harness/template.ts';
import { deriveSchema, deriveSqlSchema, schemaFile, sqlSchemaFile } from './derived-files.ts';

/**
 * Writes schema.graphql and schema.sql from the code and the migrations. With --check it writes nothing, compares schema.graphql
 * with the code, and ends with 1 when they differ; schema.sql needs a database and is compared by the tests.
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
  await writeFile(sqlSchemaFile, await deriveFromMigrations());
}

async function deriveFromMigrations(): Promise<string> {
  const directory = await mkdtemp(path.join(tmpdir(), 'fanfare-schema-'));
  const postgres = await startLocalPostgres({ directory, profile: 'disposable' });
  try {
    const url = await postgres.ensureDatabase('schema');
    await prepareTemplate(url);
    return await deriveSqlSchema(url);
  } finally {
    await postgres.stop();
    await rm(directory, { recursive: true, force: true });
  }
}

await main();
