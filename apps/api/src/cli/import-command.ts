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
import { type ImportWords, importWords, type UnfinishedStatus } from './import-words.ts';
import { CommandFailure, systemErrorCode } from './problems.ts';

const shownErrors = 10;
const askEveryMilliseconds = 1000;

/** `fanfare import FILE`: a client of POST /imports/activities. */
export function createImportCommand(context: CliContext, finish: (code: ExitCode) => void): Command {
  const collect = (word: string, words: readonly string[]) => [...words, word];
  const words = importWords[context.environment.language];
  const [format, whatFormat] = words.options.format;
  return new Command('import')
    .description(words.description)
    .argument(`<${words.file[0]}>`, words.file[1])
    .requiredOption(...words.options.programme)
    .addOption(new Option(format, whatFormat).choices(['csv', 'ndjson']))
    .option(...words.options.map, collect, [])
    .option(...words.options.value, collect, [])
    .option(...words.options.default, collect, [])
    .option(...words.options.source)
    .option(...words.options.delimiter)
    .option(...words.options.url, 'http://localhost:4000')
    .option(...words.options.token)
    .option(...words.options.resume)
    .action(async (file: string, options: ImportOptions) => finish(await runImport(file, options, context)));
}

async function runImport(path: string, options: ImportOptions, context: CliContext): Promise<ExitCode> {
  const { environment, terminal } = context;
  const words = importWords[environment.language];
  const file = await examineFile(path, { format: options.format, words });
  const api = { url: withoutSlash(options.url), token: options.token ?? environment.token, language: environment.language };
  const importId = options.resume ?? newId();
  terminal.tell(words.started(importId));
  const answer = await terminal.interruptible((signal) => upload({ file, options, importId, api, context, words, signal }));
  return report(answer, { file, options, importId, api, context, words });
}

interface Importing {
  readonly file: FileToImport;
  readonly options: ImportOptions;
  readonly importId: string;
  readonly api: ApiAccess;
  readonly context: CliContext;
  readonly words: ImportWords;
}

async function upload({ signal, ...importing }: Importing & { readonly signal: AbortSignal }): Promise<ApiAnswer> {
  const { file, options, importId, api, context, words } = importing;
  const { language } = context.environment;
  const progress = showProgress(context.terminal, { size: file.size, words, language });
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

function interrupted(importing: Importing): CommandFailure {
  const { words } = importing;
  return new CommandFailure([`${words.interrupted} ${words.toGoOn}`, resuming(importing)], { isInterruption: true });
}

/** The line with the command that goes on. */
function resuming({ file, options, importId }: Importing): string {
  return `  ${resumingCommand(file, options, importId)}`;
}

function connectionFailure(error: unknown, importing: Importing): CommandFailure {
  const { api, words } = importing;
  const code = systemErrorCode(error);
  if (code === 'ECONNREFUSED' || code === 'ENOTFOUND' || code === 'EAI_AGAIN' || code === 'ERR_INVALID_URL')
    return new CommandFailure([words.nobodyAnswers(api.url)]);
  return new CommandFailure([`${words.brokeOff(code ?? String(error))} ${words.toGoOn}`, resuming(importing)]);
}

async function report(answer: ApiAnswer, importing: Importing): Promise<ExitCode> {
  const { words, context } = importing;
  const { print } = context.terminal;
  const parsed = importAnswerSchema.safeParse(answer.body);
  if (!parsed.success) throw refusal(answer, importing);
  const { status, linesRead, recorded, duplicates, failed, failure } = parsed.data;
  const shown = (count: number) => count.toLocaleString(context.environment.language);
  const counts = { linesRead: shown(linesRead), recorded: shown(recorded) };
  print(words.result({ ...counts, duplicates: shown(duplicates), failed: shown(failed) }));
  if (failed > 0) await reportLineErrors(importing);
  if (status === 'COMPLETED') return failed > 0 ? exitCodes.doneWithErrors : exitCodes.done;
  tellUnfinished({ status, failure }, importing);
  return exitCodes.failed;
}

function tellUnfinished(
  { status, failure }: { readonly status: UnfinishedStatus; readonly failure: string | null },
  importing: Importing,
): void {
  const { words } = importing;
  const { tell } = importing.context.terminal;
  tell(failure === null ? words.ended[status] : `${words.ended[status]} ${failure}`);
  if (status !== 'INTERRUPTED') return;
  tell(words.toGoOn);
  tell(resuming(importing));
}

function refusal({ status, body }: ApiAnswer, { api, importId, words }: Importing): CommandFailure {
  const refused = refusalSchema.safeParse(body);
  if (!refused.success) return new CommandFailure([words.strangeAnswer(api.url, status)]);
  const [{ message, extensions }] = refused.data.errors;
  if (extensions.code === 'UNAUTHENTICATED') return new CommandFailure(words.notSignedIn(message));
  return new CommandFailure([message, ...(extensions.code === 'STATE' ? [words.theImportIs(importId)] : [])]);
}

async function reportLineErrors({ api, importId, context, words }: Importing): Promise<void> {
  const { print } = context.terminal;
  const shown = (count: number) => count.toLocaleString(context.environment.language);
  const found = await readLineErrors(api, { id: importId, first: shownErrors });
  for (const { line, column, code, reason } of found?.nodes ?? [])
    print(`  ${words.line({ line: shown(line), column })}: ${reason} (${code})`);
  const more = (found?.totalCount ?? 0) - (found?.nodes.length ?? 0);
  if (more > 0 || found === null) print(`  ${words.wholeReport({ id: importId, more: found === null ? null : shown(more) })}`);
}
