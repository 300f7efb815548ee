import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { consentVersion, createTestProgramme, type TestProgramme } from '../../../test/fixtures/programme.ts';
import { enrol, publishRules } from '../../../test/fixtures/recording.ts';
import { type SignedIn, startTestApi, type TestApi } from '../../../test/harness/index.ts';

const RECORD_OWN = `mutation ($input: RecordActivityInput!) {
  recordActivity(input: $input) { outcome activity { id sequence evidence hashtags status ledgerEntries { granted } } errors { code path message } }
}`;
const RECORD = `mutation ($input: RecordActivitiesInput!) {
  recordActivities(input: $input) {
    results { index outcome activity { id sequence } errors { code path message } } errors { code path message }
  }
}`;
const READ = `mutation ($input: RecordEngagementInput!) {
  recordEngagement(input: $input) { results { outcome errors { code } } errors { code } }
}`;
const WITHDRAW = `mutation ($input: WithdrawActivityInput!) {
  withdrawActivity(input: $input) { activity { id status ledgerEntries { kind granted reason } } errors { code path } }
}`;

interface Results {
  readonly results: readonly {
    readonly index: number;
    readonly outcome: string;
    readonly activity: { readonly id: string; readonly sequence: number } | null;
    readonly errors: readonly { readonly code: string; readonly path: readonly string[]; readonly message: string }[];
  }[];
  readonly errors: readonly { readonly code: string }[];
}

let api: TestApi;
let programme: TestProgramme;
let admin: SignedIn;
let connector: string;

beforeAll(async () => {
  api = await startTestApi();
  programme = await createTestProgramme(api, { status: 'PILOT' });
  admin = await programme.roleHolder('Admin', 'ADMIN');
  connector = await programme.apiToken('ACTIVITIES_WRITE');
  await publishRules(api, { programme, admin });
  await enrol(api, { programme, admin, people: ['ada', 'ben'] });
});
afterAll(() => api.stop());

function post(externalId: string, more: object = {}) {
  return {
    externalId,
    kind: 'POST',
    channel: 'LINKEDIN',
    occurredAt: '2026-03-02T09:00:00.000Z',
    evidence: 'CHANNEL_VERIFIED',
    ...more,
  };
}

async function record(activities: readonly object[], more: object = {}, as: SignedIn | string = connector): Promise<Results> {
  const input = { programme: programme.id, source: 'linkedin-sync', activities, ...more };
  return (await api.graphql<{ recordActivities: Results }>(RECORD, { input }, { as })).ok().recordActivities;
}

