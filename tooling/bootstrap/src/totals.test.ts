import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { addTotals, forgetTotals, totalsLine } from './totals.mjs';

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'fanfare-totals-'));
});

afterEach(() => rmSync(directory, { recursive: true, force: true }));

function packageWith(name: string, totals?: { passed: number; failed: number; skipped: number }) {
  const folder = path.join(directory, name);
  mkdirSync(path.join(folder, 'test-results'), { recursive: true });
  if (totals !== undefined) writeFileSync(path.join(folder, 'test-results', 'totals.json'), JSON.stringify(totals));
  return { name, directory: folder, scripts: { test: 'jest' } };
}

test('the totals of all packages are added up', () => {
  const packages = [
    packageWith('api', { passed: 40, failed: 1, skipped: 2 }),
    packageWith('engine', { passed: 2, failed: 0, skipped: 0 }),
  ];
  expect(addTotals(packages)).toEqual({ passed: 42, failed: 1, skipped: 2, silent: [] });
});

test('a package whose tests broke off before the end counts as one failure and is named', () => {
  const packages = [packageWith('api', { passed: 40, failed: 0, skipped: 0 }), packageWith('engine')];
  expect(addTotals(packages)).toEqual({ passed: 40, failed: 1, skipped: 0, silent: ['engine'] });
});

test('a package without a test script is no failure', () => {
  expect(addTotals([{ name: 'presets', directory, scripts: {} }])).toEqual({ passed: 0, failed: 0, skipped: 0, silent: [] });
});

test('totals of an earlier run are forgotten before the next', () => {
  const engine = packageWith('engine', { passed: 2, failed: 0, skipped: 0 });
  forgetTotals([engine]);
  expect(addTotals([engine]).silent).toEqual(['engine']);
});

test('the closing line names skipped tests only when there are any', () => {
  expect(totalsLine({ passed: 3, failed: 0, skipped: 0 })).toBe('3 passed, 0 failed');
  expect(totalsLine({ passed: 3, failed: 1, skipped: 2 })).toBe('3 passed, 1 failed, 2 skipped');
});
