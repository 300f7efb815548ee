import { parse } from 'csv-parse/sync';
import { type Line, longestLine } from './lines.ts';
import { malformed, type SourceRecord, UnreadableFileError } from './source-records.ts';

/** A quoted cell may hold line breaks, over this many lines at most; beyond, the quote is taken for one that was never closed. */
const mostLinesOfOneRecord = 200;

const delimiters = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof delimiters)[number];

interface CsvFormat {
  readonly columns: readonly string[];
  readonly delimiter: string;
}

/**
 * The records of a CSV file (RFC 4180) with a header line. Physical lines decide where reading goes on after a mistake: a quote that is
 * never closed spoils its own line and no other. Lines without quotes, nearly all, are split as they are; the others are csv-parse's.
 */
export async function* readCsvRecords(
  lines: AsyncIterable<Line>,
  options: { readonly delimiter: Delimiter | null },
): AsyncGenerator<SourceRecord> {
  const reader = new LineQueue(lines);
  const header = await reader.next();
  if (header === null || header.text.trim() === '')
    throw new UnreadableFileError('The file has no header line with column names.');
  const format = formatOf(header, options.delimiter);
  for (let line = await reader.next(); line !== null; line = await reader.next()) {
    if (line.text.trim() === '') continue;
    yield await readRecord(reader, line, format);
  }
}

function formatOf(header: Line, delimiter: Delimiter | null): CsvFormat {
  const chosen = delimiter ?? mostFrequent(header.text);
  const columns = cellsOf(header.text, chosen)?.map((name) => name.trim());
  if (columns === undefined) throw new UnreadableFileError('The header line has a quote that is not closed.');
  const repeated = columns.find((name, index) => columns.indexOf(name) !== index);
  if (repeated !== undefined) throw new UnreadableFileError(`The header names the column "${repeated}" twice.`);
  return { columns, delimiter: chosen };
}

function mostFrequent(header: string): string {
  const count = (delimiter: string) => header.split(delimiter).length;
  return [...delimiters].sort((left, right) => count(right) - count(left))[0] ?? ',';
}

async function readRecord(reader: LineQueue, first: Line, format: CsvFormat): Promise<SourceRecord> {
  if (first.isTooLong)
    return malformed(first, { code: 'TOO_LONG', reason: `The line has more than ${longestLine} characters.` });
  const cells = cellsOf(first.text, format.delimiter);
  if (cells !== undefined) return recordOf(first, cells, format);
  const continued = await readContinued(reader, first, format);
  return continued ?? malformed(first, { code: 'OPEN_QUOTE', reason: 'A quote (") is opened and not closed.' });
}

/** Joins following lines until the quotes are balanced and the cells as many as the columns; else gives the lines back. */
async function readContinued(reader: LineQueue, first: Line, format: CsvFormat): Promise<SourceRecord | null> {
  const taken: Line[] = [];
  let raw = first.text;
  while (taken.length < mostLinesOfOneRecord && raw.length < longestLine) {
    const line = await reader.next();
    if (line === null) break;
    taken.push(line);
    raw += `\n${line.text}`;
    if (!line.text.includes('"')) continue;
    const cells = cellsOf(raw, format.delimiter);
    if (cells === undefined) continue;
    if (cells.length !== format.columns.length) break;
    return recordOf({ number: first.number, text: raw }, cells, format);
  }
  reader.giveBack(taken);
  return null;
}

function recordOf(
  line: { readonly number: number; readonly text: string },
  cells: readonly string[],
  { columns }: CsvFormat,
): SourceRecord {
  if (cells.length !== columns.length) {
    const reason = `The header has ${columns.length} columns, this line ${cells.length} cells.`;
    return malformed(line, { code: 'WRONG_NUMBER_OF_CELLS', reason });
  }
  const content = { ok: true, cells: new Map(columns.map((name, index) => [name, cells[index] ?? ''])) } as const;
  return { line: line.number, raw: line.text, content };
}

/** Undefined where quotes are not closed or stand where none may. */
function cellsOf(text: string, delimiter: string): readonly string[] | undefined {
  if (!text.includes('"')) return text.split(delimiter);
  try {
    const records: readonly (readonly string[])[] = parse(text, { delimiter, relax_column_count: true });
    return records.length === 1 ? records[0] : undefined;
  } catch {
    return undefined;
  }
}

/** Lines one after the other, some of which may be given back to be read again. */
class LineQueue {
  readonly #lines: AsyncIterator<Line>;
  #returned: Line[] = [];

  constructor(lines: AsyncIterable<Line>) {
    this.#lines = lines[Symbol.asyncIterator]();
  }

  async next(): Promise<Line | null> {
    const returned = this.#returned.shift();
    if (returned !== undefined) return returned;
    const next = await this.#lines.next();
    return next.done === true ? null : next.value;
  }

  giveBack(lines: readonly Line[]): void {
    this.#returned = [...lines, ...this.#returned];
  }
}
