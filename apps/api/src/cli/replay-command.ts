import { type Command, InvalidArgumentError } from 'commander';
import { replayDatabase } from '../modules/audit/index.ts';
import { auditFailure, databaseAddress } from './audit-database.ts';
import { reportLines, showAuditProgress } from './audit-output.ts';
import { auditWords } from './audit-words.ts';
import { type CliContext, type ExitCode, exitCodes } from './context.ts';
import { type AuditCommandOptions, createAuditCommand } from './verify-command.ts';

interface ReplayCommandOptions extends AuditCommandOptions {
  readonly checkpointEvery?: number;
}

/** `fanfare replay`: reads DATABASE_URL; 0 the same, 1 something differs, 2 it could not run. */
export function createReplayCommand(context: CliContext, finish: (code: ExitCode) => void): Command {
  const words = auditWords[context.environment.language];
  return createAuditCommand('replay', context)
    .option(...words.checkpointOption, (text) => {
      if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError(words.wrongNumber);
      return Number(text);
    })
    .action(async (options: ReplayCommandOptions) => finish(await runReplay(options, context)));
}

async function runReplay(options: ReplayCommandOptions, { environment, terminal }: CliContext): Promise<ExitCode> {
  const { programme, json, checkpointEvery } = options;
  const { language } = environment;
  const words = auditWords[language];
  const databaseUrl = databaseAddress(environment.databaseUrl, words);
  const { onProgress, stop } = showAuditProgress(terminal);
  const report = await replayDatabase({ databaseUrl, programme, checkpointEvery, onProgress })
    .catch((error: unknown) => {
      throw auditFailure(error, words);
    })
    .finally(stop);
  if (json === true) terminal.print(JSON.stringify(report, null, 2));
  else for (const line of [...reportLines(report, { words, language }), words.replayLimits]) terminal.print(line);
  return report.isClean ? exitCodes.done : exitCodes.doneWithErrors;
}
