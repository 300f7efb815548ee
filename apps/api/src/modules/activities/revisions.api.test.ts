import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { change } from '../../../test/fixtures/boards.ts';
import { openDatabase } from '../../../test/fixtures/database.ts';
import { consentVersion, createTestProgramme, type TestProgramme } from '../../../test/fixtures/programme.ts';
import { enrol, publishRules } from '../../../test/fixtures/recording.ts';
import { type SignedIn, startTestApi, type TestApi } from '../../../test/harness/index.ts';
import { replayDatabase, verifyDatabase } from '../audit/index.ts';
import { ActivityRevisions } from './activities.revisions.ts';

const shownActivity = `id status kind channel occurredAt sequence
  corrections { reason changes { field before after } }
  ledgerEntries { id number kind rule granted reason reverses { number } explanation(language: ENGLISH) }`;
const RECORD = `mutation ($input: RecordActivitiesInput!) {
  recordActivities(input: $input) { results { outcome activity { ${shownActivity} } errors { code path } } errors { code path } }
}`;

interface Entry {
  readonly id: string;
  readonly number: number;
  readonly kind: string;
  readonly rule: string;
  readonly granted: number;
  readonly reason: string | null;
  readonly reverses: { readonly number: number } | null;
  readonly explanation: string;
}

interface Shown {
  readonly id: string;
  readonly status: string;
  readonly kind: string;
  readonly channel: string;
  readonly corrections: readonly { readonly reason: string; readonly changes: readonly object[] }[];
  readonly ledgerEntries: readonly Entry[];
}

interface Failures {
  readonly errors: readonly { readonly code: string; readonly path: readonly string[] }[];
}

let api: TestApi;
let programme: TestProgramme;
let admin: SignedIn;
let facts = 0;

beforeAll(async () => {
  api = await startTestApi();
  programme = await createTestProgramme(api, { status: 'PILOT' });
  admin = await programme.roleHolder('Admin', 'ADMIN');
  await publishRules(api, { programme, admin });
});
afterAll(() => api.stop());

/** Each test has somebody of its own, so that no limit of another test matters. */
async function somebody(): Promise<string> {
  facts += 1;
  const name = `person-${facts}`;
  await enrol(api, { programme, admin, people: [name] });
  return name;
}

function post(more: object = {}) {
  facts += 1;
  return {
    ...{ externalId: `fact-${facts}`, kind: 'POST', channel: 'LINKEDIN', occurredAt: '2026-03-02T09:00:00.000Z' },
    ...{ evidence: 'CHANNEL_VERIFIED', textLength: 500, ...more },
  };
}

async function record(activities: readonly object[], { of = programme, as = admin } = {}) {
  const input = { programme: of.id, source: 'sync', activities };
  type Answer = { recordActivities: { results: ({ outcome: string; activity: Shown } & Failures)[] } };
  return (await api.graphql<Answer>(RECORD, { input }, { as })).ok().recordActivities.results;
}

async function recorded(report: object): Promise<Shown> {
  const [result] = await record([report]);
  if (result?.outcome !== 'RECORDED') throw new Error(`It was not recorded: ${JSON.stringify(result)}`);
  return result.activity;
}

async function revise(mutation: string, input: object, as: SignedIn = admin) {
  const type = `${mutation.slice(0, 1).toUpperCase()}${mutation.slice(1)}Input`;
  type Answer = Record<string, { readonly activity: Shown | null } & Failures>;
  const answer = await api.graphql<Answer>(
    `mutation ($input: ${type}!) { ${mutation}(input: $input) { activity { ${shownActivity} } errors { code path message } } }`,
    { input: { reason: 'Told wrongly', ...input } },
    { as },
  );
  const payload = answer.ok()[mutation];
  if (payload === undefined) throw new Error(`${mutation} gave no payload`);
  return payload;
}

async function reverse(entry: string | undefined, more: object = {}) {
  const answer = await api.graphql<{ reverseLedgerEntry: Failures & { entry: { reversedBy: Entry } | null } }>(
    `mutation ($input: ReverseLedgerEntryInput!) {
       reverseLedgerEntry(input: $input) { entry { number reversedBy { number kind granted reason } } errors { code path message } }
     }`,
    { input: { entry, reason: 'A mistake of ours', ...more } },
    { as: admin },
  );
  return answer.ok().reverseLedgerEntry;
}

const correct = (activity: object, more: object = {}) =>
  revise('correctActivity', { programme: programme.id, source: 'sync', activity, ...more });
const amounts = (activity: Shown | null) =>
  activity?.ledgerEntries.map(({ kind, rule, granted }) => `${kind} ${rule} ${granted}`);

