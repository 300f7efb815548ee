import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { publishRules } from '../../../test/fixtures/recording.ts';
import { act, nextRound, type Participant, proposedPair, tandemProgramme } from '../../../test/fixtures/tandem-scenes.ts';
import { call, newestTandemOf, succeedWith } from '../../../test/fixtures/tandems.ts';
import { startTestApi, type TestApi } from '../../../test/harness/index.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

/** A pair who have both said yes, where rules are in force. */
async function agreedPair() {
  const scene = await proposedPair(api);
  await publishRules(api, scene);
  for (const member of [scene.fay, scene.hal]) await act(api, member, 'acceptTandem', { tandem: scene.tandem });
  return scene;
}

async function post(programme: string, { who }: Participant, at = new Date(Date.now() + 1000)): Promise<string> {
  const activity = {
    externalId: `${at.getTime()}`,
    kind: 'POST',
    channel: 'LINKEDIN',
    occurredAt: at.toISOString(),
    textLength: 90,
  };
  const recorded = await succeedWith<{ activity: { id: string } }>(api, who, {
    name: 'recordActivity',
    input: { programme, activity },
    select: 'activity { id }',
  });
  return recorded.activity.id;
}

const tell = (tandem: string, activities: readonly string[]) => ({
  name: 'tellStory',
  input: { tandem, title: 'How we began', activities },
  select: 'story { id confirmedAt awaitsViewer activities { isOwn kind } }',
});

interface Entry {
  readonly rule: string | null;
  readonly granted: number;
  readonly activity: { kind: string } | null;
}

async function entriesOf({ who, id }: Participant): Promise<readonly Entry[]> {
  const answer = await api.graphql<{ ambassador: { ledgerEntries: { nodes: readonly Entry[] } } }>(
    'query ($id: ID!) { ambassador(id: $id) { ledgerEntries { nodes { rule granted activity { kind } } } } }',
    { id },
    { as: who },
  );
  return answer.ok().ambassador.ledgerEntries.nodes.filter(({ activity }) => activity?.kind === 'STORY');
}

test('a story that both have confirmed counts once for each, with the boost for tandems; told twice it counts no more', async () => {
  const { programme, fay, hal, tandem } = await agreedPair();
  const activity = await post(programme.id, hal);
  const { story } = await succeedWith<{ story: { id: string } }>(api, hal.who, tell(tandem, [activity]));
  expect(story).toMatchObject({ confirmedAt: null, awaitsViewer: false, activities: [{ isOwn: true, kind: 'POST' }] });
  expect(await entriesOf(hal)).toEqual([]);
  const confirm = { name: 'confirmStory', input: { story: story.id }, select: 'story { id confirmedAt }' };
  await Promise.all([succeedWith(api, fay.who, confirm), succeedWith(api, fay.who, confirm)]);
  for (const member of [fay, hal]) {
    expect(await entriesOf(member)).toEqual([{ rule: 'story', granted: 6, activity: { kind: 'STORY' } }]);
  }
  const again = await call(api, fay.who, tell(tandem, [activity]));
  expect(again.errors.map(({ code }) => code)).toEqual(['TAKEN']);
  const facts = await programme.query<{ count: string }>(
    `SELECT count(*) FROM activity WHERE kind = 'STORY' AND tandem_id = $1`,
    [tandem],
  );
  expect(facts).toEqual([{ count: '2' }]);
});

test('everybody in the tandem sees at once that the story counts', async () => {
  const { programme, fay, hal, tandem } = await agreedPair();
  const { story } = await succeedWith<{ story: { id: string } }>(api, hal.who, tell(tandem, [await post(programme.id, hal)]));
  const ofHal = await api.subscribe<{ tandemUpdated: { stories: readonly { confirmedAt: string | null }[] } }>(
    'subscription ($programme: ID!) { tandemUpdated(programme: $programme) { id stories { confirmedAt } } }',
    { programme: programme.id },
    { as: hal.who },
  );
  const seen = (async () => {
    for (;;) {
      const { data } = await ofHal.next();
      if (data?.tandemUpdated.stories[0]?.confirmedAt) return 'it counts';
    }
  })();
  await succeedWith(api, fay.who, { name: 'confirmStory', input: { story: story.id }, select: 'story { id }' });
  expect(await seen).toBe('it counts');
  await ofHal.stop();
}, 60_000);

