import { DataSource } from 'typeorm';
import type { EntityClass } from '../slice.ts';
import { migrations } from './migrations/index.ts';

export interface DataSourceOptions {
  readonly url: string;
  /** The most connections this process holds at a time. */
  readonly poolSize: number;
  readonly statementTimeoutMilliseconds: number;
  /** Shown in pg_stat_activity. */
  readonly applicationName: string;
  readonly entities: readonly EntityClass[];
}

/** The data source of this process, not yet connected. The schema belongs to the migrations: nothing is ever synchronised. */
export function createDataSource(options: DataSourceOptions): DataSource {
  return new DataSource({
    type: 'postgres',
    url: options.url,
    applicationName: options.applicationName,
    poolSize: options.poolSize,
    entities: [...options.entities],
    migrations: [...migrations],
    migrationsTableName: 'schema_migration',
    synchronize: false,
    logging: false,
    installExtensions: false,
    extra: {
      statement_timeout: options.statementTimeoutMilliseconds,
      idle_in_transaction_session_timeout: options.statementTimeoutMilliseconds * 2,
      connectionTimeoutMillis: 10_000,
    },
  });
}
