import { Client } from 'pg';
import type { BenchContext, Benchmark } from '../harness/context.ts';
import { createProgramme } from '../harness/scene.ts';

const ambassadors = 20_000;
const millisecondsBetweenLooks = 250;

/**
 * A whole run for 20,000 ambassadors, from the database to proposals with explanations: segments decided, people read and compared, the
 * best tandems found, their proof checked, reasons written. The reference is the time the product promises.
 */
export const tandemRun: Benchmark = async (context) => {
  const { environment, say } = context;
  await environment.restartApi();
  const programme = await createProgramme(environment, { key: 'tandems', members: ambassadors, rules: { preset: 'BALANCED' } });
  await writePopulation(environment.databaseUrl, programme.id);
  const call = <Data>(query: string, input: object) => environment.graphql<Data>(programme.adminToken, query, { input });
  const before = await environment.api().vitals();
  const assessed = await seconds(() =>
    call('mutation ($input: AssessSegmentsInput!) { assessSegments(input: $input) { errors { code } } }', {
      programme: programme.id,
    }),
  );
  const drafted = await call<{ draftTandemRun: { tandemRun: { id: string } } }>(
    'mutation ($input: DraftTandemRunInput!) { draftTandemRun(input: $input) { tandemRun { id } errors { code } } }',
    { programme: programme.id, name: 'Bench' },
  );
  const { id } = drafted.draftTandemRun.tandemRun;
  const peak = { megabytes: 0 };
  const took = await seconds(async () => {
    await call('mutation ($input: StartTandemRunInput!) { startTandemRun(input: $input) { errors { code } } }', { run: id });
    await untilDone(context, { programme, id, peak });
  });
  const after = await environment.api().vitals();
  await sayResult(context, { programme, id });
  say(
    `${(after.cpuSeconds - before.cpuSeconds).toFixed(1)} s of processor time, ${Math.round(peak.megabytes)} MB resident at most.`,
  );
  const released = await seconds(() =>
    call('mutation ($input: ReleaseTandemRunInput!) { releaseTandemRun(input: $input) { errors { code } } }', { run: id }),
  );
  const promise = { name: 'promised', value: 20 };
  const target = { bound: 'at most', ratio: 1 } as const;
  return [
    { name: `Run for ${ambassadors} ambassadors`, unit: 's', value: assessed + took, reference: promise, target },
    { name: 'of which segments', unit: 's', value: assessed, reference: promise },
    { name: 'Release of that run', unit: 's', value: released, reference: promise },
  ];
};

interface Running {
  readonly programme: { readonly adminToken: string };
  readonly id: string;
}

async function untilDone(
  { environment }: BenchContext,
  { programme, id, peak }: Running & { readonly peak: { megabytes: number } },
): Promise<void> {
  for (;;) {
    const { tandemRun } = await environment.graphql<{ tandemRun: { status: string } }>(
      programme.adminToken,
      'query ($id: ID!) { tandemRun(id: $id) { status } }',
      { id },
    );
    peak.megabytes = Math.max(peak.megabytes, (await environment.api().vitals()).residentBytes / (1024 * 1024));
    if (tandemRun.status === 'COMPLETED') return;
    if (tandemRun.status !== 'RUNNING') throw new Error(`the run ended as ${tandemRun.status}`);
    await new Promise((resolve) => setTimeout(resolve, millisecondsBetweenLooks));
  }
}

async function sayResult({ environment, say }: BenchContext, { programme, id }: Running): Promise<void> {
  const { tandemRun } = await environment.graphql<{ tandemRun: object }>(
    programme.adminToken,
    'query ($id: ID!) { tandemRun(id: $id) { seekers places certificateVerified quality { matched coverage mean worst } } }',
    { id },
  );
  say(JSON.stringify(tandemRun));
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return (performance.now() - begun) / 1000;
}

/**
 * Half a year of posts, skewed as people are (every fifth a few times a week, most hardly ever), the word of a quarter that they would like
 * to, and what matters to everybody in a tandem. Written straight into the database: that is not what is measured.
 */
async function writePopulation(databaseUrl: string, programmeId: string): Promise<void> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    for (const sql of [posts, declarations, preferences]) await client.query(sql, [programmeId]);
    await client.query('ANALYZE');
  } finally {
    await client.end();
  }
}

const members = `SELECT id, (row_number() OVER (ORDER BY id))::integer AS number FROM ambassador WHERE programme_id = $1`;

const posts = `
  INSERT INTO activity (id, programme_id, sequence, ambassador_id, source, external_id, kind, channel, occurred_at, recorded_at, evidence)
  SELECT gen_random_uuid(), $1, row_number() OVER (), member.id, 'bench', member.number || '-' || post, 'POST', 'LINKEDIN',
         now() - ((post * 7919 + member.number * 104729) % 180) * interval '1 day', now(), 'SELF_REPORTED'
    FROM (${members}) AS member, generate_series(1, CASE WHEN number % 5 = 0 THEN 60 WHEN number % 5 = 1 THEN 20 ELSE 2 END) AS post`;

const declarations = `
  INSERT INTO segment_declaration (ambassador_id, programme_id, segment, declared_at)
  SELECT id, $1, 'HESITANT', now() FROM (${members}) AS member WHERE number % 4 = 2`;

const preferences = `
  INSERT INTO tandem_preferences (ambassador_id, programme_id, is_open, languages, channels, topics, strengths, needs, availability,
    experience, capacity, accepts_third, updated_at)
  SELECT id, $1, true, CASE number % 10 WHEN 0 THEN '{en}' WHEN 1 THEN '{de,en}' ELSE '{de}' END::text[],
         ARRAY[(ARRAY['LINKEDIN','MASTODON','INSTAGRAM'])[1 + number % 3], 'BLOG'],
         ARRAY['topic ' || number % 40, 'topic ' || number * 7 % 40, 'topic ' || number * 13 % 40],
         ARRAY[(ARRAY['WRITING','PHOTO','VIDEO','SPEAKING','NETWORKING'])[1 + number * 3 % 5]],
         ARRAY[(ARRAY['WRITING','PHOTO','VIDEO','SPEAKING','NETWORKING'])[1 + number * 11 % 5]],
         number * 7919 % 2097151, number % 6, 1 + number % 3, false, now()
    FROM (${members}) AS member`;
