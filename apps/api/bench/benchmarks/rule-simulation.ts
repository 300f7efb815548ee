import { readFileSync } from 'node:fs';
import { Client } from 'pg';
import type { BenchContext, Benchmark } from '../harness/context.ts';
import { createProgramme } from '../harness/scene.ts';

const members = 2000;
const activities = 900_000;
const readings = 100_000;
const weeks = 10;
const facts = activities + readings;
const megabyte = 1024 * 1024;
const millisecondsBetweenLooks = 250;
const minute = 60_000;
/** What Linux counts processor time in, on every machine that Node runs on. */
const ticksPerSecond = 100;

/** A million facts of 2,000 people, written by hand; half of them in the last ten weeks, over which a draft is simulated. */
export const ruleSimulation: Benchmark = async (context) => {
  const { environment, say } = context;
  const programme = await createProgramme(environment, { key: 'simulated', members, rules: { preset: 'BALANCED' } });
  await writeHistory(context, programme.id);
  const { draftRuleSet } = await environment.graphql<{ draftRuleSet: { ruleSet: { id: string } } }>(
    programme.adminToken,
    'mutation ($input: DraftRuleSetInput!) { draftRuleSet(input: $input) { ruleSet { id } errors { message } } }',
    { input: { programme: programme.id, name: 'Tried', preset: 'ONBOARDING' } },
  );
  const before = await environment.api().vitals();
  const begun = performance.now();
  const { startRuleSimulation } = await environment.graphql<{ startRuleSimulation: { simulation: { id: string } } }>(
    programme.adminToken,
    'mutation ($input: StartRuleSimulationInput!) { startRuleSimulation(input: $input) { simulation { id } errors { message } } }',
    { input: { ruleSet: draftRuleSet.ruleSet.id, weeks } },
  );
  const looked = await look(context, { id: startRuleSimulation.simulation.id, as: programme.adminToken });
  const after = await environment.api().vitals();
  const milliseconds = performance.now() - begun;
  const grown = (looked.highestBytes - before.residentBytes) / megabyte;
  say(
    `The API grew by ${Math.round(grown)} MB, the thread included; the slowest other answer took ${Math.round(looked.slowest)} ms.`,
  );
  const seconds = (after.cpuSeconds - before.cpuSeconds).toFixed(1);
  say(
    `Processor time: ${seconds} s of the API, the thread included; ${looked.backendSeconds.toFixed(1)} s of PostgreSQL's backend.`,
  );
  return [
    {
      ...{ name: `Simulation over ${facts.toLocaleString('en')} facts`, unit: 'ms', value: milliseconds },
      reference: { name: 'a minute', value: minute },
      target: { bound: 'at most', ratio: 1 },
    },
  ];
};

/** Looks at the simulation until it is completed; each look is an answer that the event loop had time for. */
async function look({ environment }: BenchContext, { id, as }: { readonly id: string; readonly as: string }) {
  let highestBytes = 0;
  let slowest = 0;
  let backendSeconds = 0;
  const client = new Client({ connectionString: environment.databaseUrl });
  await client.connect();
  for (;;) {
    backendSeconds = Math.max(backendSeconds, await secondsOfBackend(client));
    const asked = performance.now();
    const { ruleSimulation } = await environment.graphql<{ ruleSimulation: { status: string; factsDone: number } }>(
      as,
      'query ($id: ID!) { ruleSimulation(id: $id) { status factsDone } }',
      { id },
    );
    slowest = Math.max(slowest, performance.now() - asked);
    highestBytes = Math.max(highestBytes, (await environment.api().vitals()).residentBytes);
    if (ruleSimulation.status === 'COMPLETED' && ruleSimulation.factsDone === facts) {
      await client.end();
      return { highestBytes, slowest, backendSeconds };
    }
    if (ruleSimulation.status !== 'RUNNING') throw new Error(`The simulation ended as ${JSON.stringify(ruleSimulation)}`);
    await new Promise((resolve) => setTimeout(resolve, millisecondsBetweenLooks));
  }
}

/** Processor time of the backend that the simulation reads from, so far; 0 where there is none, or no /proc to tell. */
async function secondsOfBackend(client: Client): Promise<number> {
  const { rows } = await client.query<{ pid: number }>(
    "SELECT pid FROM pg_stat_activity WHERE application_name = 'fanfare simulation'",
  );
  return rows.reduce((sum, { pid }) => sum + secondsOfProcess(pid), 0);
}

function secondsOfProcess(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name before the last parenthesis may hold anything; user and system time are the 12th and 13th word after it.
    const words = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [userTicks = 0, systemTicks = 0] = words.slice(11, 13).map(Number);
    return (userTicks + systemTicks) / ticksPerSecond;
  } catch {
    return 0;
  }
}

async function writeHistory({ environment }: BenchContext, programmeId: string): Promise<void> {
  const client = new Client({ connectionString: environment.databaseUrl });
  await client.connect();
  try {
    await client.query(
      `INSERT INTO activity (id, programme_id, sequence, ambassador_id, source, external_id, kind, channel, occurred_at, recorded_at,
         evidence, hashtags, disclosed, text_length, content_key)
       SELECT gen_random_uuid(), $1, 2 * n, member.ids[1 + n % cardinality(member.ids)], 'by-hand', n::text,
              (ARRAY['POST', 'COMMENT', 'POST', 'SHARE'])[1 + n / 10000 % 4], 'LINKEDIN', moment, moment, 'CHANNEL_VERIFIED',
              ARRAY['fanfare'], n % 3 = 0, 40 + n % 200, 'text ' || n
         FROM (SELECT array_agg(id ORDER BY id) AS ids FROM ambassador WHERE programme_id = $1) AS member,
              generate_series(1, $2::integer) AS n,
              LATERAL (SELECT date_trunc('milliseconds', now()) - interval '140 days' * (1 - n / $2::float8) AS moment) AS time`,
      [programmeId, activities],
    );
    await client.query(
      `INSERT INTO engagement_reading (id, programme_id, sequence, activity_id, read_at, recorded_at, likes, comments, reposts, clicks)
       SELECT gen_random_uuid(), $1, sequence + 1, id, occurred_at, recorded_at, sequence % 40, sequence % 7, sequence % 3, 0
         FROM activity WHERE programme_id = $1 AND kind = 'POST' ORDER BY sequence LIMIT $2`,
      [programmeId, readings],
    );
    await client.query(
      `INSERT INTO programme_head (programme_id, fact_sequence) VALUES ($1, $2)
       ON CONFLICT (programme_id) DO UPDATE SET fact_sequence = excluded.fact_sequence`,
      [programmeId, 2 * activities + 1],
    );
    await client.query('ANALYZE activity, engagement_reading');
  } finally {
    await client.end();
  }
}
