import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { consentVersion, createTestProgramme, type TestProgramme } from '../../../test/fixtures/programme.ts';
import { enrol, pointsAsTold, publishRules } from '../../../test/fixtures/recording.ts';
import { call, joinAs, succeedWith } from '../../../test/fixtures/tandems.ts';
import { type SignedIn, startTestApi, type TestApi } from '../../../test/harness/index.ts';

let api: TestApi;
let programme: TestProgramme;
let admin: SignedIn;
const day = 86_400_000;
/** The clock of the API. It only goes forward; every test begins at least three weeks after the last one. */
let now = new Date('2026-02-02T11:00:00Z');
let people = 0;
let records = 0;

beforeAll(async () => {
  api = await startTestApi({ clock: { now: () => now } });
}, 60_000);
afterAll(() => api.stop());
beforeEach(async () => {
  now = new Date(now.getTime() + 21 * day);
  programme = await createTestProgramme(api);
  await programme.query('UPDATE programme SET minimum_group_size = 2 WHERE id = $1', [programme.id]);
  admin = await programme.roleHolder('Admin', 'ADMIN');
  await publishRules(api, { programme, admin, rules: pointsAsTold });
});

const words = { german: 'Abzeichen', english: 'Badge' };
const artwork = { shape: 'HEXAGON', motif: 'SPARK', hue: 200, rings: 2 };
const badgeOf = (criterion: object) => ({ format: 1, name: words, description: words, criterion, artwork });

interface Told {
  readonly id: string;
  readonly revision: number;
}

async function draft(input: object): Promise<Told> {
  const drafted = await succeedWith<{ badge: Told }>(api, admin, {
    name: 'draftBadge',
    input: { programme: programme.id, ...input },
    select: 'badge { id revision }',
  });
  return drafted.badge;
}

async function publish(criterion: object): Promise<string> {
  const { id, revision } = await draft({ document: badgeOf(criterion) });
  await succeedWith(api, admin, { name: 'publishBadge', input: { id, revision }, select: 'badge { state }' });
  await pass(60_000);
  return id;
}

/** Somebody who takes part and can sign in. */
async function member(visibility = 'NAMED'): Promise<{ readonly who: SignedIn; readonly id: string }> {
  people += 1;
  const who = await api.signIn(`Member ${people}`);
  const id = await joinAs(api, who, { programme: programme.id, consentVersion, visibility });
  return { who, id };
}

/** Lets somebody have done something now; gives back the id of the activity. */
async function record(ambassador: string, more: object = {}): Promise<string> {
  records += 1;
  const activity = {
    ...{ ambassador, kind: 'POST', channel: 'LINKEDIN', externalId: `post-${records}`, occurredAt: now.toISOString() },
    ...more,
  };
  const { results } = await succeedWith<{ results: readonly { activity: { id: string } }[] }>(api, admin, {
    name: 'recordActivities',
    input: { programme: programme.id, source: 'connector', activities: [activity] },
    select: 'results { activity { id } }',
  });
  await pass(60_000);
  return results[0]?.activity.id ?? '';
}

async function pass(milliseconds: number): Promise<void> {
  now = new Date(now.getTime() + milliseconds);
  await api.runDueJobs();
}

async function withdraw(activity: string): Promise<void> {
  await succeedWith(api, admin, {
    name: 'rejectActivity',
    input: { activity, reason: 'It was somebody else.' },
    select: 'activity { id }',
  });
  await pass(60_000);
}

async function look<Data>(id: string, select: string, as: SignedIn = admin): Promise<Data> {
  const answer = await api.graphql<{ ambassador: Data }>(
    `query ($id: ID!) { ambassador(id: $id) { ${select} } }`,
    { id },
    { as },
  );
  return answer.ok().ambassador;
}

interface Holding {
  readonly badge: { readonly awards: { readonly totalCount: number; readonly nodes: readonly object[] } };
}

async function holding(id: string, as: SignedIn): Promise<Holding> {
  const asked = 'query ($id: ID!) { badge(id: $id) { awards { totalCount nodes { ambassador { id } } } } }';
  return (await api.graphql<Holding>(asked, { id }, { as })).ok();
}

interface Held {
  readonly badges: { readonly totalCount: number; readonly nodes: readonly { readonly activityId: string }[] };
}
const held = 'badges { totalCount nodes { activityId } }';

