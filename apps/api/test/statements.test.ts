import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { change } from './fixtures/boards.ts';
import { consentVersion, createTestProgramme, type TestProgramme } from './fixtures/programme.ts';
import { enrol, grant, pointsAsTold, publishRules } from './fixtures/recording.ts';
import { type SignedIn, startTestApi, type TestApi } from './harness/index.ts';

/* What the requests that people make all day cost in SQL: a number for each, whatever the size of the page. */

let api: TestApi;
let programme: TestProgramme;
let admin: SignedIn;
let mia: SignedIn;
let miaId: string;

beforeAll(async () => {
  api = await startTestApi();
  programme = await createTestProgramme(api, { status: 'PILOT' });
  admin = await programme.roleHolder('Admin', 'ADMIN');
  await publishRules(api, { programme, admin, rules: pointsAsTold });
  mia = await api.signIn('Mia');
  const joining = { programme: programme.id, displayName: 'Mia', consentVersion, visibility: 'NAMED' };
  miaId = (await change<{ ambassador: { id: string } }>(api, mia, 'joinProgramme', joining, 'ambassador { id }')).ambassador.id;
  await programme.query("UPDATE ambassador SET joined_at = '2026-01-01', external_reference = 'Mia' WHERE id = $1", [miaId]);
  const others = Array.from({ length: 60 }, (_, index) => `person-${String(index).padStart(2, '0')}`);
  await enrol(api, { programme, admin, people: others });
  const points = ['Mia', ...others].map((name, index): [string, number] => [name, 100 - index]);
  await grant(api, { programme, admin, points });
  await grant(api, {
    programme,
    admin,
    points: [
      ['Mia', 1],
      ['Mia', 2],
      ['Mia', 3],
    ],
  });
});
afterAll(() => api.stop());

/** One statement more where the node cannot know without asking that what it holds is current. */
const askingWhetherCurrent = 1;

/** What is read once a process is not counted: the request has been made before, `differently` where its answer would be kept. */
async function countOf(query: string, variables: object, { as, differently = {} }: { as: SignedIn; differently?: object }) {
  const ask = async (asked: object) => (await api.graphql(query, { ...variables, ...asked }, { as })).ok();
  await ask(differently);
  return (await api.statementsOf(() => ask({}))).length;
}

const viewer = '{ viewer { person { name } memberships { roles programme { id key name } ambassador { id displayName } } } }';

const around = `query ($programme: ID!, $radius: Int!) {
  leaderboard(board: { programme: $programme, period: ALL_TIME }) {
    version around(radius: $radius) { rank score isViewer member { id displayName } }
  }
}`;

const list = `query ($key: String!, $first: Int!) {
  programme(key: $key) {
    ambassadors(first: $first) { nodes { id displayName status department { name } pointsBalance } pageInfo { endCursor } }
  }
}`;

const page = `query ($id: ID!, $first: Int!) {
  ambassador(id: $id) {
    displayName status department { name } pointsBalance socialProfiles { handle }
    ledgerEntries(first: $first) { nodes { number granted rule explanation reversedBy { number } } }
    activities(first: $first) { nodes { id kind occurredAt ledgerEntries { granted explanation } } }
    card { rank score neighbours { rank member { displayName } } }
  }
}`;

describe('SQL statements of a request', () => {
  test('who am I', async () => {
    expect(await countOf(viewer, {}, { as: mia })).toBeLessThanOrEqual(7 + askingWhetherCurrent);
  });

  test.each([3, 25])('around me, %i neighbours on each side', async (radius) => {
    expect(
      await countOf(around, { programme: programme.id, radius }, { as: mia, differently: { radius: radius - 1 } }),
    ).toBeLessThanOrEqual(8 + askingWhetherCurrent);
  });

  test('around me, asked again while nothing has changed', async () => {
    expect(await countOf(around, { programme: programme.id, radius: 3 }, { as: mia })).toBeLessThanOrEqual(
      askingWhetherCurrent,
    );
  });

  test.each([1, 50])('the list of ambassadors, %i a page', async (first) => {
    expect(await countOf(list, { key: programme.key, first }, { as: admin })).toBeLessThanOrEqual(7 + askingWhetherCurrent);
  });

  test.each([1, 4])('the page of a person with %i entries and activities', async (first) => {
    expect(await countOf(page, { id: miaId, first }, { as: admin })).toBeLessThanOrEqual(29 + askingWhetherCurrent);
  });
});
