import { sourceSchema } from '@fanfare/contracts';
import { z } from 'zod';

/** What a record may say, and by which name a mapping refers to it. */
export const importFields = [
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
  'contentKey',
  'quantity',
  'likes',
  'comments',
  'reposts',
  'clicks',
  'readAt',
] as const;
export type ImportField = (typeof importFields)[number];

const fieldSchema = z.enum(importFields);

/** A list of "left:right" query parameters, which may come once or repeatedly. */
const pairs = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((value) => (value === undefined ? [] : [value].flat()));

/** The query of POST /imports/activities. */
export const importQuerySchema = z.object({
  programme: z.string().min(1),
  format: z.enum(['csv', 'ndjson']),
  source: sourceSchema.default('import'),
  fileName: z.string().max(500).optional(),
  importId: z.uuid().optional(),
  delimiter: z.enum([',', ';', '\t', '|']).optional(),
  map: pairs,
  value: pairs,
  default: pairs,
});

/** How a file is to be read; stored with the run, so that resuming it cannot read it differently. */
export interface ImportSettings {
  readonly source: string;
  readonly delimiter: ',' | ';' | '\t' | '|' | null;
  /** Which field a column means; null for a column that is left out. */
  readonly columns: Readonly<Record<string, ImportField | null>>;
  /** What a value of a field stands for. */
  readonly values: Readonly<Partial<Record<ImportField, Readonly<Record<string, string>>>>>;
  /** What an empty cell of a field means. */
  readonly defaults: Readonly<Partial<Record<ImportField, string>>>;
}

export type SettingsResult =
  | { readonly ok: true; readonly settings: ImportSettings }
  | { readonly ok: false; readonly problems: readonly string[] };

/**
 * Reads the mapping parameters: `map=column:field` (`map=column:` leaves the column out), `value=field:from:to`,
 * `default=field:value`. Problems say which parameter is wrong and how it would be right.
 */
export function readSettings(query: z.output<typeof importQuerySchema>): SettingsResult {
  const problems: string[] = [];
  const columns: Record<string, ImportField | null> = {};
  const values: Partial<Record<ImportField, Record<string, string>>> = {};
  const defaults: Partial<Record<ImportField, string>> = {};
  for (const pair of query.map) {
    const at = pair.lastIndexOf(':');
    const field = pair.slice(at + 1);
    if (at < 1 || (field !== '' && !isField(field)))
      problems.push(wrongParameter('map', pair, 'column:field, such as post_id:externalId'));
    else columns[pair.slice(0, at)] = field === '' ? null : fieldSchema.parse(field);
  }
  for (const triple of query.value) {
    const [field = '', from = '', ...to] = triple.split(':');
    if (!isField(field) || to.length === 0)
      problems.push(wrongParameter('value', triple, 'field:from:to, such as kind:reply:COMMENT'));
    else values[field] = { ...values[field], [from.toLowerCase()]: to.join(':') };
  }
  for (const pair of query.default) {
    const [field = '', ...value] = pair.split(':');
    if (!isField(field) || value.length === 0)
      problems.push(wrongParameter('default', pair, 'field:value, such as channel:LINKEDIN'));
    else defaults[field] = value.join(':');
  }
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, settings: { source: query.source, delimiter: query.delimiter ?? null, columns, values, defaults } };
}

function isField(name: string): name is ImportField {
  return fieldSchema.safeParse(name).success;
}

function wrongParameter(name: string, found: string, right: string): string {
  return `"${name}=${found}" is wrong; it takes ${right}. The fields are ${importFields.join(', ')}.`;
}
