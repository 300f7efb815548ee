import { type ImportField, importFields } from '@fanfare/contracts';

export const requiredFields: readonly ImportField[] = ['externalId', 'ambassador', 'kind', 'channel', 'occurredAt'];

/** The fields that may be the same for a whole file, such as one export of one channel. */
export const constantFields = ['kind', 'channel'] as const satisfies readonly ImportField[];
export type ConstantField = (typeof constantFields)[number];

export interface Mapping {
  /** Which field each column holds; a column that is not named here is not read. */
  readonly columns: Readonly<Record<string, ImportField>>;
  /** What a field is on every line that does not say it. */
  readonly constants: Readonly<Partial<Record<ConstantField, string>>>;
}

/** Headings of exports seen in the field, beside the fields' own names; compared without case, spaces and signs. */
const synonyms: Readonly<Record<string, ImportField>> = {
  id: 'externalId',
  postid: 'externalId',
  author: 'ambassador',
  authorid: 'ambassador',
  person: 'ambassador',
  employeeid: 'ambassador',
  type: 'kind',
  network: 'channel',
  platform: 'channel',
  date: 'occurredAt',
  postedat: 'occurredAt',
  createdat: 'occurredAt',
  publishedat: 'occurredAt',
  campaignid: 'campaign',
  tags: 'hashtags',
  link: 'url',
  permalink: 'url',
  ofpostid: 'amplifies',
  shares: 'reposts',
};
const plain = (name: string) => name.toLowerCase().replace(/[^a-z0-9]/g, '');

/** A first proposal that the person corrects: every field at most once, for the first column that sounds like it. */
export function guessMapping(columns: readonly string[]): Mapping {
  const assigned: Record<string, ImportField> = {};
  const taken = new Set<ImportField>();
  for (const column of columns) {
    const field = importFields.find((name) => plain(name) === plain(column)) ?? synonyms[plain(column)];
    if (field === undefined || taken.has(field)) continue;
    taken.add(field);
    assigned[column] = field;
  }
  return { columns: assigned, constants: {} };
}

export interface MappingProblems {
  readonly missing: readonly ImportField[];
  readonly twice: readonly ImportField[];
}

export function checkMapping({ columns, constants }: Mapping): MappingProblems {
  const assigned = Object.values(columns);
  return {
    missing: requiredFields.filter((field) => !assigned.includes(field) && !(field in constants)),
    twice: [...new Set(assigned.filter((field, index) => assigned.indexOf(field) !== index))],
  };
}
