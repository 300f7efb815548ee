import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';

const places = { G: path.join(import.meta.dirname, '..'), A: path.join(import.meta.dirname, '../../../apps/api') };
const specification = readFileSync(path.join(places.G, 'SPEC.md'), 'utf8');
const rows = [...specification.matchAll(/^\| \*\*(\[IN\d+\])\*\* \|[^|]*\| ([^|]*) \|$/gm)].map(
  ([, id = '', tests = '']) => [id, tests.split(', ')] as const,
);

test('every invariant has its row', () => {
  expect(rows.map(([id]) => id)).toEqual(Array.from({ length: 13 }, (_, index) => `[IN${index + 1}]`));
});

test.each(rows)('%s is quoted by the tests that its row names', (id, files) => {
  for (const file of files) {
    const [place = 'G', ...rest] = file.split('/');
    expect(readFileSync(path.join(place === 'A' ? places.A : places.G, ...rest), 'utf8')).toContain(id);
  }
});
