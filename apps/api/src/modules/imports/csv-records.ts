import { CsvError, parse } from 'csv-parse/sync';
import type { LocalisedText } from '../../platform/localised-text.ts';
import { type Line, longestLine } from './lines.ts';
import {
  faultReasons,
  faultyRecord,
  malformed,
  type OpenedFile,
  type SourceRecord,
  UnreadableFileError,
} from './source-records.ts';

/** A quoted cell may hold line breaks, over this many lines at most; beyond, the quote is taken for one that was never closed. */
const mostLinesOfOneRecord = 200;

export const delimiters = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof delimiters)[number];

interface CsvFormat {
  readonly columns: readonly string[];
  readonly delimiter: string;
}

/**
 * Opens a CSV file (RFC 4180) with a header line. Physical lines decide where reading goes on after a mistake: a quote that is never
 * closed spoils its own line and no other. Lines without quotes, nearly all, are split as they are; the others are csv-parse's.
 * Throws UnreadableFileError.
 */
export async function openCsv(
  lines: AsyncIterable<Line>,
  options: { readonly delimiter: Delimiter | null },
): Promise<OpenedFile> {
  const queue = new LineQueue(lines);
  const header = await queue.next();
  if (header === null || header.text.trim() === '') throw new UnreadableFileError(noHeader);
  if (header.fault !== null) throw new UnreadableFileError(inHeader(faultReasons[header.fault]));
  const format = formatOf(header, options.delimiter);
  return { columns: format.columns, head: header.text, records: readRecords(queue, format) };
}

async function* readRecords(queue: LineQueue, format: CsvFormat): AsyncGenerator<SourceRecord> {
  for (let line = await queue.next(); line !== null; line = await queue.next()) {
    if (line.fault !== null) yield faultyRecord(line, line.fault);
    else if (line.text.trim() !== '') yield await readRecord(queue, line, format);
  }
}

function formatOf(header: Line, delimiter: Delimiter | null): CsvFormat {
  const chosen = delimiter ?? mostFrequent(header.text);
  const cells = cellsOf(header.text, chosen);
  if (!Array.isArray(cells)) throw new UnreadableFileError(inHeader(quoteReasons[cells]));
  const columns = cells.map((name) => name.trim());
  const repeated = columns.find((name, index) => columns.indexOf(name) !== index);
  if (repeated !== undefined) throw new UnreadableFileError(twice(repeated));
  return { columns, delimiter: chosen };
}

function mostFrequent(header: string): string {
  const count = (delimiter: string) => header.split(delimiter).length;
  return [...delimiters].sort((left, right) => count(right) - count(left))[0] ?? ',';
}

async function readRecord(queue: LineQueue, first: Line, format: CsvFormat): Promise<SourceRecord> {
  const cells = cellsOf(first.text, format.delimiter);
  if (Array.isArray(cells)) return recordOf(first, cells, format);
  const continued = cells === 'OPEN_QUOTE' ? await readContinued(queue, first, format) : null;
  return continued ?? malformed(first, { code: cells, reason: quoteReasons[cells] });
}

/** Joins following lines until the quotes are balanced and the cells as many as the columns; else gives the lines back. */
async function readContinued(queue: LineQueue, first: Line, format: CsvFormat): Promise<SourceRecord | null> {
  const taken: Line[] = [];
  let raw = first.text;
  while (taken.length < mostLinesOfOneRecord && raw.length < longestLine) {
    const line = await queue.next();
    if (line === null) break;
    taken.push(line);
    if (line.fault !== null) break;
    raw += `\n${line.text}`;
    if (!line.text.includes('"')) continue;
    const cells = cellsOf(raw, format.delimiter);
    if (cells === 'OPEN_QUOTE') continue;
    // What is wrong by now, no further line puts right.
    if (!Array.isArray(cells) || cells.length !== format.columns.length) break;
    return recordOf({ number: first.number, text: raw }, cells, format);
  }
  queue.giveBack(taken);
  return null;
}

function recordOf(
  line: { readonly number: number; readonly text: string },
  cells: readonly string[],
  { columns }: CsvFormat,
): SourceRecord {
  if (cells.length !== columns.length) {
    return malformed(line, { code: 'WRONG_NUMBER_OF_CELLS', reason: wrongNumberOfCells(columns.length, cells.length) });
  }
  return { line: line.number, raw: line.text, content: { ok: true, columns, cells } };
}

type QuoteFault = 'OPEN_QUOTE' | 'MISPLACED_QUOTE';

/** The cells, or what is wrong with the quotes: further lines may close an open one, nothing mends a misplaced one. */
function cellsOf(text: string, delimiter: string): string[] | QuoteFault {
  if (!text.includes('"')) return text.split(delimiter);
  try {
    const records: string[][] = parse(text, { delimiter, relax_column_count: true });
    const [cells] = records;
    return records.length === 1 && cells !== undefined ? cells : 'MISPLACED_QUOTE';
  } catch (error) {
    return error instanceof CsvError && error.code === 'CSV_QUOTE_NOT_CLOSED' ? 'OPEN_QUOTE' : 'MISPLACED_QUOTE';
  }
}

const noHeader: LocalisedText = {
  GERMAN: 'Die Datei hat keine Kopfzeile mit Spaltennamen.',
  ENGLISH: 'The file has no header line with column names.',
};

const quoteReasons: Readonly<Record<QuoteFault, LocalisedText>> = {
  OPEN_QUOTE: {
    GERMAN: 'Ein Anführungszeichen (") wird geöffnet und nicht geschlossen.',
    ENGLISH: 'A quote (") is opened and not closed.',
  },
  MISPLACED_QUOTE: {
    GERMAN:
      'Ein Anführungszeichen (") steht mitten in einer Zelle. Richtig wäre die ganze Zelle in "..." und das Zeichen doppelt.',
    ENGLISH: 'A quote (") stands in the middle of a cell. Right would be the whole cell in "..." and the quote doubled.',
  },
};

function inHeader(reason: LocalisedText): LocalisedText {
  return {
    GERMAN: `Die Kopfzeile ist nicht lesbar. ${reason.GERMAN}`,
    ENGLISH: `The header line cannot be read. ${reason.ENGLISH}`,
  };
}

function twice(column: string): LocalisedText {
  return {
    GERMAN: `Die Kopfzeile nennt die Spalte „${column}“ zweimal.`,
    ENGLISH: `The header names the column "${column}" twice.`,
  };
}

function wrongNumberOfCells(columns: number, cells: number): LocalisedText {
  return {
    GERMAN: `Die Kopfzeile hat ${columns} Spalten, diese Zeile ${cells} Zellen.`,
    ENGLISH: `The header has ${columns} columns, this line ${cells} cells.`,
  };
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
