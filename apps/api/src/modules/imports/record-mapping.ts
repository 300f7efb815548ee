import { activityReportSchema, type Language } from '@fanfare/contracts';
import { type UserFailure, validateInput } from '../../platform/graphql/payload.ts';
import { type ActivityDraft, draftOf } from '../activities/index.ts';
import { type ImportField, type ImportSettings, importFields } from './import-settings.ts';
import type { LineProblem, SourceRecord } from './source-records.ts';

export type MappedRecord =
  | { readonly ok: true; readonly draft: ActivityDraft }
  | { readonly ok: false; readonly problems: readonly LineProblem[] };

/** Words that exports of the usual tools use for kinds and channels, in lower case. */
const synonyms: Readonly<Partial<Record<ImportField, Readonly<Record<string, string>>>>> = {
  kind: {
    tweet: 'POST',
    status: 'POST',
    repost: 'SHARE',
    reshare: 'SHARE',
    retweet: 'SHARE',
    boost: 'SHARE',
    reply: 'COMMENT',
  },
  channel: { twitter: 'X' },
};

const spelledInCapitals: ReadonlySet<ImportField> = new Set(['kind', 'channel', 'evidence']);
const numeric: ReadonlySet<ImportField> = new Set(['textLength', 'quantity', 'likes', 'comments', 'reposts', 'clicks']);
const yes = new Set(['true', 'yes', 'ja', '1']);
const no = new Set(['false', 'no', 'nein', '0']);

/** The date and the time of day with an offset; seconds may be missing. */
const instantPattern = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})$/;

/** Makes a draft of a record. Problems name the column of the file, as its owner knows it. */
export class RecordMapper {
  readonly #settings: ImportSettings;
  readonly #language: Language;
  readonly #columnOf = new Map<ImportField, string>();

  constructor(settings: ImportSettings, language: Language) {
    this.#settings = settings;
    this.#language = language;
  }

  map(record: SourceRecord): MappedRecord {
    if (!record.content.ok) return { ok: false, problems: [record.content.problem] };
    const cells = this.#fieldsOf(record.content.cells);
    const problems: LineProblem[] = [];
    const values = Object.fromEntries(importFields.map((field) => [field, this.#value(field, cells.get(field), problems)]));
    if (problems.length > 0) return { ok: false, problems };
    const { likes, comments, reposts, clicks, readAt, ambassador, ...report } = values;
    const hasEngagement = [likes, comments, reposts, clicks].some((count) => count !== undefined);
    const engagement = hasEngagement ? { likes, comments, reposts, clicks, readAt: readAt ?? report['occurredAt'] } : undefined;
    const checked = validateInput(activityReportSchema, { ...report, engagement });
    const reference = typeof ambassador === 'string' ? ambassador : '';
    const missing = reference === '' ? [this.#missing('ambassador')] : [];
    if (!checked.ok)
      return { ok: false, problems: [...missing, ...checked.failures.map((failure) => this.problemOf(failure))] };
    if (missing.length > 0) return { ok: false, problems: missing };
    return { ok: true, draft: draftOf(checked.value, { source: this.#settings.source, ambassador: { reference } }) };
  }

  /** A failure of the recorder, at the column of the file. */
  problemOf(failure: UserFailure): LineProblem {
    const field =
      importFields.find((name) => name === failure.path.at(-1)) ?? importFields.find((name) => name === failure.path[0]);
    return {
      column: field === undefined ? null : this.#column(field),
      code: failure.code,
      reason: failure.message[this.#language],
    };
  }

  #missing(field: ImportField): LineProblem {
    const reason = { GERMAN: 'Die Angabe fehlt.', ENGLISH: 'The value is missing.' }[this.#language];
    return { column: this.#column(field), code: 'REQUIRED', reason };
  }

  #column(field: ImportField): string {
    return this.#columnOf.get(field) ?? field;
  }

  #fieldsOf(cells: ReadonlyMap<string, unknown>): ReadonlyMap<ImportField, unknown> {
    const fields = new Map<ImportField, unknown>();
    for (const [column, cell] of cells) {
      const mapped = this.#settings.columns[column];
      const field = mapped === undefined ? sameName(column) : mapped;
      if (field === null) continue;
      this.#columnOf.set(field, column);
      fields.set(field, cell);
    }
    return fields;
  }

  #value(field: ImportField, cell: unknown, problems: LineProblem[]): unknown {
    const given = cell === undefined || cell === null || cell === '' ? this.#settings.defaults[field] : cell;
    if (given === undefined) return undefined;
    const text = typeof given === 'string' ? given.trim() : given;
    const meant = typeof text === 'string' ? (this.#settings.values[field]?.[text.toLowerCase()] ?? text) : text;
    const value = convert(field, meant);
    if (value !== invalid) return value;
    problems.push({ column: this.#column(field), code: 'INVALID', reason: expectations(field)[this.#language] });
    return undefined;
  }
}

/** "occurred_at" and "OccurredAt" mean occurredAt. */
function sameName(column: string): ImportField | null {
  const plain = column.replaceAll(/[_\s-]/g, '').toLowerCase();
  return importFields.find((field) => field.toLowerCase() === plain) ?? null;
}

const invalid = Symbol('invalid');

function convert(field: ImportField, value: unknown): unknown {
  if (typeof value !== 'string') return field === 'occurredAt' || field === 'readAt' ? invalid : value;
  if (field === 'occurredAt' || field === 'readAt') return instant(value);
  if (numeric.has(field)) return /^-?\d+$/.test(value) ? Number(value) : invalid;
  if (field === 'disclosed') return yes.has(value.toLowerCase()) ? true : no.has(value.toLowerCase()) ? false : invalid;
  if (field === 'hashtags') return value.split(/[\s,;]+/).filter((tag) => tag !== '');
  const known = synonyms[field]?.[value.toLowerCase()];
  if (known !== undefined) return known;
  return spelledInCapitals.has(field) ? value.toUpperCase() : value;
}

function instant(text: string): Date | typeof invalid {
  const date = instantPattern.test(text) ? new Date(text.replace(' ', 'T')) : null;
  return date === null || Number.isNaN(date.getTime()) ? invalid : date;
}

function expectations(field: ImportField): Readonly<Record<Language, string>> {
  if (field === 'occurredAt' || field === 'readAt') {
    return {
      GERMAN: 'Das ist kein Zeitpunkt mit Zeitzone; richtig wäre etwa 2026-03-01T09:30:00+01:00 oder 2026-03-01T08:30Z.',
      ENGLISH: 'This is no time with an offset; right would be 2026-03-01T09:30:00+01:00 or 2026-03-01T08:30Z.',
    };
  }
  if (field === 'disclosed') return { GERMAN: 'Richtig wäre true oder false.', ENGLISH: 'Right would be true or false.' };
  return { GERMAN: 'Das ist keine ganze Zahl.', ENGLISH: 'This is no whole number.' };
}
