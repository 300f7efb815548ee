import { createReadStream, existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { replayDatabase, verifyDatabase } from '../src/modules/audit/index.ts';
import { type ImportAnswer, readLineErrors, streamFile } from './fixtures/importing.ts';
import { createTestProgramme, type TestProgramme } from './fixtures/programme.ts';
import { enrol, publishRules } from './fixtures/recording.ts';
import { type SignedIn, startTestApi, type TestApi } from './harness/index.ts';
import { type Place, Recomputation, ranksOf } from './real-history/recomputation.ts';

const root = path.join(import.meta.dirname, '..', '..', '..');
const folder = process.env['FANFARE_SHARED_DATA'] ?? path.join(root, '..', 'shared', 'data');
const file = path.join(folder, 'hashtag-events.csv');
const isThere = existsSync(file);
if (!isThere) process.stderr.write(`SKIPPED: the real history is not there (${file}; FANFARE_SHARED_DATA names its folder).\n`);

const seasons = ['2017', '2018', '2019'];
const rankKinds = ['COMPETITION', 'DENSE', 'ORDINAL'];
const departmentKeys = ['sales', 'care', 'people', 'works', 'labs'];

(isThere ? describe : describe.skip)('a real history, imported whole', () => {
  let api: TestApi;
  let programme: TestProgramme;
  let admin: SignedIn;
  let recomputed: Recomputation;
  let ids: ReadonlyMap<string, string>;
  let departmentIds: ReadonlyMap<string, string>;

  beforeAll(async () => {
    recomputed = new Recomputation(readFileSync(file, 'utf8'));
    api = await startTestApi();
    programme = await createTestProgramme(api, { status: 'PILOT' });
    admin = await programme.roleHolder('Admin', 'ADMIN');
    departmentIds = await prepareProgramme();
    await publishRules(api, { programme, admin });
    const people = recomputed.authors.map((author) => {
      const departmentKey = departmentOf(author);
      const person = { externalReference: author, name: `Author ${author}`, visibility: 'NAMED' };
      return departmentKey === null ? person : { ...person, departmentKey };
    });
    ids = await enrol(api, { programme, admin, people, joinedAt: '2016-12-31T00:00:00.000Z' });
  });
  afterAll(() => api.stop());

  async function create(mutation: string, type: string, input: object): Promise<void> {
    const document = `mutation ($input: ${type}!) { ${mutation}(input: $input) { errors { code message } } }`;
    const answer = await api.graphql<Record<string, { readonly errors: readonly object[] }>>(
      document,
      { input: { programme: programme.id, ...input } },
      { as: admin },
    );
    expect(answer.ok()[mutation]?.errors).toEqual([]);
  }

  async function prepareProgramme(): Promise<ReadonlyMap<string, string>> {
    for (const key of departmentKeys.slice(2)) await create('createDepartment', 'CreateDepartmentInput', { key, name: key });
    for (const key of ['1', '2', '3', '4', '5', '6', '7', '8'])
      await create('createCampaign', 'CreateCampaignInput', { key, name: `Campaign ${key}` });
    await programme.query("UPDATE programme SET boards = boards || '{DEPARTMENT/ALL_TIME/POINTS}' WHERE id = $1", [
      programme.id,
    ]);
    for (const year of seasons) {
      const days = { startsOn: `${year}-01-01`, endsOn: `${year}-12-31` };
      await create('createSeason', 'CreateSeasonInput', { name: year, ...days });
    }
    const rows = await programme.query<{ key: string; id: string }>('SELECT key, id FROM department WHERE programme_id = $1', [
      programme.id,
    ]);
    return new Map(rows.map(({ key, id }) => [key, id]));
  }

  /** A sixth belongs to no department. */
  function departmentOf(author: string): string | null {
    return departmentKeys[Number(author) % (departmentKeys.length + 1)] ?? null;
  }

  function idOf(author: string): string {
    const id = ids.get(author);
    if (id === undefined) throw new Error(`author ${author} was not enrolled`);
    return id;
  }

  function importHistory(): Promise<ImportAnswer['body']> {
    const map = ['post_id:externalId', 'author_id:ambassador', 'campaign_id:campaign', 'of_post_id:amplifies', 'hashtags:'];
    return streamFile(api, {
      programme: programme.key,
      as: admin,
      parameters: { source: 'history', map, default: 'evidence:CHANNEL_VERIFIED' },
      body: createReadStream(file),
    });
  }

  /** Everything that a second import could have changed. */
  function state() {
    return programme.query(
      `SELECT fact_sequence, ledger_number, encode(ledger_hash, 'hex') AS hash,
              (SELECT json_agg(json_build_array(id, version) ORDER BY id) FROM board WHERE programme_id = $1) AS boards
         FROM programme_head WHERE programme_id = $1`,
      [programme.id],
    );
  }

  test('accounts for every row', async () => {
    const answer = await importHistory();
    const { errors } = await readLineErrors(api, { id: answer.importId, as: admin });
    expect(errors).toEqual([]);
    expect(answer).toMatchObject({ status: 'COMPLETED', linesRead: recomputed.rows, recorded: recomputed.rows, duplicates: 0 });
    expect(recomputed.rows).toBe(29_260);
  });

  test('gives everybody the points of the recomputation', async () => {
    const balances = await programme.query<{ author: string; balance: number }>(
      `SELECT external_reference AS author, balance::int AS balance
         FROM member_state JOIN ambassador ON ambassador.id = ambassador_id WHERE programme_id = $1 AND balance <> 0`,
      [programme.id],
    );
    const expected = recomputed.board(null, { includes: () => true, idOf });
    expect(expected.length).toBeGreaterThan(1000);
    expect(new Map(balances.map(({ author, balance }) => [author, balance]))).toEqual(
      new Map(expected.map(({ author, score }) => [author, score])),
    );
  });

  const boards = [null, ...departmentKeys].flatMap((department) =>
    [null, ...seasons].map((season) => ({ department, season })),
  );

  function expectedBoard({ department, season }: (typeof boards)[number]): readonly Place[] {
    const includes = (author: string) => department === null || departmentOf(author) === department;
    return recomputed.board(season, { includes, idOf });
  }

  test.each(boards)('ranks everybody as it: %j', async (board) => {
    const places = expectedBoard(board);
    expect(await boardPages(board, 'ORDINAL')).toEqual(expectedStandings(places, 'ORDINAL'));
    for (const kind of rankKinds) {
      expect((await boardPage({ board, kind })).nodes).toEqual(expectedStandings(places, kind).slice(0, 20));
    }
  });

  interface StandingView {
    readonly rank: number;
    readonly score: number;
    readonly reachedAt: string;
    readonly member: { readonly id: string };
  }

  interface BoardPage {
    readonly nodes: readonly StandingView[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  }

  function expectedStandings(places: readonly Place[], kind: string): readonly StandingView[] {
    const ranks = ranksOf(places, kind);
    return places.map(({ author, score, reachedAt }, index) => {
      return { rank: ranks[index] ?? 0, score, reachedAt: new Date(reachedAt).toISOString(), member: { id: idOf(author) } };
    });
  }

  async function boardPage(options: {
    readonly board: (typeof boards)[number];
    readonly kind: string;
    readonly first?: number;
    readonly after?: string | null;
  }): Promise<BoardPage> {
    const { board, kind, first = 20, after = null } = options;
    const { department, season } = board;
    const scope = department === null ? {} : { scope: 'DEPARTMENT', scopeId: departmentIds.get(department) };
    const period = season === null ? { period: 'ALL_TIME' } : { period: 'SEASON', periodStart: `${season}-01-01` };
    const answer = await api.graphql<{ leaderboard: { standings: BoardPage } }>(
      `query ($board: BoardInput!, $kind: RankKind!, $first: Int!, $after: String) {
         leaderboard(board: $board) {
           standings(rankKind: $kind, first: $first, after: $after) {
             nodes { rank score reachedAt member { id } } pageInfo { hasNextPage endCursor }
           }
         }
       }`,
      { board: { programme: programme.id, ...scope, ...period }, kind, first, after },
      { as: admin },
    );
    return answer.ok().leaderboard.standings;
  }

  /** The whole board, page by page. */
  async function boardPages(board: (typeof boards)[number], kind: string): Promise<readonly StandingView[]> {
    const all: StandingView[] = [];
    for (let after: string | null = null; ; ) {
      const { nodes, pageInfo }: BoardPage = await boardPage({ board, kind, first: 100, after });
      all.push(...nodes);
      if (!pageInfo.hasNextPage) return all;
      after = pageInfo.endCursor;
    }
  }

  test('changes nothing when it is imported a second time', async () => {
    const before = await state();
    const answer = await importHistory();
    expect(answer).toMatchObject({ status: 'COMPLETED', recorded: 0, duplicates: recomputed.rows, failed: 0 });
    expect(await state()).toEqual(before);
  });

  test('stands every check, and follows from facts and rules byte for byte, from zero and from checkpoints', async () => {
    const { databaseUrl } = api;
    const reports = [
      await verifyDatabase({ databaseUrl }),
      await replayDatabase({ databaseUrl }),
      await replayDatabase({ databaseUrl, checkpointEvery: 10 }),
    ];
    expect(reports.flatMap(({ checks }) => checks.flatMap(({ findings }) => findings))).toEqual([]);
    expect(reports[1]?.checks.find(({ check }) => check === 'DECISIONS')?.checked).toBeGreaterThan(29_260);
  });
});
