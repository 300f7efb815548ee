import { Command, CommanderError } from 'commander';
import { type CliContext, type ExitCode, exitCodes } from './context.ts';
import { createImportCommand } from './import-command.ts';
import { CommandFailure } from './problems.ts';
import { createRebuildCommand } from './rebuild-command.ts';
import { createReplayCommand } from './replay-command.ts';
import { createVerifyCommand } from './verify-command.ts';

/** Runs one command line; gives back the exit code. Throws only for bugs. */
export async function runCli(words: readonly string[], context: CliContext): Promise<ExitCode> {
  let exitCode: ExitCode = exitCodes.done;
  const finish = (code: ExitCode) => {
    exitCode = code;
  };
  const program = new Command('fanfare')
    .description('Works with a Fanfare installation: over its API, or on its database.')
    .showHelpAfterError('(--help shows how)')
    .exitOverride();
  for (const create of [createImportCommand, createVerifyCommand, createReplayCommand, createRebuildCommand])
    program.addCommand(create(context, finish).copyInheritedSettings(program));
  try {
    await program.parseAsync([...words], { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.failed;
    if (!(error instanceof CommandFailure)) throw error;
    for (const line of error.lines) context.terminal.tell(line);
    return error.isInterruption ? exitCodes.interrupted : exitCodes.failed;
  }
}
