import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { board, change, chooseBoards, freezeAllDue, told } from '../../../test/fixtures/boards.ts';
import { openDatabase } from '../../../test/fixtures/database.ts';
import { consentVersion, createTestProgramme, type TestProgramme } from '../../../test/fixtures/programme.ts';
import { enrol, grant, pointsAsTold, publishRules } from '../../../test/fixtures/recording.ts';
import { type SignedIn, startTestApi, type TestApi } from '../../../test/harness/index.ts';
import { newId } from '../../platform/ids.ts';
import { setGroupMemberships } from '../standings/index.ts';

let api: TestApi;
let programme: TestProgramme;
let admin: SignedIn;

/** A day in the middle of a month, so that who joins half-way through it joins on another day than the first. */
const daysOff = Math.max(0, 12 - new Date().getUTCDate());
const present = () => new Date(Date.now() + daysOff * 86_400_000);

beforeAll(async () => {
  api = await startTestApi({ clock: { now: present } });
});
afterAll(() => api.stop());
beforeEach(async () => {
  programme = await createTestProgramme(api, { status: 'PILOT' });
  admin = await programme.roleHolder('Admin', 'ADMIN');
  await publishRules(api, { programme, admin, rules: pointsAsTold });
});

const read = (key: object) => board(api, { programme, admin, ...key });
const people = (names: readonly string[], more: object = {}) =>
  names.map((externalReference) => ({ externalReference, visibility: 'NAMED', ...more }));
const numbered = (letter: string, count: number) => Array.from({ length: count }, (_, index) => `${letter}${index}`);
const groups = { scope: 'DEPARTMENT', period: 'ALL_TIME', measure: 'POINTS_PER_ACTIVE_MEMBER' };

describe('groups against each other', () => {
  beforeEach(async () => {
    await chooseBoards(api, { programme, admin }, [
      'DEPARTMENT/ALL_TIME/POINTS_PER_ACTIVE_MEMBER',
      'DEPARTMENT/MONTH/POINTS_PER_ACTIVE_MEMBER',
    ]);
  });

  test('five beat fifteen, where each of them does more; who pauses counts neither way', async () => {
    await enrol(api, { programme, admin, people: people(numbered('s', 5), { departmentKey: 'sales' }) });
    const many = await enrol(api, { programme, admin, people: people(numbered('c', 15), { departmentKey: 'care' }) });
    await grant(api, { programme, admin, points: numbered('s', 5).map((name) => [name, 7] as const) });
    await grant(api, { programme, admin, points: numbered('c', 15).map((name) => [name, 5] as const) });
    const shown = async () =>
      (await read(groups))?.groups.map((group) => [group.rank, group.group.name, group.pointsPerActiveMember]);
    expect(await shown()).toEqual([
      [1, 'sales', 7],
      [2, 'care', 5],
    ]);
    await programme.query(`UPDATE ambassador SET status = 'PAUSED' WHERE id = $1`, [many.get('c0')]);
    expect(await shown()).toEqual([
      [1, 'sales', 7],
      [2, 'care', 5],
    ]);
    expect((await read(groups))?.standings.nodes).toEqual([]);
  });

  test('a group under the minimum size is not on it, at once when it shrinks, also in live updates', async () => {
    const ids = await enrol(api, { programme, admin, people: people(numbered('s', 5), { departmentKey: 'sales' }) });
    await grant(api, { programme, admin, points: [['s0', 10]] });
    expect((await read(groups))?.groups).toMatchObject([{ pointsPerActiveMember: 2 }]);
    const live = await api.subscribe<{
      leaderboardUpdated: { groups: readonly object[] | null; groupChanges: readonly object[] };
    }>(
      'subscription ($board: BoardInput!) { leaderboardUpdated(board: $board) { groups { group { name } } groupChanges { kind groupId previousRank } } }',
      { board: { programme: programme.id, ...groups } },
      { as: admin },
    );
    expect((await live.next()).data?.leaderboardUpdated.groups).toHaveLength(1);
    // Somebody without points: the group shrinks all the same.
    await change(api, admin, 'updateAmbassador', { ambassador: ids.get('s4'), department: programme.departments.care });
    expect((await live.next()).data?.leaderboardUpdated).toEqual({
      groups: null,
      groupChanges: [{ kind: 'LEFT', groupId: programme.departments.sales, previousRank: 1 }],
    });
    // And grows again with who joins, before anybody earns a point.
    await enrol(api, { programme, admin, people: people(['s5'], { departmentKey: 'sales' }) });
    expect((await live.next()).data?.leaderboardUpdated.groupChanges).toMatchObject([{ kind: 'ENTERED' }]);
    expect((await read(groups))?.groups).toHaveLength(1);
    await change(api, admin, 'updateAmbassador', { ambassador: ids.get('s3'), department: programme.departments.care });
    expect((await read(groups))?.groups).toEqual([]);
    await live.stop();
  });

  test('a group that is renamed is called so at once, on the board that is followed too', async () => {
    await enrol(api, { programme, admin, people: people(numbered('s', 5), { departmentKey: 'sales' }) });
    await grant(api, { programme, admin, points: [['s0', 10]] });
    const live = await api.subscribe<{ leaderboardUpdated: { groupChanges: readonly object[] } }>(
      'subscription ($board: BoardInput!) { leaderboardUpdated(board: $board) { groupChanges { kind standing { rank group { name } } } } }',
      { board: { programme: programme.id, ...groups } },
      { as: admin },
    );
    await live.next();
    await change(api, admin, 'updateDepartment', { id: programme.departments.sales, name: 'Field sales' });
    expect((await live.next()).data?.leaderboardUpdated.groupChanges).toEqual([
      { kind: 'CHANGED', standing: { rank: 1, group: { name: 'Field sales' } } },
    ]);
    await live.stop();
  });

  test('who joined within the period counts for the days since', async () => {
    const now = present();
    const monthStart = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 1));
    await enrol(api, {
      programme,
      admin,
      people: people(numbered('s', 5), { departmentKey: 'sales' }),
      joinedAt: '2020-01-01T00:00:00Z',
    });
    await enrol(api, {
      programme,
      admin,
      people: people(numbered('c', 5), { departmentKey: 'care' }),
      joinedAt: '2020-01-01T00:00:00Z',
    });
    const at = now.toISOString();
    await grant(api, {
      programme,
      admin,
      points: [
        ['s0', 50, at],
        ['c0', 50, at],
      ],
    });
    await programme.query('UPDATE ambassador SET joined_at = $2 WHERE programme_id = $1 AND department_id = $3', [
      programme.id,
      new Date(now.getTime() - (now.getTime() - monthStart.getTime()) / 2),
      programme.departments.care,
    ]);
    const [first, second] = (await read({ ...groups, period: 'MONTH' }))?.groups ?? [];
    expect(first).toMatchObject({ group: { name: 'care' } });
    expect(second).toMatchObject({ group: { name: 'sales' }, pointsPerActiveMember: 10 });
    expect(first?.pointsPerActiveMember).toBeGreaterThan(10);
  });
});

