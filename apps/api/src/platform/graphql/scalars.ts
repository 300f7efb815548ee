import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';

export {
  GraphQLDateTime as DateTimeScalar,
  GraphQLJSON as JsonScalar,
  GraphQLTimeZone as TimeZoneScalar,
  GraphQLURL as UrlScalar,
} from 'graphql-scalars';

/** A calendar day, as a string of the form YYYY-MM-DD everywhere: a day has no time zone, and a Date object would give it one. */
export const DateScalar = new GraphQLScalarType<string, string>({
  name: 'Date',
  description: 'A calendar day in the form YYYY-MM-DD, such as 2026-09-01.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc3339#section-5.6',
  serialize: toDay,
  parseValue: toDay,
  parseLiteral: (node) => {
    if (node.kind !== Kind.STRING) throw new GraphQLError('A Date is written as a string.', { nodes: node });
    return toDay(node.value);
  },
});

function toDay(value: unknown): string {
  if (typeof value === 'string' && isDay(value)) return value;
  throw new GraphQLError(`${JSON.stringify(value)} is not a calendar day of the form YYYY-MM-DD.`);
}

/** Whether the text is a day that exists: 2026-02-30 does not, nor does a year 0 for PostgreSQL. */
export function isDay(text: string): boolean {
  if (!/^(?!0000)\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const moment = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(text);
}
