import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { act, nextRound, type Participant, proposedPair, tandemProgramme } from '../../../test/fixtures/tandem-scenes.ts';
import { call, declare, newestTandemOf, succeedWith } from '../../../test/fixtures/tandems.ts';
import { type SignedIn, startTestApi, type TestApi } from '../../../test/harness/index.ts';

const start = new Date('2026-03-02T09:00:00Z');
const day = 86_400_000;
let now = start;
let api: TestApi;

beforeAll(async () => {
  api = await startTestApi({ clock: { now: () => now } });
});
afterAll(() => api.stop());

interface SeenTandem {
  readonly state: string;
  readonly endReason: string | null;
  readonly members: readonly { displayName: string; side: string; isViewer: boolean; answer: string | null }[];
}

async function see(id: string, as: SignedIn): Promise<SeenTandem | null> {
  const answer = await api.graphql<{ tandem: SeenTandem | null }>(
    'query ($id: ID!) { tandem(id: $id) { state endReason members { displayName side isViewer answer } } }',
    { id },
    { as },
  );
  return answer.ok().tandem;
}

async function errorOf({ who }: Participant, name: string, input: object): Promise<string | undefined> {
  const { errors } = await call(api, who, { name, input, select: '' });
  return errors[0]?.code;
}

/** Time only goes on: what a job did is not due again. */
let since = start;
const later = (days: number) => {
  now = new Date(since.getTime() + days * day);
};

describe('a proposal', () => {
  test('shows pseudonyms until both have said yes, then names, and no answer before that', async () => {
    const { tandem, fay, hal } = await proposedPair(api);
    expect(await act(api, fay, 'acceptTandem', { tandem })).toBe('PROPOSED');
    const before = await see(tandem, hal.who);
    expect(before?.members.map(({ side, isViewer, answer }) => [side, isViewer, answer])).toEqual([
      ['FREQUENT', false, null],
      ['HESITANT', true, null],
    ]);
    expect(before?.members[0]?.displayName).not.toBe('Fay');
    expect(await act(api, hal, 'acceptTandem', { tandem })).toBe('ACCEPTED');
    const names = (await see(tandem, hal.who))?.members.map(({ displayName, answer }) => [displayName, answer]);
    expect(names).toEqual([
      ['Fay', 'ACCEPTED'],
      ['Hal', 'ACCEPTED'],
    ]);
  });

  test('is nobody else’s: not a fellow ambassador’s, and to an admin without what is between the two', async () => {
    const { tandem, participant, admin, fay } = await proposedPair(api);
    const { who } = await participant('Nosy', 'STEADY');
    expect(await see(tandem, who)).toBeNull();
    expect(await see(tandem, admin)).toMatchObject({ state: 'PROPOSED' });
    expect(await errorOf({ who, id: '' }, 'acceptTandem', { tandem })).toBe('NOT_FOUND');
    expect(await errorOf({ who: admin, id: '' }, 'acceptTandem', { tandem })).toBe('NOT_ALLOWED');
    const asked = await api.graphql(
      'query ($id: ID!) { tandem(id: $id) { checkIns { note } } }',
      { id: tandem },
      { as: admin },
    );
    expect(asked.codes()).toEqual(['FORBIDDEN']);
    const own = await api.graphql('query ($id: ID!) { tandem(id: $id) { ownDeclineReason } }', { id: tandem }, { as: fay.who });
    expect(own.ok()).toEqual({ tandem: { ownDeclineReason: null } });
  });

  test('two who answer at the same moment are both heard', async () => {
    const { tandem, fay, hal } = await proposedPair(api);
    await Promise.all([fay, hal].map((member) => act(api, member, 'acceptTandem', { tandem })));
    expect((await see(tandem, fay.who))?.state).toBe('ACCEPTED');
  });

  test('yes and no at the same moment are a no', async () => {
    const { tandem, fay, hal } = await proposedPair(api);
    await Promise.all([
      call(api, fay.who, { name: 'acceptTandem', input: { tandem }, select: '' }),
      act(api, hal, 'declineTandem', { tandem, reason: 'OTHER' }),
    ]);
    expect((await see(tandem, fay.who))?.state).toBe('DECLINED');
  });

  test('that somebody declined for good never comes back, and nobody is told why', async () => {
    const scene = await proposedPair(api);
    const { tandem, fay, hal, admin, programme } = scene;
    await act(api, hal, 'declineTandem', { tandem, reason: 'NEVER_WITH_THIS_PERSON' });
    const seen = await api.graphql<{ tandem: { ownDeclineReason: string | null } }>(
      'query ($id: ID!) { tandem(id: $id) { ownDeclineReason } }',
      { id: tandem },
      { as: fay.who },
    );
    expect(seen.ok().tandem.ownDeclineReason).toBeNull();
    const run = await nextRound(api, scene);
    const answer = await api.graphql<{ tandemRun: { unmatched: { nodes: readonly object[] } } }>(
      'query ($id: ID!) { tandemRun(id: $id) { unmatched { nodes { code reason(language: ENGLISH) } } } }',
      { id: run },
      { as: admin },
    );
    expect(answer.ok().tandemRun.unmatched.nodes).toEqual([
      { code: 'NOBODY_POSSIBLE', reason: 'No tandem is possible with the one other person: personal reasons.' },
    ]);
    const [waiting] = await programme.query<{ rounds: number }>('SELECT rounds FROM tandem_waiting WHERE ambassador_id = $1', [
      hal.id,
    ]);
    expect(waiting?.rounds).toBe(1);
  });

  test('declined for lack of time, no further one comes for a month', async () => {
    const { tandem, hal } = await proposedPair(api);
    await act(api, hal, 'declineTandem', { tandem, reason: 'NO_TIME' });
    const answer = await api.graphql(
      'query ($id: ID!) { ambassador(id: $id) { tandemPreferences { snoozedUntil } } }',
      { id: hal.id },
      { as: hal.who },
    );
    expect(answer.ok()).toEqual({ ambassador: { tandemPreferences: { snoozedUntil: '2026-04-01' } } });
  });
});

