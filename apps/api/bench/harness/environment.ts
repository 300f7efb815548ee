import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type LocalPostgres, startLocalPostgres } from '@fanfare/local-postgres';
import { startTestIdentityProvider, type TestIdentityProvider } from '@fanfare/testkit';
import { postGraphql } from '../../test/harness/graphql-client.ts';
import { type ApiProcess, startApiProcess } from './api-process.ts';

/** Everything that the benchmarks run against, on this machine and of this run alone. */
export interface BenchEnvironment {
  readonly databaseUrl: string;
  /** The running API; another one after a restart. */
  api(): ApiProcess;
  /** A fresh process on the same database, for figures that must not show what ran before. */
  restartApi(): Promise<void>;
  /** Another API on a database of its own in the same PostgreSQL, to compare with; whoever asks for it stops it. */
  beside(database: string): Promise<BenchEnvironment>;
  /** A token of the identity provider that outlasts the run. */
  signIn(subject: string): Promise<string>;
  /** Sends an operation and gives its data; throws when there are errors, those in payloads included. */
  graphql<Data>(token: string, query: string, variables: Readonly<Record<string, unknown>>): Promise<Data>;
  stop(): Promise<void>;
}

const tokenSeconds = 4 * 3600;

/** A durable PostgreSQL (every commit reaches the disk), an identity provider, and the built API on both. */
export async function startEnvironment({ profile }: { readonly profile: string | undefined }): Promise<BenchEnvironment> {
  const directory = mkdtempSync(path.join(tmpdir(), 'fanfare-bench-'));
  chmodSync(directory, 0o755);
  // The live benchmark reads when exactly a board was committed.
  const settings = { track_commit_timestamp: 'on' };
  const postgres = await startLocalPostgres({ directory: path.join(directory, 'postgres'), settings });
  const identityProvider = await startTestIdentityProvider();
  const open = async (database: string): Promise<BenchEnvironment> => {
    const databaseUrl = await postgres.ensureDatabase(database);
    const start = () => startApiProcess({ databaseUrl, identityProvider, directory, profile });
    let api = await start();
    return {
      databaseUrl,
      api: () => api,
      async restartApi() {
        await api.stop();
        api = await start();
      },
      beside: open,
      signIn: (subject) => identityProvider.issueToken({ subject, name: subject, expiresInSeconds: tokenSeconds }),
      graphql: (token, query, variables) => send({ url: api.url, token, query, variables }),
      stop: () => api.stop(),
    };
  };
  const environment = await open('bench');
  return {
    ...environment,
    async stop() {
      await environment.stop();
      await stopRest({ postgres, identityProvider, directory });
    },
  };
}

async function stopRest(running: {
  readonly postgres: LocalPostgres;
  readonly identityProvider: TestIdentityProvider;
  readonly directory: string;
}): Promise<void> {
  await running.identityProvider.stop();
  await running.postgres.stop();
  rmSync(running.directory, { recursive: true, force: true });
}

async function send<Data>(request: {
  readonly url: string;
  readonly token: string;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}): Promise<Data> {
  const { url, token, query, variables } = request;
  const headers = { authorization: `Bearer ${token}` };
  const data = (
    await postGraphql<Record<string, { readonly errors?: readonly unknown[] }>>(url, { query, variables, headers })
  ).ok();
  for (const [field, payload] of Object.entries(data)) {
    if ((payload?.errors?.length ?? 0) > 0) throw new Error(`${field} was refused: ${JSON.stringify(payload)}`);
  }
  return data as Data;
}
