import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort, type GuardedProcess, spawnGuarded } from '@fanfare/local-postgres';
import { findProgram } from './programs.ts';

/** A Redis of one test file's own. */
export interface TestRedis {
  readonly port: number;
  /** `redis://127.0.0.1:<port>` */
  readonly url: string;
  /** Ends it and deletes its data. */
  stop(): Promise<void>;
}

const attempts = 5;
const pollMilliseconds = 10;
const startMilliseconds = 10_000;

/** The redis-server (or valkey-server) of this machine. */
export function findRedisServer(): string | undefined {
  return findProgram(['redis-server', 'valkey-server']);
}

/**
 * Starts an empty, in-memory redis-server on a free port of loopback; it ends with this process, however that ends. A suite without
 * the program skips loudly: see {@link findRedisServer}.
 *
 * @param parameters more of redis-server's, e.g. `['--appendonly', 'yes']`
 * @param wanted the port of an earlier one, which comes back
 */
export async function startTestRedis(
  parameters: readonly string[] = [],
  wanted: { readonly port?: number } = {},
): Promise<TestRedis> {
  const program = findRedisServer();
  if (program === undefined) throw new Error('redis-server is not installed (Debian: apt-get install redis-server)');
  const directory = mkdtempSync(path.join(tmpdir(), 'fanfare-test-redis-'));
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const port = wanted.port ?? (await freePort());
    const redis = spawnRedis({ program, directory, port, parameters });
    if (await answers(redis, port)) return describe(redis, directory, port);
    await redis.stop();
  }
  throw new Error(`redis-server did not start: ${readFileSync(path.join(directory, 'redis.log'), 'utf8')}`);
}

interface RedisCommand {
  readonly program: string;
  readonly directory: string;
  readonly port: number;
  readonly parameters: readonly string[];
}

function spawnRedis({ program, directory, port, parameters }: RedisCommand): GuardedProcess {
  const log = openSync(path.join(directory, 'redis.log'), 'a');
  const redis = spawnGuarded({
    program,
    parameters: [
      '--port',
      String(port),
      '--bind',
      '127.0.0.1',
      '--dir',
      directory,
      '--save',
      '',
      '--appendonly',
      'no',
      ...parameters,
    ],
    shutdown: 'TERM',
    log,
    workingDirectory: directory,
    environment: { PATH: process.env['PATH'] },
  });
  closeSync(log);
  return redis;
}

async function answers(redis: GuardedProcess, port: number): Promise<boolean> {
  const deadline = Date.now() + startMilliseconds;
  while (redis.isRunning() && Date.now() < deadline) {
    if (await ping(port)) return true;
    await delay(pollMilliseconds);
  }
  return false;
}

function ping(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('PING\r\n'));
    socket.once('data', (reply) => {
      socket.destroy();
      resolve(reply.toString().startsWith('+PONG'));
    });
    socket.once('error', () => resolve(false));
  });
}

function describe(redis: GuardedProcess, directory: string, port: number): TestRedis {
  return {
    port,
    url: `redis://127.0.0.1:${port}`,
    stop: async () => {
      await redis.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
