import { createHash } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { type Account, canRun, canWrite, chooseAccount } from './account.ts';
import { packagedBinaries, postgresMajorVersion } from './binaries.ts';
import { LocalPostgresError } from './errors.ts';

/** Where root keeps what PostgreSQL's account cannot reach below the checkout. */
const systemDirectory = '/var/lib/fanfare-local-postgres';

/** Where one cluster lives and who runs it. */
export interface Places {
  /** bin/, lib/ and share/ of PostgreSQL. */
  readonly binaries: string;
  /** Holds data/, password, owner.json and postgres.log. */
  readonly directory: string;
  readonly account: Account;
}

/**
 * Settles binaries, directory and account, and creates the directory. When root's account for PostgreSQL cannot reach one of them
 * (a checkout below /root, say), that one moves below {@link systemDirectory} and a note in the wished directory says so.
 */
export function settlePlaces(wished: string): Places {
  mkdirSync(wished, { recursive: true });
  const account = chooseAccount(path.join(wished, 'data'));
  return { account, directory: settleDirectory(wished, account), binaries: settleBinaries(account) };
}

function settleDirectory(wished: string, account: Account): string {
  if (account.uid === undefined) return wished;
  handOver(wished, account);
  if (canWrite(account, wished)) return wished;
  const moved = path.join(systemDirectory, createHash('sha256').update(wished).digest('hex').slice(0, 16));
  mkdirSync(moved, { recursive: true });
  handOver(moved, account);
  writeFileSync(path.join(wished, 'MOVED.txt'), `PostgreSQL's account cannot reach this folder; its data are in ${moved}\n`);
  return moved;
}

function handOver(directory: string, account: Account): void {
  if (account.uid === undefined || account.gid === undefined) return;
  chownSync(directory, account.uid, account.gid);
}

function settleBinaries(account: Account): string {
  const packaged = packagedBinaries();
  if (canRun(account, path.join(packaged, 'bin', 'initdb'))) return packaged;
  const base = account.uid === undefined ? path.join(packaged, '..', 'copy') : path.join(systemDirectory, 'binaries');
  const release = createHash('sha256').update(packaged).digest('hex').slice(0, 8);
  const copy = path.join(base, `${postgresMajorVersion}-${release}`);
  if (!existsSync(copy)) copyBinaries(packaged, copy);
  if (canRun(account, path.join(copy, 'bin', 'initdb'))) return copy;
  throw new LocalPostgresError(
    'START_FAILED',
    `PostgreSQL's programs in ${packaged} do not run on this machine: set DATABASE_URL to a PostgreSQL of your own.`,
  );
}

/** Copies beside the target first: a copy that was interrupted is never taken for a whole one. */
function copyBinaries(source: string, target: string): void {
  const unfinished = `${target}.${process.pid}`;
  rmSync(unfinished, { recursive: true, force: true });
  cpSync(source, unfinished, { recursive: true, verbatimSymlinks: true });
  linkLibraries(unfinished);
  openToAll(unfinished);
  renameSync(unfinished, target);
}

/** The package's install script makes these links; it has not run where install scripts are switched off. */
function linkLibraries(directory: string): void {
  const list = path.join(directory, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(list, 'utf8'));
  for (const { source, target } of links) {
    const link = path.join(directory, path.relative('native', target));
    if (!existsSync(link)) symlinkSync(path.relative(path.dirname(target), source), link);
  }
}

function openToAll(directory: string): void {
  chmodSync(directory, 0o755);
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    const file = path.join(directory, entry.name);
    if (entry.isDirectory()) openToAll(file);
    else if (entry.isFile()) chmodSync(file, path.basename(directory) === 'bin' ? 0o755 : 0o644);
  }
}
