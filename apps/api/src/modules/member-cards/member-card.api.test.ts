import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { change, chooseBoards } from '../../../test/fixtures/boards.ts';
import { consentVersion, createTestProgramme, type TestProgramme } from '../../../test/fixtures/programme.ts';
import { enrol, grant, pointsAsTold, publishRules } from '../../../test/fixtures/recording.ts';
import { type SignedIn, startTestApi, type TestApi } from '../../../test/harness/index.ts';

let api: TestApi;
let programme: TestProgramme;
let admin: SignedIn;
let mia: SignedIn;
let miaId: string;

beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());
beforeEach(async () => {
  programme = await createTestProgramme(api);
  admin = await programme.roleHolder('Admin', 'ADMIN');
  await publishRules(api, { programme, admin, rules: pointsAsTold });
  mia = await api.signIn('Mia');
  const joined = await change<{ ambassador: { id: string } }>(
    api,
    mia,
    'joinProgramme',
    { programme: programme.id, displayName: 'Mia', consentVersion, visibility: 'NAMED' },
    'ambassador { id }',
  );
  miaId = joined.ambassador.id;
  await programme.query("UPDATE ambassador SET joined_at = '2026-01-01', external_reference = 'Mia' WHERE id = $1", [miaId]);
  const people = ['ada', 'ben', 'cem', 'dea', 'eva'].map((externalReference) => ({ externalReference, visibility: 'NAMED' }));
  await enrol(api, { programme, admin, people });
});

interface Card {
  readonly rank: number | null;
  readonly score: number;
  readonly isShownToOthers: boolean;
  readonly pointsToNextRank: number | null;
  readonly neighbours: readonly { readonly rank: number; readonly member: { readonly displayName: string } }[];
  readonly sinceYesterday: { readonly points: number; readonly places: number | null } | null;
  readonly sinceLastWeek: object | null;
  readonly lastPeriodScore: number | null;
  readonly personalBest: { readonly periodStart: string; readonly score: number } | null;
  readonly pointsPerWeek: number;
  readonly averageScore: number | null;
}

const cardFields = `rank score isShownToOthers pointsToNextRank neighbours { rank member { displayName } }
  sinceYesterday { points places } sinceLastWeek { points places } lastPeriodScore personalBest { periodStart score }
  pointsPerWeek averageScore`;

async function card(board: object = {}, as: SignedIn = mia): Promise<Card | null> {
  const answer = await api.graphql<{ myStanding: Card | null }>(
    `query ($board: BoardInput!) { myStanding(board: $board) { ${cardFields} } }`,
    { board: { programme: programme.id, period: 'ALL_TIME', ...board } },
    { as },
  );
  return answer.ok().myStanding;
}

/** Has the ledger know the entries so far since the day before yesterday. */
async function backdateLedger(): Promise<void> {
  await programme.query('ALTER TABLE ledger_entry DISABLE TRIGGER ALL');
  await programme.query(
    `UPDATE ledger_entry SET recorded_at = recorded_at - interval '8 days', counts_at = counts_at - interval '8 days' WHERE programme_id = $1`,
    [programme.id],
  );
  await programme.query('ALTER TABLE ledger_entry ENABLE TRIGGER ALL');
}

describe('my standing', () => {
  test('rank, score, the way to the next rank, two neighbours on each side and the mean', async () => {
    await grant(api, {
      programme,
      admin,
      points: [
        ['ada', 50],
        ['ben', 40],
        ['cem', 30],
        ['Mia', 20],
        ['dea', 10],
        ['eva', 6],
      ],
    });
    const own = await card();
    expect(own).toMatchObject({ rank: 4, score: 20, isShownToOthers: true, pointsToNextRank: 10, averageScore: 26 });
    expect(own?.neighbours.map(({ rank, member }) => `${rank} ${member.displayName}`)).toEqual([
      ...['2 ben', '3 cem', '4 Mia', '5 dea', '6 eva'],
    ]);
    const top = await api.graphql<{ ambassador: { card: Card | null } }>(
      `query ($id: ID!) { ambassador(id: $id) { card { ${cardFields} } } }`,
      { id: miaId },
      { as: admin },
    );
    expect(top.ok().ambassador.card).toEqual(own);
  });

  test('is there for the member alone while hidden from others, and before the first points', async () => {
    expect(await card()).toMatchObject({ rank: null, score: 0, neighbours: [], pointsToNextRank: null });
    await grant(api, {
      programme,
      admin,
      points: [
        ['ada', 5],
        ['Mia', 3],
        ['ben', 1],
      ],
    });
    await change(api, mia, 'changeVisibility', { ambassador: miaId, visibility: 'HIDDEN' });
    const hidden = await card();
    expect(hidden).toMatchObject({ rank: 2, score: 3, isShownToOthers: false, averageScore: null });
    expect(hidden?.neighbours.map(({ member }) => member.displayName)).toEqual(['ada', 'Mia', 'ben']);
    expect(await card({}, await api.signIn('Admin')).catch(() => 'refused')).toBe('refused');
  });

  test('what moved since yesterday and since last week', async () => {
    await grant(api, {
      programme,
      admin,
      points: [
        ['ada', 9],
        ['ben', 8],
        ['Mia', 5],
      ],
    });
    await backdateLedger();
    await grant(api, {
      programme,
      admin,
      points: [
        ['Mia', 4],
        ['cem', 20],
      ],
    });
    const own = await card();
    // Third before, second behind the newcomer and level with the first now.
    expect(own?.sinceYesterday).toEqual({ points: 4, places: 1 });
    expect(own?.sinceLastWeek).toEqual({ points: 4, places: 1 });
  });

  test('the own last period and the best one', async () => {
    await chooseBoards(api, { programme, admin }, ['PROGRAMME/MONTH/POINTS']);
    await programme.query(`UPDATE programme SET status = 'PILOT' WHERE id = $1`, [programme.id]);
    const at = (month: number) => `2026-0${month}-05T12:00:00Z`;
    await grant(api, {
      programme,
      admin,
      points: [
        ['Mia', 3, at(2)],
        ['Mia', 9, at(3)],
        ['Mia', 4, at(5)],
        ['Mia', 6, at(6)],
      ],
    });
    expect(await card({ period: 'MONTH', periodStart: '2026-06-01' })).toMatchObject({
      ...{ score: 6, lastPeriodScore: 4, personalBest: { periodStart: '2026-03-01', score: 9 }, sinceYesterday: { points: 6 } },
    });
  });

  test('the pace of who joined late is counted from joining', async () => {
    await programme.query(`UPDATE ambassador SET joined_at = now() - interval '14 days' WHERE id = $1`, [miaId]);
    await grant(api, { programme, admin, points: [['Mia', 30, new Date().toISOString()]] });
    expect((await card())?.pointsPerWeek).toBeCloseTo(15, 0);
  });
});
