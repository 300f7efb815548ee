import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

/**
 * Stands between this process and a server and ends the server when its standard input closes: on request, or because this process
 * died, even by SIGKILL. It has a session of its own, so that Ctrl-C reaches this process alone, which then stops things in order.
 */
const guardScript = `
exec 3<&0
shutdown=$1; shift
"$@" 3<&- </dev/null &
server=$!
( read -r line <&3; kill -s "$shutdown" "$server" ) 2>/dev/null &
exec 3<&-
wait "$server"
`;

/** What to run under guard. */
export interface GuardedCommand {
  readonly program: string;
  readonly parameters: readonly string[];
  /** The signal that ends the server, without "SIG". */
  readonly shutdown: 'INT' | 'QUIT' | 'TERM';
  /** A file descriptor that takes standard output and error. */
  readonly log: number;
  readonly workingDirectory: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly account?: { readonly uid?: number; readonly gid?: number };
}

/** A server that ends with this process, however that ends; it does not keep this process alive. */
export interface GuardedProcess {
  /** Whether the server has not ended yet. */
  isRunning(): boolean;
  /** Ends the server and waits for it. May be called again. */
  stop(): Promise<void>;
}

/** Starts a server that cannot outlive this process. */
export function spawnGuarded(command: GuardedCommand): GuardedProcess {
  const child = spawn('/bin/sh', ['-c', guardScript, 'sh', command.shutdown, command.program, ...command.parameters], {
    ...command.account,
    cwd: command.workingDirectory,
    detached: true,
    env: command.environment,
    stdio: ['pipe', command.log, command.log],
  });
  child.once('exit', () => child.stdin?.destroy());
  child.unref();
  return { isRunning: () => isRunning(child), stop: () => stop(child) };
}

function isRunning(child: ChildProcess): boolean {
  return child.exitCode === null && child.signalCode === null;
}

async function stop(child: ChildProcess): Promise<void> {
  if (!isRunning(child)) return;
  child.ref();
  const ended = once(child, 'exit');
  child.stdin?.end();
  await ended;
}