describe('what others did', () => {
  test('is recorded in order, numbered without gaps, and every report stands for itself', async () => {
    const answer = await record([
      post('order-1', { ambassadorReference: 'ada' }),
      post('order-2', { ambassadorReference: 'nobody' }),
      post('order-3', { ambassadorReference: 'ben', kind: 'SHARE' }),
    ]);
    expect(answer.results.map(({ outcome }) => outcome)).toEqual(['RECORDED', 'REFUSED', 'RECORDED']);
    expect(answer.results[1]?.errors).toEqual([expect.objectContaining({ code: 'NOT_FOUND', path: ['ambassador'] })]);
    const [first, , third] = answer.results;
    expect(third?.activity?.sequence).toBe((first?.activity?.sequence ?? 0) + 1);
  });

  test('what was just recorded is answered without reading it again', async () => {
    const outcomesOnly = RECORD.replace('activity { id sequence }', '');
    const readings = async (query: string, externalId: string) => {
      const activities = [
        post(externalId, { ambassadorReference: 'ada' }),
        post(`${externalId}-b`, { ambassadorReference: 'ben' }),
      ];
      const input = { programme: programme.id, source: 'linkedin-sync', activities };
      const statements = await api.statementsOf(async () => (await api.graphql(query, { input }, { as: connector })).ok());
      return statements.filter((sql) => /^SELECT[\s\S]+FROM activity\b/.test(sql)).length;
    };
    expect(await readings(outcomesOnly, 'unread')).toBe(1);
    expect(await readings(RECORD, 'read')).toBe(1);
  });

  test('a reference may be the id of who joined without one', async () => {
    const ids = await enrol(api, { programme, admin, people: ['zoe'] });
    const { results } = await record([post('by-id', { ambassadorReference: ids.get('zoe') })]);
    expect(results).toMatchObject([{ outcome: 'RECORDED' }]);
  });

  test('the same again, in the same request or later, counts once', async () => {
    const report = post('twice', { ambassadorReference: 'ada' });
    const first = await record([report, report]);
    expect(first.results.map(({ outcome }) => outcome)).toEqual(['RECORDED', 'DUPLICATE']);
    const second = await record([report]);
    expect(second.results).toMatchObject([{ outcome: 'DUPLICATE', activity: first.results[0]?.activity }]);
  });

  test('the same id with other content is refused and names what differs', async () => {
    await record([post('differs', { ambassadorReference: 'ada', hashtags: ['One'] })]);
    const { results } = await record([post('differs', { ambassadorReference: 'ada', hashtags: ['two'], kind: 'ARTICLE' })]);
    expect(results[0]).toMatchObject({ outcome: 'REFUSED', errors: [{ code: 'DUPLICATE_WITH_DIFFERENCE' }] });
    expect(results[0]?.errors[0]?.message).toContain(
      'hashtags (recorded ["one"], sent ["two"]); kind (recorded "POST", sent "ARTICLE")',
    );
  });

  test('what happened before joining is refused', async () => {
    const { results } = await record([post('early', { ambassadorReference: 'ada', occurredAt: '2025-12-31T12:00:00Z' })]);
    expect(results[0]).toMatchObject({ outcome: 'REFUSED', errors: [{ code: 'OUT_OF_RANGE', path: ['occurredAt'] }] });
  });

  test('in an archived programme nothing new is recorded', async () => {
    const over = await createTestProgramme(api, { status: 'ARCHIVED' });
    const itsAdmin = await over.roleHolder('Archivist', 'ADMIN');
    const { results } = await record([post('late', { ambassadorReference: 'ada' })], { programme: over.id }, itsAdmin);
    expect(results[0]?.errors).toContainEqual(expect.objectContaining({ code: 'STATE', path: ['programme'] }));
  });

  test('more than 1,000 at once, and none, are refused as a whole', async () => {
    const many = Array.from({ length: 1001 }, (_, index) => post(`many-${index}`, { ambassadorReference: 'ada' }));
    expect(await record(many)).toMatchObject({ results: null, errors: [{ code: 'TOO_LONG' }] });
    expect(await record([])).toMatchObject({ results: null, errors: [{ code: 'TOO_SHORT' }] });
  });

  test('a malformed report is told with its path, the others are recorded', async () => {
    const { results } = await record([
      post('bad-url', { ambassadorReference: 'ada', url: 'javascript:alert(1)' }),
      post('good', { ambassadorReference: 'ada', url: 'https://example.org/post' }),
    ]);
    expect(results.map(({ outcome }) => outcome)).toEqual(['REFUSED', 'RECORDED']);
    expect(results[0]?.errors[0]).toMatchObject({ code: 'INVALID', path: ['url'] });
  });

  test('only admins and tokens with the scope may', async () => {
    const stranger = await api.signIn('Stranger');
    const input = { programme: programme.id, source: 's', activities: [post('x', { ambassadorReference: 'ada' })] };
    expect((await api.graphql(RECORD, { input })).codes()).toEqual(['UNAUTHENTICATED']);
    expect((await api.graphql(RECORD, { input }, { as: stranger })).codes()).toEqual(['FORBIDDEN']);
    const reader = await programme.apiToken('ACTIVITIES_READ');
    expect((await api.graphql(RECORD, { input }, { as: reader })).codes()).toEqual(['FORBIDDEN']);
    const elsewhere = await createTestProgramme(api);
    const otherAdmin = await elsewhere.roleHolder('Other admin', 'ADMIN');
    expect(await record([post('x', { ambassadorReference: 'ada' })], {}, otherAdmin)).toMatchObject({
      errors: [{ code: 'NOT_FOUND' }],
    });
  });
});