describe('a correction', () => {
  test('takes back what the fact earned and grants what it earns now; what was recorded stays', async () => {
    const report = post({ ambassadorReference: await somebody(), evidence: 'PEER_CONFIRMED' });
    const before = await recorded(report);
    const { activity, errors } = await correct({ ...report, evidence: 'CHANNEL_VERIFIED', ambassadorReference: undefined });
    expect(errors).toEqual([]);
    expect(amounts(before)).toEqual(['GRANT post 2']);
    expect(amounts(activity)).toEqual(['GRANT post 2', 'REVERSAL post -2', 'GRANT post 2', 'GRANT post-verified 8']);
    expect(activity?.corrections).toEqual([
      { reason: 'Told wrongly', changes: [{ field: 'evidence', before: '"PEER_CONFIRMED"', after: '"CHANNEL_VERIFIED"' }] },
    ]);
    expect(activity?.ledgerEntries[1]?.explanation).toContain('because the activity was corrected');
    const stored = await programme.query('SELECT evidence FROM activity WHERE id = $1', [before.id]);
    expect(stored).toEqual([{ evidence: 'PEER_CONFIRMED' }]);
  });

  test('counts its readings anew', async () => {
    const report = post({ ambassadorReference: await somebody() });
    const read = { readAt: '2026-03-03T09:00:00.000Z', likes: 40, comments: 9 };
    const before = await recorded({ ...report, engagement: read });
    const earnedByReading = (activity: Shown | null) =>
      activity?.ledgerEntries
        .filter(({ rule, kind }) => rule === 'engagement' && kind === 'GRANT')
        .map(({ granted }) => granted);
    const { activity } = await correct({ ...report, ambassadorReference: undefined, textLength: 400 });
    const [once] = earnedByReading(before) ?? [];
    expect(once).toBeGreaterThan(0);
    expect(earnedByReading(activity)).toEqual([once, once]);
    expect(activity?.ledgerEntries.reduce((sum, { granted }) => sum + granted, 0)).toBe(
      before.ledgerEntries.reduce((sum, { granted }) => sum + granted, 0),
    );
  });

  test('of nothing is none, and one with the same clientMutationId is made once', async () => {
    const report = post({ ambassadorReference: await somebody() });
    await recorded(report);
    const unchanged = await correct({ ...report, ambassadorReference: undefined });
    expect([unchanged.activity?.corrections, unchanged.activity?.ledgerEntries.length]).toEqual([[], 2]);
    const corrected = { ...report, ambassadorReference: undefined, kind: 'ARTICLE' };
    const once = await correct(corrected, { clientMutationId: 'fix' });
    const again = await correct(corrected, { clientMutationId: 'fix' });
    expect(again).toEqual(once);
    expect(once.activity?.corrections).toHaveLength(1);
    expect((await correct({ ...corrected, kind: 'VIDEO' }, { clientMutationId: 'fix' })).errors).toMatchObject([
      { code: 'IDEMPOTENCY_CONFLICT' },
    ]);
  });

  test('makes neither the first nor the new telling a conflict, whichever comes again, in any order', async () => {
    const report = post({ ambassadorReference: await somebody() });
    await recorded(report);
    await correct({ ...report, ambassadorReference: undefined, kind: 'ARTICLE' });
    const results = await record([{ ...report, kind: 'ARTICLE' }, report, { ...report, kind: 'VIDEO' }]);
    expect(results.map(({ outcome }) => outcome)).toEqual(['DUPLICATE', 'DUPLICATE', 'REFUSED']);
    expect(results[0]?.activity.kind).toBe('ARTICLE');
  });

  test('is refused where the fact is unknown, taken back, or the telling impossible', async () => {
    const report = post({ ambassadorReference: await somebody() });
    const known = await recorded(report);
    const told = { ...report, ambassadorReference: undefined };
    expect((await correct({ ...told, externalId: 'never heard of' })).errors).toMatchObject([{ code: 'NOT_FOUND' }]);
    expect((await correct({ ...told, campaign: 'none' })).errors).toMatchObject([{ path: ['activity', 'campaign'] }]);
    expect((await correct({ ...told, occurredAt: '2020-01-01T00:00:00Z' })).errors).toMatchObject([{ code: 'OUT_OF_RANGE' }]);
    const engagement = { readAt: '2026-03-03T09:00:00.000Z' };
    expect((await correct({ ...told, engagement })).errors).toMatchObject([{ path: ['activity', 'engagement'] }]);
    await revise('withdrawActivity', { activity: known.id });
    expect((await correct({ ...told, kind: 'VIDEO' })).errors).toMatchObject([{ code: 'STATE', path: ['activity'] }]);
  });
});

