import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { consentVersion, createTestProgramme, type TestProgramme } from '../../../test/fixtures/programme.ts';
import { enrol, grant, pointsAsTold, publishRules } from '../../../test/fixtures/recording.ts';
import { call, joinAs, succeedWith } from '../../../test/fixtures/tandems.ts';
import { type SignedIn, startTestApi, type TestApi } from '../../../test/harness/index.ts';

let api: TestApi;
let programme: TestProgramme;
let admin: SignedIn;
const day = 86_400_000;
/** The clock of the API, which stays behind that of this machine, or tokens expire. It only goes forward; every test begins on the Monday three weeks after the last one, at noon in Berlin. */
let now = new Date('2026-01-05T11:00:00Z');
/** The Monday on which a test begins. */
let monday = now;
/** The date so many days after that Monday. */
const date = (days: number) => new Date(monday.getTime() + days * day).toISOString().slice(0, 10);
const midnight = (days: number) => new Date(monday.getTime() + days * day - 12 * 3_600_000).toISOString();

beforeAll(async () => {
  api = await startTestApi({ clock: { now: () => now } });
});
afterAll(() => api.stop());
beforeEach(async () => {
  monday = new Date(monday.getTime() + 21 * day);
  now = monday;
  programme = await createTestProgramme(api);
  await programme.query('UPDATE programme SET grace_hours = 48, minimum_group_size = 2 WHERE id = $1', [programme.id]);
  admin = await programme.roleHolder('Admin', 'ADMIN');
  await publishRules(api, { programme, admin, rules: rulesWithChallenge });
});

const rulesWithChallenge = {
  ...pointsAsTold,
  rules: [
    ...pointsAsTold.rules,
    {
      key: 'challenge',
      name: { german: 'Challenge', english: 'Challenge' },
      matches: { kinds: ['CHALLENGE_REACHED'] },
      award: { type: 'FIXED', points: 5 },
    },
  ],
};

const words = { german: 'Aufgabe', english: 'Task' };
const challengeOf = (goal: object, more: object = {}) => ({
  ...{ format: 1, name: words, call: words, scope: 'EVERYBODY', goal: { filter: {}, milestones: [], ...goal } },
  ...more,
});

interface Told {
  readonly id: string;
  readonly revision: number;
  readonly state: string;
}

const told = 'challenge { id revision state opensAt closesAt graceUntil }';

async function draft(document: object, more: object = {}): Promise<Told> {
  const input = { programme: programme.id, document, opensOn: date(0), closesOn: date(6), ...more };
  return (await succeedWith<{ challenge: Told }>(api, admin, { name: 'draftChallenge', input, select: told })).challenge;
}

async function announce(document: object, more: object = {}): Promise<string> {
  const { id, revision } = await draft(document, more);
  await succeedWith(api, admin, { name: 'scheduleChallenge', input: { id, revision }, select: told });
  await pass(minute);
  return id;
}

const minute = 60_000;

async function pass(milliseconds: number): Promise<void> {
  now = new Date(now.getTime() + milliseconds);
  await api.runDueJobs();
}

async function read<Data>(id: string, select: string, as: SignedIn = admin): Promise<Data> {
  const answer = await api.graphql<{ challenge: Data }>(
    `query ($id: ID!) { challenge(id: $id) { ${select} } }`,
    { id },
    { as },
  );
  return answer.ok().challenge;
}

/** What was recorded is counted by the next upkeep at the latest. */
async function progressOf(id: string): Promise<object> {
  await pass(minute);
  return read(id, 'state progress { value isReached people marks { value isTarget reachedAt } }');
}

async function record(person: string, more: object = {}): Promise<void> {
  records += 1;
  const activity = {
    ...{ ambassadorReference: person, kind: 'POST', channel: 'LINKEDIN', externalId: `post-${records}` },
    ...{ occurredAt: now.toISOString(), textLength: 80, ...more },
  };
  await succeedWith(api, admin, {
    name: 'recordActivities',
    input: { programme: programme.id, source: 'connector', activities: [activity] },
    select: 'results { outcome }',
  });
}
let records = 0;

async function pointsOf(id: string): Promise<number> {
  const [row] = await programme.query<{ sum: number }>(
    'SELECT coalesce(sum(granted), 0)::integer AS sum FROM ledger_entry WHERE ambassador_id = $1',
    [id],
  );
  return row?.sum ?? 0;
}

