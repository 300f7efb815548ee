import { type RankKind, rankKinds } from '@fanfare/contracts';
import { rankStandings } from '@fanfare/gamification';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { consentVersion, createTestProgramme, type TestProgramme } from '../../../test/fixtures/programme.ts';
import { enrol, grant, pointsAsTold, publishRules } from '../../../test/fixtures/recording.ts';
import { type SignedIn, startTestApi, type TestApi } from '../../../test/harness/index.ts';

interface Place {
  readonly rank: number;
  readonly score: number;
  readonly isViewer: boolean;
  readonly member: { readonly id: string; readonly displayName: string };
}
interface Page {
  readonly nodes: readonly Place[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly endCursor: string;
    readonly startCursor: string;
  };
}
interface Board {
  readonly id: string;
  readonly version: number;
  readonly memberCount: number;
  readonly standings: Page;
  readonly around: readonly Place[];
}

const PLACE = 'rank score isViewer member { id displayName }';
const BOARD = `query ($board: BoardInput!, $rankKind: RankKind, $first: Int, $after: String, $last: Int, $before: String, $ambassador: ID) {
  leaderboard(board: $board) {
    id version memberCount
    standings(rankKind: $rankKind, first: $first, after: $after, last: $last, before: $before) {
      nodes { ${PLACE} } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    }
    around(ambassador: $ambassador, radius: 1, rankKind: $rankKind) { ${PLACE} }
  }
}`;

let api: TestApi;
let programme: TestProgramme;
let admin: SignedIn;

beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());
beforeEach(async () => {
  programme = await createTestProgramme(api, { status: 'PILOT' });
  admin = await programme.roleHolder('Admin', 'ADMIN');
  await publishRules(api, { programme, admin, rules: pointsAsTold });
});

async function read(
  options: { readonly board?: object; readonly as?: SignedIn | string; readonly [variable: string]: unknown } = {},
): Promise<Board | null> {
  const { board, as, ...variables } = options;
  const answer = await api.graphql<{ leaderboard: Board | null }>(
    BOARD,
    { board: { programme: programme.id, period: 'ALL_TIME', ...board }, ...variables },
    { as: as ?? admin },
  );
  return answer.ok().leaderboard;
}

async function places(options: Parameters<typeof read>[0] = {}): Promise<readonly Place[]> {
  return (await read({ first: 100, ...options }))?.standings.nodes ?? [];
}

function shown(list: readonly Place[]) {
  return list.map(({ rank, score, member }) => [rank, score, member.displayName]);
}

async function join(name: string, visibility: string): Promise<{ readonly person: SignedIn; readonly id: string }> {
  const person = await api.signIn(name);
  const answer = await api.graphql<{ joinProgramme: { ambassador: { id: string } } }>(
    'mutation ($input: JoinProgrammeInput!) { joinProgramme(input: $input) { ambassador { id } errors { message } } }',
    { input: { programme: programme.id, displayName: name, consentVersion, visibility } },
    { as: person },
  );
  const { id } = answer.ok().joinProgramme.ambassador;
  // History belongs to the time in which somebody takes part; a test must not wait for it.
  await programme.query("UPDATE ambassador SET joined_at = '2026-01-01', external_reference = $2 WHERE id = $1", [id, name]);
  return { person, id };
}

async function changeVisibility(person: SignedIn, ambassador: string, visibility: string): Promise<void> {
  const answer = await api.graphql<{ changeVisibility: { errors: readonly object[] } }>(
    'mutation ($input: ChangeVisibilityInput!) { changeVisibility(input: $input) { errors { message } } }',
    { input: { ambassador, visibility, ...(visibility === 'NAMED' ? { consentVersion } : {}) } },
    { as: person },
  );
  expect(answer.ok().changeVisibility.errors).toEqual([]);
}

async function createSeason(season: object): Promise<void> {
  const create = 'mutation ($input: CreateSeasonInput!) { createSeason(input: $input) { season { id } errors { message } } }';
  (await api.graphql(create, { input: { programme: programme.id, ...season } }, { as: admin })).ok();
}

const named = (names: readonly string[], more: object = {}) =>
  names.map((name) => ({ externalReference: name, visibility: 'NAMED', ...more }));

