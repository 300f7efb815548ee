import { createPublicKey, randomBytes, verify } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { board, change, chooseBoards, told } from '../../../test/fixtures/boards.ts';
import { openDatabase } from '../../../test/fixtures/database.ts';
import { createTestProgramme, type TestProgramme } from '../../../test/fixtures/programme.ts';
import { enrol, grant, pointsAsTold, publishRules } from '../../../test/fixtures/recording.ts';
import { type SignedIn, startTestApi, type TestApi } from '../../../test/harness/index.ts';
import type { ManagedDatabase } from '../../platform/database/database.ts';
import { freezeDuePeriods } from './freeze-due-periods.ts';
import { verifyFinalStandings } from './verify-final-standings.ts';

let api: TestApi;
let database: ManagedDatabase;
let programme: TestProgramme;
let admin: SignedIn;
/** Milliseconds by which the clock of the API goes before that of the machine. */
let later = 0;

/** The day before yesterday: its grace of three days runs, and is over as soon as it is set to none. */
const moment = new Date(Date.now() - 2 * 86_400_000);
const day = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Berlin' }).format(moment);
const then = moment.toISOString();

beforeAll(async () => {
  api = await startTestApi({
    clock: { now: () => new Date(Date.now() + later) },
    environment: { FINAL_STANDINGS_KEY: randomBytes(32).toString('base64') },
  });
  database = await openDatabase(api.databaseUrl);
});
afterAll(async () => {
  await database.close();
  await api.stop();
});
beforeEach(async () => {
  programme = await createTestProgramme(api);
  admin = await programme.roleHolder('Admin', 'ADMIN');
  await publishRules(api, { programme, admin, rules: pointsAsTold });
  await chooseBoards(api, { programme, admin }, [
    'PROGRAMME/DAY/POINTS',
    'PROGRAMME/ALL_TIME/POINTS',
    'DEPARTMENT/DAY/POINTS',
    'DEPARTMENT/DAY/POINTS_PER_ACTIVE_MEMBER',
    'PROGRAMME/DAY/PERSONAL_BEST',
  ]);
});

const dayBoard = (more: object = {}) => board(api, { programme, admin, period: 'DAY', periodStart: day, ...more });
const people = (names: readonly string[], more: object = {}) =>
  names.map((externalReference) => ({ externalReference, visibility: 'NAMED', ...more }));

async function endGrace(): Promise<void> {
  await programme.query('UPDATE programme SET grace_hours = 0 WHERE id = $1', [programme.id]);
}

async function freeze(): Promise<number> {
  const frozen = await freezeDuePeriods({ database, now: new Date(), signer: null });
  return frozen;
}

