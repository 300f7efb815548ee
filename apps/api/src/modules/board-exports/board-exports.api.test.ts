import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createTestProgramme, type TestProgramme } from '../../../test/fixtures/programme.ts';
import { enrol, grant, pointsAsTold, publishRules } from '../../../test/fixtures/recording.ts';
import { type SignedIn, startTestApi, type TestApi } from '../../../test/harness/index.ts';

let api: TestApi;
let programme: TestProgramme;
let admin: SignedIn;

beforeAll(async () => {
  api = await startTestApi();
  programme = await createTestProgramme(api, { status: 'PILOT' });
  admin = await programme.roleHolder('Admin', 'ADMIN');
  await publishRules(api, { programme, admin, rules: pointsAsTold });
});
afterAll(() => api.stop());

async function download(token: string | null, query: Record<string, string> = {}) {
  const address = new URLSearchParams({ programme: programme.id, period: 'ALL_TIME', ...query });
  const headers = token === null ? {} : { authorization: `Bearer ${token}` };
  const answer = await fetch(`${api.url}/leaderboards.csv?${address}`, { headers });
  return { status: answer.status, type: answer.headers.get('content-type'), text: await answer.text() };
}

test('a board as a file has the names of the board, no formulas, and nobody who hides', async () => {
  const people = [
    { externalReference: 'a', name: '=cmd|"x", y', visibility: 'NAMED' },
    { externalReference: 'b', name: 'Secret Person', visibility: 'PSEUDONYM' },
    { externalReference: 'c', name: 'Hidden Person', visibility: 'HIDDEN' },
  ];
  const ids = await enrol(api, { programme, admin, people });
  await grant(api, {
    programme,
    admin,
    points: [
      ['a', 9, '2026-03-02T09:00:00Z'],
      ['b', 7],
      ['c', 8],
    ],
  });
  const { status, type, text } = await download(admin.token);
  expect([status, type]).toEqual([200, 'text/csv; charset=utf-8; header=present']);
  const [header, first, second, end] = text.split('\r\n');
  expect(header).toBe('rank,score,reachedAt,name,memberId');
  expect(first).toBe(`1,9,2026-03-02T09:00:00.000Z,"'=cmd|""x"", y",${ids.get('a')}`);
  expect(second).toMatch(/^2,7,/);
  expect(end).toBe('');
  expect(text).not.toMatch(/Secret|Hidden/);
  expect(text).not.toContain(ids.get('b'));
});

test('is refused to who may not read the board, and tells what is wrong with the address', async () => {
  expect((await download(null)).status).toBe(401);
  expect((await download((await api.signIn('Stranger')).token)).status).toBe(404);
  expect((await download(await programme.apiToken('POINTS_READ'))).status).toBe(403);
  expect((await download(await programme.apiToken('LEADERBOARDS_READ'))).status).toBe(200);
  expect((await download(admin.token, { period: 'DAY' })).status).toBe(404);
  expect(await download(admin.token, { period: 'YEAR' })).toMatchObject({
    status: 400,
    text: expect.stringContaining('period'),
  });
});