describe('a personal best', () => {
  const monthOf = (offset: number) => {
    const now = present();
    return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + offset, 1, 12)).toISOString();
  };

  test('ranks by how far each is beyond the own last period; who had none stands on no such board', async () => {
    await chooseBoards(api, { programme, admin }, ['PROGRAMME/MONTH/PERSONAL_BEST']);
    await enrol(api, { programme, admin, people: people(['ada', 'ben', 'cem']) });
    await grant(api, {
      programme,
      admin,
      points: [
        ['ada', 100, monthOf(-1)],
        ['ben', 3, monthOf(-1)],
      ],
    });
    await grant(api, {
      programme,
      admin,
      points: [
        ['ada', 60, monthOf(0)],
        ['ben', 9, monthOf(0)],
        ['cem', 50, monthOf(0)],
      ],
    });
    const best = await read({ period: 'MONTH', measure: 'PERSONAL_BEST' });
    expect(told(best)).toEqual([
      [1, 6, 'ben'],
      [2, -40, 'ada'],
    ]);
    expect(best?.memberCount).toBe(2);
    expect(best?.periods.nodes.map(({ isPresent }) => isPresent)).toEqual([true, false]);
    expect(await read({ period: 'MONTH' })).toBeNull();
  });
});

describe('boards of groups and personal bests are kept by their versions', () => {
  const ask = `query ($board: BoardInput!) {
    leaderboard(board: $board) { version groups { pointsPerActiveMember group { name } } standings(first: 5) { nodes { score } } }
  }`;
  interface Read {
    readonly leaderboard: {
      readonly version: number;
      readonly groups: readonly { readonly pointsPerActiveMember: number; readonly group: { readonly name: string } }[];
      readonly standings: { readonly nodes: readonly { readonly score: number }[] };
    };
  }
  const once = async (key: object) =>
    (await api.graphql<Read>(ask, { board: { programme: programme.id, ...key } }, { as: admin })).ok().leaderboard;
  /** The answer, and whether boards were read for it. */
  async function asked(key: object): Promise<readonly [Read['leaderboard'], boolean]> {
    let answer: Read['leaderboard'] | undefined;
    const statements = await api.statementsOf(async () => {
      answer = await once(key);
    });
    if (answer === undefined) throw new Error('No answer');
    return [answer, statements.some((sql) => sql.includes('standing'))];
  }

  test('the second answer reads none; members, points and names make another one', async () => {
    await chooseBoards(api, { programme, admin }, ['DEPARTMENT/ALL_TIME/POINTS_PER_ACTIVE_MEMBER']);
    await enrol(api, { programme, admin, people: people(numbered('s', 5), { departmentKey: 'sales' }) });
    await grant(api, { programme, admin, points: [['s0', 10]] });
    const [first] = await asked(groups);
    expect(await asked(groups)).toEqual([first, false]);
    await grant(api, { programme, admin, points: [['s1', 10]] });
    expect((await once(groups)).groups).toMatchObject([{ pointsPerActiveMember: 4 }]);
    await enrol(api, { programme, admin, people: people(numbered('t', 5), { departmentKey: 'sales' }) });
    const grown = await once(groups);
    expect(grown.groups).toMatchObject([{ pointsPerActiveMember: 2 }]);
    expect(grown.version).toBeGreaterThan(first.version);
    await change(api, admin, 'updateDepartment', { id: programme.departments.sales, name: 'Field sales' });
    expect((await once(groups)).groups).toMatchObject([{ group: { name: 'Field sales' } }]);
  });

  test('a tandem that is frozen with its final standing is not called after who hides any more', async () => {
    await chooseBoards(api, { programme, admin }, ['TANDEM/MONTH/POINTS_PER_ACTIVE_MEMBER']);
    const ids = await enrol(api, { programme, admin, people: people(['ben']), joinedAt: '2026-01-01T00:00:00Z' });
    const ada = await api.signIn('Ada');
    const joining = { programme: programme.id, displayName: 'ada', consentVersion, visibility: 'NAMED' };
    const { ambassador } = await change<{ ambassador: { id: string } }>(
      api,
      ada,
      'joinProgramme',
      joining,
      'ambassador { id }',
    );
    const memberships = [ambassador.id, ids.get('ben') ?? ''].map((ambassadorId) => ({
      ...{ ambassadorId, from: new Date('2026-01-01T00:00:00Z'), until: null },
    }));
    const database = await openDatabase(api.databaseUrl);
    const group = { programmeId: programme.id, scope: 'TANDEM', groupId: newId() } as const;
    await database.transaction((transaction) => setGroupMemberships(transaction, group, { memberships, now: present() }));
    await database.close();
    await grant(api, { programme, admin, points: [['ben', 10, '2026-03-10T09:00:00Z']] });
    // Pilots have no final standings.
    await programme.query(`UPDATE programme SET status = 'ACTIVE' WHERE id = $1`, [programme.id]);
    await freezeAllDue(api);
    const march = { scope: 'TANDEM', period: 'MONTH', periodStart: '2026-03-01', measure: 'POINTS_PER_ACTIVE_MEMBER' };
    const [named] = await asked(march);
    expect(named.groups.map((shown) => shown.group.name.split(' & ').toSorted())).toEqual([['ada', 'ben']]);
    expect(await asked(march)).toEqual([named, false]);
    await change(api, ada, 'changeVisibility', { ambassador: ambassador.id, visibility: 'HIDDEN' });
    expect((await once(march)).groups.map((shown) => shown.group.name.split(' & ').toSorted())).toEqual([['ben', '…']]);
  });

  test('points of the period before make other personal bests', async () => {
    const best = { period: 'MONTH', measure: 'PERSONAL_BEST' };
    const monthBefore = new Date(Date.UTC(present().getUTCFullYear(), present().getUTCMonth() - 1, 15)).toISOString();
    await chooseBoards(api, { programme, admin }, ['PROGRAMME/MONTH/PERSONAL_BEST']);
    await enrol(api, { programme, admin, people: people(['ada']) });
    await grant(api, { programme, admin, points: [['ada', 10, monthBefore]] });
    await grant(api, { programme, admin, points: [['ada', 30, present().toISOString()]] });
    const [first] = await asked(best);
    expect(first.standings.nodes).toEqual([{ score: 20 }]);
    expect(await asked(best)).toEqual([first, false]);
    await grant(api, { programme, admin, points: [['ada', 5, monthBefore]] });
    const second = await once(best);
    expect(second.standings.nodes).toEqual([{ score: 15 }]);
    expect(second.version).toBeGreaterThan(first.version);
  });
});