describe('the order of a board', () => {
  test('score, then who reached it first; shown ranks share places as asked', async () => {
    await enrol(api, { programme, admin, people: named(['ada', 'ben', 'cem', 'dea']) });
    await grant(api, {
      programme,
      admin,
      points: [
        ['cem', 7],
        ['ada', 9],
        ['ben', 7],
        ['dea', 3],
      ],
    });
    const ranks = async (rankKind: RankKind) => shown(await places({ rankKind })).map(([rank, , name]) => `${rank} ${name}`);
    expect(await ranks('COMPETITION')).toEqual(['1 ada', '2 cem', '2 ben', '4 dea']);
    expect(await ranks('DENSE')).toEqual(['1 ada', '2 cem', '2 ben', '3 dea']);
    expect(await ranks('ORDINAL')).toEqual(['1 ada', '2 cem', '3 ben', '4 dea']);
  });

  test('a late fact does not push its person behind who reached the score later', async () => {
    await enrol(api, { programme, admin, people: named(['ada', 'ben']) });
    await grant(api, { programme, admin, points: [['ben', 5, '2026-03-02T12:00:00Z']] });
    await grant(api, { programme, admin, points: [['ada', 5, '2026-03-02T09:00:00Z']] });
    expect(shown(await places()).map(([, , name]) => name)).toEqual(['ada', 'ben']);
  });

  test('[IN9] [IN10] random boards: the same as sorting everything, pages join without gap or repeat, around-me holds me', async () => {
    const names = Array.from({ length: 12 }, (_, index) => `m${index}`);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(11), fc.integer({ min: 1, max: 4 }), fc.nat(3)), { minLength: 1, maxLength: 40 }),
        fc.constantFrom(...rankKinds),
        fc.integer({ min: 1, max: 5 }),
        async (facts, rankKind, size) => {
          programme = await createTestProgramme(api, { status: 'PILOT' });
          admin = await programme.roleHolder('Admin', 'ADMIN');
          await publishRules(api, { programme, admin, rules: pointsAsTold });
          const ids = await enrol(api, { programme, admin, people: named(names) });
          const at = (minute: number) => Date.UTC(2026, 2, 1, 8, minute);
          await grant(api, {
            programme,
            admin,
            points: facts.map(([who, points, minute]) => [`m${who}`, points, new Date(at(minute)).toISOString()]),
          });
          const standings = names.flatMap((name, index) => {
            const own = facts.filter(([who]) => who === index);
            const score = own.reduce((sum, [, points]) => sum + points, 0);
            return score === 0
              ? []
              : [{ memberId: ids.get(name) ?? '', score, reachedAt: Math.max(...own.map(([, , minute]) => at(minute))) }];
          });
          const expected = rankStandings(standings, rankKind).map(({ rank, score, memberId }) => [rank, score, memberId]);
          const flat = (list: readonly Place[]) => list.map(({ rank, score, member }) => [rank, score, member.id]);
          const forward = await pages(
            (cursor) => ({ rankKind, first: size, ...(cursor === null ? {} : { after: cursor }) }),
            'forward',
          );
          const backward = await pages(
            (cursor) => ({ rankKind, last: size, ...(cursor === null ? {} : { before: cursor }) }),
            'backward',
          );
          expect(flat(forward)).toEqual(expected);
          expect(flat(backward)).toEqual(expected);
          for (const [index, row] of expected.entries()) {
            const board = await read({ rankKind, ambassador: row[2] });
            expect(flat(board?.around ?? [])).toEqual(expected.slice(Math.max(0, index - 1), index + 2));
          }
        },
      ),
      { numRuns: 8 },
    );
  });
});

async function pages(
  variables: (cursor: string | null) => object,
  direction: 'forward' | 'backward',
): Promise<readonly Place[]> {
  const collected: Place[] = [];
  for (let cursor: string | null = null; ; ) {
    const page: Page | undefined = (await read({ ...variables(cursor) }))?.standings;
    if (page === undefined) return collected;
    if (direction === 'forward') collected.push(...page.nodes);
    else collected.unshift(...page.nodes);
    if (!(direction === 'forward' ? page.pageInfo.hasNextPage : page.pageInfo.hasPreviousPage)) return collected;
    cursor = direction === 'forward' ? page.pageInfo.endCursor : page.pageInfo.startCursor;
  }
}

