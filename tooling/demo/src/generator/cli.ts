import { Command, InvalidArgumentError, Option } from 'commander';
import { generateHistory } from './history.ts';
import { type HistoryFormat, writeHistory } from './write-history.ts';

interface GenerateOptions {
  readonly ambassadors: number;
  readonly weeks: number;
  readonly seed: string;
  readonly now: Date;
  readonly format: HistoryFormat;
  readonly out: string;
}

function wholeNumber(text: string): number {
  if (/^[1-9]\d*$/.test(text)) return Number(text);
  throw new InvalidArgumentError('Give a whole number above zero.');
}

function moment(text: string): Date {
  const date = new Date(text);
  if (Number.isNaN(date.getTime())) throw new InvalidArgumentError('Give a date such as 2026-11-22T12:00:00Z.');
  return date;
}

const command = new Command('generate')
  .description('Writes an invented company programme: ambassadors.ndjson and the activities in the import format.')
  .option('--ambassadors <count>', 'how many people', wholeNumber, 240)
  .option('--weeks <count>', 'how many weeks of activity', wholeNumber, 10)
  .option('--seed <text>', 'the same seed gives the same history', 'fanfare')
  .option('--now <moment>', 'when the history ends (default: now)', moment, new Date())
  .addOption(new Option('--format <format>', 'how activities are written').choices(['ndjson', 'csv']).default('ndjson'))
  .requiredOption('--out <folder>', 'where to write')
  .action(async ({ ambassadors, weeks, seed, now, format, out }: GenerateOptions) => {
    const written = await writeHistory(generateHistory({ ambassadors, weeks, seed, now }), out, format);
    process.stdout.write(`${written.ambassadors} ambassadors: ${written.ambassadorsFile}\n`);
    process.stdout.write(`${written.activities} activities: ${written.activitiesFile}\n`);
  });

try {
  await command.parseAsync();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
