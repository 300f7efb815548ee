import { ActivityGenerator } from '../harness/activities.ts';
import { type BenchContext, type Benchmark, sayCostOf } from '../harness/context.ts';
import { HandWrittenSql } from '../harness/hand-written-sql.ts';
import { type Measurement, median } from '../harness/measurement.ts';
import { createProgramme, startProgramme } from '../harness/scene.ts';

const batchSize = 1000;
const rounds = 5;
const batchesOfRound = 3;

const mutation = `mutation ($input: RecordActivitiesInput!) {
  recordActivities(input: $input) { results { index outcome errors { code path message } } errors { code path message } }
}`;

/** Members of the running programme, each of whom does one or two things in the days that its facts are of. */
const membersOfRunning = 10_000;
const daysOfRunning = 1.5;

/**
 * Batches of 1,000 activities through GraphQL, one after the other, with the balanced preset, against the same rows by hand: what connectors bring into a
 * running programme every day, and half a year of history into a pilot, where every period is still open and each person's memory of it long.
 */
export const bulkWrites: Benchmark = async (context) => {
  const running = await openRunning(context);
  try {
    const recent = await measure(running, 'of the past days into a running programme');
    const history = await measure(context, 'of half a year into a pilot');
    return [{ ...recent, target: { bound: 'at least', ratio: 0.6 } }, history];
  } finally {
    await running.sql.close();
  }
};

async function openRunning(context: BenchContext): Promise<BenchContext> {
  const { environment } = context;
  const rules = { preset: 'BALANCED' } as const;
  const programme = await createProgramme(environment, { key: 'running', members: membersOfRunning, rules });
  await startProgramme(environment, programme);
  const activities = new ActivityGenerator({ name: 'running', members: membersOfRunning, days: daysOfRunning });
  return { ...context, programme, activities, sql: await HandWrittenSql.open(environment.databaseUrl, programme) };
}

async function measure(context: BenchContext, what: string): Promise<Measurement> {
  const rates = { api: [] as number[], sql: [] as number[] };
  for (let round = 0; round <= rounds; round += 1) {
    const api = await recordBatches(context);
    const insertions = await context.sql.insertions(batchSize);
    const milliseconds = await context.sql.insert(insertions, { connections: 1 });
    // The first round warms both sides up.
    if (round === 0) continue;
    rates.api.push(api);
    rates.sql.push((1000 * batchSize * batchesOfRound) / milliseconds);
  }
  await sayCostOf(context, {
    what: `Bulk writes ${what}`,
    work: async () => {
      await recordBatches(context);
      return batchesOfRound * batchSize;
    },
  });
  await context.sql.insert(await context.sql.insertions(batchSize), { connections: 1 });
  await context.sql.checkEqual();
  return {
    name: `Bulk writes through GraphQL, batches of ${batchSize.toLocaleString('en')} ${what}, balanced rules`,
    unit: 'activities/s',
    value: median(rates.api),
    reference: { name: 'hand-written SQL, same rows', value: median(rates.sql) },
  };
}

interface Answer {
  readonly data: { readonly recordActivities: { readonly results: readonly { readonly outcome: string }[] | null } } | null;
}

/** Activities a second. Throws unless every single one is recorded. */
export async function recordBatches({
  environment,
  programme,
  activities,
}: Pick<BenchContext, 'environment' | 'programme' | 'activities'>): Promise<number> {
  const bodies = Array.from({ length: batchesOfRound }, () => {
    const input = { programme: programme.id, source: 'bench', activities: activities.batch(batchSize) };
    return JSON.stringify({ query: mutation, variables: { input } });
  });
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${programme.adminToken}` };
  const begun = performance.now();
  for (const body of bodies) {
    const answer = (await (
      await fetch(`${environment.api().url}/graphql`, { method: 'POST', headers, body })
    ).json()) as Answer;
    const outcomes = answer.data?.recordActivities.results ?? [];
    const recorded = outcomes.filter(({ outcome }) => outcome === 'RECORDED').length;
    if (recorded !== batchSize) throw new Error(`Only ${recorded} were recorded: ${JSON.stringify(answer).slice(0, 500)}`);
  }
  return (1000 * batchSize * batchesOfRound) / (performance.now() - begun);
}
