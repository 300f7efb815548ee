import type { ImportField } from '@fanfare/contracts';
import type { LocalisedText } from '../../platform/localised-text.ts';
import type { ImportSettings } from './import-settings.ts';

/** Words that exports of the usual tools use for kinds and channels, in lower case. */
const synonyms: readonly (readonly [field: ImportField, from: string, to: string])[] = [
  ['kind', 'tweet', 'POST'],
  ['kind', 'status', 'POST'],
  ['kind', 'repost', 'SHARE'],
  ['kind', 'reshare', 'SHARE'],
  ['kind', 'retweet', 'SHARE'],
  ['kind', 'boost', 'SHARE'],
  ['kind', 'reply', 'COMMENT'],
  ['channel', 'twitter', 'X'],
];

const spelledInCapitals: ReadonlySet<ImportField> = new Set(['kind', 'channel', 'evidence']);
const numeric: ReadonlySet<ImportField> = new Set(['textLength', 'quantity', 'likes', 'comments', 'reposts', 'clicks']);
const names: ReadonlySet<ImportField> = new Set(['externalId', 'ambassador', 'campaign', 'amplifies', 'contentKey']);
const times: ReadonlySet<ImportField> = new Set(['occurredAt', 'readAt']);
const yes = new Set(['true', 'yes', 'ja', '1']);
const no = new Set(['false', 'no', 'nein', '0']);

/** The date and the time of day with an offset; seconds may be missing. */
const instantPattern = /^(\d{4})-(\d{2})-(\d{2})[T ]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})$/;

export type FieldValue =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly reason: LocalisedText };

/** Reads the cells of fields: what an empty one means, what a word stands for, and what kind of value it is. */
export class FieldReader {
  readonly #words: ReadonlyMap<string, string>;
  readonly #defaults: ReadonlyMap<ImportField, string>;

  constructor({ values, defaults }: Pick<ImportSettings, 'values' | 'defaults'>) {
    this.#words = new Map([...synonyms, ...values].map(([field, from, to]) => [wordKey(field, from), to]));
    this.#defaults = new Map(defaults);
  }

  /** `value` is undefined where neither the cell nor a default says anything. */
  read(field: ImportField, cell: unknown): FieldValue {
    const trimmed = typeof cell === 'string' ? cell.trim() : cell;
    const isEmpty = trimmed === undefined || trimmed === null || trimmed === '';
    const given = isEmpty ? this.#defaults.get(field) : trimmed;
    if (given === undefined) return { ok: true, value: undefined };
    const meant = typeof given === 'string' ? (this.#words.get(wordKey(field, given)) ?? given) : given;
    const value = typeof meant === 'string' ? fromText(field, meant) : fromJson(field, meant);
    return value === invalid ? { ok: false, reason: expectationOf(field) } : { ok: true, value };
  }
}

function wordKey(field: ImportField, word: string): string {
  return `${field}:${word.toLowerCase()}`;
}

const invalid = Symbol('invalid');

function fromText(field: ImportField, text: string): unknown {
  if (times.has(field)) return instant(text);
  if (numeric.has(field)) return /^-?\d{1,15}$/.test(text) ? Number(text) : invalid;
  if (field === 'disclosed') return yes.has(text.toLowerCase()) ? true : no.has(text.toLowerCase()) ? false : invalid;
  if (field === 'colleagueLikes')
    return text.split(/[\s,;]+/).flatMap((colleague) => (colleague === '' ? [] : [{ colleague }]));
  if (field === 'hashtags') return text.split(/[\s,;]+/).filter((tag) => tag !== '');
  return spelledInCapitals.has(field) ? text.toUpperCase() : text;
}

/** What JSON gives beside text. Keys are often written as numbers there. */
function fromJson(field: ImportField, value: unknown): unknown {
  if (names.has(field)) return typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : invalid;
  if (times.has(field)) return invalid;
  if (field === 'colleagueLikes' && Array.isArray(value))
    return value.map((one: unknown) => (typeof one === 'string' ? { colleague: one } : one));
  return value;
}

/** Invalid where the calendar has no such day: Date would take 30 February for 2 March. */
function instant(text: string): Date | typeof invalid {
  const [, year, month, day] = instantPattern.exec(text) ?? [];
  const date = year === undefined ? null : new Date(text.replace(' ', 'T'));
  if (date === null || Number.isNaN(date.getTime())) return invalid;
  const midnight = new Date(`${year}-${month}-${day}T00:00:00Z`);
  return midnight.toISOString().slice(8, 10) === day ? date : invalid;
}

function expectationOf(field: ImportField): LocalisedText {
  if (times.has(field)) {
    return {
      GERMAN: 'Das ist kein Zeitpunkt mit Zeitzone; richtig wäre etwa 2026-03-01T09:30:00+01:00 oder 2026-03-01T08:30Z.',
      ENGLISH: 'This is no time with an offset; right would be 2026-03-01T09:30:00+01:00 or 2026-03-01T08:30Z.',
    };
  }
  if (names.has(field)) {
    return { GERMAN: 'Das ist weder Text noch eine ganze Zahl.', ENGLISH: 'This is neither text nor a whole number.' };
  }
  if (field === 'disclosed') return { GERMAN: 'Richtig wäre true oder false.', ENGLISH: 'Right would be true or false.' };
  return { GERMAN: 'Das ist keine ganze Zahl.', ENGLISH: 'This is no whole number.' };
}
