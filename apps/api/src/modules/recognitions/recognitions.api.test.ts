import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { freezeAllDue } from '../../../test/fixtures/boards.ts';
import { consentVersion, createTestProgramme, type TestProgramme } from '../../../test/fixtures/programme.ts';
import { grant, pointsAsTold, publishRules } from '../../../test/fixtures/recording.ts';
import { call, joinAs, succeedWith } from '../../../test/fixtures/tandems.ts';
import { type SignedIn, startTestApi, type TestApi } from '../../../test/harness/index.ts';
import { replayDatabase, verifyDatabase } from '../audit/index.ts';

let api: TestApi;
let programme: TestProgramme;
let admin: SignedIn;
let number = 0;

beforeAll(async () => {
  api = await startTestApi();
}, 60_000);
afterAll(() => api.stop());
beforeEach(async () => {
  programme = await createTestProgramme(api);
  admin = await programme.roleHolder('Admin', 'ADMIN');
});

interface Member {
  readonly who: SignedIn;
  readonly id: string;
}

async function member(name: string, points = 0): Promise<Member> {
  const who = await api.signIn(name);
  const id = await joinAs(api, who, { programme: programme.id, consentVersion, visibility: 'NAMED' });
  number += 1;
  const reference = `r-${number}`;
  await programme.query('UPDATE ambassador SET external_reference = $2, joined_at = $3 WHERE id = $1', [
    id,
    reference,
    '2026-01-01',
  ]);
  await programme.query('UPDATE participation_event SET happened_at = $2 WHERE ambassador_id = $1', [id, '2026-01-01']);
  if (points > 0) await grant(api, { programme, admin, points: [[reference, points]] });
  return { who, id };
}

const both = (text: string) => ({ german: text, english: text });
const words = {
  name: both('Recruiting film'),
  description: both('A part in it'),
  eligibility: both('Everybody who likes a camera'),
};

async function offer(more: object = {}): Promise<string> {
  const input = { programme: programme.id, ...words, ...more };
  const select = 'recognition { id }';
  const answer = await succeedWith<{ recognition: { id: string } }>(api, admin, { name: 'createRecognition', input, select });
  return answer.recognition.id;
}

const request = (recognition: string, note?: string) => ({
  name: 'requestRecognition',
  input: { recognition, note },
  select: 'request { id state origin }',
});

async function asked({ who }: Member, recognition: string): Promise<string> {
  return (await succeedWith<{ request: { id: string } }>(api, who, request(recognition))).request.id;
}

const decide = (id: string, act: string, reason?: string) => ({
  name: 'decideRecognition',
  input: { request: id, act, reason },
  select: 'request { state reason }',
});

const give = (colleague: Member, points: number) => ({
  name: 'exchangePoints',
  input: { programme: programme.id, colleague: colleague.id, points, note: 'For your help' },
  select: 'spendablePoints exchange { id points isGiven note }',
});

const contribute = (id: string, points: number) => ({
  name: 'contributeToRecognition',
  input: { request: id, points },
  select: 'pointsCollected',
});

const share = (request: string, isShared: boolean) => ({
  name: 'shareRecognitionRequest',
  input: { request, isShared },
  select: 'request { isShared }',
});

async function pointsOf({ who, id }: Member): Promise<object> {
  const answer = await api.graphql<{ ambassador: object }>(
    'query ($id: ID!) { ambassador(id: $id) { pointsBalance spendablePoints } }',
    { id },
    { as: who },
  );
  return answer.ok().ambassador;
}

const codes = ({ errors }: { readonly errors: readonly { readonly code: string }[] }) => errors.map(({ code }) => code);

async function expectSoundHistory(): Promise<void> {
  const options = { databaseUrl: api.databaseUrl, programme: programme.key };
  const audits = [await verifyDatabase(options), await replayDatabase(options)];
  expect(audits.flatMap(({ checks }) => checks.flatMap(({ findings }) => findings))).toEqual([]);
}

