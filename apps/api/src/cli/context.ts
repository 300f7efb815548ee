import type { CliEnvironment } from './env.ts';
import type { Terminal } from './terminal.ts';

/** How a command ended, for scripts. */
export const exitCodes = {
  done: 0,
  /** It ran to its end, and something was refused or found broken. */
  doneWithErrors: 1,
  /** It could not run, or not to its end. */
  failed: 2,
  /** Ctrl-C. */
  interrupted: 130,
} as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

export interface CliContext {
  readonly environment: CliEnvironment;
  readonly terminal: Terminal;
}