test('who has no time rests for a month, and no shorter than they had said', async () => {
  const { tandem, hal, programme } = await proposedPair(api);
  await programme.query(
    `INSERT INTO tandem_preferences (ambassador_id, programme_id, is_open, languages, channels, topics, strengths, needs, availability,
       experience, capacity, accepts_third, snoozed_until, updated_at)
     VALUES ($1, $2, true, '{}', '{}', '{}', '{}', '{}', 0, 0, 1, false, '2026-12-24', now())`,
    [hal.id, programme.id],
  );
  await act(api, hal, 'declineTandem', { tandem, reason: 'NO_TIME' });
  const rows = await programme.query(
    `SELECT to_char(snoozed_until, 'YYYY-MM-DD') AS until FROM tandem_preferences WHERE ambassador_id = $1`,
    [hal.id],
  );
  expect(rows).toEqual([{ until: '2026-12-24' }]);
});

test('who has no time is asked by no other proposal either, from the day on that it is where the programme is', async () => {
  const place = await tandemProgramme(api);
  const fay = await place.participant('Fay', 'FREQUENT');
  await succeedWith(api, fay.who, {
    ...{ name: 'updateTandemPreferences', input: { ambassador: fay.id, capacity: 2 }, select: 'preferences { isOpen }' },
  });
  const [hal, han] = [await place.participant('Hal', 'HESITANT'), await place.participant('Han', 'HESITANT')];
  await nextRound(api, place);
  const proposals = [await newestTandemOf(api, hal.who, hal.id), await newestTandemOf(api, han.who, han.id)];
  // Half past eleven in the evening in UTC is the next day in Berlin.
  now = new Date('2026-03-02T23:30:00Z');
  await act(api, fay, 'declineTandem', { tandem: proposals[0], reason: 'NO_TIME' });
  expect(await see(proposals[1] ?? '', han.who)).toMatchObject({ state: 'ENDED', endReason: 'NO_LONGER_AVAILABLE' });
  expect((await see(proposals[0] ?? '', place.admin))?.members.map(({ answer }) => answer)).toEqual([null, null]);
  const answer = await api.graphql(
    'query ($id: ID!) { ambassador(id: $id) { tandemPreferences { snoozedUntil } } }',
    { id: fay.id },
    { as: fay.who },
  );
  expect(answer.ok()).toEqual({ ambassador: { tandemPreferences: { snoozedUntil: '2026-04-02' } } });
});

