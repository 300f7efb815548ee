import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createTestProgramme, type TestProgramme } from '../../../test/fixtures/programme.ts';
import { enrol, grant, pointsAsTold, publishRules } from '../../../test/fixtures/recording.ts';
import { call, succeedWith } from '../../../test/fixtures/tandems.ts';
import { type SignedIn, startTestApi, type TestApi } from '../../../test/harness/index.ts';

let api: TestApi;
let programme: TestProgramme;
let admin: SignedIn;
let season: string;
let ids: ReadonlyMap<string, string>;
/** The clock of the API: the last evening of the season. */
let now = new Date('2026-06-30T20:00:00Z');

beforeAll(async () => {
  api = await startTestApi({ clock: { now: () => now } });
  programme = await createTestProgramme(api);
  await programme.query('UPDATE programme SET grace_hours = 24, minimum_group_size = 2 WHERE id = $1', [programme.id]);
  admin = await programme.roleHolder('Admin', 'ADMIN');
  await publishRules(api, { programme, admin, rules: pointsAsTold });
  season = await addSeason('Spring', '2026-01-12', '2026-06-30');
  await play();
});
afterAll(() => api.stop());

async function addSeason(name: string, startsOn: string, endsOn: string): Promise<string> {
  const input = { programme: programme.id, name, startsOn, endsOn };
  const added = await succeedWith<{ season: { id: string } }>(api, admin, {
    name: 'createSeason',
    input,
    select: 'season { id }',
  });
  return added.season.id;
}

/** What happened in the season, and before it. */
async function play(): Promise<void> {
  const person = (name: string, departmentKey: string, more: object = {}) => ({
    ...{ externalReference: name, name, departmentKey, joinedAt: '2025-11-01T00:00:00Z', visibility: 'NAMED' },
    ...more,
  });
  ids = await enrol(api, {
    programme,
    admin,
    people: [
      person('ada', 'sales'),
      person('ben', 'sales', { visibility: 'PSEUDONYM' }),
      person('cem', 'care', { visibility: 'HIDDEN' }),
      person('dora', 'care', { visibility: 'PSEUDONYM' }),
      person('fritz', 'care'),
      person('eve', 'sales', { joinedAt: '2026-03-02T00:00:00Z', visibility: 'PSEUDONYM' }),
      person('gus', 'sales', { joinedAt: '2026-06-01T00:00:00Z' }),
    ],
  });
  const on = (name: string, points: number, ...days: readonly string[]) =>
    days.map((day) => [name, points, `2026-${day}T10:00:00Z`] as const);
  await grant(api, {
    programme,
    admin,
    points: [
      // Silent from January on, back in May; both days of the clock change lie in the season.
      ...on('ada', 10, '01-05', '05-04', '05-05', '05-12', '05-18'),
      // Seventy-four days without an activity, of which fifty were a declared pause.
      ...on('ben', 9, '01-05', '03-20', '03-27', '04-03', '04-10', '04-17'),
      ...on('cem', 50, '01-05', '04-20', '04-27', '05-04', '05-11', '05-18'),
      // A Sunday evening before and a Monday morning after midnight in Berlin: two weeks.
      ...on('dora', 1, '01-06', '04-26'),
      ['dora', 1, '2026-04-26T22:30:00Z'] as const,
      ...on('fritz', 3, '02-01', '02-20'),
      ...on('eve', 1, '03-03', '03-10', '03-11', '03-24', '05-01'),
      ...on('gus', 1, '06-02', '06-09', '06-16', '06-23'),
    ],
  });
  await programme.query(
    `INSERT INTO participation_event (id, ambassador_id, kind, detail, happened_at) VALUES
       ($1, $3, 'PAUSED', NULL, '2026-01-10'), ($2, $3, 'RESUMED', NULL, '2026-03-01')`,
    [randomUUID(), randomUUID(), idOf('ben')],
  );
  await thank('ada', 'ben', '2026-02-01');
  await thank('ada', 'fritz', '2026-02-02');
  await thank('ben', 'fritz', '2026-02-03');
  await thank('ada', 'fritz', '2026-02-04');
  await thank('dora', 'fritz', '2026-01-11T22:59:00Z');
  await thank('ada', 'dora', '2026-02-05', { isTakenDown: true });
  await tell('fritz', 'dora', ['2026-02-01', '2026-03-01', '2026-06-30T21:59:00Z', '2026-06-30T22:00:00Z']);
  await tell('ada', 'cem', ['2026-02-01', '2026-03-01', '2026-03-02', '2026-03-03']);
}

function idOf(name: string): string {
  const id = ids.get(name);
  if (id === undefined) throw new Error(`there is no ${name}`);
  return id;
}

async function thank(giver: string, receiver: string, sentAt: string, { isTakenDown = false } = {}): Promise<void> {
  const takenDown = isTakenDown ? ['2026-03-01', 'x', 'x'] : [null, null, null];
  await programme.query(
    `INSERT INTO kudos (id, programme_id, giver_id, receiver_id, text, day, sent_at, taken_down_at, taken_down_by, taken_down_reason)
     VALUES ($1, $2, $3, $4, 'Thank you', $5::timestamptz::date, $5, $6, $7, $8)`,
    [randomUUID(), programme.id, idOf(giver), idOf(receiver), sentAt, ...takenDown],
  );
}

