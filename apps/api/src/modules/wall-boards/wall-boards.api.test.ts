import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { change, chooseBoards } from '../../../test/fixtures/boards.ts';
import { consentVersion, createTestProgramme, type TestProgramme } from '../../../test/fixtures/programme.ts';
import { enrol, grant, pointsAsTold, publishRules } from '../../../test/fixtures/recording.ts';
import { type SignedIn, startTestApi, type TestApi } from '../../../test/harness/index.ts';

let api: TestApi;
let programme: TestProgramme;
let admin: SignedIn;
let mia: SignedIn;
let miaId: string;

/** How far the clock of the API is ahead of ours, in milliseconds. */
let ahead = 0;

beforeAll(async () => {
  api = await startTestApi({ clock: { now: () => new Date(Date.now() + ahead) } });
});
afterEach(() => {
  ahead = 0;
});
afterAll(() => api.stop());
beforeEach(async () => {
  programme = await createTestProgramme(api, { status: 'PILOT' });
  admin = await programme.roleHolder('Admin', 'ADMIN');
  await publishRules(api, { programme, admin, rules: pointsAsTold });
  mia = await api.signIn('Mia Musterfrau');
  const joining = { programme: programme.id, displayName: 'Mia Musterfrau', consentVersion, visibility: 'NAMED' };
  const joined = await change<{ ambassador: { id: string } }>(api, mia, 'joinProgramme', joining, 'ambassador { id }');
  miaId = joined.ambassador.id;
  await programme.query("UPDATE ambassador SET joined_at = '2026-01-01', external_reference = 'Mia' WHERE id = $1", [miaId]);
  await enrol(api, { programme, admin, people: [{ externalReference: 'ben', visibility: 'NAMED' }] });
  await grant(api, {
    programme,
    admin,
    points: [
      ['Mia', 5],
      ['ben', 3],
    ],
  });
});

interface Link {
  readonly link: { readonly id: string };
  readonly token: string;
}
interface Wall {
  readonly programme: string;
  readonly scopeName: string | null;
  readonly isPresent: boolean;
  readonly isStale: boolean;
  readonly periodStart: string | null;
  readonly memberCount: number;
  readonly places: readonly { readonly id: string; readonly rank: number; readonly score: number; readonly name: string }[];
}

const fields = 'programme scopeName isPresent isStale periodStart version memberCount places { id rank score name }';
const hang = (board: object = { period: 'ALL_TIME' }) =>
  change<Link>(api, admin, 'issueWallBoardLink', { programme: programme.id, label: 'Lobby', ...board }, 'link { id } token');

async function wall(token: string): Promise<Wall | null> {
  const answer = await api.graphql<{ wallBoard: Wall | null }>(
    `query ($token: String!) { wallBoard(token: $token) { ${fields} } }`,
    { token },
  );
  return answer.ok().wallBoard;
}

const follow = (token: string) =>
  api.subscribe<{ wallBoardUpdated: Wall }>(
    `subscription ($token: String!) { wallBoardUpdated(token: $token) { ${fields} } }`,
    { token },
  );

const consent = { kind: 'NAME_ON_PUBLIC_DISPLAYS', version: consentVersion };