describe('[RL-final] a period after its grace', () => {
  test('freezes once: board, pages and groups answer from what was taken, signed at one end of the ledger', async () => {
    const ids = await enrol(api, { programme, admin, people: people(['a', 'b', 'c', 'd', 'e'], { departmentKey: 'sales' }) });
    await grant(api, {
      programme,
      admin,
      points: [
        ['a', 9, then],
        ['b', 7, then],
        ['c', 7, then],
      ],
    });
    expect((await dayBoard())?.finalStanding).toBeNull();
    expect(await freeze()).toBe(0);
    await endGrace();
    await api.runDueJobs();
    later = 301_000;
    expect(await api.runDueJobs()).toContain('final-standings.freeze-due-periods');
    const frozen = await dayBoard();
    expect(told(frozen)).toEqual([
      [1, 9, 'a'],
      [2, 7, 'b'],
      [2, 7, 'c'],
    ]);
    expect(frozen?.finalStanding).toMatchObject({ ledgerNumber: 3, placeCount: 3 });
    const { statement = '', publicKey, signature } = frozen?.finalStanding ?? {};
    const key = createPublicKey({
      key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(publicKey ?? '', 'base64').toString('base64url') },
      format: 'jwk',
    });
    expect(verify(null, Buffer.from(statement), key, Buffer.from(signature ?? '', 'base64'))).toBe(true);
    expect(
      verify(
        null,
        Buffer.from(statement.replace('"placeCount":3', '"placeCount":4')),
        key,
        Buffer.from(signature ?? '', 'base64'),
      ),
    ).toBe(false);
    expect(await freeze()).toBe(0);
    expect(frozen?.periods.nodes).toEqual([{ periodStart: day, isPresent: false, finalStanding: { placeCount: 3 } }]);
    const groups = await dayBoard({ scope: 'DEPARTMENT', measure: 'POINTS_PER_ACTIVE_MEMBER' });
    expect(groups?.groups).toMatchObject([{ rank: 1, group: { name: 'sales' } }]);
    expect(groups?.finalStanding).toMatchObject({ placeCount: 1 });
    expect((await dayBoard({ scope: 'DEPARTMENT', scopeId: programme.departments.sales }))?.memberCount).toBe(3);
    await change(api, admin, 'updateAmbassador', { ambassador: ids.get('a'), department: programme.departments.care });
    expect(told(await dayBoard({ scope: 'DEPARTMENT', scopeId: programme.departments.sales }))[0]).toEqual([1, 9, 'a']);
    expect(await database.transaction(({ manager }) => verifyFinalStandings(manager, programme.id))).toMatchObject({
      ...{ checked: 4, unsigned: 0, problems: [] },
    });
  });

  test('[IN11] a later fact of the period counts where it was recorded, and says so; what was taken stays', async () => {
    await enrol(api, { programme, admin, people: people(['a', 'b']) });
    await grant(api, { programme, admin, points: [['a', 5, then]] });
    await endGrace();
    await freeze();
    const before = await dayBoard();
    await grant(api, {
      programme,
      admin,
      points: [
        ['b', 8, then],
        ['a', 1, then],
      ],
    });
    const { periods, ...frozen } = (await dayBoard()) ?? {};
    expect(before).toMatchObject(frozen);
    expect(periods?.totalCount).toBe(2);
    expect(told(await board(api, { programme, admin, period: 'DAY' }))).toEqual([
      [1, 8, 'b'],
      [2, 1, 'a'],
    ]);
    expect(told(await board(api, { programme, admin, period: 'ALL_TIME' }))).toEqual([
      [1, 8, 'b'],
      [2, 6, 'a'],
    ]);
    const [late] = await programme.query<{ reasons: readonly { code: string }[] }>(
      'SELECT reasons FROM ledger_entry WHERE programme_id = $1 ORDER BY number DESC LIMIT 1',
      [programme.id],
    );
    expect(late?.reasons.map(({ code }) => code)).toContain('LATE');
  });

  test('who hides or leaves afterwards keeps the place without the name', async () => {
    const ids = await enrol(api, { programme, admin, people: people(['a', 'b', 'c']) });
    await grant(api, {
      programme,
      admin,
      points: [
        ['a', 5, then],
        ['b', 4, then],
        ['c', 3, then],
      ],
    });
    await endGrace();
    await freeze();
    const version = (await dayBoard())?.version ?? 0;
    await programme.query(`UPDATE ambassador SET visibility = 'HIDDEN' WHERE id = $1`, [ids.get('a')]);
    await programme.query(`UPDATE ambassador SET status = 'LEFT', left_at = now() WHERE id = $1`, [ids.get('b')]);
    const read = await dayBoard();
    expect(told(read)).toEqual([
      [1, 5, 'Anonym'],
      [2, 4, 'Anonym'],
      [3, 3, 'c'],
    ]);
    expect(JSON.stringify(read)).not.toContain(ids.get('a'));
    expect(read?.version).toBe(version);
  });

  test('a pilot freezes nothing', async () => {
    await programme.query(`UPDATE programme SET status = 'PILOT' WHERE id = $1`, [programme.id]);
    await enrol(api, { programme, admin, people: people(['a']) });
    await grant(api, { programme, admin, points: [['a', 5, then]] });
    await endGrace();
    expect(await freeze()).toBe(0);
    expect((await dayBoard())?.finalStanding).toBeNull();
  });

  test('[IN11] the database refuses to change what was taken, and a changed place is found', async () => {
    await enrol(api, { programme, admin, people: people(['a']) });
    await grant(api, { programme, admin, points: [['a', 5, then]] });
    await endGrace();
    await freeze();
    await expect(programme.query('UPDATE final_place SET score = 6')).rejects.toThrow('append-only');
    await expect(programme.query('DELETE FROM final_standing')).rejects.toThrow('append-only');
    await programme.query('ALTER TABLE final_place DISABLE TRIGGER final_place_append_only');
    const id = (await dayBoard())?.id;
    await programme.query('UPDATE final_place SET score = 6 WHERE board_id = $1', [id]);
    await programme.query('ALTER TABLE final_place ENABLE TRIGGER final_place_append_only');
    const verified = await database.transaction(({ manager }) => verifyFinalStandings(manager, programme.id));
    expect(verified.problems).toEqual([{ boardId: id, problem: 'PLACES' }]);
    expect(verified.unsigned).toBe(verified.checked);
  });
});