describe('documents', () => {
  test('[BD1] problems name the place; drafts are for admins, carry a revision and do not change once published', async () => {
    const wrong = await call(api, admin, {
      name: 'draftBadge',
      input: { programme: programme.id, document: { ...badgeOf({ measure: 'FACTS', target: 0 }) } },
      select: 'badge { id }',
    });
    expect(wrong.errors).toMatchObject([{ code: 'INVALID', path: ['document', '$.criterion.target'] }]);
    const { id, revision } = await draft({ template: 'FIRST_STEP' });
    const { who } = await member();
    const asMember = (await api.graphql('query ($id: ID!) { badge(id: $id) { id } }', { id }, { as: who })).ok();
    expect(asMember).toEqual({ badge: null });
    const document = badgeOf({ measure: 'FACTS', target: 2 });
    const update = {
      name: 'updateBadge',
      input: { id, revision, document },
      select: 'badge { revision sentence(language: ENGLISH) }',
    };
    expect(await succeedWith(api, admin, update)).toMatchObject({
      badge: { revision: 2, sentence: 'Awarded for 2 activities, at most 3 a week (what counts: activities of every kind).' },
    });
    expect((await call(api, admin, update)).errors).toMatchObject([{ code: 'CONFLICT', path: ['revision'] }]);
    await succeedWith(api, admin, { name: 'publishBadge', input: { id, revision: 2 }, select: 'badge { state }' });
    const again = { ...update, input: { id, revision: 2, document } };
    expect((await call(api, admin, again)).errors).toMatchObject([{ code: 'STATE', path: ['id'] }]);
    await expect(programme.query(`UPDATE badge SET document = '{}' WHERE id = $1`, [id])).rejects.toThrow(/does not change/);
  });

  test('every template can be published, and a preview says what is wrong or how it reads', async () => {
    const { programme: read } = (
      await api.graphql<{ programme: { badgeTemplates: { key: string }[]; good: object; bad: { errors: object[] } } }>(
        `query ($key: String!, $good: JSON!, $bad: JSON!) { programme(key: $key) {
           badgeTemplates { key }
           good: badgePreview(document: $good) { sentence artworkSvg errors { path } }
           bad: badgePreview(document: $bad) { sentence errors { path } } } }`,
        { key: programme.key, good: badgeOf({ measure: 'STORIES', target: 1 }), bad: {} },
        { as: admin },
      )
    ).ok();
    expect(read.good).toMatchObject({ sentence: expect.stringContaining('story'), errors: [] });
    expect(read.bad.errors).toContainEqual({ path: ['document', '$.criterion'] });
    for (const { key } of read.badgeTemplates) {
      const input = await draft({ template: key });
      await succeedWith(api, admin, { name: 'publishBadge', input, select: 'badge { state }' });
    }
  });
});

