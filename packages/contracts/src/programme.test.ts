import { expect, test } from '@jest/globals';
import * as contracts from './index.ts';

test('keys can stand in addresses and file names', () => {
  for (const key of ['a', 'nordwind-2026', '0', 'x'.repeat(63)]) expect(key).toMatch(contracts.keyPattern);
  for (const key of ['', '-a', 'Nordwind', 'größe', 'a b', 'a/b', 'x'.repeat(64), 'a\n'])
    expect(key).not.toMatch(contracts.keyPattern);
});

/** Names of fields, spelled as fields are. */
const { importFields, ...others } = contracts;

test('the fields of an import are named once each, as fields of the schema are', () => {
  expect(new Set(importFields).size).toBe(importFields.length);
  for (const field of importFields) expect(field).toMatch(/^[a-z][A-Za-z0-9]*$/);
});

const enumerations = Object.entries<unknown>(others).flatMap(([name, values]) =>
  Array.isArray(values) ? [{ name, values }] : [],
);

test.each(enumerations)('$name holds each value once, spelled as in GraphQL', ({ values }) => {
  expect(new Set(values).size).toBe(values.length);
  for (const value of values) expect(value).toMatch(/^[A-Z][A-Z0-9_]*$/);
});
