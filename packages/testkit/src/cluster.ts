import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
// By its source entry: this file runs in Jest's global setup, outside the export condition that tests resolve by.
import { startLocalPostgres } from '@fanfare/local-postgres/source';

/** Names the cluster's connection string to the test workers, which inherit the environment. */
export const clusterVariable = 'FANFARE_TEST_CLUSTER_URL';

/** The cluster of one test run. */
export interface TestPostgres {
  /** Connection string of the database "postgres". */
  readonly url: string;
  /** Ends PostgreSQL and deletes its data. */
  stop(): Promise<void>;
}

/**
 * Starts the PostgreSQL of one test run: real, disposable, on a free port of loopback, gone with the process that started it.
 * Workers find it by themselves; see {@link cloneDatabase}.
 */
export async function startTestPostgres(): Promise<TestPostgres> {
  const directory = mkdtempSync(path.join(tmpdir(), 'fanfare-test-postgres-'));
  chmodSync(directory, 0o755);
  const postgres = await startLocalPostgres({ directory, profile: 'disposable' });
  const url = postgres.url('postgres');
  process.env[clusterVariable] = url;
  return {
    url,
    stop: async () => {
      await postgres.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
