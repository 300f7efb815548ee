import { describe, expect, test } from '@jest/globals';
import { checkMapping, guessMapping } from './fields.ts';

describe('the proposal for a file’s columns', () => {
  test('knows the fields by their own names and by those of common exports, without case and signs', () => {
    const { columns } = guessMapping(['Post_ID', 'author-id', 'Type', 'network', 'Published At', 'colour']);
    expect(columns).toEqual({
      Post_ID: 'externalId',
      'author-id': 'ambassador',
      Type: 'kind',
      network: 'channel',
      'Published At': 'occurredAt',
    });
  });

  test('gives a field to the first column that sounds like it and to no other', () => {
    expect(guessMapping(['id', 'post_id', 'externalId']).columns).toEqual({ id: 'externalId' });
  });
});

describe('what keeps an import from starting', () => {
  test('the fields that every line needs, unless they are the same on every line', () => {
    const columns = { a: 'externalId', b: 'ambassador', c: 'occurredAt' } as const;
    expect(checkMapping({ columns, constants: {} }).missing).toEqual(['kind', 'channel']);
    expect(checkMapping({ columns, constants: { kind: 'POST', channel: 'BLOG' } }).missing).toEqual([]);
  });

  test('a field that two columns hold', () => {
    expect(checkMapping({ columns: { a: 'likes', b: 'likes', c: 'likes' }, constants: {} }).twice).toEqual(['likes']);
  });
});
