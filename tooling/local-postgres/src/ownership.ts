import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { dataDirectory } from './cluster.ts';
import { runProgram } from './command.ts';
import { LocalPostgresError } from './errors.ts';
import type { Places } from './places.ts';

/** The process that started the cluster. Its start time tells it from a later process with the same number. */
interface Owner {
  readonly pid: number;
  readonly startTime: string;
}

function ownerFile(places: Places): string {
  return path.join(places.directory, 'owner.json');
}

/**
 * Marks the cluster as this process's own.
 *
 * @throws LocalPostgresError IN_USE when another living process holds it
 */
export function takeOwnership(places: Places): void {
  const owner = readOwner(places);
  if (owner !== undefined && owner.pid !== process.pid && startTimeOf(owner.pid) === owner.startTime) {
    throw new LocalPostgresError(
      'IN_USE',
      `The database in ${places.directory} is in use by process ${owner.pid}: Fanfare seems to run already; stop it first.`,
    );
  }
  const self: Owner = { pid: process.pid, startTime: startTimeOf(process.pid) };
  writeFileSync(ownerFile(places), `${JSON.stringify(self)}\n`);
}

export function giveUpOwnership(places: Places): void {
  rmSync(ownerFile(places), { force: true });
}

function readOwner(places: Places): Owner | undefined {
  if (!existsSync(ownerFile(places))) return undefined;
  try {
    const owner: Owner = JSON.parse(readFileSync(ownerFile(places), 'utf8'));
    return owner;
  } catch {
    // Cut short by a full disk or a crash: it names nobody.
    return undefined;
  }
}

/** Empty for a process that is gone. */
function startTimeOf(pid: number): string {
  if (process.platform !== 'linux') return askProcessTable(pid, 'lstart=');
  const statistics = readProcess(pid, 'stat');
  // The program's name stands in brackets and may hold anything; the start time is the twentieth field after it.
  return statistics.slice(statistics.lastIndexOf(')') + 2).split(' ')[19] ?? '';
}

function commandOf(pid: number): string {
  return process.platform === 'linux' ? readProcess(pid, 'cmdline').replaceAll('\0', ' ') : askProcessTable(pid, 'command=');
}

function readProcess(pid: number, file: 'stat' | 'cmdline'): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}

function askProcessTable(pid: number, column: string): string {
  return spawnSync('ps', ['-o', column, '-p', String(pid)], { encoding: 'utf8' }).stdout?.trim() ?? '';
}

/**
 * Ends a postmaster that an earlier, killed process left on these data, and removes the note of one that died itself. PostgreSQL
 * would refuse to start when another program has got the dead one's process number meanwhile.
 */
export async function clearLeftover(places: Places): Promise<'nothing' | 'stopped' | 'note removed'> {
  const note = path.join(dataDirectory(places), 'postmaster.pid');
  if (!existsSync(note)) return 'nothing';
  const pid = Number.parseInt(readFileSync(note, 'utf8'), 10);
  if (commandOf(pid).includes(dataDirectory(places))) {
    await runProgram(places, 'pg_ctl', ['stop', '--pgdata', dataDirectory(places), '--mode=fast', '--wait', '--timeout=60']);
    return 'stopped';
  }
  rmSync(note, { force: true });
  return 'note removed';
}
