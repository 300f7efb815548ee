import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { EnvironmentSource } from '@fanfare/api';
import { Closing } from './launch/closing.ts';
import { startDemoServer } from './launch/demo-server.ts';
import { usablePort } from './launch/ports.ts';

export interface StartDemoOptions {
  /** An empty database, or one with a demo in it. */
  readonly databaseUrl: string;
  /** 0, the default, takes a free one. */
  readonly port?: number;
  readonly ambassadors?: number;
  readonly weeks?: number;
  /** Further variables of the API, such as ADMIN_APP_DIRECTORY or LOG_LEVEL. */
  readonly environment?: EnvironmentSource;
  readonly onProgress?: (line: string) => void;
}

export interface RunningDemo {
  /** Where browsers reach it, without a slash at the end. Tokens: `${url}/oidc/demo-token?person=admin`. */
  readonly url: string;
  /** Stops the server and forgets its sessions; the database is left as it is. */
  stop(): Promise<void>;
}

/** A demo for browser tests: API, admin app, sign-in and a small programme, on a free port. */
export async function startDemo(options: StartDemoOptions): Promise<RunningDemo> {
  const { databaseUrl, ambassadors = 40, weeks = 4, environment = {}, onProgress = () => undefined } = options;
  const closing = new Closing();
  try {
    const identityDirectory = await closing.opening(
      () => mkdtemp(path.join(tmpdir(), 'fanfare-demo-')),
      (directory) => rm(directory, { recursive: true, force: true }),
    );
    const port = await usablePort(options.port ?? 0, '127.0.0.1');
    const source = { LOG_LEVEL: 'error', NODE_ENV: 'test', ...environment };
    const { url } = await startDemoServer({
      source,
      port,
      databaseUrl,
      identityDirectory,
      size: { ambassadors, weeks },
      closing,
      onProgress,
    });
    return { url, stop: () => closing.close() };
  } catch (error) {
    await closing.close();
    throw error;
  }
}