describe('awards', () => {
  test('[BD3] [BD4] are made once, name the fact, pass to another fact, and go when the criterion holds no longer', async () => {
    const { who, id } = await member();
    const news = await api.subscribe<{ awardsUpdated: object }>(
      'subscription ($programme: ID!) { awardsUpdated(programme: $programme) { isHeld name award { activityId } } }',
      { programme: programme.id },
      { as: who },
    );
    await publish({ measure: 'FACTS', target: 2 });
    const first = await record(id);
    expect(await look<Held>(id, held, who)).toMatchObject({ badges: { totalCount: 0 } });
    const second = await record(id);
    expect(await look<Held>(id, held, who)).toMatchObject({ badges: { totalCount: 1, nodes: [{ activityId: second }] } });
    expect((await news.next()).data?.awardsUpdated).toMatchObject({ isHeld: true, award: { activityId: second } });
    const third = await record(id);
    await withdraw(first);
    expect(await look<Held>(id, held, who)).toMatchObject({ badges: { totalCount: 1, nodes: [{ activityId: third }] } });
    await withdraw(second);
    expect(await look<Held>(id, held, who)).toMatchObject({ badges: { totalCount: 0 } });
    expect((await news.next()).data?.awardsUpdated).toEqual({ isHeld: false, name: 'Badge', award: null });
    await record(id);
    expect(await look<Held>(id, held, who)).toMatchObject({ badges: { totalCount: 1 } });
    expect(await programme.query('SELECT kind FROM happening WHERE programme_id = $1 ORDER BY number', [programme.id])).toEqual(
      [{ kind: 'BADGE_AWARDED' }, { kind: 'BADGE_REVOKED' }, { kind: 'BADGE_AWARDED' }],
    );
    await news.stop();
  });

  test('a badge that is published later is awarded for what was done before; retired nobody earns it, and who has it keeps it', async () => {
    const ada = await member();
    const ben = await member();
    await record(ada.id);
    const badge = await publish({ measure: 'FACTS', target: 1 });
    expect(await look<Held>(ada.id, held)).toMatchObject({ badges: { totalCount: 1 } });
    await succeedWith(api, admin, { name: 'retireBadge', input: { id: badge, revision: 1 }, select: 'badge { retiredAt }' });
    await record(ben.id);
    expect(await look<Held>(ben.id, held)).toMatchObject({ badges: { totalCount: 0 } });
    expect(await look<Held>(ada.id, held)).toMatchObject({ badges: { totalCount: 1 } });
  });

  test('[BD2] a season more makes what is earned a season earnable', async () => {
    const { id } = await member();
    await publish({ measure: 'FACTS', target: 1, per: 'SEASON' });
    await record(id);
    expect(await look<Held>(id, held)).toMatchObject({ badges: { totalCount: 0 } });
    const today = now.toISOString().slice(0, 10);
    await succeedWith(api, admin, {
      name: 'createSeason',
      input: { programme: programme.id, name: 'Now', startsOn: today, endsOn: today },
      select: 'season { id }',
    });
    await pass(60_000);
    expect(await look(id, 'badges { nodes { seasonStart } }')).toEqual({
      badges: { nodes: [{ seasonStart: `${new Date(now.getTime() - day).toISOString().slice(0, 10)}T22:00:00.000Z` }] },
    });
  });

  test('counts are told from the minimum group size on, and of those who hide nothing is shown or counted', async () => {
    const ada = await member();
    const ben = await member();
    const eve = await member('HIDDEN');
    const badge = await publish({ measure: 'FACTS', target: 1 });
    const holders = async () =>
      (
        await api.graphql<{ badge: object }>('query ($id: ID!) { badge(id: $id) { holders } }', { id: badge }, { as: ada.who })
      ).ok().badge;
    await record(ada.id);
    await record(eve.id);
    expect(await holders()).toEqual({ holders: null });
    await record(ben.id);
    expect(await holders()).toEqual({ holders: 2 });
    const names = 'badges { nodes { name } }';
    expect(await look(ben.id, names, ada.who)).toEqual({ badges: { nodes: [{ name: 'Badge' }] } });
    expect(await look(eve.id, names, ada.who)).toBeNull();
    const { badge: toAda } = await holding(badge, ada.who);
    expect(toAda.awards).toMatchObject({
      totalCount: 2,
      nodes: [{ ambassador: { id: ben.id } }, { ambassador: { id: ada.id } }],
    });
    expect((await holding(badge, admin)).badge.awards.totalCount).toBe(3);
    const auditor = await programme.roleHolder('Auditor', 'AUDITOR');
    await succeedWith(api, ben.who, {
      name: 'changeVisibility',
      input: { ambassador: ben.id, visibility: 'PSEUDONYM' },
      select: 'ambassador { id }',
    });
    expect(await look(ben.id, names, auditor)).toEqual({ badges: { nodes: [] } });
    expect((await holding(badge, ada.who)).badge.awards.totalCount).toBe(1);
  });

  test('a preview counts who would hold it by now, from the minimum group size on, without those who hide', async () => {
    const ada = await member();
    const ben = await member();
    const eve = await member('HIDDEN');
    await record(ada.id);
    await record(eve.id);
    const wouldHold = async (target: number) =>
      (
        await api.graphql<{ programme: { badgePreview: object } }>(
          'query ($key: String!, $document: JSON!) { programme(key: $key) { badgePreview(document: $document) { wouldHold } } }',
          { key: programme.key, document: badgeOf({ measure: 'FACTS', target }) },
          { as: admin },
        )
      ).ok().programme.badgePreview;
    expect(await wouldHold(1)).toEqual({ wouldHold: null });
    await record(ben.id);
    expect(await wouldHold(1)).toEqual({ wouldHold: 2 });
    expect(await wouldHold(2)).toEqual({ wouldHold: null });
    expect(await wouldHold(0)).toEqual({ wouldHold: null });
  });

  test('why it was awarded is told to the person, in both languages', async () => {
    const { who, id } = await member();
    await publish({ measure: 'FACTS', target: 1 });
    await record(id);
    const told = await look<{ badges: { nodes: readonly object[] } }>(
      id,
      'badges { nodes { de: explanation(language: GERMAN) en: explanation(language: ENGLISH) } }',
      who,
    );
    expect(told.badges.nodes).toEqual([
      {
        de: expect.stringMatching(
          /^Verliehen für eine Aktivität .* Mit dem, was am \d+\. \S+ 2\d{3} von Ihnen aufgenommen wurde, war das erfüllt\.$/,
        ),
        en: expect.stringMatching(
          /^Awarded for one activity .* With what was recorded of you on \d+ \S+ 2\d{3} this was fulfilled\.$/,
        ),
      },
    ]);
  });
});

