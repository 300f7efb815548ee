import { CommanderError } from 'commander';
import { type CliContext, type ExitCode, exitCodes } from './context.ts';
import { createProgram } from './frame.ts';
import { createImportCommand } from './import-command.ts';
import { languageAskedFor } from './language.ts';
import { CommandFailure } from './problems.ts';
import { createRebuildCommand } from './rebuild-command.ts';
import { createReplayCommand } from './replay-command.ts';
import { createVerifyCommand } from './verify-command.ts';

/** Runs one command line, in the language that it asks for, else in that of the environment; gives back the exit code. Throws only for bugs. */
export async function runCli(words: readonly string[], { environment, terminal }: CliContext): Promise<ExitCode> {
  let exitCode: ExitCode = exitCodes.done;
  const finish = (code: ExitCode) => {
    exitCode = code;
  };
  const language = languageAskedFor(words) ?? environment.language;
  const context: CliContext = { environment: { ...environment, language }, terminal };
  const program = createProgram({ terminal, language });
  for (const create of [createImportCommand, createVerifyCommand, createReplayCommand, createRebuildCommand])
    program.addCommand(create(context, finish).copyInheritedSettings(program));
  try {
    await program.parseAsync([...words], { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.failed;
    if (!(error instanceof CommandFailure)) throw error;
    for (const line of error.lines) terminal.tell(line);
    return error.isInterruption ? exitCodes.interrupted : exitCodes.failed;
  }
}
