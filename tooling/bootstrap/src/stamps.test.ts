import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { contentHash } from './stamps.mjs';

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'fanfare-stamps-'));
  mkdirSync(path.join(directory, 'apps', 'src'), { recursive: true });
  writeFileSync(path.join(directory, 'apps', 'src', 'main.ts'), 'one');
});

afterEach(() => rmSync(directory, { recursive: true, force: true }));

const hash = () => contentHash(directory, ['apps', 'missing.json']);

test('the same sources give the same hash', () => {
  expect(hash()).toBe(hash());
});

test('a change, another name and a new file each give another hash', () => {
  const seen = new Set([hash()]);
  writeFileSync(path.join(directory, 'apps', 'src', 'main.ts'), 'two');
  seen.add(hash());
  renameSync(path.join(directory, 'apps', 'src', 'main.ts'), path.join(directory, 'apps', 'src', 'start.ts'));
  seen.add(hash());
  writeFileSync(path.join(directory, 'apps', 'src', 'more.ts'), '');
  seen.add(hash());
  expect(seen.size).toBe(4);
});

test('what building and installing leave behind does not count', () => {
  const before = hash();
  for (const folder of ['dist', 'node_modules', '.turbo']) {
    mkdirSync(path.join(directory, 'apps', folder));
    writeFileSync(path.join(directory, 'apps', folder, 'file'), 'made');
  }
  expect(hash()).toBe(before);
});
