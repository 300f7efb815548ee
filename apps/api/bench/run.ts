import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { boardQuery } from './benchmarks/board-query.ts';
import { bulkWrites } from './benchmarks/bulk-writes.ts';
import { importActivities } from './benchmarks/import-activities.ts';
import { ledgerSize } from './benchmarks/ledger-size.ts';
import { liveBoard } from './benchmarks/live-board.ts';
import { rebuild } from './benchmarks/rebuild.ts';
import { replay } from './benchmarks/replay.ts';
import { ruleSimulation } from './benchmarks/rule-simulation.ts';
import { singleWrites } from './benchmarks/single-writes.ts';
import { tandemRun } from './benchmarks/tandem-run.ts';
import { ActivityGenerator } from './harness/activities.ts';
import type { BenchContext, Benchmark } from './harness/context.ts';
import { type BenchEnvironment, startEnvironment } from './harness/environment.ts';
import { HandWrittenSql } from './harness/hand-written-sql.ts';
import { describeMeasurement, type Measurement } from './harness/measurement.ts';
import { readOptions } from './harness/options.ts';
import { joinPeople } from './harness/people.ts';
import { createProgramme } from './harness/scene.ts';

const benchmarks: Readonly<Record<string, Benchmark>> = {
  board: boardQuery,
  live: liveBoard,
  bulk: bulkWrites,
  single: singleWrites,
  'ledger-size': ledgerSize,
  import: importActivities,
  rebuild,
  replay,
  tandems: tandemRun,
  simulation: ruleSimulation,
};

const members = 2000;
const people = 320;
const activitiesToBeginWith = 5000;

const options = readOptions(process.argv.slice(2));
const unknown = options.only.filter((name) => benchmarks[name] === undefined);
if (unknown.length > 0)
  throw new Error(`There is no benchmark ${unknown.join(', ')}; there are ${Object.keys(benchmarks).join(', ')}.`);

const begun = performance.now();
const say = (text: string) => void process.stdout.write(`[${Math.round((performance.now() - begun) / 1000)} s] ${text}\n`);

say('Starting PostgreSQL and the API');
const environment = await startEnvironment(options);
const end = () => void environment.stop().finally(() => process.exit(130));
process.once('SIGINT', end).once('SIGTERM', end);
try {
  const context = await setScene(environment);
  await measureAll(context).finally(() => context.sql.close());
} finally {
  await environment.stop();
}

async function measureAll(context: BenchContext): Promise<void> {
  const measurements: Measurement[] = [];
  for (const [name, benchmark] of Object.entries(benchmarks)) {
    if (options.only.length > 0 && !options.only.includes(name)) continue;
    say(`Measuring "${name}"`);
    const measured = await benchmark(context);
    for (const measurement of measured) say(describeMeasurement(measurement));
    measurements.push(...measured);
  }
  mkdirSync(options.results, { recursive: true });
  writeFileSync(path.join(options.results, 'api.json'), `${JSON.stringify(measurements, null, 2)}\n`);
}

async function setScene(of: BenchEnvironment): Promise<BenchContext> {
  say('Setting the scene');
  const rules = { preset: 'BALANCED' } as const;
  const programme = await createProgramme(of, { key: 'bench', members, rules });
  const joined = await joinPeople(of, { programme, count: people });
  const activities = new ActivityGenerator({ name: 'activity', members });
  for (let recorded = 0; recorded < activitiesToBeginWith; recorded += 1000) {
    await of.graphql(
      programme.adminToken,
      'mutation ($input: RecordActivitiesInput!) { recordActivities(input: $input) { results { outcome } errors { code } } }',
      { input: { programme: programme.id, source: 'bench', activities: activities.batch(1000) } },
    );
  }
  const sql = await HandWrittenSql.open(of.databaseUrl, programme);
  await sql.insert(await sql.insertions(1000), { connections: 1 });
  return { environment: of, programme, people: joined, activities, sql, full: options.full, say };
}
