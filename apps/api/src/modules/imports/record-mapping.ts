import { activityReportSchema, type ImportField, importFields } from '@fanfare/contracts';
import { type UserFailure, validateInput } from '../../platform/graphql/payload.ts';
import type { LocalisedText } from '../../platform/localised-text.ts';
import { type ActivityDraft, draftOf } from '../activities/index.ts';
import { ColumnMapping, type FieldPlaces } from './column-mapping.ts';
import { FieldReader } from './field-values.ts';
import type { ImportSettings } from './import-settings.ts';
import { type LineProblem, type SourceRecord, UnreadableFileError } from './source-records.ts';

export type MappedRecord =
  | {
      readonly ok: true;
      readonly draft: ActivityDraft;
      /** A failure of the recorder, at the column of the file. */
      readonly problemOf: (failure: UserFailure) => LineProblem;
    }
  | { readonly ok: false; readonly problems: readonly LineProblem[] };

const longestReference = 200;

/** Makes drafts of records. Problems name the column of the file, as its owner knows it. */
export class RecordMapper {
  readonly #source: string;
  readonly #columns: ColumnMapping;
  readonly #reader: FieldReader;
  #last: { readonly columns: readonly string[]; readonly found: FieldPlaces } | undefined;

  constructor(settings: ImportSettings) {
    this.#source = settings.source;
    this.#columns = new ColumnMapping(settings.columns);
    this.#reader = new FieldReader(settings);
  }

  /** Throws UnreadableFileError where the header does not fit the mapping: every line would fail for the same reason. */
  checkHeader(columns: readonly string[]): void {
    const missing = this.#columns.missingAmong(columns);
    if (missing.length > 0) throw new UnreadableFileError(missingColumns(missing, columns));
    const [ambiguous] = this.#placesOf(columns).ambiguous;
    if (ambiguous !== undefined) throw new UnreadableFileError(ambiguity(ambiguous));
  }

  map(record: SourceRecord): MappedRecord {
    if (!record.content.ok) return { ok: false, problems: [record.content.problem] };
    const { columns, cells } = record.content;
    const { places, ambiguous } = this.#placesOf(columns);
    const columnOf = (field: ImportField) => columns[places.get(field) ?? -1] ?? field;
    const problemOf = (failure: UserFailure) => locate(failure, columnOf);
    const problems = ambiguous.map((found): LineProblem => ({ column: null, code: 'INVALID', reason: ambiguity(found) }));
    const values: Partial<Record<ImportField, unknown>> = {};
    for (const field of importFields) {
      const read = this.#reader.read(field, cells[places.get(field) ?? -1]);
      if (read.ok) values[field] = read.value;
      else problems.push({ column: columnOf(field), code: 'INVALID', reason: read.reason });
    }
    if (problems.length > 0) return { ok: false, problems };
    return this.#draft(values, problemOf);
  }

  #draft(values: Partial<Record<ImportField, unknown>>, problemOf: (failure: UserFailure) => LineProblem): MappedRecord {
    const { likes, comments, reposts, clicks, colleagueLikes, readAt, ambassador, ...report } = values;
    const hasEngagement = [likes, comments, reposts, clicks].some((count) => count !== undefined);
    const read = readAt ?? report.occurredAt;
    const engagement =
      hasEngagement && read !== undefined ? { likes, comments, reposts, clicks, colleagueLikes, readAt: read } : undefined;
    const checked = validateInput(activityReportSchema, { ...report, engagement });
    const failures = [...referenceFailures(ambassador), ...(checked.ok ? [] : checked.failures)];
    if (!checked.ok || failures.length > 0) return { ok: false, problems: failures.map(problemOf) };
    const draft = draftOf(checked.value, { source: this.#source, ambassador: { reference: String(ambassador) } });
    return { ok: true, draft, problemOf };
  }

  /** The records of a CSV file share their columns, which are then looked at once. */
  #placesOf(columns: readonly string[]): FieldPlaces {
    if (this.#last?.columns !== columns) this.#last = { columns, found: this.#columns.placesOf(columns) };
    return this.#last.found;
  }
}

function referenceFailures(ambassador: unknown): readonly UserFailure[] {
  const path = ['ambassador'];
  if (ambassador === undefined) {
    return [{ code: 'REQUIRED', path, message: { GERMAN: 'Die Angabe fehlt.', ENGLISH: 'The value is missing.' } }];
  }
  const text = String(ambassador);
  if (text.length <= longestReference && !/[\p{Cc}\p{Cs}]/u.test(text)) return [];
  const message = {
    GERMAN: `Richtig wären höchstens ${longestReference} Zeichen ohne Steuerzeichen.`,
    ENGLISH: `Right would be at most ${longestReference} characters without control characters.`,
  };
  return [{ code: 'INVALID', path, message }];
}

function locate(failure: UserFailure, columnOf: (field: ImportField) => string): LineProblem {
  const field =
    importFields.find((name) => name === failure.path.at(-1)) ?? importFields.find((name) => name === failure.path[0]);
  return { column: field === undefined ? null : columnOf(field), code: failure.code, reason: failure.message };
}

function missingColumns(missing: readonly string[], columns: readonly string[]): LocalisedText {
  const quoted = (names: readonly string[]) => names.map((name) => `"${name}"`).join(', ');
  return {
    GERMAN: `Die Datei hat keine Spalte ${quoted(missing)}. Ihre Spalten sind ${quoted(columns)}.`,
    ENGLISH: `The file has no column ${quoted(missing)}. Its columns are ${quoted(columns)}.`,
  };
}

function ambiguity({ field, columns }: FieldPlaces['ambiguous'][number]): LocalisedText {
  const [one, other] = columns;
  return {
    GERMAN: `Die Spalten "${one}" und "${other}" heißen beide wie ${field}. Welche gemeint ist, sagt map=SPALTE:${field}.`,
    ENGLISH: `The columns "${one}" and "${other}" are both called like ${field}. Which one is meant, map=COLUMN:${field} says.`,
  };
}