/** Stories of a tandem of two, told and confirmed at these times. */
async function tell(frequent: string, hesitant: string, times: readonly string[]): Promise<void> {
  const [run, tandem] = [randomUUID(), randomUUID()];
  await programme.query(
    `INSERT INTO tandem_run (id, programme_id, name, status, settings, created_by, created_at) VALUES ($1, $2, 'x', 'DRAFT', '{}', 'x', now())`,
    [run, programme.id],
  );
  await programme.query(
    `INSERT INTO tandem (id, programme_id, run_id, state, affinity, factors, proposed_at, expires_at, counts_from, accepted_at)
     VALUES ($1, $2, $3, 'ACTIVE', 1, '{}', '2026-01-01', '2026-01-09', '2026-01-01', '2026-01-02')`,
    [tandem, programme.id, run],
  );
  for (const [name, side] of [[frequent, 'FREQUENT'] as const, [hesitant, 'HESITANT'] as const]) {
    await programme.query(
      `INSERT INTO tandem_member (tandem_id, ambassador_id, programme_id, side, is_open, is_agreed) VALUES ($1, $2, $3, $4, true, true)`,
      [tandem, idOf(name), programme.id, side],
    );
  }
  for (const at of times) {
    const story = randomUUID();
    await programme.query(
      'INSERT INTO tandem_story (id, tandem_id, title, told_by, told_at, confirmed_at) VALUES ($1, $2, $3, $4, $5, $5)',
      [story, tandem, 'Together', idOf(frequent), at],
    );
    await programme.query(
      'INSERT INTO tandem_story_teller (story_id, ambassador_id, confirmed_at) VALUES ($1, $2, $4), ($1, $3, $4)',
      [story, idOf(frequent), idOf(hesitant), at],
    );
  }
}

interface ReadCeremony {
  readonly takenAt: string;
  readonly podiums: readonly {
    readonly measure: string;
    readonly definition: string;
    readonly places: readonly {
      readonly rank: number;
      readonly value: number;
      readonly name: string;
      readonly reason: string;
      readonly members: readonly { readonly id: string }[];
    }[];
  }[];
}

async function ceremony(language = 'ENGLISH'): Promise<ReadCeremony | null> {
  const answer = await api.graphql<{ programme: { seasons: readonly { id: string; ceremony: ReadCeremony | null }[] } }>(
    `query ($key: String!, $language: Language) {
       programme(key: $key) {
         seasons { id ceremony(language: $language) { takenAt podiums { measure definition places { rank value name reason members { id } } } } }
       }
     }`,
    { key: programme.key, language },
    { as: admin },
  );
  return answer.ok().programme.seasons.find(({ id }) => id === season)?.ceremony ?? null;
}

const placesOf = (read: ReadCeremony | null) =>
  Object.fromEntries(
    (read?.podiums ?? []).map(({ measure, places }) => [measure, places.map(({ rank, value, name }) => [rank, value, name])]),
  );

async function pass(until: string): Promise<readonly string[]> {
  now = new Date(until);
  const done = [...(await api.runDueJobs())];
  // What waits for the final standings is done by the next round of jobs.
  now = new Date(now.getTime() + 301_000);
  return [...done, ...(await api.runDueJobs())];
}

const toldOf = (kind: string) =>
  programme.query<{ key: string; details: object }>(
    'SELECT key, details FROM happening WHERE programme_id = $1 AND kind = $2',
    [programme.id, kind],
  );