describe('the catalogue', () => {
  test('is written by administrators in both languages, with a picture, and read by everybody in the programme', async () => {
    const ada = await member('Ada');
    const id = await offer({ name: { german: 'Film', english: 'Movie' }, capacity: 2 });
    const { recognitions } = (
      await api.graphql<{ programme: { recognitions: readonly object[] } }>(
        `query ($key: String!) { programme(key: $key) { recognitions {
           id german: name(language: GERMAN) english: name(language: ENGLISH) placesLeft pictureSvg } } }`,
        { key: programme.key },
        { as: ada.who },
      )
    ).ok().programme;
    expect(recognitions).toEqual([
      { id, german: 'Film', english: 'Movie', placesLeft: 2, pictureSvg: expect.stringContaining('<svg') },
    ]);
    const input = { programme: programme.id, ...words };
    expect(
      codes(await call(api, admin, { name: 'createRecognition', input: { ...input, isMonetary: true }, select: '' })),
    ).toEqual(['STATE']);
    const denied = await api.graphql(
      'mutation ($input: CreateRecognitionInput!) { createRecognition(input: $input) { errors { code } } }',
      { input },
      { as: ada.who },
    );
    expect(JSON.stringify(denied)).toMatch(/NOT_ALLOWED|FORBIDDEN/);
  });

  test('never offers fewer places than are taken, and what is archived is asked for no more', async () => {
    const [ada, ben, cleo] = [await member('Ada'), await member('Ben'), await member('Cleo')];
    const id = await offer({ capacity: 3 });
    for (const one of [ada, ben]) await asked(one, id);
    const update = (input: object) => ({ name: 'updateRecognition', input: { id, version: 1, ...input }, select: '' });
    expect(codes(await call(api, admin, update({ capacity: 1 })))).toEqual(['OUT_OF_RANGE']);
    await succeedWith(api, admin, update({ isArchived: true }));
    expect(codes(await call(api, admin, update({ capacity: 5 })))).toEqual(['CONFLICT']);
    expect(codes(await call(api, cleo.who, request(id)))).toEqual(['STATE']);
  });
});

describe('a request', () => {
  test('is decided by a person, for somebody else, with a reason where it says no; the person hears of it', async () => {
    const ada = await member('Ada');
    const adminToo = await joinAs(api, admin, { programme: programme.id, consentVersion });
    const id = await asked(ada, await offer());
    expect(codes(await call(api, ada.who, decide(id, 'GRANT')))).toEqual(['NOT_ALLOWED']);
    expect(codes(await call(api, admin, decide(id, 'DECLINE')))).toEqual(['REQUIRED']);
    expect(codes(await call(api, admin, decide(id, 'FULFIL')))).toEqual(['STATE']);
    expect(codes(await call(api, admin, decide(id, 'WITHDRAW')))).toEqual(['NOT_ALLOWED']);
    expect(await succeedWith(api, admin, decide(id, 'GRANT'))).toMatchObject({ request: { state: 'GRANTED' } });
    expect(codes(await call(api, admin, decide(id, 'GRANT')))).toEqual(['STATE']);
    await succeedWith(api, admin, decide(id, 'FULFIL'));
    const own = await succeedWith<{ request: { id: string } }>(api, admin, request(await offer()));
    expect(codes(await call(api, admin, decide(own.request.id, 'GRANT')))).toEqual(['NOT_ALLOWED']);
    const told = await programme.query('SELECT kind, audience FROM happening WHERE programme_id = $1', [programme.id]);
    expect(told).toEqual([{ kind: 'RECOGNITION_GIVEN', audience: [ada.id] }]);
    expect(adminToo).not.toBe(ada.id);
  });

  test('holds a place: of 32 who ask at once for the last one, one gets it', async () => {
    const people = await Promise.all(Array.from({ length: 32 }, (_, index) => member(`Member ${index}`)));
    const id = await offer({ capacity: 1 });
    const answers = await Promise.all(people.map(({ who }) => call<{ request: object | null }>(api, who, request(id))));
    expect(answers.filter((answer) => answer.request !== null)).toHaveLength(1);
    expect(answers.filter((answer) => answer.request === null).map(codes)).toEqual(Array(31).fill(['LIMIT_REACHED']));
    const [row] = await programme.query('SELECT places_taken FROM recognition WHERE id = $1', [id]);
    expect(row).toEqual({ places_taken: 1 });
  });

  test('is made once, frees its place when one steps back or leaves, and may be given to who did not ask', async () => {
    const [ada, ben, cleo] = [await member('Ada'), await member('Ben'), await member('Cleo')];
    const id = await offer({ capacity: 1 });
    const first = await asked(ada, id);
    expect(codes(await call(api, ada.who, request(id)))).toEqual(['TAKEN']);
    expect(codes(await call(api, cleo.who, request(id)))).toEqual(['LIMIT_REACHED']);
    await succeedWith(api, ada.who, decide(first, 'WITHDRAW'));
    const second = await asked(ben, id);
    await succeedWith(api, admin, decide(second, 'GRANT'));
    await succeedWith(api, ben.who, { name: 'leaveProgramme', input: { ambassador: ben.id }, select: '' });
    const gift = { recognition: id, ambassador: cleo.id, reason: 'You held it all together' };
    const given = { name: 'giveRecognition', input: gift, select: 'request { state origin reason }' };
    expect(await succeedWith(api, admin, given)).toMatchObject({ request: { state: 'GRANTED', origin: 'GIVEN' } });
    const late = { ...given, input: { ...gift, ambassador: ben.id } };
    expect(codes(await call(api, admin, late))).toEqual(['STATE']);
  });
});

