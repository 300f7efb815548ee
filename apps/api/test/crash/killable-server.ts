import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '@fanfare/local-postgres';

/** The built API, as it runs in production, or its sources. */
export type ServerProgram = 'built' | 'sources';

/** The real server in a process of its own that dies by SIGKILL and comes back at the same address. */
export interface KillableServer {
  readonly url: string;
  /** Ends the process at once, without a chance to do anything. */
  kill(): Promise<void>;
  /** Starts it and waits until it is ready. */
  start(): Promise<void>;
}

const apiFolder = path.join(import.meta.dirname, '..', '..');
const startMilliseconds = 120_000;

const commands: Readonly<Record<ServerProgram, readonly string[]>> = {
  built: ['dist/main.js'],
  sources: ['--conditions=fanfare-source', '--import', 'tsx', 'src/main.ts'],
};

export async function createKillableServer(options: {
  readonly program: ServerProgram;
  readonly databaseUrl: string;
  readonly issuer: string;
}): Promise<KillableServer> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const environment = {
    PATH: process.env['PATH'],
    DATABASE_URL: options.databaseUrl,
    OIDC_ISSUER: options.issuer,
    HOST: '127.0.0.1',
    PORT: String(port),
    NODE_ENV: 'production',
    LOG_LEVEL: 'error',
  };
  let running: ChildProcess | undefined;
  process.once('exit', () => running?.kill('SIGKILL'));
  return {
    url,
    async start() {
      const child = spawn(process.execPath, [...commands[options.program]], {
        cwd: apiFolder,
        env: environment,
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      running = child;
      const problems = text(child.stderr);
      const deadline = Date.now() + startMilliseconds;
      while (!(await isReady(url))) {
        if (child.exitCode !== null || Date.now() > deadline) throw new Error(`The server did not start: ${await problems}`);
        await pause(25);
      }
    },
    async kill() {
      const child = running;
      if (child === undefined || child.signalCode !== null || child.exitCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  };
}

function isReady(url: string): Promise<boolean> {
  return fetch(`${url}/health/ready`).then(
    ({ ok }) => ok,
    () => false,
  );
}