test('a connector may correct what it reports; it may not reject or reverse', async () => {
  const connector = await programme.apiToken('ACTIVITIES_WRITE');
  const report = post({ ambassadorReference: await somebody() });
  const { id, ledgerEntries } = await recorded(report);
  const input = (more: object) => ({ input: { reason: 'x', ...more } });
  const ask = async (mutation: string, more: object) => {
    const type = `${mutation.slice(0, 1).toUpperCase()}${mutation.slice(1)}Input`;
    const text = `mutation ($input: ${type}!) { ${mutation}(input: $input) { errors { code } } }`;
    return (await api.graphql(text, input(more), { as: connector })).codes();
  };
  const activity = { ...report, ambassadorReference: undefined, kind: 'ARTICLE' };
  expect(await ask('correctActivity', { programme: programme.id, source: 'sync', activity })).toEqual([]);
  expect(await ask('rejectActivity', { activity: id })).toEqual(['FORBIDDEN']);
  expect(await ask('reverseLedgerEntry', { entry: ledgerEntries[0]?.id })).toEqual(['FORBIDDEN']);
});

describe('a rejection', () => {
  test('takes the points of what people say back, once, and no later delivery or reading brings them again', async () => {
    const report = post({ ambassadorReference: await somebody(), evidence: 'PEER_CONFIRMED' });
    const { id } = await recorded(report);
    const { activity } = await revise('rejectActivity', { activity: id, reason: 'Nobody was there' });
    expect(activity?.status).toBe('REJECTED');
    expect(amounts(activity)).toEqual(['GRANT post 2', 'REVERSAL post -2']);
    expect(activity?.ledgerEntries[1]).toMatchObject({ reason: 'Nobody was there' });
    expect(activity?.ledgerEntries[1]?.explanation).toContain('was rejected');
    expect((await revise('rejectActivity', { activity: id })).errors).toMatchObject([{ code: 'STATE' }]);
    expect((await revise('withdrawActivity', { activity: id })).errors).toMatchObject([{ code: 'STATE' }]);
    const [again] = await record([{ ...report, engagement: { readAt: '2026-03-05T09:00:00.000Z', likes: 99 } }]);
    expect([again?.outcome, again?.activity.ledgerEntries.length]).toEqual(['DUPLICATE', 2]);
  });

  test('is not for what the channel has verified', async () => {
    const { id } = await recorded(post({ ambassadorReference: await somebody() }));
    expect((await revise('rejectActivity', { activity: id })).errors).toMatchObject([{ code: 'STATE', path: ['activity'] }]);
  });
});

describe('the reversal of one entry', () => {
  test('is its opposite with the reason, at most once, and is not reversed itself', async () => {
    const { id, ledgerEntries } = await recorded(post({ ambassadorReference: await somebody() }));
    const [first, second] = ledgerEntries;
    const { entry, errors } = await reverse(second?.id, { clientMutationId: 'once' });
    expect(errors).toEqual([]);
    expect(entry?.reversedBy).toMatchObject({ kind: 'REVERSAL', granted: -8, reason: 'A mistake of ours' });
    expect(await reverse(second?.id, { clientMutationId: 'once' })).toEqual({ entry, errors: [] });
    expect((await reverse(second?.id)).errors).toMatchObject([{ code: 'STATE', path: ['entry'] }]);
    const { activity } = await revise('withdrawActivity', { activity: id });
    const [, , ofEntry, ofActivity] = activity?.ledgerEntries ?? [];
    expect(ofEntry?.reverses?.number).toBe(second?.number);
    expect(ofActivity?.reverses?.number).toBe(first?.number);
    expect(activity?.ledgerEntries).toHaveLength(4);
    expect((await reverse(ofEntry?.id)).errors).toMatchObject([{ code: 'STATE' }]);
  });

  test('leaves what a post was asked for asked: a later reading fetches only what it adds', async () => {
    const report = post({ ambassadorReference: await somebody() });
    const { ledgerEntries } = await recorded({ ...report, engagement: { readAt: '2026-03-03T09:00:00.000Z', likes: 40 } });
    await reverse(ledgerEntries.find(({ rule }) => rule === 'engagement')?.id);
    const [same] = await record([{ ...report, engagement: { readAt: '2026-03-04T09:00:00.000Z', likes: 40 } }]);
    expect(same?.activity.ledgerEntries.filter(({ rule, kind }) => rule === 'engagement' && kind === 'GRANT')).toHaveLength(1);
  });

  test('[RV7] outlasts a correction: what a person took back no connector brings again', async () => {
    const report = post({ ambassadorReference: await somebody() });
    const { ledgerEntries } = await recorded(report);
    await reverse(ledgerEntries.find(({ rule }) => rule === 'post-verified')?.id);
    const { activity } = await correct({ ...report, url: 'https://example.org/moved', ambassadorReference: undefined });
    expect(amounts(activity)).toEqual([
      ...['GRANT post 2', 'GRANT post-verified 8', 'REVERSAL post-verified -8'],
      ...['REVERSAL post -2', 'GRANT post 2', 'GRANT post-verified 0'],
    ]);
    expect(activity?.ledgerEntries[2]?.explanation).toContain('because this entry was taken back; the activity itself stands');
    expect(activity?.ledgerEntries.at(-1)?.explanation).toContain('was taken back before, so 8 points are left out');
  });

  test('of an entry that granted nothing, or of nobody’s, is refused', async () => {
    const reference = await somebody();
    const posts = [1, 2, 3].map(() => post({ ambassadorReference: reference }));
    const [, , third] = await record(posts);
    expect(third?.activity.ledgerEntries[0]?.granted).toBe(0);
    expect((await reverse(third?.activity.ledgerEntries[0]?.id)).errors).toMatchObject([{ code: 'STATE' }]);
    expect((await reverse('01890000-0000-7000-8000-000000000001')).errors).toMatchObject([{ code: 'NOT_FOUND' }]);
  });
});

