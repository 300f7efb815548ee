import path from 'node:path';
import { DataSource } from 'typeorm';
import { createApplication } from '../src/app.ts';
import { readEnvironment } from '../src/env.ts';
import { systemClock } from '../src/platform/clock.ts';
import { describeDatabase } from '../src/platform/database/describe-database.ts';
import { findUndescribed, printApiSchema } from '../src/platform/graphql/print-schema.ts';
import { buildApiSchema } from '../src/platform/graphql/schema.ts';
import { createLogger } from '../src/platform/logger.ts';

const packageRoot = path.resolve(import.meta.dirname, '..');

/** Where the derived files of the API are kept. */
export const schemaFile = path.resolve(packageRoot, '../../packages/contracts/schema.graphql');
export const sqlSchemaFile = path.resolve(packageRoot, 'database/schema.sql');

/** What schema.graphql has to say. Throws when something in the schema has no description. */
export function deriveSchema(): string {
  const environment = readEnvironment({ DATABASE_URL: 'postgresql://localhost/unused', OIDC_ISSUER: 'http://localhost' });
  const { resolvers } = createApplication({
    environment,
    clock: systemClock,
    logger: createLogger('silent'),
    onStatement: () => undefined,
  });
  const schema = buildApiSchema(resolvers);
  const undescribed = findUndescribed(schema);
  if (undescribed.length > 0) throw new Error(`The schema has no description for:\n  ${undescribed.join('\n  ')}`);
  return printApiSchema(schema);
}

/** What schema.sql has to say, read from a migrated database. */
export async function deriveSqlSchema(url: string): Promise<string> {
  const dataSource = await new DataSource({ type: 'postgres', url }).initialize();
  try {
    return await describeDatabase(dataSource.manager);
  } finally {
    await dataSource.destroy();
  }
}