describe('which board', () => {
  test('a season counts its own days in the zone of the programme; all time counts everything', async () => {
    await createSeason({ name: 'Spring', startsOn: '2026-03-01', endsOn: '2026-05-31' });
    await enrol(api, { programme, admin, people: named(['ada']) });
    await grant(api, {
      programme,
      admin,
      points: [
        ['ada', 1, '2026-02-28T22:59:59Z'],
        ['ada', 2, '2026-02-28T23:00:00Z'],
        ['ada', 4, '2026-05-31T21:59:59Z'],
        ['ada', 8, '2026-05-31T22:00:00Z'],
      ],
    });
    expect(shown(await places({ board: { period: 'SEASON', periodStart: '2026-03-01' } }))).toEqual([[1, 6, 'ada']]);
    expect(shown(await places())).toEqual([[1, 15, 'ada']]);
    expect(await read({ board: { period: 'SEASON', periodStart: '2026-04-01' } })).toBeNull();
    expect(await read({ board: { period: 'SEASON', periodStart: null } })).toBeNull();
  });

  test('a department has a board from the minimum group size on, and takes the points of who moves along', async () => {
    await createSeason({ name: '2026', startsOn: '2026-01-01', endsOn: '2026-12-31' });
    const { sales, care } = programme.departments;
    const five = ['a', 'b', 'c', 'd', 'e'];
    const ids = await enrol(api, {
      programme,
      admin,
      people: [...named(five, { departmentKey: 'sales' }), ...named(['x'], { departmentKey: 'care' })],
    });
    await grant(api, { programme, admin, points: [...five.map((name, index) => [name, index + 1] as const), ['x', 9]] });
    const sizes = async (scopeId: string) =>
      (await read({ board: { scope: 'DEPARTMENT', scopeId, period: 'SEASON' } }))?.memberCount ?? null;
    expect(
      shown(await places({ board: { scope: 'DEPARTMENT', scopeId: sales, period: 'SEASON' } })).map(([, , name]) => name),
    ).toEqual(['e', 'd', 'c', 'b', 'a']);
    expect(await sizes(care)).toBeNull();
    const move = 'mutation ($input: UpdateAmbassadorInput!) { updateAmbassador(input: $input) { errors { message } } }';
    expect((await api.graphql(move, { input: { ambassador: ids.get('x'), department: sales } }, { as: admin })).ok()).toEqual({
      updateAmbassador: { errors: [] },
    });
    expect(shown(await places({ board: { scope: 'DEPARTMENT', scopeId: sales, period: 'SEASON' } }))[0]).toEqual([1, 9, 'x']);
    await grant(api, { programme, admin, points: [['x', 1]] });
    expect(shown(await places({ board: { scope: 'DEPARTMENT', scopeId: sales, period: 'SEASON' } }))[0]).toEqual([1, 10, 'x']);
    expect(shown(await places())[0]).toEqual([1, 10, 'x']);
  });

  test('nobody from outside sees a board', async () => {
    const stranger = await api.signIn('Stranger');
    const variables = { board: { programme: programme.id, period: 'ALL_TIME' } };
    expect((await api.graphql(BOARD, variables)).codes()).toEqual(['UNAUTHENTICATED']);
    expect((await api.graphql(BOARD, variables, { as: stranger })).codes()).toEqual(['FORBIDDEN']);
    const elsewhere = await createTestProgramme(api);
    expect(await read({ as: await elsewhere.roleHolder('Other admin', 'ADMIN') })).toBeNull();
    expect(await read({ as: await elsewhere.apiToken('LEADERBOARDS_READ') })).toBeNull();
    expect(await read({ as: await programme.apiToken('LEADERBOARDS_READ') })).not.toBeNull();
  });
});

describe('privacy on boards', () => {
  test('a pseudonym hides name and id from everybody, also in cursors', async () => {
    const mia = await join('Mia Musterfrau', 'PSEUDONYM');
    await grant(api, { programme, admin, points: [['Mia Musterfrau', 5]] });
    const answer = await api.graphql(
      BOARD,
      { board: { programme: programme.id, period: 'ALL_TIME' }, first: 1 },
      { as: admin },
    );
    const seen = JSON.stringify(answer.data);
    expect(seen).not.toContain('Mia');
    expect(seen).not.toContain(mia.id);
    const cursor = String((answer.data as { leaderboard: Board }).leaderboard.standings.pageInfo.endCursor);
    expect(Buffer.from(cursor, 'base64url').toString('latin1')).not.toContain(mia.id);
    expect((await places({ as: mia.person }))[0]).toMatchObject({ isViewer: true });
  });

  test('[IN9] who hides is off every board and count at once, sees the own place still, and comes back with all points', async () => {
    const mia = await join('Mia', 'NAMED');
    await enrol(api, { programme, admin, people: named(['ben', 'cem']) });
    await grant(api, {
      programme,
      admin,
      points: [
        ['Mia', 5],
        ['ben', 9],
        ['cem', 1],
      ],
    });
    const before = await read();
    await changeVisibility(mia.person, mia.id, 'HIDDEN');
    const hidden = await read();
    expect(hidden).toMatchObject({ memberCount: 2 });
    expect(hidden?.version).toBeGreaterThan(before?.version ?? 0);
    expect(shown(await places())).toEqual([
      [1, 9, 'ben'],
      [2, 1, 'cem'],
    ]);
    expect(shown((await read({ as: mia.person }))?.around ?? [])).toEqual([
      [1, 9, 'ben'],
      [2, 5, 'Mia'],
      [3, 1, 'cem'],
    ]);
    await grant(api, { programme, admin, points: [['Mia', 1]] });
    await changeVisibility(mia.person, mia.id, 'NAMED');
    expect(shown(await places())).toEqual([
      [1, 9, 'ben'],
      [2, 6, 'Mia'],
      [3, 1, 'cem'],
    ]);
  });

  test('only admins ask for the surroundings of somebody else', async () => {
    const mia = await join('Mia', 'NAMED');
    const ids = await enrol(api, { programme, admin, people: named(['ben']) });
    await grant(api, { programme, admin, points: [['ben', 2]] });
    const variables = { board: { programme: programme.id, period: 'ALL_TIME' }, ambassador: ids.get('ben') };
    expect((await api.graphql(BOARD, variables, { as: mia.person })).codes()).toEqual(['FORBIDDEN']);
    expect(shown((await read({ ambassador: ids.get('ben') }))?.around ?? [])).toEqual([[1, 2, 'ben']]);
  });
});