describe('life', () => {
  test('a draft is for admins; announced it opens, closes and is completed by the clock, and its result never changes', async () => {
    await enrol(api, { programme, admin, people: ['ada', 'ben'] });
    const { id, revision } = await draft(challengeOf({ measure: 'FACTS', target: 3, milestones: [2] }), {
      opensOn: date(1),
    });
    const auditor = await programme.roleHolder('Auditor', 'AUDITOR');
    expect(await read(id, 'id', auditor)).toBeNull();
    await succeedWith(api, admin, { name: 'scheduleChallenge', input: { id, revision }, select: told });
    expect(await read(id, 'state opensAt closesAt graceUntil', auditor)).toEqual({
      state: 'SCHEDULED',
      opensAt: midnight(1),
      closesAt: midnight(7),
      graceUntil: midnight(9),
    });
    await pass(day);
    await record('ada');
    await record('ben');
    const reachedAt = now.toISOString();
    expect(await progressOf(id)).toEqual({
      state: 'RUNNING',
      progress: {
        ...{ value: 2, isReached: false, people: 2 },
        marks: [
          { value: 2, isTarget: false, reachedAt },
          { value: 3, isTarget: true, reachedAt: null },
        ],
      },
    });
    const lateFact = reachedAt;
    await pass(6 * day);
    expect(await read(id, 'state')).toEqual({ state: 'GRACE' });
    await record('ada', { occurredAt: lateFact });
    expect(await progressOf(id)).toMatchObject({ state: 'GRACE', progress: { value: 3, isReached: true } });
    await pass(2 * day);
    expect(await read(id, 'state completedAt')).toEqual({ state: 'COMPLETED', completedAt: now.toISOString() });
    await record('ada', { occurredAt: lateFact });
    expect(await progressOf(id)).toMatchObject({ state: 'COMPLETED', progress: { value: 3 } });
    await expect(programme.query('UPDATE challenge_place SET value = 9 WHERE challenge_id = $1', [id])).rejects.toThrow();
  });

  test('[CH3] late facts say that they count, or no longer do', async () => {
    const person = await api.signIn('Ada');
    await joinAs(api, person, { programme: programme.id, consentVersion });
    const id = await announce(challengeOf({ measure: 'FACTS', target: 5 }));
    const report = async (externalId: string) => {
      const activity = { externalId, kind: 'POST', channel: 'BLOG', occurredAt: monday.toISOString() };
      const input = { programme: programme.id, activity };
      await succeedWith(api, person, { name: 'recordActivity', input, select: 'activity { id }' });
    };
    await report('in time');
    await pass(7 * day);
    await report('in the grace');
    await pass(minute);
    const contributions = () => read(id, 'ownContributions { verdict value sentence }', person);
    const counted = [
      expect.objectContaining({ verdict: 'COUNTED', value: 1 }),
      expect.objectContaining({ verdict: 'COUNTED_IN_GRACE', value: 1, sentence: expect.stringContaining('counts') }),
    ];
    expect(await contributions()).toEqual({ ownContributions: expect.arrayContaining(counted) });
    await pass(2 * day);
    await report('after the grace');
    await pass(minute);
    const late = { verdict: 'TOO_LATE', value: 0, sentence: expect.stringContaining('no longer counts') };
    expect(await read(id, 'state')).toEqual({ state: 'COMPLETED' });
    expect(await contributions()).toEqual({
      ownContributions: expect.arrayContaining([...counted, expect.objectContaining(late)]),
    });
  });

  test('two admins: the second is told; what runs is no draft; a challenge that is over is not announced', async () => {
    const { id, revision } = await draft(challengeOf({ measure: 'FACTS', target: 5 }));
    const input = { id, revision, closesOn: date(7) };
    await succeedWith(api, admin, { name: 'updateChallenge', input, select: told });
    const second = await call(api, admin, { name: 'updateChallenge', input, select: told });
    expect(second.errors).toMatchObject([{ code: 'CONFLICT', path: ['revision'] }]);
    await succeedWith(api, admin, { name: 'scheduleChallenge', input: { id, revision: revision + 1 }, select: told });
    const again = await call(api, admin, {
      name: 'updateChallenge',
      input: { ...input, revision: revision + 1 },
      select: told,
    });
    expect(again.errors).toMatchObject([{ code: 'STATE' }]);
    const past = await draft(challengeOf({ measure: 'FACTS', target: 5 }), { opensOn: date(-9), closesOn: date(-5) });
    const late = await call(api, admin, { name: 'scheduleChallenge', input: { id: past.id, revision: 1 }, select: told });
    expect(late.errors).toMatchObject([{ code: 'OUT_OF_RANGE', path: ['closesOn'] }]);
  });

  test('mistakes are told at their place in the document', async () => {
    const document = challengeOf({ measure: 'FACTS', target: 0 });
    const input = { programme: programme.id, document, opensOn: date(0), closesOn: date(0) };
    const refused = await call(api, admin, { name: 'draftChallenge', input, select: told });
    expect(refused.errors).toMatchObject([{ code: 'INVALID', path: ['document', '$.goal.target'] }]);
  });

  test('a recurring challenge is announced again when one opens', async () => {
    const id = await announce(challengeOf({ measure: 'FACTS', target: 5 }), {
      recurrence: { unit: 'WEEK', every: 2, until: date(18) },
    });
    const list = async () => {
      const answer = await api.graphql<{ programme: { challenges: { nodes: readonly object[] } } }>(
        `query ($key: String!) { programme(key: $key) { challenges { nodes { opensOn occurrence state } totalCount } } }`,
        { key: programme.key },
        { as: admin },
      );
      return answer.ok().programme.challenges.nodes;
    };
    expect(await list()).toEqual([
      { opensOn: date(14), occurrence: 1, state: 'SCHEDULED' },
      { opensOn: date(0), occurrence: 0, state: 'RUNNING' },
    ]);
    await pass(14 * day);
    expect(await list()).toEqual([
      { opensOn: date(14), occurrence: 1, state: 'RUNNING' },
      { opensOn: date(0), occurrence: 0, state: 'COMPLETED' },
    ]);
    expect(id).not.toBe('');
  });
});

