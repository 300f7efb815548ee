import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { Places } from './places.ts';

/** What a PostgreSQL program answered. */
export interface Answer {
  readonly succeeded: boolean;
  readonly output: string;
}

/** Runs one of PostgreSQL's programs to its end, as the cluster's account, with messages in English. */
export async function runProgram(places: Places, program: 'initdb' | 'pg_ctl', parameters: readonly string[]): Promise<Answer> {
  const child = spawn(path.join(places.binaries, 'bin', program), parameters, {
    ...places.account,
    cwd: places.directory,
    env: programEnvironment(),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString('utf8');
  });
  child.stderr.on('data', (chunk: Buffer) => {
    output += chunk.toString('utf8');
  });
  const [exitCode] = await once(child, 'close');
  return { succeeded: exitCode === 0, output };
}

/** Nothing of the caller's PG* variables or language may reach the cluster. */
export function programEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' };
}
