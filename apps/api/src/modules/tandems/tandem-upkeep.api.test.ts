import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { act, type Participant, proposedPair } from '../../../test/fixtures/tandem-scenes.ts';
import { succeedWith } from '../../../test/fixtures/tandems.ts';
import { startTestApi, type TestApi } from '../../../test/harness/index.ts';

const day = 86_400_000;
let now = new Date('2025-03-03T09:00:00Z');
let since = now;
let api: TestApi;
beforeAll(async () => {
  api = await startTestApi({ clock: { now: () => now } });
});
afterAll(() => api.stop());
beforeEach(() => {
  since = now;
});

/** Time goes on to so many days after the beginning of the test, and what is due is done. */
async function after(days: number): Promise<void> {
  now = new Date(since.getTime() + days * day);
  await api.runDueJobs();
}

async function see(id: string, { who }: Participant): Promise<{ state: string; expiresAt: string | null }> {
  const answer = await api.graphql<{ tandem: { state: string; expiresAt: string | null } }>(
    'query ($id: ID!) { tandem(id: $id) { state expiresAt } }',
    { id },
    { as: who },
  );
  return answer.ok().tandem;
}

const own = (member: Participant, name: string, more: object = {}) =>
  succeedWith(api, member.who, { name, input: { ambassador: member.id, ...more }, select: 'ambassador { id }' });

async function agreedPair() {
  const scene = await proposedPair(api);
  for (const member of [scene.fay, scene.hal]) await act(api, member, 'acceptTandem', { tandem: scene.tandem });
  return scene;
}

type Querying = Awaited<ReturnType<typeof agreedPair>>['programme'];

async function remindersOf(programme: Querying, tandem: string): Promise<readonly string[]> {
  const rows = await programme.query<{ kind: string }>(
    `SELECT kind || ' ' || ordinal || ' ' || name AS kind FROM tandem_reminder AS reminder
       JOIN ambassador ON ambassador.id = ambassador_id WHERE tandem_id = $1 ORDER BY reminded_at, name`,
    [tandem],
  );
  return rows.map(({ kind }) => kind);
}

test('a pause that outlasts the time to begin gives it back, and nobody is reminded on the day they return', async () => {
  const { tandem, fay, hal, programme } = await agreedPair();
  now = new Date(since.getTime() + 2 * day);
  await own(fay, 'pauseParticipation');
  await after(60);
  expect(await see(tandem, hal)).toMatchObject({ state: 'SUSPENDED' });
  await own(fay, 'resumeParticipation');
  await after(60.1);
  expect(await see(tandem, hal)).toEqual({ state: 'ACCEPTED', expiresAt: new Date(since.getTime() + 86 * day).toISOString() });
  expect(await remindersOf(programme, tandem)).toEqual([]);
  await after(65.1);
  expect(await remindersOf(programme, tandem)).toEqual(['BEGIN_TANDEM 1 Fay', 'BEGIN_TANDEM 1 Hal']);
  await after(86.1);
  expect(await see(tandem, hal)).toMatchObject({ state: 'ENDED' });
});

test('a pause that ran out by itself gives the time back too, however late that is seen', async () => {
  const { tandem, fay, hal } = await agreedPair();
  await own(fay, 'pauseParticipation', { until: new Date(now.getTime() + 30 * day).toISOString().slice(0, 10) });
  await after(32);
  expect(await see(tandem, hal)).toMatchObject({ state: 'ACCEPTED' });
  await after(33);
  expect(await see(tandem, hal)).toMatchObject({ state: 'ACCEPTED' });
});

test('a pause without an end holds no place for ever; one that is over ends nothing, however late that is seen', async () => {
  const [endless, limited] = [await agreedPair(), await agreedPair()];
  await own(endless.fay, 'pauseParticipation');
  await own(limited.fay, 'pauseParticipation', { until: new Date(now.getTime() + 80 * day).toISOString().slice(0, 10) });
  await after(83);
  expect(await see(endless.tandem, endless.hal)).toMatchObject({ state: 'SUSPENDED' });
  await after(90);
  expect(await see(endless.tandem, endless.hal)).toMatchObject({ state: 'ENDED' });
  expect(await see(limited.tandem, limited.hal)).toMatchObject({ state: 'ACCEPTED' });
  const held = 'SELECT FROM tandem_member WHERE tandem_id = $1 AND is_open';
  expect(await endless.programme.query(held, [endless.tandem])).toEqual([]);
});

test('a running tandem is not asked how it goes on the day somebody returns from a pause', async () => {
  const { tandem, fay, hal, programme } = await agreedPair();
  await act(api, fay, 'beginTandem', { tandem });
  await after(20);
  await own(hal, 'pauseParticipation');
  await after(60);
  await own(hal, 'resumeParticipation');
  await after(69);
  expect(await remindersOf(programme, tandem)).toEqual([]);
  await after(88.1);
  expect(await remindersOf(programme, tandem)).toEqual(['CHECK_IN 1 Fay', 'CHECK_IN 1 Hal']);
});

test('a tandem at which something goes wrong stops none of the others', async () => {
  const pairs = [await proposedPair(api), await proposedPair(api), await proposedPair(api)];
  const [broken, ...others] = pairs;
  if (broken === undefined) throw new Error('there is no pair');
  await broken.programme.query(
    `ALTER TABLE tandem ADD CONSTRAINT broken CHECK (id <> '${broken.tandem}' OR state = 'PROPOSED') NOT VALID`,
    [],
  );
  await after(15);
  for (const { tandem, hal } of others) expect((await see(tandem, hal)).state).toBe('EXPIRED');
  expect((await see(broken.tandem, broken.hal)).state).toBe('PROPOSED');
  await broken.programme.query('ALTER TABLE tandem DROP CONSTRAINT broken', []);
  await after(15.2);
  expect((await see(broken.tandem, broken.hal)).state).toBe('EXPIRED');
});

test('of one day the last check-in of each counts, and only the latest are read', async () => {
  const { tandem, fay, hal } = await agreedPair();
  const checkIn = (member: Participant, mood: string, note: string) =>
    act(api, member, 'checkInTandem', { tandem, mood, note });
  await checkIn(hal, 'STUCK', 'I do not know how to begin.');
  await checkIn(hal, 'GOING_WELL', 'Now I do.');
  await checkIn(fay, 'GOING_WELL', 'Good.');
  const notes = async (last: number) => {
    const answer = await api.graphql<{ tandem: { checkIns: readonly { note: string }[] } }>(
      'query ($id: ID!, $last: Int!) { tandem(id: $id) { checkIns(last: $last) { note } } }',
      { id: tandem, last },
      { as: hal.who },
    );
    return answer.errors.length > 0 ? answer.codes() : answer.ok().tandem.checkIns.map(({ note }) => note);
  };
  expect(new Set(await notes(50))).toEqual(new Set(['Now I do.', 'Good.']));
  now = new Date(now.getTime() + day);
  await checkIn(hal, 'NEEDS_TIME', 'A day later.');
  expect(await notes(50)).toHaveLength(3);
  expect(await notes(1)).toEqual(['A day later.']);
  expect(await notes(201)).toEqual(['BAD_USER_INPUT']);
});
