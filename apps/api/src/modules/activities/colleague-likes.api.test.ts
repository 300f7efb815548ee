import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { change } from '../../../test/fixtures/boards.ts';
import { importFile } from '../../../test/fixtures/importing.ts';
import { consentVersion, createTestProgramme, type TestProgramme } from '../../../test/fixtures/programme.ts';
import { enrol, publishRules } from '../../../test/fixtures/recording.ts';
import { type SignedIn, startTestApi, type TestApi } from '../../../test/harness/index.ts';
import { replayDatabase } from '../audit/index.ts';
import { readHistories } from '../rule-simulation/index.ts';

/** A like is worth a point, of colleagues three of a post. */
const rules = {
  format: 1,
  name: { german: 'Probe', english: 'Trial' },
  rules: [
    {
      key: 'engagement',
      name: { german: 'Reaktionen', english: 'Reactions' },
      matches: { kinds: ['POST', 'ARTICLE'] },
      award: {
        type: 'ENGAGEMENT',
        weights: { likes: 1, comments: 0, reposts: 0, clicks: 0 },
        ...{ curve: 'LINEAR', points: 1, per: 1, maximum: 1000, colleagueLikes: 3 },
      },
    },
  ],
};

interface Answer {
  readonly results: readonly {
    readonly outcome: string;
    readonly activity: { readonly id: string; readonly ledgerEntries: readonly { readonly granted: number }[] } | null;
    readonly errors: readonly { readonly code: string; readonly path: readonly string[] }[];
  }[];
}

let api: TestApi;
let programme: TestProgramme;
let admin: SignedIn;
let people: ReadonlyMap<string, string>;
let posts = 0;

beforeAll(async () => {
  api = await startTestApi();
  programme = await createTestProgramme(api, { status: 'PILOT' });
  admin = await programme.roleHolder('Admin', 'ADMIN');
  await publishRules(api, { programme, admin, rules });
  const ring = Array.from({ length: 20 }, (_, index) => `friend-${index}`);
  people = await enrol(api, { programme, admin, people: ['ada', 'eve', ...ring] });
}, 60_000);
afterAll(() => api.stop());

function post() {
  posts += 1;
  return {
    ...{ externalId: `post-${posts}`, ambassadorReference: 'ada', kind: 'POST', channel: 'LINKEDIN' },
    ...{ occurredAt: '2026-03-02T09:00:00.000Z', evidence: 'CHANNEL_VERIFIED', textLength: 300 },
  };
}

async function record(activity: object) {
  const answer = await api.graphql<{ recordActivities: Answer }>(
    `mutation ($input: RecordActivitiesInput!) {
       recordActivities(input: $input) { results { outcome activity { id ledgerEntries { granted } } errors { code path } } }
     }`,
    { input: { programme: programme.id, source: 'sync', activities: [activity] } },
    { as: admin },
  );
  const [result] = answer.ok().recordActivities.results;
  if (result === undefined) throw new Error('one activity gave no result');
  const points = result.activity?.ledgerEntries.reduce((sum, { granted }) => sum + granted, 0) ?? null;
  return { ...result, points };
}

const readAt = '2026-03-03T09:00:00.000Z';
const pointsOf = async (likes: number, colleagueLikes: readonly object[]) =>
  (await record({ ...post(), engagement: { readAt, likes, colleagueLikes } })).points;
const friends = (likes: number) => Array.from({ length: 20 }, (_, index) => ({ colleague: `friend-${index}`, likes }));

