import path from 'node:path';
import type { EnvironmentSource } from '@fanfare/api';
import { startLocalPostgres } from '@fanfare/local-postgres';
import { DemoError, productionRefusal } from './errors.ts';
import { Closing, InterruptedError } from './launch/closing.ts';
import { checkEnvironment, isGiven } from './launch/demo-environment.ts';
import { startDemoServer } from './launch/demo-server.ts';
import { type Output, terminalOutput } from './launch/output.ts';
import { usablePort } from './launch/ports.ts';
import { problemLines } from './launch/problems.ts';
import { readyLines } from './launch/ready.ts';
import { stopOnSignals } from './launch/signals.ts';
import type { DemoSize } from './seed/seed.ts';

const usualSize: DemoSize = { ambassadors: 240, weeks: 10 };

export interface StartOptions {
  /** The repository; everything that is kept lies in its folder .fanfare. */
  readonly root: string;
  /** Variables as the operator wrote them, such as process.env. */
  readonly environment: EnvironmentSource;
  readonly output?: Output;
  /** Of the demo programme, when it is not there yet. */
  readonly size?: DemoSize;
}

/**
 * What `npm start` does once everything is built: PostgreSQL unless DATABASE_URL is given, the API, and the demo with its sign-in unless
 * OIDC_ISSUER is given. Resolves when it is ready, or when it could not start: then the reason was told, everything that had been started
 * is ended and process.exitCode is 1. SIGINT, SIGTERM and SIGHUP end the server, then PostgreSQL, then the process.
 */
export async function start({ root, environment, output = terminalOutput, size = usualSize }: StartOptions): Promise<void> {
  const begunAt = performance.now();
  const directory = path.join(root, '.fanfare');
  const closing = new Closing();
  stopOnSignals(() => stop({ closing, output, directory }));
  try {
    const server = await open({ directory, source: environment, output, closing, size });
    for (const line of readyLines(server, (performance.now() - begunAt) / 1000)) output.progress(line);
  } catch (error) {
    if (error instanceof InterruptedError || closing.hasBegun) return;
    for (const line of problemLines(error, directory)) output.problem(line);
    process.exitCode = 1;
    await closing.close();
  }
}

async function stop({ closing, output, directory }: Pick<Launch, 'closing' | 'output' | 'directory'>): Promise<void> {
  output.progress('Stopping');
  try {
    await closing.close();
  } catch (error) {
    for (const line of problemLines(error, directory)) output.problem(line);
    throw error;
  }
}

interface Launch {
  readonly directory: string;
  readonly source: EnvironmentSource;
  readonly output: Output;
  readonly closing: Closing;
  readonly size: DemoSize;
}

async function open({ directory, source, output, closing, size }: Launch) {
  const { port: wished, host } = checkEnvironment(source);
  if (source['NODE_ENV'] === 'production' && !isGiven(source, 'OIDC_ISSUER')) {
    throw new DemoError(productionRefusal);
  }
  const port = await usablePort(wished, host);
  const databaseUrl = isGiven(source, 'DATABASE_URL')
    ? (source['DATABASE_URL'] ?? '')
    : await openDatabase(directory, { output, closing });
  return startDemoServer({
    source,
    port,
    databaseUrl,
    identityDirectory: path.join(directory, 'identity'),
    size,
    closing,
    onProgress: output.progress,
  });
}

async function openDatabase(directory: string, { output, closing }: Pick<Launch, 'output' | 'closing'>): Promise<string> {
  const postgres = await closing.opening(
    () => startLocalPostgres({ directory: path.join(directory, 'postgres'), onProgress: output.progress }),
    (running) => running.stop(),
  );
  return postgres.ensureDatabase('fanfare');
}
