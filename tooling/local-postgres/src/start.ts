import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Client, escapeIdentifier } from 'pg';
import { checkOwner, clusterPassword, clusterUser, ensureCluster } from './cluster.ts';
import { explainFileError, LocalPostgresError } from './errors.ts';
import type { GuardedProcess } from './guard.ts';
import { clearLeftover, giveUpOwnership, takeOwnership } from './ownership.ts';
import { type Places, settlePlaces } from './places.ts';
import { freePort } from './port.ts';
import { startPostmaster } from './postmaster.ts';

/** Where and how to run a PostgreSQL of one's own. */
export interface LocalPostgresOptions {
  /** Holds the data between starts; created when missing. */
  readonly directory: string;
  /** Taken when it is free; otherwise, and by default, the system chooses. */
  readonly port?: number;
  /** "disposable" trades every guarantee against a crash for speed: for tests only. Default "durable". */
  readonly profile?: 'durable' | 'disposable';
  /** PostgreSQL settings on top of the profile's, e.g. `{ max_connections: '200' }`. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Told what begins now, in words for a person, while a start takes its time. */
  readonly onProgress?: (step: string) => void;
}

/** A running PostgreSQL 18 that listens on 127.0.0.1 only. It ends with this process, however that ends. */
export interface LocalPostgres {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  /** The folder really used; another than asked for when PostgreSQL's account could not reach that one. */
  readonly directory: string;
  /** A connection string, password included. The database "postgres" always exists. */
  url(database: string): string;
  /** Creates the database unless it exists and gives its connection string. */
  ensureDatabase(database: string): Promise<string>;
  /** Disconnects everybody and ends PostgreSQL. May be called again. */
  stop(): Promise<void>;
}

const commonSettings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  timezone: 'UTC',
  log_timezone: 'UTC',
  jit: 'off',
};

const disposableSettings = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  autovacuum: 'off',
  checkpoint_timeout: '1h',
  max_connections: '200',
};

/**
 * Starts a PostgreSQL 18 on data kept in `directory`, creating them first when there are none. Works as root (PostgreSQL then runs
 * as another account) and as an ordinary user, recovers from whatever an earlier start left behind.
 *
 * @throws LocalPostgresError with one line for a person: platform without packaged programs, full or read-only disk, data in use
 */
export async function startLocalPostgres(options: LocalPostgresOptions): Promise<LocalPostgres> {
  const directory = path.resolve(options.directory);
  try {
    return await start({ ...options, directory });
  } catch (error) {
    throw explainFileError(error, directory);
  }
}

async function start(options: LocalPostgresOptions): Promise<LocalPostgres> {
  const durable = options.profile !== 'disposable';
  const places = settlePlaces(options.directory);
  checkOwner(places);
  takeOwnership(places);
  try {
    if ((await clearLeftover(places)) !== 'nothing') options.onProgress?.('Recovering the database of an earlier start');
    options.onProgress?.('Starting PostgreSQL');
    await ensureCluster(places, { durable });
    const settings = { ...commonSettings, ...(durable ? {} : disposableSettings), ...options.settings };
    const { postmaster, port } = await startOnFreePort({ places, settings, durable, wished: options.port });
    return describe(places, port, postmaster);
  } catch (error) {
    giveUpOwnership(places);
    throw error;
  }
}

interface Attempt {
  readonly places: Places;
  readonly settings: Readonly<Record<string, string>>;
  readonly durable: boolean;
  readonly wished: number | undefined;
}

const attempts = 10;
const retryMilliseconds = 300;

/**
 * Two failures pass by themselves: a port that somebody else took just now, and the memory of a killed PostgreSQL whose last
 * processes are still ending.
 */
async function startOnFreePort({
  places,
  settings,
  durable,
  wished,
}: Attempt): Promise<{ postmaster: GuardedProcess; port: number }> {
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort(wished);
    const result = await startPostmaster({ places, port, settings, shutdown: durable ? 'fast' : 'immediate' });
    if (!(result instanceof LocalPostgresError)) return { postmaster: result, port };
    if (attempt === attempts || !/Address already in use|could not create any TCP|shared memory block/.test(result.message))
      throw result;
    await delay(retryMilliseconds);
  }
}

function describe(places: Places, port: number, postmaster: GuardedProcess): LocalPostgres {
  const host = '127.0.0.1';
  const password = clusterPassword(places);
  const url = (database: string) => `postgres://${clusterUser}:${password}@${host}:${port}/${encodeURIComponent(database)}`;
  return {
    host,
    port,
    user: clusterUser,
    password,
    directory: places.directory,
    url,
    ensureDatabase: async (database) => {
      await createDatabase(url('postgres'), database);
      return url(database);
    },
    stop: async () => {
      await postmaster.stop();
      giveUpOwnership(places);
    },
  };
}

async function createDatabase(connectionString: string, database: string): Promise<void> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [database]);
    if (rowCount === 0) await client.query(`create database ${escapeIdentifier(database)}`);
  } finally {
    await client.end();
  }
}
