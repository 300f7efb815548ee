import { expect, test } from '@jest/globals';
import { addressOf } from './uploads.ts';

const file = new File([''], 'posts & more.csv');
const preview = { format: 'csv', delimiter: ';', columns: ['id', 'kind', 'note:x'], rows: [] } as const;
const base = { importId: '0193', programmeKey: 'demo', file, preview };

test('the address of an upload names every column, those that are not read too', () => {
  const mapping = { columns: { id: 'externalId' }, constants: { channel: 'BLOG' } } as const;
  const { searchParams, pathname } = new URL(addressOf({ ...base, mapping }), 'http://localhost');
  expect(pathname).toBe('/imports/activities');
  expect(searchParams.get('fileName')).toBe('posts & more.csv');
  expect(searchParams.get('delimiter')).toBe(';');
  expect(searchParams.getAll('map')).toEqual(['id:externalId', 'kind:', 'note:x:']);
  expect(searchParams.getAll('default')).toEqual(['channel:BLOG']);
});

test('an import that goes on is read as it was begun', () => {
  const { searchParams } = new URL(addressOf({ ...base, mapping: undefined }), 'http://localhost');
  expect([...searchParams.keys()]).toEqual(['programme', 'format', 'importId', 'fileName']);
});