describe('[EN4] likes of colleagues', () => {
  test('count once for each person, and only as many as the rule says: a ring gains nothing', async () => {
    expect(await pointsOf(60, friends(3))).toBe(3);
    expect(await pointsOf(60, [])).toBe(60);
    expect(await pointsOf(10, [{ colleague: 'friend-1', likes: 4 }])).toBe(6 + 1);
  });

  test('are one person’s whether named by id or by reference, and one’s own count never', async () => {
    const id = people.get('friend-1');
    expect(await pointsOf(5, [{ colleague: 'friend-1' }, { colleague: id, likes: 2 }])).toBe(2 + 1);
    expect(await pointsOf(5, [{ colleague: 'ada', likes: 5 }])).toBe(0);
  });

  test('are those of people who took part when the post was read; of others nothing is kept', async () => {
    await programme.query("UPDATE ambassador SET joined_at = '2026-03-04' WHERE id = $1", [people.get('friend-19')]);
    const colleagueLikes = [{ colleague: 'friend-19' }, { colleague: 'stranger', likes: 2 }, { colleague: 'friend-2' }];
    const { activity, points } = await record({ ...post(), engagement: { readAt, likes: 9, colleagueLikes } });
    expect(points).toBe(9);
    const stored = await programme.query('SELECT colleague_likes AS likes FROM engagement_reading WHERE activity_id = $1', [
      activity?.id,
    ]);
    expect(stored).toEqual([{ likes: [{ memberId: people.get('friend-2'), likes: 1 }] }]);
  });

  test('belong to the reading: the same again is known, others of them are another reading', async () => {
    const activity = post();
    const engagement = { readAt, likes: 8, colleagueLikes: friends(1).slice(0, 4) };
    const turned = { ...engagement, colleagueLikes: [...engagement.colleagueLikes].reverse() };
    expect((await record({ ...activity, engagement })).outcome).toBe('RECORDED');
    expect((await record({ ...activity, engagement: turned })).outcome).toBe('DUPLICATE');
    const others = { ...engagement, colleagueLikes: friends(1).slice(5, 9) };
    expect((await record({ ...activity, engagement: others })).errors).toMatchObject([
      { code: 'DUPLICATE_WITH_DIFFERENCE', path: ['engagement', 'colleagueLikes'] },
    ]);
  });

  test('are known again after colleagues were erased, left and came back; a name of nobody stands for nobody else', async () => {
    const person = await api.signIn('Returning');
    const joining = { programme: programme.id, displayName: 'Returning', consentVersion };
    const { ambassador } = await change<{ ambassador: { id: string } }>(
      api,
      person,
      'joinProgramme',
      joining,
      'ambassador { id }',
    );
    const line = { ...post(), ambassadorReference: undefined, ambassador: 'ada' };
    const read = new Date().toISOString();
    const likes = [{ colleague: 'eve', likes: 2 }, { colleague: ambassador.id }, { colleague: 'stranger' }];
    const activity = { ...post(), engagement: { readAt: read, likes: 8, colleagueLikes: likes } };
    const body = `${JSON.stringify({ ...line, engagement: activity.engagement })}\n`;
    const send = async () => {
      const token = await programme.apiToken('IMPORTS_WRITE');
      return (await importFile(api, { programme: programme.key, as: token, format: 'ndjson', body })).body;
    };
    expect((await record(activity)).outcome).toBe('RECORDED');
    expect(await send()).toMatchObject({ recorded: 1, failed: 0 });
    await change(api, admin, 'eraseAmbassador', { ambassador: people.get('eve') });
    await change(api, person, 'leaveProgramme', { ambassador: ambassador.id });
    expect((await record(activity)).outcome).toBe('DUPLICATE');
    expect(await change<{ ambassador: object }>(api, person, 'joinProgramme', joining, 'ambassador { id }')).toMatchObject({
      ambassador: { id: ambassador.id },
    });
    expect((await record(activity)).outcome).toBe('DUPLICATE');
    expect(await send()).toMatchObject({ duplicates: 1, failed: 0 });
    const [gone, , stranger] = likes;
    const others = [
      [gone, { colleague: ambassador.id, likes: 2 }, stranger],
      [gone, { colleague: 'friend-18' }, stranger],
      [{ colleague: ambassador.id }, stranger],
    ];
    for (const colleagueLikes of others) {
      const told = await record({ ...activity, engagement: { ...activity.engagement, colleagueLikes } });
      expect(told.errors).toMatchObject([{ code: 'DUPLICATE_WITH_DIFFERENCE', path: ['engagement', 'colleagueLikes'] }]);
    }
    // What is read late of the time before somebody came back knows them as well.
    const late = {
      readAt: new Date(Date.parse(read) + 1).toISOString(),
      likes: 9,
      colleagueLikes: [{ colleague: ambassador.id }],
    };
    const { activity: stored } = await record({ ...activity, engagement: late });
    const kept = await programme.query(
      'SELECT colleague_likes AS likes FROM engagement_reading WHERE activity_id = $1 ORDER BY read_at DESC LIMIT 1',
      [stored?.id],
    );
    expect(kept).toEqual([{ likes: [{ memberId: ambassador.id, likes: 1 }] }]);
    // So does what they did themselves then, told for the first time now; in between they did not take part.
    const [left] = await programme.query<{ at: Date }>(
      `SELECT happened_at AS at FROM participation_event WHERE ambassador_id = $1 AND kind = 'LEFT'`,
      [ambassador.id],
    );
    const { ambassadorReference: _, ...theirs } = { ...post(), ambassador: ambassador.id };
    const done = async (occurredAt: string) => (await record({ ...theirs, externalId: occurredAt, occurredAt })).outcome;
    expect(await done(read)).toBe('RECORDED');
    expect(await done(left?.at.toISOString() ?? '')).toBe('REFUSED');
    expect(await done('2026-03-02T09:00:00.000Z')).toBe('REFUSED');
  });

  test('are not more than all likes, and are not told by people of themselves', async () => {
    const engagement = { readAt, likes: 2, colleagueLikes: [{ colleague: 'friend-1', likes: 3 }] };
    expect(await record({ ...post(), engagement })).toMatchObject({
      outcome: 'REFUSED',
      errors: [{ code: 'OUT_OF_RANGE', path: ['engagement', 'colleagueLikes'] }],
    });
    const own = await api.signIn('Own');
    await api.graphql(
      'mutation ($input: JoinProgrammeInput!) { joinProgramme(input: $input) { errors { code } } }',
      { input: { programme: programme.id, displayName: 'Own', consentVersion } },
      { as: own },
    );
    const { ambassadorReference: _, evidence: __, ...mine } = post();
    const told = await api.graphql<{ recordActivity: { errors: readonly object[] } }>(
      'mutation ($input: RecordActivityInput!) { recordActivity(input: $input) { errors { code path } } }',
      { input: { programme: programme.id, activity: { ...mine, engagement: { ...engagement, likes: 3 } } } },
      { as: own },
    );
    expect(told.ok().recordActivity.errors).toEqual([
      { code: 'NOT_ALLOWED', path: ['activity', 'engagement', 'colleagueLikes'] },
    ]);
  });

  test('are remembered by corrections, simulations and replays', async () => {
    const activity = post();
    const first = await record({ ...activity, engagement: { readAt, likes: 57, colleagueLikes: friends(3).slice(0, 19) } });
    const { ambassadorReference: _, ...told } = activity;
    await api.graphql(
      'mutation ($input: CorrectActivityInput!) { correctActivity(input: $input) { errors { code } } }',
      { input: { programme: programme.id, source: 'sync', activity: { ...told, kind: 'ARTICLE' }, reason: 'Told wrongly' } },
      { as: admin },
    );
    const entries = await programme.query<{ granted: number }>(
      'SELECT granted::int AS granted FROM ledger_entry WHERE activity_id = $1 ORDER BY number',
      [first.activity?.id],
    );
    expect(entries.map(({ granted }) => granted)).toEqual([3, -3, 3]);
    const ambassadorIds = [people.get('ada') ?? ''];
    const query = <Row>(sql: string, parameters: readonly unknown[]) => programme.query<Row & object>(sql, [...parameters]);
    const histories = await readHistories(query, { ambassadorIds, factSequence: 1_000_000 });
    const remembered = [...histories.values()]
      .flat()
      .flatMap((event) =>
        event.type === 'FACT' && event.fact.type === 'ENGAGEMENT' && event.fact.post.activityId === first.activity?.id
          ? [event.fact.colleagueLikes.length]
          : [],
      );
    expect(remembered).toEqual([19]);
    expect((await replayDatabase({ databaseUrl: api.databaseUrl, programme: programme.key })).isClean).toBe(true);
  });
});
