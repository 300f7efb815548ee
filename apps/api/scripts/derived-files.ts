import path from 'node:path';
import { DataSource } from 'typeorm';
import { createApplication } from '../src/app.ts';
import { readEnvironment } from '../src/env.ts';
import { systemClock } from '../src/platform/clock.ts';
import { describeDatabase } from '../src/platform/database/describe-database.ts';
import { type GuardsQuery, readGuardedTables, readGuards } from '../src/platform/database/guards.ts';
import { applicationRole } from '../src/platform/database/privileges.ts';
import { findUndescribed, printApiSchema } from '../src/platform/graphql/print-schema.ts';
import { buildApiSchema } from '../src/platform/graphql/schema.ts';
import { createLogger } from '../src/platform/logger.ts';

const packageRoot = path.resolve(import.meta.dirname, '..');

/** Where the derived files of the API are kept. */
export const schemaFile = path.resolve(packageRoot, '../../packages/contracts/schema.graphql');
export const sqlSchemaFile = path.resolve(packageRoot, 'database/schema.sql');
export const guardsFile = path.resolve(packageRoot, 'src/platform/database/guards.generated.ts');

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

/** What guards.generated.ts has to say, read from a migrated database. Partitions of months come and go and are left out. */
export async function deriveGuards(url: string): Promise<string> {
  const dataSource = await new DataSource({ type: 'postgres', url }).initialize();
  try {
    const query: GuardsQuery = (sql, parameters) => dataSource.manager.query(sql, [...parameters]);
    const guards = await readGuards(query, { tables: await readGuardedTables(query), role: applicationRole });
    const lasting = guards.filter(({ on }) => !/^ledger_entry_\d{4}_\d{2}$/.test(on));
    const lines = lasting.map((guard) => `  ${JSON.stringify(guard)},\n`);
    return `${guardsHeader}export const expectedGuards: readonly Guard[] = [\n${lines.join('')}];\n`;
  } finally {
    await dataSource.destroy();
  }
}

const guardsHeader = `// Written by \`pnpm --filter @fanfare/api schema\` from the migrations; change those, not this.
import type { Guard } from './guards.ts';

/** The guards of history as the migrations make them. */
`;