describe('levels and streaks', () => {
  test('[LV1] [LV2] a level is reached by points, told once as the highest, and lost with them', async () => {
    const { who, id } = await member();
    const level = (points: number) => ({ name: { german: `Stufe ${points}`, english: `Level ${points}` }, points, artwork });
    const { ladder } = await succeedWith<{ ladder: Told }>(api, admin, {
      name: 'draftLadder',
      input: { programme: programme.id, document: { format: 1, levels: [level(10), level(20), level(50)] } },
      select: 'ladder { id revision }',
    });
    const second = await call(api, admin, {
      name: 'draftLadder',
      input: { programme: programme.id },
      select: 'ladder { id }',
    });
    expect(second.errors).toMatchObject([{ code: 'TAKEN' }]);
    await succeedWith(api, admin, { name: 'publishLadder', input: ladder, select: 'ladder { state }' });
    const activity = await record(id, { kind: 'TRAINING_COMPLETED', quantity: 25 });
    expect(await look(id, 'level { level name points toNext } badges { nodes { name } }', who)).toEqual({
      level: { level: 1, name: 'Level 20', points: 25, toNext: 25 },
      badges: { nodes: expect.arrayContaining([{ name: 'Level 10' }, { name: 'Level 20' }]) },
    });
    expect(
      await programme.query(`SELECT details FROM happening WHERE kind = 'LEVEL_REACHED' AND programme_id = $1`, [programme.id]),
    ).toEqual([{ details: { title: { GERMAN: 'Stufe 20', ENGLISH: 'Level 20' } } }]);
    await withdraw(activity);
    expect(await look(id, 'level { level toNext } badges { totalCount }', who)).toEqual({
      level: { level: null, toNext: 10 },
      badges: { totalCount: 0 },
    });
  });

  test('[SK1] [SK2] [SK3] weeks in a row go on over a declared pause and end without one', async () => {
    const { who, id } = await member();
    const streak = () => look(id, 'streak { weeks longest isPaused }', who);
    await record(id);
    await pass(7 * day);
    await record(id);
    expect(await streak()).toEqual({ streak: { weeks: 2, longest: 2, isPaused: false } });
    await succeedWith(api, who, {
      name: 'pauseParticipation',
      input: { ambassador: id },
      select: 'ambassador { status }',
    });
    await pass(21 * day);
    expect(await streak()).toEqual({ streak: { weeks: 2, longest: 2, isPaused: true } });
    await succeedWith(api, who, {
      name: 'resumeParticipation',
      input: { ambassador: id },
      select: 'ambassador { status }',
    });
    await record(id);
    expect(await streak()).toEqual({ streak: { weeks: 3, longest: 3, isPaused: false } });
    await pass(14 * day);
    expect(await streak()).toEqual({ streak: { weeks: 0, longest: 3, isPaused: false } });
    const refused = await api.graphql('query ($id: ID!) { ambassador(id: $id) { streak { weeks } } }', { id }, { as: admin });
    expect(refused.errors).not.toEqual([]);
  });

  test('test persons are awarded too', async () => {
    const ids = await enrol(api, { programme, admin, people: ['ada'] });
    await publish({ measure: 'FACTS', target: 1 });
    await record(ids.get('ada') ?? '');
    expect(await look<Held>(ids.get('ada') ?? '', held)).toMatchObject({ badges: { totalCount: 1 } });
  });
});
