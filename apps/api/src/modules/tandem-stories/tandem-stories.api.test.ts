import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { publishRules } from '../../../test/fixtures/recording.ts';
import { act, type Participant, proposedPair } from '../../../test/fixtures/tandem-scenes.ts';
import { call, succeedWith } from '../../../test/fixtures/tandems.ts';
import { startTestApi, type TestApi } from '../../../test/harness/index.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
}, 60_000);
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
