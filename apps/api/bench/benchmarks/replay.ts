import { replayDatabase } from '../../src/modules/audit/index.ts';
import { ActivityGenerator } from '../harness/activities.ts';
import type { BenchContext, Benchmark } from '../harness/context.ts';
import { createProgramme } from '../harness/scene.ts';

const members = 2000;
const sizes = { quick: 20_000, full: 1_000_000 };
const batchSize = 1000;
/** Of each batch so many posts are read again, and so many activities corrected and withdrawn. */
const revised = { readings: 100, corrections: 3, withdrawals: 3 };
const toldEvery = 50_000;

interface Recorded {
  readonly id: string;
  readonly activity: ReturnType<ActivityGenerator['batch']>[number];
}

/**
 * Generated facts, recorded through GraphQL like a customer's, with readings, corrections and withdrawals among them; then everything that
 * follows from them is computed from zero and compared with what is stored, byte for byte. Throws where anything differs.
 */
export const replay: Benchmark = async (context) => {
  const { environment, say } = context;
  const wanted = context.full ? sizes.full : sizes.quick;
  const programme = await createProgramme(environment, { key: 'replayed', members, rules: { preset: 'BALANCED' } });
  const activities = new ActivityGenerator({ name: 'replayed', members });
  const perBatch = batchSize + revised.readings + revised.corrections + revised.withdrawals;
  const begun = performance.now();
  let facts = 0;
  while (facts < wanted) {
    const recorded = await record(context, { programme, activities: activities.batch(batchSize) });
    await revise(context, { programme, recorded });
    facts += perBatch;
    if (facts % toldEvery < perBatch) say(`${facts.toLocaleString('en')} facts are booked`);
  }
  const booked = performance.now() - begun;
  const before = process.cpuUsage();
  const report = await replayDatabase({ databaseUrl: environment.databaseUrl, programme: programme.key });
  const { user, system } = process.cpuUsage(before);
  for (const { check, checked, broken } of report.checks)
    say(`${check}: ${checked.toLocaleString('en')} compared, ${broken} differ`);
  if (!report.isClean) throw new Error('The replay differs from what is stored');
  say(`Every byte is the same. ${((user + system) / 1_000_000).toFixed(1)} s of the replay's processor time.`);
  return [
    {
      ...{ name: `Replay of ${facts.toLocaleString('en')} facts, compared byte for byte`, unit: 'ms' },
      value: report.milliseconds,
      reference: { name: 'booking them through GraphQL', value: booked },
    },
  ];
};

interface Replayed {
  readonly id: string;
  readonly adminToken: string;
}

async function record(
  { environment }: BenchContext,
  { programme, activities }: { readonly programme: Replayed; readonly activities: readonly Recorded['activity'][] },
): Promise<readonly Recorded[]> {
  const { recordActivities } = await environment.graphql<{
    recordActivities: { results: readonly { activity: { id: string } | null }[] };
  }>(
    programme.adminToken,
    `mutation ($input: RecordActivitiesInput!) {
       recordActivities(input: $input) { results { activity { id } errors { message } } errors { message } } }`,
    { input: { programme: programme.id, source: 'replay', activities } },
  );
  return activities.map((activity, index) => {
    const id = recordActivities.results[index]?.activity?.id;
    if (id === undefined) throw new Error(`Activity ${activity.externalId} was not recorded`);
    return { id, activity };
  });
}

async function revise(
  { environment }: BenchContext,
  { programme, recorded }: { readonly programme: Replayed; readonly recorded: readonly Recorded[] },
): Promise<void> {
  const source = 'replay';
  const send = async (name: string, input: object, selection = '') => {
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input!`;
    const answer = await environment.graphql<Record<string, { readonly errors: readonly object[] }>>(
      programme.adminToken,
      `mutation ($input: ${type}) { ${name}(input: $input) { ${selection} errors { message } } }`,
      { input },
    );
    const failures = answer[name]?.errors ?? [];
    if (failures.length > 0) throw new Error(`${name}: ${JSON.stringify(failures[0])}`);
  };
  const readAt = new Date().toISOString();
  const readings = recorded
    .slice(0, revised.readings)
    .map(({ activity: { externalId } }, index) => ({ externalId, readAt, likes: index, comments: index % 7 }));
  await send('recordEngagement', { programme: programme.id, source, readings }, 'results { outcome }');
  const reason = 'Generated';
  for (const { activity } of recorded.slice(0, revised.corrections)) {
    const { ambassadorReference: _, ...told } = activity;
    const corrected = { ...told, kind: activity.kind === 'POST' ? 'ARTICLE' : 'POST' };
    await send('correctActivity', { programme: programme.id, source, activity: corrected, reason });
  }
  for (const { id } of recorded.slice(-revised.withdrawals)) await send('withdrawActivity', { activity: id, reason });
}