test('the entry says how the boost for tandems came in, and the tandem stands on its board with the points of both', async () => {
  const { programme, admin, fay, hal, tandem } = await agreedPair();
  const boards = [{ scope: 'TANDEM', period: 'ALL_TIME', measure: 'POINTS_PER_ACTIVE_MEMBER' }];
  await succeedWith(api, admin, { name: 'updateBoards', input: { programme: programme.id, boards }, select: '' });
  const { story } = await succeedWith<{ story: { id: string } }>(api, hal.who, tell(tandem, [await post(programme.id, hal)]));
  await succeedWith(api, fay.who, { name: 'confirmStory', input: { story: story.id }, select: 'story { id }' });
  const told = await api.graphql<{
    ambassador: {
      ledgerEntries: { nodes: readonly { explanation: string; granted: number; activity: { kind: string } | null }[] };
    };
  }>(
    'query ($id: ID!) { ambassador(id: $id) { ledgerEntries { nodes { explanation(language: ENGLISH) granted activity { kind } } } } }',
    { id: fay.id },
    { as: fay.who },
  );
  const entries = told.ok().ambassador.ledgerEntries.nodes;
  expect(entries.find(({ activity }) => activity?.kind === 'STORY')?.explanation).toContain(
    'Boost +50% for a tandem story: 6 points instead of 4.',
  );
  // The story counts 6 for each, Hal's own post 2 more: 14 for two people.
  const board = await api.graphql<{ leaderboard: { groups: readonly object[] } }>(
    `query ($board: BoardInput!) { leaderboard(board: $board) {
       groups(first: 5) { rank pointsPerActiveMember group { id } } } }`,
    { board: { programme: programme.id, scope: 'TANDEM', period: 'ALL_TIME', measure: 'POINTS_PER_ACTIVE_MEMBER' } },
    { as: hal.who },
  );
  expect(board.ok().leaderboard.groups).toEqual([{ rank: 1, pointsPerActiveMember: 7, group: { id: tandem } }]);
});

test('is about activities of the two since they agreed, and of nobody else', async () => {
  const { programme, fay, hal, tandem, participant } = await agreedPair();
  const early = await post(programme.id, hal, new Date(Date.now() + 500));
  await programme.query(`UPDATE tandem SET accepted_at = now() + interval '1 second' WHERE id = $1`, [tandem]);
  const other = await participant('Other', 'STEADY');
  const theirs = await post(programme.id, other, new Date(Date.now() + 5000));
  const own = await post(programme.id, fay, new Date(Date.now() + 5000));
  const refused = await call(api, fay.who, tell(tandem, [early, theirs, own]));
  expect(refused.errors.map(({ code, path }) => [code, path.join('.')])).toEqual([
    ['OUT_OF_RANGE', 'activities.0'],
    ['NOT_FOUND', 'activities.1'],
  ]);
  const stranger = await call(api, other.who, tell(tandem, [theirs]));
  expect(stranger.errors.map(({ code }) => code)).toEqual(['NOT_FOUND']);
});

test('is taken back before everybody has confirmed it, and not after', async () => {
  const { programme, fay, hal, tandem } = await agreedPair();
  const activity = await post(programme.id, fay);
  const takeBack = (story: string) => ({ name: 'takeBackStory', input: { story }, select: 'removedId' });
  const first = await succeedWith<{ story: { id: string } }>(api, fay.who, tell(tandem, [activity]));
  await succeedWith(api, hal.who, takeBack(first.story.id));
  const second = await succeedWith<{ story: { id: string } }>(api, fay.who, tell(tandem, [activity]));
  await succeedWith(api, hal.who, { name: 'confirmStory', input: { story: second.story.id }, select: 'story { id }' });
  const late = await call(api, hal.who, takeBack(second.story.id));
  expect(late.errors.map(({ code }) => code)).toEqual(['STATE']);
});

/** Three who have all said yes, where rules are in force. */
async function agreedTrio() {
  const place = await tandemProgramme(api);
  const fay = await place.participant('Fay', 'FREQUENT');
  const helped = [await place.participant('Hal', 'HESITANT'), await place.participant('Tom', 'HESITANT')] as const;
  const input = { ambassador: fay.id, acceptsThird: true };
  await succeedWith(api, fay.who, { name: 'updateTandemPreferences', input, select: 'preferences { isOpen }' });
  await nextRound(api, place);
  await publishRules(api, place);
  const tandem = await newestTandemOf(api, fay.who, fay.id);
  for (const member of [fay, ...helped]) await act(api, member, 'acceptTandem', { tandem });
  const [row] = await place.programme.query<{ id: string }>(
    `SELECT ambassador_id AS id FROM tandem_member WHERE tandem_id = $1 AND side = 'THIRD'`,
    [tandem],
  );
  const [third, hal] = helped[0].id === row?.id ? helped : ([helped[1], helped[0]] as const);
  return { ...place, fay, hal, third, tandem };
}

const confirm = (story: string) => ({
  name: 'confirmStory',
  input: { story },
  select: 'story { id confirmedAt awaitsViewer }',
});