describe('what it grants', () => {
  test('who reached the target is granted once, by the rules; cancelling takes it back and says why', async () => {
    const ids = await enrol(api, { programme, admin, people: ['ada', 'ben'] });
    const id = await announce(challengeOf({ measure: 'FACTS', target: 2 }, { scope: 'EACH_PERSON' }));
    await record('ada');
    await record('ada');
    await record('ben');
    await pass(minute);
    await pass(minute);
    expect(await pointsOf(ids.get('ada') ?? '')).toBe(5);
    expect(await pointsOf(ids.get('ben') ?? '')).toBe(0);
    await pass(minute);
    expect(await pointsOf(ids.get('ada') ?? '')).toBe(5);
    expect(await read(id, 'summary { begun reached }')).toEqual({ summary: { begun: 2, reached: 1 } });
    const cancelled = await succeedWith<{ challenge: object }>(api, admin, {
      name: 'cancelChallenge',
      input: { id, reason: 'Nobody liked it' },
      select: 'challenge { state cancelReason }',
    });
    expect(cancelled.challenge).toEqual({ state: 'CANCELLED', cancelReason: 'Nobody liked it' });
    await pass(minute);
    expect(await pointsOf(ids.get('ada') ?? '')).toBe(0);
  });

  test('who could not be granted it while the programme was archived is granted it when it is open again', async () => {
    const ids = await enrol(api, { programme, admin, people: ['ada'] });
    const id = await announce(challengeOf({ measure: 'FACTS', target: 1 }));
    await record('ada');
    const become = (status: string) =>
      programme.query('UPDATE programme SET status = $2 WHERE id = $1', [programme.id, status]);
    await become('ARCHIVED');
    await pass(9 * day);
    expect(await read(id, 'state')).toEqual({ state: 'COMPLETED' });
    await become('ACTIVE');
    await pass(minute);
    expect(await pointsOf(ids.get('ada') ?? '')).toBe(5);
  });

  test('points for challenges count towards no challenge, and nobody reports having reached one', async () => {
    await enrol(api, { programme, admin, people: ['ada'] });
    const id = await announce(challengeOf({ measure: 'POINTS', target: 100 }));
    await grant(api, { programme, admin, points: [['ada', 7, now.toISOString()]] });
    expect(await progressOf(id)).toMatchObject({ progress: { value: 7 } });
    const activity = {
      externalId: 'x',
      ambassadorReference: 'ada',
      kind: 'CHALLENGE_REACHED',
      channel: 'OTHER',
      occurredAt: now.toISOString(),
    };
    const input = { programme: programme.id, source: 'connector', activities: [activity] };
    const refused = await call<{ results: readonly { outcome: string }[] }>(api, admin, {
      name: 'recordActivities',
      input,
      select: 'results { outcome errors { path } }',
    });
    expect(refused).toMatchObject({ results: [{ outcome: 'REFUSED', errors: [{ path: expect.arrayContaining(['kind']) }] }] });
  });
});