test('what was recorded before a break is known again, read again and corrected after it; nothing new comes from the break', async () => {
  const person = await api.signIn('Returning');
  const joining = { programme: programme.id, displayName: 'Returning', consentVersion };
  const { ambassador } = await change<{ ambassador: { id: string } }>(
    api,
    person,
    'joinProgramme',
    joining,
    'ambassador { id }',
  );
  const report = post({ ambassador: ambassador.id, occurredAt: new Date().toISOString() });
  await recorded(report);
  await change(api, person, 'leaveProgramme', { ambassador: ambassador.id });
  const inBetween = new Date().toISOString();
  await change(api, person, 'joinProgramme', joining, 'ambassador { id }');
  const engagement = { readAt: new Date().toISOString(), likes: 3 };
  expect(await record([report, { ...report, engagement }])).toMatchObject([
    { outcome: 'DUPLICATE', errors: [] },
    { outcome: 'DUPLICATE', errors: [] },
  ]);
  const told = { ...report, ambassador: undefined };
  expect(await correct({ ...told, kind: 'ARTICLE' })).toMatchObject({ activity: { kind: 'ARTICLE' }, errors: [] });
  expect((await correct({ ...told, occurredAt: inBetween })).errors).toMatchObject([
    { code: 'OUT_OF_RANGE', path: ['activity', 'occurredAt'] },
  ]);
  const [fresh] = await record([post({ ambassador: ambassador.id, occurredAt: inBetween })]);
  expect(fresh?.errors).toMatchObject([{ code: 'OUT_OF_RANGE', path: ['occurredAt'] }]);
});

test('what the programme itself recorded is taken back some at a time, once each, on frozen days too', async () => {
  const own = await createTestProgramme(api, { status: 'PILOT' });
  const as = await own.roleHolder('Own', 'ADMIN');
  await publishRules(api, { programme: own, admin: as });
  const people = Array.from({ length: 30 }, (_, index) => `own-${index}`);
  await enrol(api, { programme: own, admin: as, people });
  const activities = people.map((ambassadorReference) => post({ ambassadorReference }));
  const results = await record(activities, { of: own, as });
  const [first] = results.map(({ activity }) => activity.id);
  // Points of March have frozen from now on; what is taken back counts today.
  await own.query("UPDATE programme SET status = 'ACTIVE', grace_hours = 72 WHERE id = $1", [own.id]);
  expect((await revise('withdrawActivity', { activity: first }, as)).errors).toEqual([]);

  const database = await openDatabase(api.databaseUrl);
  try {
    const revisions = new ActivityRevisions({ database, clock: { now: () => new Date() } });
    const all = results.map(({ activity }) => ({ id: activity.id }));
    const taking = { programmeId: own.id, reason: 'The challenge was cancelled', actor: 'programme' };
    await revisions.takeBackOwn(all, taking);
    await revisions.takeBackOwn(all, taking);
  } finally {
    await database.close();
  }
  const [told] = await own.query(
    `SELECT count(*)::int AS "takenBack", count(DISTINCT xmin::text)::int AS transactions FROM activity_withdrawal
      WHERE programme_id = $1 AND withdrawn_by = 'programme'`,
    [own.id],
  );
  expect(told).toEqual({ takenBack: 29, transactions: 2 });
  const [sums] = await own.query(
    'SELECT sum(balance)::int AS balance, (SELECT sum(granted)::int FROM ledger_entry WHERE programme_id = $1) AS granted FROM member_state JOIN ambassador ON id = ambassador_id WHERE programme_id = $1',
    [own.id],
  );
  expect(sums).toEqual({ balance: 0, granted: 0 });
  for (const audit of [verifyDatabase, replayDatabase])
    expect((await audit({ databaseUrl: api.databaseUrl, programme: own.key })).isClean).toBe(true);
}, 60_000);