describe('points that are given on', () => {
  beforeEach(() => publishRules(api, { programme, admin, rules: pointsAsTold }));

  test('change what can be given, and neither balance, rank nor board', async () => {
    const [ada, ben] = [await member('Ada', 10), await member('Ben', 4)];
    const standings = () =>
      programme.query('SELECT * FROM standing WHERE ambassador_id = ANY ($1) ORDER BY board_id, ambassador_id', [
        [ada.id, ben.id],
      ]);
    const before = await standings();
    const given = await succeedWith(api, ada.who, give(ben, 7));
    expect(given).toMatchObject({ spendablePoints: 3, exchange: { points: 7, isGiven: true, note: 'For your help' } });
    expect(await pointsOf(ada)).toEqual({ pointsBalance: 10, spendablePoints: 3 });
    expect(await pointsOf(ben)).toEqual({ pointsBalance: 4, spendablePoints: 11 });
    expect(before).not.toEqual([]);
    expect(await standings()).toEqual(before);
    const lines = await programme.query(
      `SELECT kind, granted::integer FROM ledger_entry WHERE programme_id = $1 AND kind = 'EXCHANGE' ORDER BY number`,
      [programme.id],
    );
    expect(lines).toEqual([
      { kind: 'EXCHANGE', granted: -7 },
      { kind: 'EXCHANGE', granted: 7 },
    ]);
    expect(await standings()).toEqual(before);
    await expectSoundHistory();
  });

  test('are there once: of two who get the last points at the same time one does', async () => {
    const [ada, ben, cleo] = [await member('Ada', 10), await member('Ben'), await member('Cleo')];
    const gifts = await Promise.all(
      [ben, cleo].flatMap((one) => Array(4).fill(one)).map((one) => call(api, ada.who, give(one, 10))),
    );
    expect(gifts.filter(({ errors }) => errors.length === 0)).toHaveLength(1);
    expect(gifts.filter(({ errors }) => errors.length > 0).map(codes)).toEqual(Array(7).fill(['LIMIT_REACHED']));
    expect(await pointsOf(ada)).toEqual({ pointsBalance: 10, spendablePoints: 0 });
    await expectSoundHistory();
  });

  test('stay given when the points behind them are taken back; new ones make up for it first', async () => {
    const [ada, ben] = [await member('Ada', 10), await member('Ben')];
    await succeedWith(api, ada.who, give(ben, 8));
    const [activity] = await programme.query<{ id: string }>('SELECT id FROM activity WHERE ambassador_id = $1', [ada.id]);
    const withdrawal = { activity: activity?.id, reason: 'It never happened' };
    await succeedWith(api, admin, { name: 'withdrawActivity', input: withdrawal, select: '' });
    expect(await pointsOf(ada)).toEqual({ pointsBalance: 0, spendablePoints: 0 });
    expect(await pointsOf(ben)).toEqual({ pointsBalance: 0, spendablePoints: 8 });
    await grant(api, { programme, admin, points: [[`r-${number - 1}`, 9]] });
    expect(await pointsOf(ada)).toEqual({ pointsBalance: 9, spendablePoints: 1 });
    const [line] = await programme.query<{ id: string }>(
      `SELECT id FROM ledger_entry WHERE kind = 'EXCHANGE' AND ambassador_id = $1`,
      [ada.id],
    );
    const reversal = { entry: line?.id, reason: 'Undo' };
    expect(codes(await call(api, admin, { name: 'reverseLedgerEntry', input: reversal, select: '' }))).toEqual(['STATE']);
    await expectSoundHistory();
  });

  test('go to colleagues whom one can see, and not to oneself', async () => {
    const [ada, ben] = [await member('Ada', 10), await member('Ben')];
    expect(codes(await call(api, ada.who, give(ada, 1)))).toEqual(['INVALID']);
    await programme.query(`UPDATE ambassador SET visibility = 'HIDDEN' WHERE id = $1`, [ben.id]);
    expect(codes(await call(api, ada.who, give(ben, 1)))).toEqual(['NOT_FOUND']);
  });

  test('towards a recognition are bound to the request, needed for it, and go back when it comes to nothing', async () => {
    const [ada, ben] = [await member('Ada', 10), await member('Ben', 5)];
    const id = await asked(ben, await offer({ pointsGoal: 9 }));
    expect(await succeedWith(api, ben.who, contribute(id, 2))).toMatchObject({ pointsCollected: 2 });
    await succeedWith(api, ben.who, share(id, true));
    expect(codes(await call(api, admin, decide(id, 'GRANT')))).toEqual(['STATE']);
    expect(codes(await call(api, ada.who, contribute(id, 8)))).toEqual(['OUT_OF_RANGE']);
    expect(await succeedWith(api, ada.who, contribute(id, 7))).toMatchObject({ pointsCollected: 9 });
    expect([await pointsOf(ada), await pointsOf(ben)]).toMatchObject([{ spendablePoints: 3 }, { spendablePoints: 3 }]);
    await succeedWith(api, admin, decide(id, 'GRANT'));
    expect(await pointsOf(ben)).toMatchObject({ spendablePoints: 3 });
    await succeedWith(api, admin, decide(id, 'REVOKE', 'The film is off'));
    expect([await pointsOf(ada), await pointsOf(ben)]).toEqual([
      { pointsBalance: 10, spendablePoints: 10 },
      { pointsBalance: 5, spendablePoints: 5 },
    ]);
    await expectSoundHistory();
  });
});

