import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { History } from './history.ts';
import { importHeading, importLineOf, importRowOf } from './import-format.ts';

export type HistoryFormat = 'ndjson' | 'csv';

const chunkCharacters = 64 * 1024;

/** Where a history was written, and how much of it there is. */
export interface WrittenHistory {
  readonly ambassadorsFile: string;
  readonly activitiesFile: string;
  readonly ambassadors: number;
  readonly activities: number;
}

/** Writes ambassadors.ndjson and activities.ndjson or .csv into a folder, with constant memory, and overwrites what is there. */
export async function writeHistory(history: History, directory: string, format: HistoryFormat): Promise<WrittenHistory> {
  await mkdir(directory, { recursive: true });
  const ambassadorsFile = path.join(directory, 'ambassadors.ndjson');
  const activitiesFile = path.join(directory, `activities.${format}`);
  const ambassadors = await writeLines(ambassadorsFile, ambassadorLines(history));
  const activities = await writeLines(activitiesFile, activityLines(history, format), format === 'csv' ? importHeading : '');
  return { ambassadorsFile, activitiesFile, ambassadors, activities };
}

function* ambassadorLines(history: History): Generator<string, void> {
  for (const ambassador of history.ambassadors()) yield `${JSON.stringify(ambassador)}\n`;
}

function* activityLines(history: History, format: HistoryFormat): Generator<string, void> {
  const lineOf = format === 'csv' ? importRowOf : importLineOf;
  for (const activity of history.activities()) yield lineOf(activity);
}

async function writeLines(file: string, lines: Iterable<string>, heading = ''): Promise<number> {
  let count = 0;
  function* chunks(): Generator<string, void> {
    let chunk = heading;
    for (const line of lines) {
      count += 1;
      chunk += line;
      if (chunk.length < chunkCharacters) continue;
      yield chunk;
      chunk = '';
    }
    if (chunk !== '') yield chunk;
  }
  await pipeline(Readable.from(chunks()), createWriteStream(file));
  return count;
}