describe('who takes part', () => {
  test('departments are counted per active member, and small ones are not shown', async () => {
    const people = [
      ...['s1', 's2', 's3', 's4'].map((externalReference) => ({ externalReference, departmentKey: 'sales' })),
      ...['c1', 'c2'].map((externalReference) => ({ externalReference, departmentKey: 'care' })),
    ];
    await enrol(api, { programme, admin, people: people.map((person) => ({ ...person, visibility: 'NAMED' })) });
    const id = await announce(challengeOf({ measure: 'DISTINCT_PEOPLE', target: 50 }, { scope: 'EACH_DEPARTMENT' }));
    await record('s1');
    await record('c1');
    await record('c1');
    await pass(minute);
    const shown = 'departments { place name progress { value isReached people } }';
    expect(await read(id, shown)).toEqual({
      departments: [
        { place: 1, name: 'care', progress: { value: 50, isReached: true, people: null } },
        { place: 2, name: 'sales', progress: { value: 25, isReached: false, people: null } },
      ],
    });
    await programme.query('UPDATE programme SET minimum_group_size = 3 WHERE id = $1', [programme.id]);
    expect(await read(id, 'departments { name }')).toEqual({ departments: [{ name: 'sales' }] });
  });

  test('who hides, leaves or steps out counts for nobody any more, at once', async () => {
    const person = await api.signIn('Cleo');
    const ambassador = await joinAs(api, person, { programme: programme.id, consentVersion, visibility: 'NAMED' });
    await enrol(api, { programme, admin, people: [{ externalReference: 'ada', visibility: 'NAMED' }] });
    const id = await announce(challengeOf({ measure: 'FACTS', target: 5 }));
    await record('ada');
    const activity = { externalId: 'own', kind: 'POST', channel: 'BLOG', occurredAt: now.toISOString() };
    await succeedWith(api, person, {
      name: 'recordActivity',
      input: { programme: programme.id, activity },
      select: 'activity { id }',
    });
    expect(await progressOf(id)).toMatchObject({ progress: { value: 2 } });
    await succeedWith(api, person, { name: 'leaveChallenge', input: { id }, select: 'challenge { entrance { isIn } }' });
    expect(await progressOf(id)).toMatchObject({ progress: { value: 1 } });
    await succeedWith(api, person, { name: 'enterChallenge', input: { id }, select: 'challenge { entrance { isIn } }' });
    expect(await progressOf(id)).toMatchObject({ progress: { value: 2 } });
    await succeedWith(api, person, {
      name: 'changeVisibility',
      input: { ambassador, visibility: 'HIDDEN' },
      select: 'ambassador { id }',
    });
    expect(await progressOf(id)).toMatchObject({ progress: { value: 1 } });
  });

  test('by invitation: who was not invited cannot enter, and who was counts once they accept', async () => {
    const person = await api.signIn('Dora');
    const other = await api.signIn('Emil');
    const dora = await joinAs(api, person, { programme: programme.id, consentVersion });
    await joinAs(api, other, { programme: programme.id, consentVersion });
    const id = await announce(challengeOf({ measure: 'FACTS', target: 1 }, { scope: 'EACH_PERSON', entry: 'INVITATION' }));
    const activity = { externalId: 'own', kind: 'POST', channel: 'BLOG', occurredAt: now.toISOString() };
    const input = { programme: programme.id, activity };
    await succeedWith(api, person, { name: 'recordActivity', input, select: 'activity { id }' });
    const refused = await call(api, other, { name: 'enterChallenge', input: { id }, select: 'challenge { id }' });
    expect(refused.errors).toMatchObject([{ code: 'NOT_ALLOWED' }]);
    const invited = await succeedWith(api, admin, {
      name: 'inviteToChallenge',
      input: { id, ambassadors: [dora] },
      select: 'invited',
    });
    expect(invited).toMatchObject({ invited: 1 });
    await pass(minute);
    expect(await read(id, 'summary { begun reached }', other)).toEqual({ summary: { begun: 0, reached: 0 } });
    await succeedWith(api, person, { name: 'enterChallenge', input: { id }, select: 'challenge { id }' });
    await pass(minute);
    expect(await read(id, 'summary { begun reached } ownProgress { value isReached }', person)).toEqual({
      summary: { begun: 1, reached: 1 },
      ownProgress: [{ value: 1, isReached: true }],
    });
  });
});

