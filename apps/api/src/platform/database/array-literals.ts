/**
 * Columns as PostgreSQL's array literals. The driver writes arrays value by value when it sends them; of a thousand rows that costs more
 * than what is computed for them, and what needs no quotes needs no look at each character either.
 */

type Nullable<Value> = Value | null;

function literal<Value>(values: readonly Nullable<Value>[], write: (value: Value) => string | number | boolean): string {
  return `{${values.map((value) => (value === null ? 'NULL' : write(value))).join(',')}}`;
}

/** Ids, numbers and whatever else holds neither quotes, commas, braces nor white space, nor is "null" or nothing. */
export function plainArray(values: readonly Nullable<string | number | boolean>[]): string {
  return literal(values, (value) => value);
}

const special = /["\\]/g;

export function textArray(values: readonly Nullable<string>[]): string {
  return literal(values, (value) => `"${value.replaceAll(special, '\\$&')}"`);
}

/** Instants as dates or in epoch milliseconds. */
export function timeArray(values: readonly Nullable<Date | number>[]): string {
  return literal(values, (value) => (typeof value === 'number' ? new Date(value) : value).toISOString());
}

export function bytesArray(values: readonly Buffer[]): string {
  return literal(values, (value) => `"\\\\x${value.toString('hex')}"`);
}
