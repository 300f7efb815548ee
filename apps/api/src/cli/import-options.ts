import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { ImportWords } from './import-words.ts';
import { CommandFailure, systemErrorCode } from './problems.ts';

/** The options of `fanfare import`, as commander reads them. */
export interface ImportOptions {
  readonly programme: string;
  readonly format?: string;
  readonly source?: string;
  readonly delimiter?: string;
  readonly map: readonly string[];
  readonly value: readonly string[];
  readonly default: readonly string[];
  readonly url: string;
  readonly token?: string;
  readonly resume?: string;
}

export interface FileToImport {
  readonly path: string;
  readonly size: number;
  readonly format: string;
  readonly isCompressed: boolean;
}

const formatsByEnding: Readonly<Record<string, string>> = {
  '.csv': 'csv',
  '.tsv': 'csv',
  '.ndjson': 'ndjson',
  '.jsonl': 'ndjson',
};

/** Looks at the file before anything is sent. Throws CommandFailure where there is none to read, or nobody says what it is. */
export async function examineFile(
  file: string,
  { format, words }: { readonly format: string | undefined; readonly words: ImportWords },
): Promise<FileToImport> {
  const facts = await stat(file).catch((error: unknown) => {
    const code = systemErrorCode(error);
    throw new CommandFailure([code === 'ENOENT' ? words.noSuchFile(file) : words.unreadable(file, code ?? String(error))]);
  });
  if (!facts.isFile()) throw new CommandFailure([words.noFile(file)]);
  const isCompressed = file.endsWith('.gz');
  const ending = path.extname(isCompressed ? file.slice(0, -'.gz'.length) : file).toLowerCase();
  const known = format ?? formatsByEnding[ending];
  if (known === undefined) throw new CommandFailure([words.whatKind(file)]);
  return { path: file, size: facts.size, format: known, isCompressed };
}

/** The address of the upload. */
export function importAddress(file: FileToImport, options: ImportOptions, importId: string): string {
  const { programme, source, delimiter, map, value, default: defaults, url } = options;
  const query = new URLSearchParams({ programme, format: file.format, importId, fileName: path.basename(file.path) });
  if (source !== undefined) query.set('source', source);
  if (delimiter !== undefined) query.set('delimiter', delimiter === '\\t' ? '\t' : delimiter);
  for (const pair of map) query.append('map', pair);
  for (const triple of value) query.append('value', triple);
  for (const pair of defaults) query.append('default', pair);
  return `${withoutSlash(url)}/imports/activities?${query}`;
}

/** The command that goes on with an import. It leaves out the token: that belongs in no shell history. */
export function resumingCommand(file: FileToImport, options: ImportOptions, importId: string): string {
  const { programme, format, source, delimiter, map, value, default: defaults, url } = options;
  const words = ['pnpm', 'fanfare', 'import', file.path, '--programme', programme, '--url', url];
  const add = (name: string, given: string | undefined) => given !== undefined && words.push(name, given);
  add('--format', format);
  add('--source', source);
  add('--delimiter', delimiter);
  for (const pair of map) add('--map', pair);
  for (const triple of value) add('--value', triple);
  for (const pair of defaults) add('--default', pair);
  add('--resume', importId);
  return words.map(quoted).join(' ');
}

export function withoutSlash(url: string): string {
  return url.replace(/\/+$/, '');
}

function quoted(word: string): string {
  return /^[\w./:@=,+-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
