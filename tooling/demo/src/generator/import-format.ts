import { stringify } from 'csv-stringify/sync';
import type { GeneratedActivity } from './activities.ts';

/** The columns of an activity import, in order. */
export const importColumns = [
  'externalId',
  'ambassador',
  'kind',
  'channel',
  'occurredAt',
  'evidence',
  'campaign',
  'hashtags',
  'url',
  'disclosed',
  'textLength',
  'amplifies',
  'likes',
  'comments',
  'reposts',
  'clicks',
  'readAt',
] as const;

/** One record of an import; what is not known is left out. */
export type ImportRecord = Partial<Record<(typeof importColumns)[number], string | number | boolean | readonly string[]>>;

/** An activity with its latest reading, as one record of `POST /imports/activities`. */
export function importRecordOf(activity: GeneratedActivity): ImportRecord {
  const { readings, withdrawnAt: _withdrawnAt, ...fact } = activity;
  return { ...fact, ...readings.at(-1) };
}

/** One NDJSON line. */
export function importLineOf(activity: GeneratedActivity): string {
  return `${JSON.stringify(importRecordOf(activity))}\n`;
}

/** The heading of the CSV form. */
export const importHeading = stringify([[...importColumns]]);

/** One CSV line; hashtags are separated by a space, an unknown value is an empty cell. */
export function importRowOf(activity: GeneratedActivity): string {
  const record = importRecordOf(activity);
  return stringify([importColumns.map((column) => cellOf(record[column]))]);
}

function cellOf(value: ImportRecord[keyof ImportRecord]): string {
  if (value === undefined) return '';
  return Array.isArray(value) ? value.join(' ') : String(value);
}
