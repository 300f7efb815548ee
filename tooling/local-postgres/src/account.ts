import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';

/** The account PostgreSQL runs as; empty when it is the one that started this process. */
export interface Account {
  readonly uid?: number;
  readonly gid?: number;
}

function idsOf(name: string): Account | undefined {
  const read = (flag: string) => spawnSync('id', [flag, name], { encoding: 'utf8' });
  const user = read('-u');
  const group = read('-g');
  if (user.status !== 0 || group.status !== 0) return undefined;
  return { uid: Number.parseInt(user.stdout, 10), gid: Number.parseInt(group.stdout, 10) };
}

/**
 * PostgreSQL refuses to run as root, so root hands it to another account: the owner of data that exist already, else "postgres",
 * else "nobody". An ordinary user runs it as themselves.
 */
export function chooseAccount(dataDirectory: string): Account {
  if (process.getuid?.() !== 0) return {};
  const owner = statSync(dataDirectory, { throwIfNoEntry: false });
  if (owner !== undefined && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  return idsOf('postgres') ?? idsOf('nobody') ?? {};
}

/** Whether `account` can run the program at `file`: every folder above may be closed to it, or a library unreadable. */
export function canRun(account: Account, file: string): boolean {
  return spawnSync(file, ['--version'], { ...account, cwd: '/', stdio: 'ignore' }).status === 0;
}

/** Whether `account` can create files in `directory`. */
export function canWrite(account: Account, directory: string): boolean {
  const script = 'cd "$1" && test -w .';
  return spawnSync('/bin/sh', ['-c', script, 'sh', directory], { ...account, cwd: '/', stdio: 'ignore' }).status === 0;
}
