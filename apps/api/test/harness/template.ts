import { DataSource } from 'typeorm';
import { migrationsTable } from '../../src/platform/database/database.ts';
import { migrate } from '../../src/platform/database/migrate.ts';
import { migrations } from '../../src/platform/database/migrations/index.ts';

/** Brings the empty template database to the present schema, by the migrations and in the way of the API itself. */
export async function prepareTemplate(url: string): Promise<void> {
  const dataSource = await new DataSource({
    type: 'postgres',
    url,
    migrations: [...migrations],
    migrationsTableName: migrationsTable,
  }).initialize();
  try {
    await migrate(dataSource, url);
  } finally {
    await dataSource.destroy();
  }
}