describe('which boards there are', () => {
  const choices = `query ($key: String!) { programme(key: $key) { boards { scope period measure } boardsNotice } }`;

  test('are chosen by admins, built from the ledger, and none where a programme does without', async () => {
    await enrol(api, { programme, admin, people: people(['ada']) });
    await grant(api, { programme, admin, points: [['ada', 4, '2026-03-02T09:00:00Z']] });
    expect(await read({ period: 'WEEK', periodStart: '2026-03-02' })).toBeNull();
    await chooseBoards(api, { programme, admin }, ['PROGRAMME/WEEK/POINTS', 'CHANNEL/MONTH/POINTS']);
    expect(told(await read({ period: 'WEEK', periodStart: '2026-03-02' }))).toEqual([[1, 4, 'ada']]);
    expect(told(await read({ scope: 'CHANNEL', scopeId: 'IN_PERSON', period: 'MONTH', periodStart: '2026-03-01' }))).toEqual([
      [1, 4, 'ada'],
    ]);
    expect(await read({ period: 'WEEK', periodStart: '2026-03-03' })).toBeNull();
    expect(await read({ period: 'ALL_TIME' })).toBeNull();
    await chooseBoards(api, { programme, admin }, []);
    expect(await read({ period: 'WEEK', periodStart: '2026-03-02' })).toBeNull();
    const answer = await api.graphql(choices, { key: programme.key }, { as: admin, headers: { 'accept-language': 'de' } });
    expect(answer.ok()).toEqual({
      programme: { boards: [], boardsNotice: 'In diesem Programm gibt es keine Ranglisten: Es dankt ohne Vergleich.' },
    });
  });

  test('are refused where they make no sense, and to who is no admin', async () => {
    const update = 'mutation ($input: UpdateBoardsInput!) { updateBoards(input: $input) { errors { code path } } }';
    const input = { programme: programme.id, boards: [{ scope: 'TANDEM', period: 'WEEK', measure: 'POINTS' }] };
    expect((await api.graphql(update, { input }, { as: admin })).ok()).toEqual({
      updateBoards: { errors: [{ code: 'INVALID', path: ['boards', '0'] }] },
    });
    const auditor = await programme.roleHolder('Auditor', 'AUDITOR');
    expect((await api.graphql(update, { input }, { as: auditor })).codes()).toEqual(['FORBIDDEN']);
  });

  test('a season that is added has the points that lie in it already', async () => {
    await enrol(api, { programme, admin, people: people(['ada']) });
    await grant(api, { programme, admin, points: [['ada', 4, '2026-03-02T09:00:00Z']] });
    await change(api, admin, 'createSeason', {
      programme: programme.id,
      name: 'Spring',
      startsOn: '2026-03-01',
      endsOn: '2026-05-31',
    });
    expect(told(await read({ period: 'SEASON', periodStart: '2026-03-01' }))).toEqual([[1, 4, 'ada']]);
  });

  test('a season that is added gives who stands under a pseudonym its own at once, on boards that are followed too', async () => {
    await chooseBoards(api, { programme, admin }, ['PROGRAMME/MONTH/POINTS']);
    await enrol(api, { programme, admin, people: [{ externalReference: 'ada', visibility: 'PSEUDONYM' }] });
    await grant(api, { programme, admin, points: [['ada', 4, '2026-03-02T09:00:00Z']] });
    const march = { period: 'MONTH', periodStart: '2026-03-01' };
    const live = await api.subscribe<{
      leaderboardUpdated: { standings: readonly { readonly member: { readonly displayName: string } }[] };
    }>(
      `subscription ($board: BoardInput!) {
        leaderboardUpdated(board: $board, fullPages: true) { standings { member { displayName } } }
      }`,
      { board: { programme: programme.id, ...march } },
      { as: admin },
    );
    const next = async () => (await live.next()).data?.leaderboardUpdated.standings.map(({ member }) => member.displayName);
    const before = await next();
    const season = { programme: programme.id, name: 'Spring', startsOn: '2026-02-01', endsOn: '2026-05-31' };
    await change(api, admin, 'createSeason', season);
    const after = await next();
    expect(after).not.toEqual(before);
    expect(after).toEqual(told(await read(march)).map(([, , name]) => name));
    await live.stop();
  });
});