describe('the life of a tandem', () => {
  test('goes from yes to the first check-in to its end, and what is said stays between the two', async () => {
    const { tandem, fay, hal } = await proposedPair(api);
    expect(await errorOf(fay, 'beginTandem', { tandem })).toBe('STATE');
    for (const member of [fay, hal]) await act(api, member, 'acceptTandem', { tandem });
    expect(await act(api, hal, 'checkInTandem', { tandem, mood: 'GOING_WELL', note: 'We have met.' })).toBe('ACTIVE');
    await act(api, fay, 'giveTandemFeedback', { tandem, fit: 5, comment: 'Great.' });
    const query = 'query ($id: ID!) { tandem(id: $id) { checkIns { mood note isOwn } ownFeedback { fit comment } } }';
    const asFay = await api.graphql(query, { id: tandem }, { as: fay.who });
    expect(asFay.ok()).toEqual({
      tandem: {
        checkIns: [{ mood: 'GOING_WELL', note: 'We have met.', isOwn: false }],
        ownFeedback: { fit: 5, comment: 'Great.' },
      },
    });
    const asHal = await api.graphql(query, { id: tandem }, { as: hal.who });
    expect(asHal.ok()).toMatchObject({ tandem: { ownFeedback: null } });
    expect(await act(api, hal, 'completeTandem', { tandem })).toBe('COMPLETED');
    expect(await act(api, fay, 'completeTandem', { tandem })).toBe('COMPLETED');
    expect(await errorOf(fay, 'endTandem', { tandem, reason: 'NO_TIME' })).toBe('STATE');
  });

  test('a pause suspends it, coming back takes it up again, and a proposal does not wait', async () => {
    const running = await proposedPair(api);
    for (const member of [running.fay, running.hal]) await act(api, member, 'acceptTandem', { tandem: running.tandem });
    await act(api, running.fay, 'beginTandem', { tandem: running.tandem });
    const own = (member: Participant, name: string) =>
      succeedWith(api, member.who, { name, input: { ambassador: member.id }, select: 'ambassador { id }' });
    await own(running.fay, 'pauseParticipation');
    await own(running.hal, 'pauseParticipation');
    expect((await see(running.tandem, running.hal.who))?.state).toBe('SUSPENDED');
    await own(running.fay, 'resumeParticipation');
    expect((await see(running.tandem, running.hal.who))?.state).toBe('SUSPENDED');
    await own(running.hal, 'resumeParticipation');
    expect((await see(running.tandem, running.hal.who))?.state).toBe('ACTIVE');
    const proposed = await proposedPair(api);
    await own(proposed.fay, 'pauseParticipation');
    expect(await see(proposed.tandem, proposed.hal.who)).toMatchObject({ state: 'ENDED', endReason: 'NO_LONGER_AVAILABLE' });
  });

  test('leaving, separating and resting from tandems end what they end at once, and the partner is not told why', async () => {
    const gone = { state: 'ENDED', endReason: 'NO_LONGER_AVAILABLE' };
    const left = await proposedPair(api);
    for (const member of [left.fay, left.hal]) await act(api, member, 'acceptTandem', { tandem: left.tandem });
    const leaving = { ambassador: left.fay.id };
    await succeedWith(api, left.fay.who, { name: 'leaveProgramme', input: leaving, select: 'ambassador { id }' });
    expect(await see(left.tandem, left.hal.who)).toMatchObject(gone);
    const separated = await proposedPair(api);
    for (const member of [separated.fay, separated.hal]) await act(api, member, 'acceptTandem', { tandem: separated.tandem });
    await declare(api, separated.fay.who, { ambassador: separated.fay.id, segment: 'SEPARATOR' });
    expect(await see(separated.tandem, separated.hal.who)).toMatchObject(gone);
    const resting = await proposedPair(api);
    const snooze = { ambassador: resting.fay.id, until: '2026-12-31' };
    await succeedWith(api, resting.fay.who, { name: 'snoozeTandems', input: snooze, select: 'preferences { snoozedUntil }' });
    expect(await see(resting.tandem, resting.hal.who)).toMatchObject(gone);
  });
});

test('erasing somebody ends it and forgets what they said', async () => {
  const { tandem, fay, hal, programme } = await proposedPair(api);
  for (const member of [fay, hal]) await act(api, member, 'acceptTandem', { tandem });
  await act(api, hal, 'checkInTandem', { tandem, mood: 'STUCK', note: 'Between us.' });
  await act(api, hal, 'giveTandemFeedback', { tandem, fit: 2, comment: 'For me alone.' });
  await succeedWith(api, hal.who, { name: 'eraseAmbassador', input: { ambassador: hal.id }, select: '' });
  expect(await see(tandem, fay.who)).toMatchObject({ state: 'ENDED', endReason: 'NO_LONGER_AVAILABLE' });
  const left = await programme.query(
    `SELECT mood AS said FROM tandem_check_in WHERE tandem_id = $1 UNION ALL SELECT feedback_comment FROM tandem_member WHERE tandem_id = $1
     UNION ALL SELECT segment FROM segment_declaration WHERE ambassador_id = $2`,
    [tandem, hal.id],
  );
  expect(left.every((row) => (row as { said: unknown }).said === null)).toBe(true);
});