describe('a wall board', () => {
  test('is read without signing in, and names only who agreed to public displays', async () => {
    const { token } = await hang();
    const before = await wall(token);
    expect(before?.places.map(({ rank, score }) => [rank, score])).toEqual([
      [1, 5],
      [2, 3],
    ]);
    // As whole words: pseudonyms are drawn, and one may well begin with "Lieben".
    expect(JSON.stringify(before)).not.toMatch(/\b(Mia|ben)\b/);
    await change(api, mia, 'giveConsent', { ambassador: miaId, ...consent });
    const after = await wall(token);
    expect(after?.places[0]).toMatchObject({ rank: 1, name: 'Mia Musterfrau' });
    expect(after?.places[1]).toEqual(before?.places[1]);
    expect(JSON.stringify(after)).not.toContain(miaId);
    expect(await wall('ffw_guessed')).toBeNull();
    const [stored] = await programme.query<{ row: string }>('SELECT wall_board_link::text AS row FROM wall_board_link');
    expect(stored?.row).not.toContain(token);
  });

  test('follows the board; no update after a change of mind bears the name', async () => {
    const { token } = await hang();
    await change(api, mia, 'giveConsent', { ambassador: miaId, ...consent });
    const screen = await follow(token);
    expect((await screen.next()).data?.wallBoardUpdated.places[0]?.name).toBe('Mia Musterfrau');
    await change(api, mia, 'withdrawConsent', { ambassador: miaId, kind: consent.kind });
    await grant(api, { programme, admin, points: [['ben', 1]] });
    const update = (await screen.next()).data?.wallBoardUpdated;
    expect(update?.places[0]).toMatchObject({ rank: 1, score: 5 });
    expect(JSON.stringify(update)).not.toContain('Mia');
    await change(api, mia, 'giveConsent', { ambassador: miaId, ...consent });
    await change(api, mia, 'changeVisibility', { ambassador: miaId, visibility: 'PSEUDONYM' });
    expect(JSON.stringify(await wall(token))).not.toContain('Mia');
    await screen.stop();
  });

  test('is cut off at once when its link is revoked, and shows nothing more', async () => {
    const { link, token } = await hang();
    const screen = await follow(token);
    await screen.next();
    await change(api, admin, 'revokeWallBoardLink', { id: link.id });
    await expect(screen.next()).rejects.toThrow('The subscription has ended');
    expect(await wall(token)).toBeNull();
    const late = await follow(token);
    expect((await late.next()).errors[0]?.message).toContain('does not work');
    const listed = await api.graphql<{ programme: { wallBoardLinks: readonly object[] } }>(
      'query ($key: String!) { programme(key: $key) { wallBoardLinks { label lastUsedAt revokedAt } } }',
      { key: programme.key },
      { as: admin },
    );
    expect(listed.ok().programme.wallBoardLinks).toEqual([
      { label: 'Lobby', lastUsedAt: expect.any(String), revokedAt: expect.any(String) },
    ]);
    await late.stop();
  });

  test('goes on with the next day by itself when the day is over', async () => {
    await chooseBoards(api, { programme, admin }, ['PROGRAMME/DAY/POINTS']);
    const { token } = await hang({ period: 'DAY' });
    // Half a second before midnight of a winter's day in Berlin.
    const midnight = Date.UTC(new Date().getUTCFullYear() + 1, 0, 15, 22, 59, 59, 500);
    ahead = midnight - Date.now();
    const screen = await follow(token);
    const today = (await screen.next()).data?.wallBoardUpdated;
    const tomorrow = (await screen.next()).data?.wallBoardUpdated;
    expect(today?.periodStart).toBe(new Date(midnight).toISOString().slice(0, 10));
    expect(tomorrow?.periodStart).toBe(new Date(midnight + 86_400_000).toISOString().slice(0, 10));
    expect(tomorrow).toMatchObject({ isPresent: true, isStale: false, memberCount: 0, places: [] });
    await screen.stop();
  });

  test('says so while there is no such board, and names the group that it is about', async () => {
    await chooseBoards(api, { programme, admin }, ['CHANNEL/ALL_TIME/POINTS']);
    const { token } = await hang({ scope: 'CHANNEL', scopeId: 'LINKEDIN', period: 'ALL_TIME' });
    expect(await wall(token)).toMatchObject({ isPresent: true, scopeName: 'LINKEDIN' });
    await chooseBoards(api, { programme, admin }, []);
    const none = { isPresent: false, scopeName: 'LINKEDIN', memberCount: 0, places: [] };
    expect(await wall(token)).toMatchObject(none);
    const screen = await follow(token);
    expect((await screen.next()).data?.wallBoardUpdated).toMatchObject(none);
    await screen.stop();
  });

  test('is hung up by admins, for boards that there are', async () => {
    const issue =
      'mutation ($input: IssueWallBoardLinkInput!) { issueWallBoardLink(input: $input) { token errors { code path } } }';
    const input = { programme: programme.id, label: 'Lobby', period: 'DAY' };
    expect((await api.graphql(issue, { input }, { as: admin })).ok()).toEqual({
      issueWallBoardLink: { token: null, errors: [{ code: 'NOT_FOUND', path: ['scope'] }] },
    });
    expect((await api.graphql(issue, { input }, { as: mia })).codes()).toEqual(['FORBIDDEN']);
  });
});