describe('live', () => {
  const FOLLOW = `subscription ($board: BoardInput!, $first: Int) {
    leaderboardUpdated(board: $board, first: $first, fullPages: true) {
      version kind memberCount standings { ${PLACE} } changes { kind memberId previousRank standing { rank member { displayName } } }
    }
  }`;
  interface Update {
    readonly leaderboardUpdated: {
      readonly version: number;
      readonly kind: string;
      readonly standings: readonly Place[];
      readonly changes: readonly {
        readonly kind: string;
        readonly previousRank: number | null;
        readonly standing: object | null;
      }[];
    };
  }
  const follow = (as: SignedIn | string) =>
    api.subscribe<Update>(FOLLOW, { board: { programme: programme.id, period: 'ALL_TIME' }, first: 3 }, { as });

  test('first the whole page, then what moved; the version only grows; who hides is never named again', async () => {
    const mia = await join('Mia', 'NAMED');
    await enrol(api, { programme, admin, people: named(['ben']) });
    await grant(api, { programme, admin, points: [['ben', 5]] });
    const updates = await follow(mia.person);
    const first = (await updates.next()).data?.leaderboardUpdated;
    expect(first).toMatchObject({ kind: 'FULL', changes: [] });
    expect(shown(first?.standings ?? [])).toEqual([[1, 5, 'ben']]);
    await grant(api, { programme, admin, points: [['Mia', 8]] });
    const second = (await updates.next()).data?.leaderboardUpdated;
    expect(second).toMatchObject({ kind: 'CHANGES', standings: [{ isViewer: true }, { isViewer: false }] });
    expect(second?.changes).toMatchObject([
      { kind: 'ENTERED', previousRank: null },
      { kind: 'MOVED', previousRank: 1 },
    ]);
    await changeVisibility(mia.person, mia.id, 'HIDDEN');
    const third = (await updates.next()).data?.leaderboardUpdated;
    expect(JSON.stringify(third)).not.toContain('Mia');
    expect(third?.changes).toMatchObject([{ kind: 'MOVED' }, { kind: 'LEFT', standing: null }]);
    const versions = [first, second, third].map((update) => update?.version ?? 0);
    expect(versions).toEqual([...versions].sort((left, right) => left - right));
    await updates.stop();
  });

  test('is refused to who is not inside, and tells what is wrong with the request', async () => {
    const stranger = await follow(await api.signIn('Stranger'));
    expect((await stranger.next()).errors[0]?.extensions?.code).toBe('FORBIDDEN');
    await stranger.stop();
    const tooMany = await api.subscribe(
      FOLLOW,
      { board: { programme: programme.id, period: 'ALL_TIME' }, first: 101 },
      { as: admin },
    );
    expect((await tooMany.next()).errors[0]?.message).toContain('"first" is 101; it takes 1 to 100');
    await tooMany.stop();
  });
});

describe('the work that a board costs', () => {
  test('a page of fifty takes the same number of SQL statements as a page of one', async () => {
    const names = Array.from({ length: 50 }, (_, index) => `n${index}`);
    await enrol(api, { programme, admin, people: named(names) });
    await grant(api, { programme, admin, points: names.map((name, index) => [name, index + 1]) });
    const one = await api.statementsOf(() => places({ first: 1 }));
    const fifty = await api.statementsOf(() => places({ first: 50 }));
    expect(fifty.length).toBe(one.length);
  });
});