test('its members follow it live, and nobody else does', async () => {
  const scene = await proposedPair(api);
  const { tandem, fay, hal, programme } = scene;
  const { who: nosy } = await scene.participant('Nosy', 'STEADY');
  const follow = (as: SignedIn) =>
    api.subscribe<{ tandemUpdated: { id: string; state: string } }>(
      'subscription ($programme: ID!) { tandemUpdated(programme: $programme) { id state } }',
      { programme: programme.id },
      { as },
    );
  const [ofHal, ofNosy] = await Promise.all([follow(hal.who), follow(nosy)]);
  let wasTold = false;
  void ofNosy.next().then(
    () => {
      wasTold = true;
    },
    () => undefined,
  );
  const first = ofHal.next();
  await act(api, fay, 'acceptTandem', { tandem });
  expect((await first).data).toEqual({ tandemUpdated: { id: tandem, state: 'PROPOSED' } });
  const second = ofHal.next();
  await act(api, hal, 'acceptTandem', { tandem });
  expect((await second).data).toEqual({ tandemUpdated: { id: tandem, state: 'ACCEPTED' } });
  expect(wasTold).toBe(false);
  await Promise.all([ofHal.stop(), ofNosy.stop()]);
});

describe('time', () => {
  beforeEach(() => {
    since = now;
  });
  const reminders = (
    programme: { query<Row>(sql: string, values: readonly unknown[]): Promise<readonly Row[]> },
    tandem: string,
  ) =>
    programme.query<{ name: string; kind: string; ordinal: number }>(
      `SELECT name, kind, ordinal FROM tandem_reminder AS reminder JOIN ambassador ON ambassador.id = ambassador_id
        WHERE tandem_id = $1 ORDER BY reminded_at, name`,
      [tandem],
    );

  test('reminds whoever has not answered, twice at most, and lets the proposal expire', async () => {
    const { tandem, fay, hal, programme } = await proposedPair(api);
    await act(api, fay, 'acceptTandem', { tandem });
    for (const days of [4.1, 5, 9.1, 12]) {
      later(days);
      await api.runDueJobs();
    }
    expect(await reminders(programme, tandem)).toEqual([
      { name: 'Hal', kind: 'ANSWER_PROPOSAL', ordinal: 1 },
      { name: 'Hal', kind: 'ANSWER_PROPOSAL', ordinal: 2 },
    ]);
    later(14.1);
    await api.runDueJobs();
    expect((await see(tandem, hal.who))?.state).toBe('EXPIRED');
    expect(await errorOf(hal, 'acceptTandem', { tandem })).toBe('STATE');
  });

  test('never reminds who rests; a tandem that nobody begins is ended', async () => {
    const { tandem, fay, hal, programme } = await proposedPair(api);
    for (const member of [fay, hal]) await act(api, member, 'acceptTandem', { tandem });
    const snooze = { ambassador: fay.id, until: '2026-12-31' };
    await succeedWith(api, fay.who, { name: 'snoozeTandems', input: snooze, select: 'preferences { snoozedUntil }' });
    later(8);
    await api.runDueJobs();
    expect(await reminders(programme, tandem)).toEqual([{ name: 'Hal', kind: 'BEGIN_TANDEM', ordinal: 1 }]);
    later(28.1);
    await api.runDueJobs();
    expect(await see(tandem, hal.who)).toMatchObject({ state: 'ENDED', endReason: 'NEVER_BEGUN' });
  });

  test('takes a tandem up again when a pause has run out', async () => {
    const { tandem, fay, hal } = await proposedPair(api);
    for (const member of [fay, hal]) await act(api, member, 'acceptTandem', { tandem });
    const pause = { ambassador: fay.id, until: new Date(now.getTime() + 3 * day).toISOString().slice(0, 10) };
    await succeedWith(api, fay.who, { name: 'pauseParticipation', input: pause, select: 'ambassador { id }' });
    later(2);
    await api.runDueJobs();
    expect((await see(tandem, hal.who))?.state).toBe('SUSPENDED');
    later(4.5);
    await api.runDueJobs();
    expect((await see(tandem, hal.who))?.state).toBe('ACCEPTED');
  });
});

test('an ended tandem is followed by one with somebody else', async () => {
  const scene = await proposedPair(api);
  const { tandem, fay, hal } = scene;
  const other = await scene.participant('Finn', 'FREQUENT');
  for (const member of [fay, hal]) await act(api, member, 'acceptTandem', { tandem });
  await act(api, hal, 'endTandem', { tandem, reason: 'NOT_A_FIT' });
  await nextRound(api, scene);
  const again = await newestTandemOf(api, hal.who, hal.id);
  expect(again).not.toBe(tandem);
  expect(await newestTandemOf(api, other.who, other.id)).toBe(again);
});
