import { request } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { BenchContext, Benchmark } from '../harness/context.ts';

const rows = 100_000;
const rowsOfWarmUp = 3000;
const rowsOfTransaction = 1000;
const millisecondsBetweenSamples = 100;
const megabyte = 1024 * 1024;

const columns = [
  ...['externalId', 'ambassador', 'kind', 'channel', 'occurredAt', 'evidence', 'hashtags', 'url', 'disclosed', 'textLength'],
] as const;

/** 100,000 rows of CSV over HTTP into a fresh process: how fast, and whether memory stays as it is while rows keep coming. */
export const importActivities: Benchmark = async (context) => {
  await context.environment.restartApi();
  await importRows(context, rowsOfWarmUp);
  await context.sql.insert(await context.sql.insertions(rowsOfTransaction), { connections: 1 });
  const imported = await importRows(context, rows);
  const insertions = await context.sql.insertions(rowsOfTransaction);
  const milliseconds = await context.sql.insert(insertions, { connections: 1 });
  await context.sql.checkEqual();
  const name = `Import of ${rows.toLocaleString('en')} rows over HTTP`;
  return [
    {
      ...{ name, unit: 'rows/s', value: (1000 * rows) / imported.milliseconds },
      reference: { name: 'hand-written SQL, same rows', value: (1000 * rows) / milliseconds },
    },
    {
      ...{ name: `${name}: resident memory at its highest`, unit: 'MB', value: imported.highestBytes / megabyte },
      reference: { name: 'at its highest in the first fifth of the time', value: imported.highestBytesOfFirstFifth / megabyte },
    },
  ];
};

interface Imported {
  readonly milliseconds: number;
  readonly highestBytes: number;
  readonly highestBytesOfFirstFifth: number;
}

async function importRows(context: BenchContext, count: number): Promise<Imported> {
  const { environment, say } = context;
  const samples: { readonly bytes: number; readonly at: number }[] = [];
  const sample = async () => {
    const { residentBytes } = await environment.api().vitals();
    samples.push({ bytes: residentBytes, at: performance.now() });
  };
  await sample();
  const timer = setInterval(() => void sample(), millisecondsBetweenSamples);
  const begun = performance.now();
  const answer = await upload(context, csv(context, count));
  const milliseconds = performance.now() - begun;
  clearInterval(timer);
  await sample();
  if (answer.recorded !== count) throw new Error(`The import ended otherwise than hoped for: ${JSON.stringify(answer)}`);
  if (count === rows) say(`Before the import the API had ${Math.round((samples[0]?.bytes ?? 0) / megabyte)} MB.`);
  const highest = (of: typeof samples) => Math.max(...of.map(({ bytes }) => bytes));
  const early = samples.filter(({ at }) => at <= begun + milliseconds / 5);
  return { milliseconds, highestBytes: highest(samples), highestBytesOfFirstFifth: highest(early) };
}

function* csv({ activities }: BenchContext, count: number): Generator<string> {
  yield `${columns.join(',')}\n`;
  for (let row = 0; row < count; row += 1) {
    const activity = { ...activities.next(), ambassador: activities.nextMember() };
    yield `${columns.map((column) => [activity[column]].flat().join(' ')).join(',')}\n`;
  }
}

interface ImportAnswer {
  readonly status: string;
  readonly recorded: number;
}

async function upload({ environment, programme }: BenchContext, lines: Iterable<string>): Promise<ImportAnswer> {
  const url = `${environment.api().url}/imports/activities?programme=${programme.key}&format=csv&source=bench-import`;
  const headers = { authorization: `Bearer ${programme.adminToken}`, 'content-type': 'text/csv' };
  const sending = request(url, { method: 'POST', headers });
  const answered = new Promise<ImportAnswer>((resolve, reject) => {
    sending.on('error', reject);
    sending.on('response', (response) => {
      response.setEncoding('utf8');
      void response.toArray().then((chunks) => resolve(JSON.parse(chunks.join(''))), reject);
    });
  });
  await pipeline(Readable.from(lines), sending);
  return answered;
}