test('what the programme itself recorded is nobody’s word: it can be withdrawn, but not rejected', async () => {
  const { id } = await recorded(post({ ambassadorReference: await somebody() }));
  // As the recorder writes it for a challenge that was reached.
  const [own] = await programme.query<{ id: string }>(
    `WITH head AS (UPDATE programme_head SET fact_sequence = fact_sequence + 1 WHERE programme_id = $1 RETURNING fact_sequence)
     INSERT INTO activity (id, programme_id, sequence, ambassador_id, source, external_id, kind, channel, occurred_at, recorded_at, evidence)
     SELECT gen_random_uuid(), programme_id, fact_sequence, ambassador_id, 'challenge', 'reached', 'CHALLENGE_REACHED', 'OTHER', occurred_at,
            recorded_at, evidence FROM activity, head WHERE activity.id = $2 RETURNING id`,
    [programme.id, id],
  );
  const rejected = await revise('rejectActivity', { activity: own?.id });
  expect(rejected.errors).toMatchObject([{ code: 'STATE', message: expect.stringContaining('The programme itself') }]);
  expect((await revise('withdrawActivity', { activity: own?.id })).errors).toEqual([]);
});

test('everything that was recorded or revised has a number of its own, and none is left out', async () => {
  const tables = ['activity', 'engagement_reading', 'activity_withdrawal', 'activity_correction', 'entry_withdrawal'];
  const numbers = tables.map((table) => `SELECT sequence FROM ${table} WHERE programme_id = $1`).join(' UNION ALL ');
  const [row] = await programme.query<{ facts: number; last: number; different: number }>(
    `SELECT count(*)::int AS facts, max(sequence)::int AS last, count(DISTINCT sequence)::int AS different FROM (${numbers}) AS fact`,
    [programme.id],
  );
  const [head] = await programme.query<{ sequence: number }>(
    'SELECT fact_sequence::int AS sequence FROM programme_head WHERE programme_id = $1',
    [programme.id],
  );
  expect(row).toEqual({ facts: head?.sequence, last: head?.sequence, different: head?.sequence });
});

test('[RV5] what a limit refused under one version can be corrected into the next, and be taken back then', async () => {
  const limit = { scope: 'ALL', per: 'DAY', measure: 'COUNT', maximum: 1 };
  const paying = (key: string, points: number) => ({
    ...{ format: 1, name: { german: 'Regeln', english: 'Rules' }, limits: [limit] },
    rules: [
      { key, name: { german: 'Beitrag', english: 'Post' }, matches: { kinds: ['POST'] }, award: { type: 'FIXED', points } },
    ],
  });
  programme = await createTestProgramme(api, { status: 'PILOT' });
  admin = await programme.roleHolder('Another admin', 'ADMIN');
  await publishRules(api, { programme, admin, rules: paying('first', 10) });
  await publishRules(api, { programme, admin, rules: paying('second', 20), effectiveFrom: '2026-03-10T00:00:00.000Z' });
  const ambassadorReference = await somebody();
  await recorded(post({ ambassadorReference }));
  const report = post({ ambassadorReference });
  const { id, ledgerEntries } = await recorded(report);
  expect(ledgerEntries.map(({ granted }) => granted)).toEqual([0]);
  const moved = { ...report, occurredAt: '2026-03-11T09:00:00.000Z', ambassadorReference: undefined };
  expect(amounts((await correct(moved)).activity)).toEqual(['GRANT first 0', 'GRANT second 20']);
  expect(amounts((await correct({ ...moved, textLength: 400 })).activity)?.slice(2)).toEqual([
    'REVERSAL second -20',
    'GRANT second 20',
  ]);
  const { activity, errors } = await revise('withdrawActivity', { activity: id });
  expect(errors).toEqual([]);
  expect(amounts(activity)?.at(-1)).toBe('REVERSAL second -20');
});
