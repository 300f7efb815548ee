import { closeSync, openSync, readFileSync, statSync, truncateSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { dataDirectory } from './cluster.ts';
import { programEnvironment } from './command.ts';
import { explainOutput, type LocalPostgresError } from './errors.ts';
import { type GuardedProcess, spawnGuarded } from './guard.ts';
import type { Places } from './places.ts';

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

/** Starts PostgreSQL and waits until it accepts connections; answers with the reason when it gives up. */
export async function startPostmaster(options: PostmasterOptions): Promise<GuardedProcess | LocalPostgresError> {
  const { places } = options;
  const log = openLog(path.join(places.directory, 'postgres.log'));
  const postmaster = spawnPostmaster(options, log.descriptor);
  closeSync(log.descriptor);
  if (await becomesReady(postmaster, places)) return postmaster;
  await postmaster.stop();
  return explainOutput(readFileSync(log.file).subarray(log.begin).toString('utf8'), places.directory);
}

function openLog(file: string): { file: string; begin: number; descriptor: number } {
  const descriptor = openSync(file, 'a', 0o644);
  if (statSync(file).size > logLimitBytes) truncateSync(file);
  return { file, begin: statSync(file).size, descriptor };
}

function spawnPostmaster({ places, port, settings, shutdown }: PostmasterOptions, log: number): GuardedProcess {
  const parameters = Object.entries({ ...settings, port: String(port) }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  return spawnGuarded({
    program: path.join(places.binaries, 'bin', 'postgres'),
    parameters: ['-D', dataDirectory(places), ...parameters],
    shutdown: shutdown === 'fast' ? 'INT' : 'QUIT',
    log,
    workingDirectory: places.directory,
    environment: programEnvironment(),
    account: places.account,
  });
}

/** The eighth line of postmaster.pid says "ready" once connections are accepted; pg_ctl reads it too. */
async function becomesReady(postmaster: GuardedProcess, places: Places): Promise<boolean> {
  const note = path.join(dataDirectory(places), 'postmaster.pid');
  const deadline = Date.now() + startMilliseconds;
  while (postmaster.isRunning() && Date.now() < deadline) {
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