describe('a request that collects points', () => {
  beforeEach(() => publishRules(api, { programme, admin, rules: pointsAsTold }));

  const sharedWith = async (recognition: string, { who }: Member) =>
    (
      await api.graphql<{ recognition: { sharedRequests: readonly object[] } }>(
        'query ($id: ID!) { recognition(id: $id) { sharedRequests { id pointsCollected ambassador { id } } } }',
        { id: recognition },
        { as: who },
      )
    ).ok().recognition.sharedRequests;

  test('is seen by colleagues as long as its person wants it and it waits for a decision', async () => {
    const [ada, ben] = [await member('Ada', 10), await member('Ben')];
    const recognition = await offer({ pointsGoal: 10 });
    const id = await asked(ben, recognition);
    expect(await sharedWith(recognition, ada)).toEqual([]);
    expect(codes(await call(api, ada.who, share(id, true)))).toEqual(['NOT_FOUND']);
    expect(codes(await call(api, ada.who, contribute(id, 4)))).toEqual(['NOT_FOUND']);
    await succeedWith(api, ben.who, share(id, true));
    await succeedWith(api, ada.who, contribute(id, 4));
    expect(await sharedWith(recognition, ada)).toEqual([{ id, pointsCollected: 4, ambassador: { id: ben.id } }]);
    await succeedWith(api, ben.who, share(id, false));
    expect(await sharedWith(recognition, ada)).toEqual([]);
    await succeedWith(api, ben.who, share(id, true));
    await succeedWith(api, ben.who, {
      ...{ name: 'changeVisibility', input: { ambassador: ben.id, visibility: 'HIDDEN' }, select: 'ambassador { id }' },
    });
    expect(await sharedWith(recognition, ada)).toEqual([]);
    expect(codes(await call(api, ada.who, contribute(id, 1)))).toEqual(['NOT_FOUND']);
    await succeedWith(api, admin, decide(id, 'DECLINE', 'The film is cast'));
    expect(codes(await call(api, ben.who, share(id, true)))).toEqual(['STATE']);
  });

  test('is not shared where no points are collected', async () => {
    const ben = await member('Ben');
    const id = await asked(ben, await offer());
    expect(codes(await call(api, ben.who, share(id, true)))).toEqual(['STATE']);
  });
});