describe('a third', () => {
  test('confirms too, and it counts once for each of the three', async () => {
    const { programme, fay, hal, third, tandem } = await agreedTrio();
    const { story } = await succeedWith<{ story: { id: string } }>(api, hal.who, tell(tandem, [await post(programme.id, hal)]));
    await succeedWith(api, fay.who, confirm(story.id));
    expect(await entriesOf(hal)).toEqual([]);
    await succeedWith(api, third.who, confirm(story.id));
    for (const member of [fay, hal, third]) expect(await entriesOf(member)).toHaveLength(1);
  });

  test('who has gone before it was told has no part in it and keeps nobody waiting', async () => {
    const { programme, fay, hal, third, tandem } = await agreedTrio();
    await act(api, fay, 'beginTandem', { tandem });
    const end = { name: 'endTandem', input: { tandem, reason: 'NO_TIME' }, select: '' };
    await succeedWith(api, third.who, end);
    const { story } = await succeedWith<{ story: { id: string } }>(api, hal.who, tell(tandem, [await post(programme.id, hal)]));
    const confirmed = await succeedWith<{ story: { confirmedAt: string | null } }>(api, fay.who, confirm(story.id));
    expect(confirmed.story.confirmedAt).not.toBeNull();
    await act(api, hal, 'completeTandem', { tandem });
    const late = await call(api, third.who, confirm(story.id));
    expect(late.errors.map(({ code }) => code)).toEqual(['NOT_FOUND']);
    expect(await entriesOf(third)).toEqual([]);
    expect(await entriesOf(hal)).toHaveLength(1);
  });

  test('who goes before confirming tells it no more; one of the others confirms once more', async () => {
    const { programme, fay, hal, third, tandem } = await agreedTrio();
    const { story } = await succeedWith<{ story: { id: string } }>(api, hal.who, tell(tandem, [await post(programme.id, hal)]));
    await succeedWith(api, fay.who, confirm(story.id));
    await succeedWith(api, third.who, { name: 'endTandem', input: { tandem, reason: 'NO_TIME' }, select: '' });
    const seen = await api.graphql<{ tandem: { stories: readonly { awaitsViewer: boolean }[] } }>(
      'query ($id: ID!) { tandem(id: $id) { stories { awaitsViewer } } }',
      { id: tandem },
      { as: hal.who },
    );
    expect(seen.ok().tandem.stories).toEqual([{ awaitsViewer: true }]);
    await succeedWith(api, hal.who, confirm(story.id));
    for (const member of [fay, hal]) expect(await entriesOf(member)).toHaveLength(1);
    expect(await entriesOf(third)).toEqual([]);
  });

  test('who went reads nothing of it any more, also after its end, and a story they did not confirm is recorded without them', async () => {
    const { programme, fay, hal, third, tandem } = await agreedTrio();
    const { story } = await succeedWith<{ story: { id: string } }>(api, hal.who, tell(tandem, [await post(programme.id, hal)]));
    await act(api, fay, 'beginTandem', { tandem });
    await succeedWith(api, third.who, { name: 'endTandem', input: { tandem, reason: 'NO_TIME' }, select: '' });
    await succeedWith(api, hal.who, {
      name: 'checkInTandem',
      input: { tandem, mood: 'STUCK', note: 'Only for the two of us' },
      select: '',
    });
    await act(api, hal, 'completeTandem', { tandem });
    const confirmed = await succeedWith<{ story: { confirmedAt: string | null } }>(api, fay.who, confirm(story.id));
    expect(confirmed.story.confirmedAt).not.toBeNull();
    expect(await entriesOf(third)).toEqual([]);
    const seen = await api.graphql<{ tandem: object | null; ambassador: { tandems: readonly object[] } }>(
      'query ($id: ID!, $self: ID!) { tandem(id: $id) { checkIns { note } } ambassador(id: $self) { tandems { id } } }',
      { id: tandem, self: third.id },
      { as: third.who },
    );
    expect(seen.ok()).toEqual({ tandem: null, ambassador: { tandems: [] } });
  });
});

test('that cannot be recorded for one is recorded for nobody, and can be taken back when the tandem is over', async () => {
  const { programme, fay, hal, tandem } = await agreedPair();
  const activity = await post(programme.id, fay);
  const { story } = await succeedWith<{ story: { id: string } }>(api, hal.who, tell(tandem, [activity]));
  const leaving = { ambassador: hal.id };
  await succeedWith(api, hal.who, { name: 'leaveProgramme', input: leaving, select: 'ambassador { id }' });
  const confirmed = await call(api, fay.who, confirm(story.id));
  expect(confirmed.errors).toMatchObject([{ path: ['story'] }]);
  const facts = await programme.query(`SELECT id FROM activity WHERE kind = 'STORY' AND tandem_id = $1`, [tandem]);
  expect(facts).toEqual([]);
  await succeedWith(api, fay.who, { name: 'takeBackStory', input: { story: story.id }, select: 'removedId' });
  const bound = await programme.query('SELECT story_id FROM tandem_story_activity WHERE activity_id = $1', [activity]);
  expect(bound).toEqual([]);
});

test('whoever told it and is erased leaves no title behind', async () => {
  const { programme, fay, hal, tandem } = await agreedPair();
  const { story } = await succeedWith<{ story: { id: string } }>(api, hal.who, tell(tandem, [await post(programme.id, fay)]));
  await succeedWith(api, hal.who, { name: 'eraseAmbassador', input: { ambassador: hal.id }, select: '' });
  const answer = await api.graphql<{ tandem: { stories: readonly object[] } }>(
    'query ($id: ID!) { tandem(id: $id) { stories { id title } } }',
    { id: tandem },
    { as: fay.who },
  );
  expect(answer.ok().tandem.stories).toEqual([{ id: story.id, title: null }]);
});
