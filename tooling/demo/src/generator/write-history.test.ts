import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { generateHistory } from './history.ts';
import { importColumns } from './import-format.ts';
import { writeHistory } from './write-history.ts';

const history = generateHistory({ now: new Date('2026-11-22T12:00:00Z'), ambassadors: 50 });
let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'fanfare-history-'));
});

afterAll(() => rm(directory, { recursive: true, force: true }));

const linesOf = async (file: string) => (await readFile(file, 'utf8')).trimEnd().split('\n');

describe('writing a history', () => {
  test('as NDJSON: one record a line, of ambassadors who are in the other file', async () => {
    const written = await writeHistory(history, directory, 'ndjson');
    const ambassadors = (await linesOf(written.ambassadorsFile)).map((line) => JSON.parse(line).externalReference);
    const activities = (await linesOf(written.activitiesFile)).map((line) => JSON.parse(line));
    expect(ambassadors).toHaveLength(50);
    expect(activities).toHaveLength(written.activities);
    expect(activities.every(({ ambassador }) => ambassadors.includes(ambassador))).toBe(true);
  });

  test('as CSV: the heading names the columns of the import', async () => {
    const written = await writeHistory(history, directory, 'csv');
    const [heading, ...rows] = await linesOf(written.activitiesFile);
    expect(heading).toBe(importColumns.join(','));
    expect(rows).toHaveLength(written.activities);
  });
});
