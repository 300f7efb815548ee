import { Command, Option } from 'commander';
import { newId } from '../platform/ids.ts';
import { type ApiAccess, type ApiAnswer, uploadFile } from './api-client.ts';
import { type CliContext, type ExitCode, exitCodes } from './context.ts';
import {
  examineFile,
  type FileToImport,
  type ImportOptions,
  importAddress,
  resumingCommand,
  withoutSlash,
} from './import-options.ts';
import { showProgress } from './import-progress.ts';
import { importAnswerSchema, readCounts, readLineErrors, refusalSchema } from './import-report.ts';
import { CommandFailure, systemErrorCode } from './problems.ts';

const shownErrors = 10;
const askEveryMilliseconds = 1000;

/** `fanfare import FILE`: a client of POST /imports/activities. */
export function createImportCommand(context: CliContext, finish: (code: ExitCode) => void): Command {
  const collect = (word: string, words: readonly string[]) => [...words, word];
  return new Command('import')
    .description('Imports activities from a CSV or NDJSON file (also .gz) through a running server.')
    .argument('<file>', 'the file')
    .requiredOption('--programme <key>', 'the programme, by its key')
    .addOption(new Option('--format <format>', 'what the file is, unless its name says so').choices(['csv', 'ndjson']))
    .option('--map <column:field>', 'which field a column means; "column:" leaves it out; repeatable', collect, [])
    .option('--value <field:from:to>', 'what a word of the file stands for; repeatable', collect, [])
    .option('--default <field:value>', 'what an empty cell means; repeatable', collect, [])
    .option('--source <name>', 'where the facts come from; with their ids it says which facts are the same')
    .option('--delimiter <character>', 'between the cells of a CSV file, unless its header tells: , ; | or \\t')
    .option('--url <address>', 'the installation', 'http://localhost:4000')
    .option('--token <token>', 'an API token with the scope IMPORTS_WRITE; better in FANFARE_TOKEN')
    .option('--resume <import>', 'go on with an interrupted import of the same file')
    .action(async (file: string, options: ImportOptions) => finish(await runImport(file, options, context)));
}

async function runImport(path: string, options: ImportOptions, context: CliContext): Promise<ExitCode> {
  const { environment, terminal } = context;
  const file = await examineFile(path, options.format);
  const api = { url: withoutSlash(options.url), token: options.token ?? environment.token, language: environment.language };
  const importId = options.resume ?? newId();
  terminal.tell(`Import ${importId}`);
  const answer = await terminal.interruptible((signal) => upload({ file, options, importId, api, context, signal }));
  return report(answer, { file, options, importId, api, context });
}

interface Importing {
  readonly file: FileToImport;
  readonly options: ImportOptions;
  readonly importId: string;
  readonly api: ApiAccess;
  readonly context: CliContext;
}

async function upload({ signal, ...importing }: Importing & { readonly signal: AbortSignal }): Promise<ApiAnswer> {
  const { file, options, importId, api, context } = importing;
  const progress = showProgress(context.terminal, file);
  const asking = setInterval(async () => {
    const counts = await readCounts(api, importId);
    if (counts !== undefined) progress.counted(counts);
  }, askEveryMilliseconds);
  try {
    const address = importAddress(file, options, importId);
    const { path, size, isCompressed } = file;
    return await uploadFile(api, { address, file: path, size, isCompressed, signal, onSent: progress.sent });
  } catch (error) {
    throw signal.aborted ? interrupted(importing) : connectionFailure(error, importing);
  } finally {
    clearInterval(asking);
    progress.stop();
  }
}

function interrupted({ file, options, importId }: Importing): CommandFailure {
  const lines = [`Interrupted. What was recorded stays. To go on:`, `  ${resumingCommand(file, options, importId)}`];
  return new CommandFailure(lines, { isInterruption: true });
}

function connectionFailure(error: unknown, { file, options, importId, api }: Importing): CommandFailure {
  const code = systemErrorCode(error);
  if (code === 'ECONNREFUSED' || code === 'ENOTFOUND' || code === 'EAI_AGAIN' || code === 'ERR_INVALID_URL')
    return new CommandFailure([`Nobody answers at ${api.url}. Does the server run, and is --url right?`]);
  const resume = resumingCommand(file, options, importId);
  return new CommandFailure([`The upload broke off (${code ?? String(error)}). To go on:`, `  ${resume}`]);
}

async function report(answer: ApiAnswer, importing: Importing): Promise<ExitCode> {
  const { print, tell } = importing.context.terminal;
  const parsed = importAnswerSchema.safeParse(answer.body);
  if (!parsed.success) throw refusal(answer, importing);
  const { status, linesRead, recorded, duplicates, failed, failure } = parsed.data;
  print(`${linesRead} lines read: ${recorded} recorded, ${duplicates} known already, ${failed} refused.`);
  if (failed > 0) await reportLineErrors(importing);
  if (status === 'COMPLETED') return failed > 0 ? exitCodes.doneWithErrors : exitCodes.done;
  tell(`The import is ${status}.${failure === null ? '' : ` ${failure}`}`);
  if (status === 'INTERRUPTED') tell(`To go on:\n  ${resumingCommand(importing.file, importing.options, importing.importId)}`);
  return exitCodes.failed;
}

function refusal({ status, body }: ApiAnswer, { api, importId }: Importing): CommandFailure {
  const refused = refusalSchema.safeParse(body);
  if (!refused.success) return new CommandFailure([`${api.url} answered with status ${status} and nothing that Fanfare says.`]);
  const [{ message, extensions }] = refused.data.errors;
  if (extensions.code === 'UNAUTHENTICATED')
    return new CommandFailure([`Not signed in: ${message}`, 'Set FANFARE_TOKEN to an API token with the scope IMPORTS_WRITE.']);
  return new CommandFailure([message, ...(extensions.code === 'STATE' ? [`The import is ${importId}.`] : [])]);
}

async function reportLineErrors({ api, importId, context }: Importing): Promise<void> {
  const { print } = context.terminal;
  const found = await readLineErrors(api, { id: importId, first: shownErrors });
  for (const { line, column, code, reason } of found?.nodes ?? [])
    print(`  line ${line}${column === null ? '' : `, column ${column}`}: ${reason} (${code})`);
  const more = (found?.totalCount ?? 0) - (found?.nodes.length ?? 0);
  if (more > 0 || found === null)
    print(
      `  ${found === null ? 'The' : `${more} more; the`} whole report: importRun(id: "${importId}") { lineErrors } over GraphQL, or the admin app.`,
    );
}