describe('a live board at the end of its period', () => {
  interface Followed {
    readonly leaderboardUpdated: {
      readonly board: string;
      readonly version: number;
      readonly kind: string;
      readonly periodStart: string;
      readonly isOver: boolean;
      readonly standings: readonly { readonly score: number }[] | null;
    };
  }
  /** The admin with credentials that last over midnight. */
  let tomorrowToo: SignedIn;
  const follow = (key: object) =>
    api.subscribe<Followed>(
      `subscription ($board: BoardInput!) {
         leaderboardUpdated(board: $board) { board version kind periodStart periodEnd isOver standings { score } }
       }`,
      { board: { programme: programme.id, ...key } },
      { as: tomorrowToo },
    );

  test('goes on with the next one, from its first page; the board of a named period says that it is over and completes', async () => {
    await enrol(api, { programme, admin, people: people(['a', 'b']) });
    await grant(api, {
      programme,
      admin,
      points: [
        ['a', 5, then],
        ['a', 3, new Date().toISOString()],
      ],
    });
    const expiresInSeconds = 200_000;
    tomorrowToo = { ...admin, token: await api.identityProvider.issueToken({ ...admin, expiresInSeconds }) };
    const present = await follow({ period: 'DAY' });
    const named = await follow({ period: 'DAY', periodStart: day });
    const today = (await present.next()).data?.leaderboardUpdated;
    expect(today).toMatchObject({ kind: 'FULL', isOver: false, standings: [{ score: 3 }] });
    expect((await named.next()).data?.leaderboardUpdated).toMatchObject({ kind: 'FULL', periodStart: day, isOver: false });
    await endGrace();
    const before = later;
    later += 86_400_000;
    const tomorrow = (await present.next()).data?.leaderboardUpdated;
    expect(tomorrow).toMatchObject({ kind: 'FULL', isOver: false, standings: [] });
    expect(tomorrow?.board).not.toBe(today?.board);
    expect((tomorrow?.periodStart ?? '') > (today?.periodStart ?? '')).toBe(true);
    await grant(api, { programme, admin: tomorrowToo, points: [['b', 2, new Date(Date.now() + later).toISOString()]] });
    expect((await present.next()).data?.leaderboardUpdated).toMatchObject({ kind: 'CHANGES', board: tomorrow?.board });
    await api.runDueJobs();
    expect((await named.next()).data?.leaderboardUpdated).toMatchObject({ periodStart: day, isOver: true });
    await expect(named.next()).rejects.toThrow('ended');
    later = before;
    for (const open of [present, named]) await open.stop();
  });
});
