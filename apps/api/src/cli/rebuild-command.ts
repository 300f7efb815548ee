import type { BoardPeriod, BoardScope } from '@fanfare/contracts';
import { Command } from 'commander';
import { type RebuiltProgramme, rebuildDatabase } from '../modules/rankings/index.ts';
import { auditFailure, databaseAddress } from './audit-database.ts';
import { auditWords } from './audit-words.ts';
import { type CliContext, type ExitCode, exitCodes } from './context.ts';
import type { CliLanguage } from './language.ts';
import { CommandFailure } from './problems.ts';

interface RebuildWords {
  readonly description: string;
  readonly scopes: Readonly<Record<BoardScope, string>>;
  readonly periods: Readonly<Record<BoardPeriod, string>>;
  readonly progress: (what: {
    key: string;
    boards: string;
    done: number;
    of: number;
    standings: string;
    written: string;
  }) => string;
  readonly done: (what: { key: string; standings: string; written: string; removed: string; seconds: string }) => string;
}

const rebuildWords: Readonly<Record<CliLanguage, RebuildWords>> = {
  de: {
    description: 'Schreibt die Ranglisten in der Datenbank (DATABASE_URL) aus den Buchungen neu, während sie gelesen werden.',
    scopes: {
      ...{ PROGRAMME: 'Programm', DEPARTMENT: 'Abteilungen', TEAM: 'Teams', TANDEM: 'Tandems' },
      ...{ CHANNEL: 'Kanäle', CAMPAIGN: 'Kampagnen', CHALLENGE: 'Challenges' },
    },
    periods: { DAY: 'Tage', WEEK: 'Wochen', MONTH: 'Monate', SEASON: 'Saisons', ALL_TIME: 'gesamte Zeit' },
    progress: ({ key, boards, done, of, standings, written }) =>
      `${key}: ${done} von ${of}, ${boards}: ${standings} Stände, ${written} geschrieben`,
    done: ({ key, standings, written, removed, seconds }) =>
      `${key}: ${standings} Stände; ${written} waren anders oder fehlten, ${removed} waren zu viel (${seconds} s)`,
  },
  en: {
    description: 'Writes the boards in the database (DATABASE_URL) anew from the ledger while they are being read.',
    scopes: {
      ...{ PROGRAMME: 'programme', DEPARTMENT: 'departments', TEAM: 'teams', TANDEM: 'tandems' },
      ...{ CHANNEL: 'channels', CAMPAIGN: 'campaigns', CHALLENGE: 'challenges' },
    },
    periods: { DAY: 'days', WEEK: 'weeks', MONTH: 'months', SEASON: 'seasons', ALL_TIME: 'all time' },
    progress: ({ key, boards, done, of, standings, written }) =>
      `${key}: ${done} of ${of}, ${boards}: ${standings} standings, ${written} written`,
    done: ({ key, standings, written, removed, seconds }) =>
      `${key}: ${standings} standings; ${written} were different or missing, ${removed} too many (${seconds} s)`,
  },
};

interface RebuildCommandOptions {
  readonly programme?: string;
}

/** `fanfare rebuild`: reads DATABASE_URL; 0 done, 2 it could not run. */
export function createRebuildCommand(context: CliContext, finish: (code: ExitCode) => void): Command {
  const { language } = context.environment;
  return new Command('rebuild')
    .description(rebuildWords[language].description)
    .option(...auditWords[language].programmeOption)
    .action(async (options: RebuildCommandOptions) => finish(await runRebuild(options, context)));
}

async function runRebuild({ programme }: RebuildCommandOptions, { environment, terminal }: CliContext): Promise<ExitCode> {
  const { language } = environment;
  const words = rebuildWords[language];
  const number = new Intl.NumberFormat(language);
  const rebuilt = await rebuildDatabase({
    databaseUrl: databaseAddress(environment.databaseUrl, auditWords[language]),
    programme,
    now: new Date(),
    onProgress: (key, { boards, done, of, standings, written }) =>
      terminal.tell(
        words.progress({
          ...{ key, done, of, boards: `${words.scopes[boards.scope]}, ${words.periods[boards.period]}` },
          ...{ standings: number.format(standings), written: number.format(written) },
        }),
      ),
  }).catch((error: unknown) => {
    throw auditFailure(error, auditWords[language]);
  });
  if (programme !== undefined && rebuilt.length === 0)
    throw new CommandFailure(auditWords[language].unknownProgramme(programme));
  for (const one of rebuilt) terminal.print(words.done(inWords(one, number)));
  return exitCodes.done;
}

function inWords({ key, standings, written, removed, milliseconds }: RebuiltProgramme, number: Intl.NumberFormat) {
  return {
    key,
    ...{ standings: number.format(standings), written: number.format(written), removed: number.format(removed) },
    seconds: number.format(milliseconds / 1000),
  };
}
