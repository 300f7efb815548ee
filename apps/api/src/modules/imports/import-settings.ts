import { type ImportField, importFields, sourceSchema } from '@fanfare/contracts';
import { z } from 'zod';
import { type Delimiter, delimiters } from './csv-records.ts';

const fieldSchema = z.enum(importFields);

/** A query parameter that may come once or repeatedly. */
const repeatable = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((value) => (value === undefined ? [] : [value].flat()));

const withoutControlCharacters = z.string().regex(/^[^\p{Cc}\p{Cs}]*$/u, 'has control characters');

/** The query of POST /imports/activities. A parameter that it does not know is told: it is a misspelt one. */
export const importQuerySchema = z.strictObject({
  programme: withoutControlCharacters.min(1),
  format: z.enum(['csv', 'ndjson']),
  source: sourceSchema.default('import'),
  fileName: withoutControlCharacters.max(500).optional(),
  importId: z.uuid().optional(),
  delimiter: z.enum(delimiters).optional(),
  map: repeatable,
  value: repeatable,
  default: repeatable,
});

/** How a file is to be read; stored with the run, so that resuming it cannot read it differently. */
export interface ImportSettings {
  readonly source: string;
  readonly delimiter: Delimiter | null;
  /** Which field a column means; null for a column that is left out. Pairs, for a column may have any name ("__proto__"). */
  readonly columns: readonly (readonly [column: string, field: ImportField | null])[];
  /** What a value of a field, in lower case, stands for. */
  readonly values: readonly (readonly [field: ImportField, from: string, to: string])[];
  /** What an empty cell of a field means. */
  readonly defaults: readonly (readonly [field: ImportField, value: string])[];
}

export type SettingsResult =
  | { readonly ok: true; readonly settings: ImportSettings }
  | { readonly ok: false; readonly problems: readonly string[] };

/**
 * Reads the mapping parameters: `map=column:field` (`map=column:` leaves the column out), `value=field:from:to`,
 * `default=field:value`. Problems say which parameter is wrong and how it would be right.
 */
export function readSettings(query: z.output<typeof importQuerySchema>): SettingsResult {
  const columns = query.map.map(readColumn);
  const values = query.value.map(readValue);
  const defaults = query.default.map(readDefault);
  const problems = [
    ...[...columns, ...values, ...defaults].filter((parsed) => typeof parsed === 'string'),
    ...repeated('map', parsedOnly(columns), ([column]) => `the column "${column}"`),
    ...repeated('map', parsedOnly(columns), ([, field]) => (field === null ? null : `the field ${field}`)),
    ...repeated('value', parsedOnly(values), ([field, from]) => `"${from}" of ${field}`),
    ...repeated('default', parsedOnly(defaults), ([field]) => `the field ${field}`),
  ];
  if (problems.length > 0) return { ok: false, problems };
  const { source, delimiter = null } = query;
  return {
    ok: true,
    settings: { source, delimiter, columns: parsedOnly(columns), values: parsedOnly(values), defaults: parsedOnly(defaults) },
  };
}

function readColumn(pair: string): ImportSettings['columns'][number] | string {
  const at = pair.lastIndexOf(':');
  const field = pair.slice(at + 1);
  if (at < 1 || !(field === '' || isField(field)))
    return wrongParameter('map', pair, 'column:field, such as post_id:externalId');
  return [pair.slice(0, at), field === '' ? null : field];
}

function readValue(triple: string): ImportSettings['values'][number] | string {
  const [field = '', from = '', ...to] = triple.split(':');
  if (!isField(field) || from === '' || to.length === 0)
    return wrongParameter('value', triple, 'field:from:to, such as kind:reply:COMMENT');
  return [field, from.trim().toLowerCase(), to.join(':')];
}

function readDefault(pair: string): ImportSettings['defaults'][number] | string {
  const [field = '', ...value] = pair.split(':');
  if (!isField(field) || value.join(':') === '')
    return wrongParameter('default', pair, 'field:value, such as channel:LINKEDIN');
  return [field, value.join(':')];
}

function parsedOnly<Parsed extends readonly unknown[]>(results: readonly (Parsed | string)[]): readonly Parsed[] {
  return results.filter((result): result is Parsed => typeof result !== 'string');
}

function repeated<Item>(parameter: string, items: readonly Item[], nameOf: (item: Item) => string | null): readonly string[] {
  const names = items.map(nameOf).filter((name) => name !== null);
  const twice = new Set(names.filter((name, index) => names.indexOf(name) !== index));
  return [...twice].map((name) => `"${parameter}" names ${name} more than once.`);
}

function isField(name: string): name is ImportField {
  return fieldSchema.safeParse(name).success;
}

function wrongParameter(name: string, found: string, right: string): string {
  return `"${name}=${found}" is wrong; it takes ${right}. The fields are ${importFields.join(', ')}.`;
}
