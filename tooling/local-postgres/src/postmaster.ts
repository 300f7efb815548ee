import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync, statSync, truncateSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { dataDirectory } from './cluster.ts';
import { programEnvironment } from './command.ts';
import { explainOutput, type LocalPostgresError } from './errors.ts';
import type { Places } from './places.ts';

/**
 * Stands between this process and PostgreSQL and ends it when its standard input closes: on request, or because this process died,
 * even by SIGKILL. It has a session of its own, so that Ctrl-C reaches this process alone, which then stops things in order.
 */
const guardScript = `
exec 3<&0
shutdown=$1; shift
"$@" 3<&- </dev/null &
postmaster=$!
( read -r line <&3; kill -s "$shutdown" "$postmaster" ) 2>/dev/null &
exec 3<&-
wait "$postmaster"
`;

const pollMilliseconds = 20;
const startMilliseconds = 60_000;
const logLimitBytes = 5_000_000;

/** How a postmaster is run. */
export interface PostmasterOptions {
  readonly places: Places;
  readonly port: number;
  readonly settings: Readonly<Record<string, string>>;
  /** Immediate leaves recovery to the next start: right for data that nobody wants again. */
  readonly shutdown: 'fast' | 'immediate';
}

/** A running PostgreSQL. */
export interface Postmaster {
  stop(): Promise<void>;
}

/** Starts PostgreSQL and waits until it accepts connections; answers with the reason when it gives up. */
export async function startPostmaster(options: PostmasterOptions): Promise<Postmaster | LocalPostgresError> {
  const { places } = options;
  const log = openLog(path.join(places.directory, 'postgres.log'));
  const child = spawnGuard(options, log.descriptor);
  closeSync(log.descriptor);
  if (await becomesReady(child, places)) return { stop: () => stopGuard(child) };
  await stopGuard(child);
  return explainOutput(readFileSync(log.file).subarray(log.begin).toString('utf8'), places.directory);
}

function openLog(file: string): { file: string; begin: number; descriptor: number } {
  const descriptor = openSync(file, 'a', 0o644);
  if (statSync(file).size > logLimitBytes) truncateSync(file);
  return { file, begin: statSync(file).size, descriptor };
}

function spawnGuard({ places, port, settings, shutdown }: PostmasterOptions, log: number): ChildProcess {
  const parameters = Object.entries({ ...settings, port: String(port) }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const postgres = [path.join(places.binaries, 'bin', 'postgres'), '-D', dataDirectory(places), ...parameters];
  const child = spawn('/bin/sh', ['-c', guardScript, 'sh', shutdown === 'fast' ? 'INT' : 'QUIT', ...postgres], {
    ...places.account,
    cwd: places.directory,
    detached: true,
    env: programEnvironment(),
    stdio: ['pipe', log, log],
  });
  child.once('exit', () => child.stdin?.destroy());
  child.unref();
  return child;
}

/** The eighth line of postmaster.pid says "ready" once connections are accepted; pg_ctl reads it too. */
async function becomesReady(child: ChildProcess, places: Places): Promise<boolean> {
  const note = path.join(dataDirectory(places), 'postmaster.pid');
  const deadline = Date.now() + startMilliseconds;
  while (child.exitCode === null && child.signalCode === null && Date.now() < deadline) {
    if (readNote(note).split('\n')[7]?.trim() === 'ready') return true;
    await delay(pollMilliseconds);
  }
  return false;
}

function readNote(note: string): string {
  try {
    return readFileSync(note, 'utf8');
  } catch {
    // Not written yet.
    return '';
  }
}

async function stopGuard(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.ref();
  const ended = once(child, 'exit');
  child.stdin?.end();
  await ended;
}
