import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { postgresMajorVersion } from './binaries.ts';
import { runProgram } from './command.ts';
import { explainOutput, LocalPostgresError } from './errors.ts';
import type { Places } from './places.ts';

/** The one account inside the cluster; it owns everything. */
export const clusterUser = 'fanfare';

export function dataDirectory(places: Places): string {
  return path.join(places.directory, 'data');
}

/** The password that was drawn when the cluster was created. */
export function clusterPassword(places: Places): string {
  return readFileSync(passwordFile(places), 'utf8').trim();
}

function passwordFile(places: Places): string {
  return path.join(places.directory, 'password');
}

/**
 * Creates the cluster unless it exists: UTF-8, sorted by code point by PostgreSQL's own C.UTF-8, so that order never depends on the
 * machine's locales. It is made beside its final place, so that an interrupted creation leaves nothing that looks whole.
 *
 * @throws LocalPostgresError when the disk is full or read-only, or the data belong to another PostgreSQL release
 */
export async function ensureCluster(places: Places, { durable }: { durable: boolean }): Promise<'created' | 'existed'> {
  if (existsSync(path.join(dataDirectory(places), 'PG_VERSION'))) {
    checkVersion(places);
    return 'existed';
  }
  writePassword(places);
  const unfinished = `${dataDirectory(places)}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  const answer = await runProgram(places, 'initdb', [
    `--pgdata=${unfinished}`,
    `--username=${clusterUser}`,
    `--pwfile=${passwordFile(places)}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--no-instructions',
    ...(durable ? [] : ['--no-sync']),
  ]);
  if (!answer.succeeded) throw explainOutput(answer.output, places.directory);
  renameSync(unfinished, dataDirectory(places));
  return 'created';
}

/** @throws LocalPostgresError NOT_OWNER when PostgreSQL would refuse the data because another account owns them */
export function checkOwner(places: Places): void {
  const owner = statSync(dataDirectory(places), { throwIfNoEntry: false })?.uid;
  const account = places.account.uid ?? process.getuid?.();
  if (owner === undefined || owner === account) return;
  throw new LocalPostgresError(
    'NOT_OWNER',
    `The database in ${places.directory} belongs to another account (user id ${owner}): start as that account, or move the folder away.`,
  );
}

function checkVersion(places: Places): void {
  const version = readFileSync(path.join(dataDirectory(places), 'PG_VERSION'), 'utf8').trim();
  if (version === postgresMajorVersion) return;
  throw new LocalPostgresError(
    'OTHER_VERSION',
    `${places.directory} holds data of PostgreSQL ${version}, but this is PostgreSQL ${postgresMajorVersion}: move the folder away to begin anew.`,
  );
}

function writePassword(places: Places): void {
  const file = passwordFile(places);
  rmSync(file, { force: true });
  writeFileSync(file, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600 });
  const { uid, gid } = places.account;
  if (uid !== undefined && gid !== undefined) chownSync(file, uid, gid);
}