describe('the ceremony of a season', () => {
  test('is taken once with the final standings: podiums by several measures, reasons in words, nobody who may not be shown', async () => {
    await pass('2026-07-01T21:50:00Z');
    expect(await ceremony()).toBeNull();
    await pass('2026-07-01T22:06:00Z');
    const taken = await ceremony();
    const places = placesOf(taken);
    const pseudonym = expect.stringMatching(/^\p{Lu}.* \d+$/u);
    expect(places).toEqual({
      // Fritz: thanked by Ada and Ben (Ada twice, Dora before the season), and a story with Dora; Dora: the stories; Cem is hidden.
      MOST_HELPFUL: [
        [1, 3, 'fritz'],
        [2, 1, 'ada'],
        [2, 1, pseudonym],
        [2, 1, pseudonym],
      ],
      // Ben had declared a pause, Cem is hidden.
      BEST_COMEBACK: [
        [1, 3, 'ada'],
        [2, 2, pseudonym],
      ],
      // The fourth story was confirmed when the season was over; the other tandem has a member who is hidden.
      BEST_TANDEM: [[1, 3, expect.stringMatching(/fritz/)]],
      BEST_DEPARTMENT: expect.anything(),
      // What was recorded when its own days were frozen counts when it was recorded.
      POINTS: [
        [1, 54, pseudonym],
        [2, 50, 'ada'],
        [3, 6, 'fritz'],
      ],
    });
    expect(places['BEST_DEPARTMENT']?.map(([rank, , name]) => [rank, name])).toEqual([
      [1, 'sales'],
      [2, 'care'],
    ]);
    expect(await toldOf('SEASON_CLOSED')).toEqual([
      { key: season, details: { title: { GERMAN: 'Spring', ENGLISH: 'Spring' } } },
    ]);
    const inGerman = (await ceremony('GERMAN'))?.podiums.map(({ places: [first] }) => first?.reason);
    expect(inGerman?.[1]).toBe('Wieder da, und seither in 3 verschiedenen Wochen aktiv.');
    expect(taken?.podiums[0]?.places[0]?.reason).toBe('3 colleagues said thank you or told a story together.');
    const ofBen = taken?.podiums.find(({ measure }) => measure === 'POINTS')?.places[0]?.members;
    expect(ofBen).toHaveLength(1);
    expect(JSON.stringify(taken)).not.toContain(idOf('ben'));
  });

  test('never changes: who hides keeps the place without a name, and the database refuses the rest', async () => {
    const before = await ceremony();
    await programme.query(`UPDATE ambassador SET visibility = 'HIDDEN' WHERE id = $1`, [idOf('ada')]);
    await pass('2026-07-03T00:00:00Z');
    const after = await ceremony();
    expect(placesOf(after)['BEST_COMEBACK']?.[0]).toEqual([1, 3, 'Anonym']);
    expect(JSON.stringify(after)).not.toContain(idOf('ada'));
    expect(after?.takenAt).toBe(before?.takenAt);
    await expect(programme.query('UPDATE season_podium_place SET value = 99')).rejects.toThrow('append-only');
    await expect(programme.query('DELETE FROM season_ceremony')).rejects.toThrow('append-only');
  });

  test('whoever is outside of the programme reads what the season is about, not whom it honours', async () => {
    const stranger = await api.signIn('Stranger');
    const read = (field: string) =>
      api.graphql(
        `query ($key: String!) { programme(key: $key) { seasons { ${field} } } }`,
        { key: programme.key },
        { as: stranger },
      );
    expect((await read('theme { name }')).errors).toEqual([]);
    expect((await read('ceremony { takenAt }')).errors.map(({ extensions }) => extensions?.code)).toContain('FORBIDDEN');
  });
});

describe('a season', () => {
  test('has a theme in both languages, which nobody overwrites unseen; its beginning is told once, under that name', async () => {
    const summer = await addSeason('Summer', '2026-07-06', '2026-09-30');
    const picture = { shape: 'CIRCLE', motif: 'SPARK', hue: 40, rings: 2 };
    const input = {
      season: summer,
      revision: 0,
      name: { german: 'Sommer der Stimmen', english: 'Summer of voices' },
      callText: { german: 'Erzählen Sie, was Sie bewegt.', english: 'Tell what moves you.' },
      picture,
    };
    const select = 'season { theme { revision } german: theme(language: GERMAN) { name callText picture { hue rings } } }';
    const set = { name: 'setSeasonTheme', input, select };
    expect(await succeedWith(api, admin, set)).toMatchObject({
      season: {
        theme: { revision: 1 },
        german: { name: 'Sommer der Stimmen', callText: 'Erzählen Sie, was Sie bewegt.', picture: { hue: 40, rings: 2 } },
      },
    });
    expect((await call(api, admin, set)).errors).toMatchObject([{ code: 'CONFLICT', path: ['revision'] }]);
    const unwritten = { ...set, input: { ...input, season, revision: 3 } };
    expect((await call(api, admin, unwritten)).errors).toMatchObject([{ code: 'CONFLICT' }]);
    const member = await programme.roleHolder('Communicator', 'COMMUNICATOR', 'sales');
    expect(
      (await call(api, member, { ...set, input: { ...input, revision: 1 } }).catch((error: Error) => error)).toString(),
    ).toMatch(/FORBIDDEN|not allowed/i);
    await pass('2026-07-05T21:50:00Z');
    expect(await toldOf('SEASON_OPENED')).toEqual([]);
    await pass('2026-07-05T22:00:00Z');
    await pass('2026-07-06T22:00:00Z');
    expect(await toldOf('SEASON_OPENED')).toEqual([
      { key: summer, details: { title: { GERMAN: 'Sommer der Stimmen', ENGLISH: 'Summer of voices' } } },
    ]);
  });

  test('says what goes on after it, in words: points never do', async () => {
    const answer = await api.graphql<{
      programme: { seasons: readonly { carryOver: readonly { what: string; goesOn: boolean; sentence: string }[] }[] };
    }>(
      'query ($key: String!) { programme(key: $key) { seasons { carryOver(language: ENGLISH) { what goesOn sentence } } } }',
      { key: programme.key },
      { as: admin },
    );
    const told = answer.ok().programme.seasons[0]?.carryOver ?? [];
    expect(Object.fromEntries(told.map(({ what, goesOn }) => [what, goesOn]))).toEqual({
      ...{ POINTS: false, BOARDS: false, BADGES: true, STREAK: true, CHALLENGES: true, TANDEMS: true, RECOGNITIONS: true },
      PSEUDONYM: false,
    });
    expect(told[0]?.sentence).toContain('Points are history');
  });
});