describe('engagement readings', () => {
  test('award what the highest reading is worth beyond the one before, and never take back', async () => {
    await record([post('liked', { ambassadorReference: 'ben', occurredAt: '2026-03-03T09:00:00Z' })]);
    const read = async (readAt: string, likes: number) => {
      const input = { programme: programme.id, source: 'linkedin-sync', readings: [{ externalId: 'liked', readAt, likes }] };
      return (await api.graphql<{ recordEngagement: Results }>(READ, { input }, { as: connector })).ok().recordEngagement;
    };
    const points = async () => {
      const [row] = await programme.query<{ sum: string }>(
        `SELECT coalesce(sum(granted), 0) AS sum FROM ledger_entry JOIN activity ON activity.id = activity_id
          WHERE external_id = 'liked' AND reading_id IS NOT NULL AND activity.programme_id = $1`,
        [programme.id],
      );
      return Number(row?.sum);
    };
    expect((await read('2026-03-03T12:00:00Z', 9)).results).toMatchObject([{ outcome: 'DUPLICATE' }]);
    const first = await points();
    expect(first).toBeGreaterThan(0);
    await read('2026-03-03T15:00:00Z', 4);
    expect(await points()).toBe(first);
    await read('2026-03-04T12:00:00Z', 100);
    expect(await points()).toBeGreaterThan(first);
    expect((await read('2026-03-04T12:00:00Z', 101)).results[0]).toMatchObject({
      outcome: 'REFUSED',
      errors: [{ code: 'DUPLICATE_WITH_DIFFERENCE' }],
    });
  });

  test('read in the future, or named by a text that nobody can keep, are refused and stop no others', async () => {
    await record([post('ahead', { ambassadorReference: 'ben', occurredAt: '2026-03-05T09:00:00Z' })]);
    const readings = [
      { externalId: 'ahead', readAt: '9998-01-01T00:00:00Z', likes: 1 },
      { externalId: 'a\0b', readAt: '2026-03-05T12:00:00Z', likes: 1 },
      { externalId: 'ahead', readAt: '2026-03-05T12:00:00Z', likes: 1 },
    ];
    const input = { programme: programme.id, source: 'linkedin-sync', readings };
    const answer = (await api.graphql<{ recordEngagement: Results }>(READ, { input }, { as: connector })).ok().recordEngagement;
    expect(answer.results).toMatchObject([
      { outcome: 'REFUSED', errors: [{ code: 'OUT_OF_RANGE' }] },
      { outcome: 'REFUSED', errors: [{ code: 'INVALID' }] },
      { outcome: 'DUPLICATE' },
    ]);
  });

  test('sent again with their key are answered as the first time, also when a post has become known in between', async () => {
    const when = { ambassadorReference: 'ben', occurredAt: '2026-03-06T09:00:00Z' };
    await record([post('known-early', when)]);
    const readings = ['known-late', 'known-early'].map((externalId) => ({
      externalId,
      readAt: '2026-03-06T12:00:00Z',
      likes: 9,
    }));
    const input = { programme: programme.id, source: 'linkedin-sync', readings, clientMutationId: 'readings-once' };
    const query = `mutation ($input: RecordEngagementInput!) {
      recordEngagement(input: $input) { results { outcome activity { id } errors { code } } errors { code } } }`;
    const send = async () => (await api.graphql<object>(query, { input }, { as: connector })).ok();
    const first = await send();
    expect(first).toMatchObject({
      recordEngagement: {
        results: [{ outcome: 'REFUSED', errors: [{ code: 'NOT_FOUND' }] }, { outcome: 'DUPLICATE' }],
        errors: [],
      },
    });
    await record([post('known-late', when)]);
    expect(await send()).toEqual(first);
    expect(await send()).toEqual(first);
  });
});

describe('what one did oneself', () => {
  test('is recorded as self-reported, whatever is claimed', async () => {
    const mia = await api.signIn('Mia');
    const join = `mutation ($input: JoinProgrammeInput!) { joinProgramme(input: $input) { errors { code message } } }`;
    expect(
      (await api.graphql(join, { input: { programme: programme.id, displayName: 'Mia', consentVersion } }, { as: mia })).errors,
    ).toEqual([]);
    const occurredAt = new Date().toISOString();
    const input = { programme: programme.id, activity: post('mine', { occurredAt, hashtags: ['#Werk', 'werk'] }) };
    const own = await api.graphql<{ recordActivity: { activity: object } }>(RECORD_OWN, { input }, { as: mia });
    expect(own.ok().recordActivity).toMatchObject({
      outcome: 'RECORDED',
      activity: { evidence: 'SELF_REPORTED', hashtags: ['werk'], status: 'COUNTED' },
      errors: [],
    });
    const inAnHour = new Date(Date.now() + 3_600_000).toISOString();
    const planned = { programme: programme.id, activity: post('planned', { occurredAt: inAnHour }) };
    const ahead = await api.graphql<{ recordActivity: object }>(RECORD_OWN, { input: planned }, { as: mia });
    expect(ahead.ok().recordActivity).toMatchObject({
      activity: null,
      errors: [{ code: 'OUT_OF_RANGE', path: ['activity', 'occurredAt'], message: expect.stringContaining('5 minutes') }],
    });
    const { results } = await record([post('planned', { ambassadorReference: 'ben', occurredAt: inAnHour })]);
    expect(results).toMatchObject([{ outcome: 'RECORDED' }]);
  });
});

describe('withdrawing', () => {
  test('takes the points back by opposite entries, once, and says why', async () => {
    const { results } = await record([post('regretted', { ambassadorReference: 'ada', occurredAt: '2026-03-09T09:00:00Z' })]);
    const activity = results[0]?.activity?.id;
    const withdraw = async () =>
      (
        await api.graphql<{
          withdrawActivity: { activity: { ledgerEntries: { kind: string; granted: number; reason: string }[] } };
        }>(WITHDRAW, { input: { activity, reason: 'Published by mistake' } }, { as: admin })
      ).ok().withdrawActivity;
    const done = await withdraw();
    const entries = done.activity.ledgerEntries;
    const grants = entries.filter(({ kind }) => kind === 'GRANT');
    expect(grants.some(({ granted }) => granted > 0)).toBe(true);
    expect(entries.filter(({ kind }) => kind === 'REVERSAL')).toEqual(
      grants.map(({ granted }) => ({ kind: 'REVERSAL', granted: -granted, reason: 'Published by mistake' })),
    );
    expect(done).toMatchObject({ activity: { status: 'WITHDRAWN' } });
    expect(await withdraw()).toMatchObject({ activity: null, errors: [{ code: 'STATE', path: ['activity'] }] });
  });
});
