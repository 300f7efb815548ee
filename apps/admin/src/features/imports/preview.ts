import Papa from 'papaparse';

export type ImportFormat = 'csv' | 'ndjson';

export interface FilePreview {
  readonly format: ImportFormat;
  /** What separates the values of a line; NDJSON has none. */
  readonly delimiter: string | undefined;
  readonly columns: readonly string[];
  /** The first lines, each value as text in the order of the columns. */
  readonly rows: readonly (readonly string[])[];
}

const shownRows = 5;
/** Bytes read for the preview; a line longer than this is no activity. */
const readBytes = 65_536;

/** What the beginning of a file contains, or undefined when it is neither CSV with a heading nor NDJSON. The rest is not read. */
export async function previewFile(file: Blob & { readonly name: string }): Promise<FilePreview | undefined> {
  const text = (await file.slice(0, readBytes).text()).replace(/^\uFEFF/, '');
  const whole = file.size <= readBytes ? text : text.slice(0, text.lastIndexOf('\n') + 1);
  return whole.trimStart().startsWith('{') ? previewNdjson(whole) : previewCsv(whole);
}

export function previewCsv(text: string): FilePreview | undefined {
  const { data, meta } = Papa.parse<string[]>(text, { preview: shownRows + 1, skipEmptyLines: 'greedy' });
  const [columns, ...rows] = data;
  if (columns === undefined || columns.length < 2 || columns.some((column) => column.includes('\u0000'))) return undefined;
  return {
    format: 'csv',
    delimiter: meta.delimiter,
    columns,
    rows: rows.map((row) => columns.map((_, index) => row[index] ?? '')),
  };
}

export function previewNdjson(text: string): FilePreview | undefined {
  const objects = text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(0, shownRows)
    .map(parseObject)
    .filter((object) => object !== undefined);
  if (objects.length === 0) return undefined;
  const columns = [...new Set(objects.flatMap(Object.keys))];
  return {
    format: 'ndjson',
    delimiter: undefined,
    columns,
    rows: objects.map((object) => columns.map((column) => textOf(object[column]))),
  };
}

function parseObject(line: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

function textOf(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) return value.join(' ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
