import { Command } from 'commander';
import { verifyDatabase } from '../modules/audit/index.ts';
import { auditFailure, databaseAddress } from './audit-database.ts';
import { reportLines, showAuditProgress } from './audit-output.ts';
import { auditWords } from './audit-words.ts';
import { type CliContext, type ExitCode, exitCodes } from './context.ts';

/** The options that both audits share. */
export interface AuditCommandOptions {
  readonly programme?: string;
  readonly json?: boolean;
}

/** A command with the options that both audits share. */
export function createAuditCommand(name: 'verify' | 'replay', { environment }: CliContext): Command {
  const words = auditWords[environment.language];
  return new Command(name)
    .description(words[name])
    .option(...words.programmeOption)
    .option('--json', words.jsonOption);
}

/** `fanfare verify`: reads DATABASE_URL; 0 clean, 1 an invariant is broken, 2 it could not run. */
export function createVerifyCommand(context: CliContext, finish: (code: ExitCode) => void): Command {
  return createAuditCommand('verify', context).action(async (options: AuditCommandOptions) =>
    finish(await runVerify(options, context)),
  );
}

async function runVerify({ programme, json }: AuditCommandOptions, { environment, terminal }: CliContext): Promise<ExitCode> {
  const { language } = environment;
  const words = auditWords[language];
  const databaseUrl = databaseAddress(environment.databaseUrl, words);
  const { onProgress, stop } = showAuditProgress(terminal);
  const report = await verifyDatabase({ databaseUrl, programme, onProgress })
    .catch((error: unknown) => {
      throw auditFailure(error, words);
    })
    .finally(stop);
  if (json === true) terminal.print(JSON.stringify(report, null, 2));
  else for (const line of reportLines(report, { words, language })) terminal.print(line);
  return report.isClean ? exitCodes.done : exitCodes.doneWithErrors;
}
