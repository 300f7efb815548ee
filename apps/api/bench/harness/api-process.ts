import { closeSync, existsSync, openSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort, spawnGuarded } from '@fanfare/local-postgres';
import type { TestIdentityProvider } from '@fanfare/testkit';

/** The subject of the person who runs the installation. */
export const operatorSubject = 'operator';

/** As many connections as the API holds by default; hand-written SQL gets as many. */
export const poolSize = 10;

/** The built API as it runs in production, in a process of its own. */
export interface ApiProcess {
  readonly url: string;
  /** Seconds of processor time and SQL statements so far, and resident memory in bytes, as the API's own metrics tell them. */
  vitals(): Promise<{ readonly cpuSeconds: number; readonly statements: number; readonly residentBytes: number }>;
  stop(): Promise<void>;
}

export interface ApiProcessOptions {
  readonly databaseUrl: string;
  readonly identityProvider: TestIdentityProvider;
  /** Takes the API's log. */
  readonly directory: string;
  readonly profile: string | undefined;
}

const builtApi = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
const startMilliseconds = 60_000;

/** What the Dockerfile gives Node: most of what a batch makes dies young, and a larger nursery copies less of it. */
const asInTheImage = ['--max-semi-space-size=32'];

/** Throws when the API is not built or does not become ready. */
export async function startApiProcess(options: ApiProcessOptions): Promise<ApiProcess> {
  if (!existsSync(builtApi)) throw new Error('The API is not built: run "pnpm build" first.');
  const port = await freePort();
  const logFile = path.join(options.directory, 'api.log');
  const log = openSync(logFile, 'a');
  const guarded = spawnGuarded({
    program: process.execPath,
    parameters: [...asInTheImage, ...profiling(options.profile), builtApi],
    shutdown: 'TERM',
    log,
    workingDirectory: options.directory,
    environment: {
      NODE_ENV: 'production',
      // All subscribers of the live board come from one client here.
      SOCKETS_PER_CLIENT: '10000',
      DATABASE_URL: options.databaseUrl,
      DATABASE_POOL_SIZE: String(poolSize),
      OIDC_ISSUER: options.identityProvider.issuer,
      OPERATOR_SUBJECTS: operatorSubject,
      // Charged as in production, but no benchmark shall come to the end of its budget.
      COST_PER_MINUTE: '999999999',
      HOST: '127.0.0.1',
      PORT: String(port),
    },
  });
  closeSync(log);
  const url = `http://127.0.0.1:${port}`;
  const deadline = Date.now() + startMilliseconds;
  while (!(await isReady(url))) {
    if (!guarded.isRunning() || Date.now() > deadline) {
      await guarded.stop();
      throw new Error(`The API did not start; its log is ${logFile}`);
    }
    await pause(50);
  }
  return { url, vitals: () => readVitals(url), stop: () => guarded.stop() };
}

function profiling(directory: string | undefined): readonly string[] {
  return directory === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${path.resolve(directory)}`];
}

async function isReady(url: string): Promise<boolean> {
  return fetch(`${url}/health/ready`).then(
    ({ ok }) => ok,
    () => false,
  );
}

async function readVitals(url: string) {
  const text = await (await fetch(`${url}/metrics`)).text();
  const metric = (name: string) => {
    const found = new RegExp(`^${name} (\\S+)`, 'm').exec(text)?.[1];
    if (found === undefined) throw new Error(`The API tells no ${name}`);
    return Number(found);
  };
  return {
    cpuSeconds: metric('process_cpu_seconds_total'),
    statements: metric('fanfare_sql_statements_total'),
    residentBytes: metric('process_resident_memory_bytes'),
  };
}