describe('a draw', () => {
  test('takes from the final standing, each once in a season, and can be done again by everybody', async () => {
    await publishRules(api, { programme, admin, rules: pointsAsTold });
    const input = { programme: programme.id, name: 'Spring', startsOn: '2026-01-01', endsOn: '2026-04-30' };
    const { season } = await succeedWith<{ season: { id: string } }>(api, admin, {
      name: 'createSeason',
      input,
      select: 'season { id }',
    });
    await programme.query(`UPDATE programme SET status = 'PILOT' WHERE id = $1`, [programme.id]);
    const [ada, ben, cleo] = [await member('Ada', 900), await member('Ben', 5), await member('Cleo', 5)];
    await member('Dan', 1);
    const film = await offer();
    const draw = (more: object) => ({
      name: 'drawRecognition',
      input: { recognition: film, season: season.id, places: 1, minimumPoints: 5, ...more },
      select: `draw { seed candidateCount isReproduced winners { id } leftOut { reason count }
                      german: explanation(language: GERMAN) english: explanation(language: ENGLISH) }`,
    });
    expect(codes(await call(api, admin, draw({})))).toEqual(['STATE']);
    await programme.query(`UPDATE programme SET status = 'ACTIVE' WHERE id = $1`, [programme.id]);
    await freezeAllDue(api);
    await succeedWith(api, cleo.who, { name: 'leaveProgramme', input: { ambassador: cleo.id }, select: '' });
    interface Told {
      readonly draw: {
        readonly winners: readonly { readonly id: string }[];
        readonly english: readonly string[];
        readonly seed: string;
      };
    }
    const first = await succeedWith<Told>(api, admin, draw({}));
    expect(first.draw).toMatchObject({
      ...{ candidateCount: 2, isReproduced: true },
      leftOut: expect.arrayContaining([
        { reason: 'BELOW_MINIMUM', count: 1 },
        { reason: 'NOT_SHOWN', count: 1 },
      ]),
    });
    expect(first.draw.english.join(' ')).toContain('equal chances, whatever their rank');
    expect(first.draw.english.join(' ')).toContain(first.draw.seed);
    const other = await offer({ name: both('Portrait') });
    const second = await succeedWith<Told>(api, admin, draw({ recognition: other }));
    const winners = [...first.draw.winners, ...second.draw.winners].map(({ id }) => id);
    expect([...winners].sort()).toEqual([ada.id, ben.id].sort());
    expect(codes(await call(api, admin, draw({ recognition: other })))).toEqual(['STATE']);
    expect(codes(await call(api, admin, draw({ recognition: await offer({ capacity: 1 }), places: 2 })))).toEqual([
      'LIMIT_REACHED',
    ]);
  });
});