test('withdrawn activities count no more, corrected ones as they are told now', async () => {
  await enrol(api, { programme, admin, people: ['ada'] });
  const id = await announce(challengeOf({ measure: 'FACTS', target: 5, filter: { channels: ['LINKEDIN'] } }));
  await record('ada', { externalId: 'one' });
  await record('ada', { externalId: 'two' });
  expect(await progressOf(id)).toMatchObject({ progress: { value: 2 } });
  const activity = { externalId: 'one', kind: 'POST', channel: 'BLOG', occurredAt: now.toISOString(), textLength: 80 };
  const token = await programme.apiToken('ACTIVITIES_WRITE');
  await succeedWith(api, token, {
    name: 'correctActivity',
    input: { programme: programme.id, source: 'connector', activity, reason: 'It was the blog' },
    select: 'activity { channel }',
  });
  expect(await progressOf(id)).toMatchObject({ progress: { value: 1 } });
  const [row] = await programme.query<{ id: string }>(
    `SELECT id FROM activity WHERE programme_id = $1 AND external_id = 'two'`,
    [programme.id],
  );
  await succeedWith(api, admin, {
    name: 'withdrawActivity',
    input: { activity: row?.id, reason: 'A mistake' },
    select: 'activity { id }',
  });
  expect(await progressOf(id)).toMatchObject({ progress: { value: 0 } });
});

test('progress is followed live, each step once', async () => {
  await enrol(api, { programme, admin, people: ['ada'] });
  const id = await announce(challengeOf({ measure: 'FACTS', target: 2 }));
  const live = await api.subscribe<{ challengeUpdated: { progress: { value: number } } }>(
    'subscription ($id: ID!) { challengeUpdated(id: $id) { progress { value } } }',
    { id },
    { as: admin },
  );
  const next = async () => (await live.next()).data?.challengeUpdated.progress.value;
  try {
    expect(await next()).toBe(0);
    await record('ada');
    await pass(minute);
    expect(await next()).toBe(1);
    await record('ada');
    await pass(minute);
    expect(await next()).toBe(2);
  } finally {
    await live.stop();
  }
});

test('templates draft challenges, and a preview tells what a goal would have meant before', async () => {
  await enrol(api, { programme, admin, people: ['ada', 'ben'] });
  const drafted = await succeedWith<{ challenge: object }>(api, admin, {
    name: 'draftChallenge',
    input: { programme: programme.id, template: 'FIRST_POST', opensOn: date(0) },
    select: 'challenge { closesOn measure target name(language: GERMAN) sentences(language: ENGLISH) pictureSvg }',
  });
  expect(drafted.challenge).toMatchObject({
    ...{ closesOn: date(27), measure: 'FACTS', target: 1, name: 'Der erste Beitrag' },
    sentences: expect.arrayContaining(['What counts: posts, articles and videos.']),
    pictureSvg: expect.stringContaining('<svg'),
  });
  await record('ada', { occurredAt: new Date(now.getTime() - 3 * day).toISOString() });
  await record('ben', { occurredAt: new Date(now.getTime() - 3 * day).toISOString() });
  const preview = async (document: object, closesOn: string) => {
    const variables = { key: programme.key, document, opensOn: date(0), closesOn };
    const answer = await api.graphql<{ programme: { challengePreview: object } }>(previewQuery, variables, { as: admin });
    return answer.ok().programme.challengePreview;
  };
  expect(await preview(challengeOf({ measure: 'DISTINCT_PEOPLE', target: 2 }), date(6))).toMatchObject({
    errors: [],
    eligible: 2,
    rehearsals: [
      { people: 2, begun: 1, reached: 1, value: 2 },
      { people: 0, begun: 0, reached: 0, value: 0 },
      { people: 0, begun: 0, reached: 0, value: 0 },
    ],
  });
  expect(await preview(challengeOf({ measure: 'FACTS', target: 0 }), date(-1))).toEqual({
    ...{ eligible: 2, sentences: [], rehearsals: [] },
    errors: [{ path: ['document', '$.goal.target'] }, { path: ['closesOn'] }],
  });
});

const previewQuery = `query ($key: String!, $document: JSON!, $opensOn: Date!, $closesOn: Date!) { programme(key: $key) {
  challengePreview(document: $document, opensOn: $opensOn, closesOn: $closesOn) {
    eligible sentences rehearsals { people begun reached value } errors { path }
  } } }`;
