import { type BoardPeriod, type BoardScope, boardPeriods, boardScopes } from '@fanfare/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { openDatabase } from '../../../test/fixtures/database.ts';
import { createTestProgramme, type TestProgramme } from '../../../test/fixtures/programme.ts';
import { enrol, grant, pointsAsTold, publishRules } from '../../../test/fixtures/recording.ts';
import { type SignedIn, startTestApi, type TestApi } from '../../../test/harness/index.ts';
import type { ManagedDatabase } from '../../platform/database/database.ts';
import { newId } from '../../platform/ids.ts';
import { boardId } from './board-key.ts';
import { setGroupMemberships } from './group-memberships.ts';
import { rebuildBoards } from './rebuild-boards.ts';

let api: TestApi;
let database: ManagedDatabase;
let programme: TestProgramme;
let admin: SignedIn;

beforeAll(async () => {
  api = await startTestApi();
  database = await openDatabase(api.databaseUrl);
});
afterAll(async () => {
  await database.close();
  await api.stop();
});
beforeEach(() => begin({}));

const everyKind = boardScopes.flatMap((scope) =>
  boardPeriods.map((period) => `${scope}/${period}/${scope === 'TANDEM' ? 'POINTS_PER_ACTIVE_MEMBER' : 'POINTS'}`),
);

async function begin({ timeZone = 'Europe/Berlin', boards = everyKind }: { timeZone?: string; boards?: readonly string[] }) {
  programme = await createTestProgramme(api, { status: 'PILOT' });
  admin = await programme.roleHolder('Admin', 'ADMIN');
  await programme.query('UPDATE programme SET time_zone = $2, boards = $3 WHERE id = $1', [programme.id, timeZone, boards]);
  await publishRules(api, { programme, admin, rules: pointsAsTold });
}

async function addSeason(startsOn: string, endsOn: string): Promise<void> {
  await programme.query(
    'INSERT INTO season (id, programme_id, name, starts_on, ends_on, created_at) VALUES ($1, $2, $3::text, $3::date, $4, now())',
    [newId(), programme.id, startsOn, endsOn],
  );
}

interface StoredStanding {
  readonly scope: BoardScope;
  readonly scopeId: string | null;
  readonly period: BoardPeriod;
  readonly start: string | null;
  readonly ambassador: string;
  readonly score: number;
}

async function standings(): Promise<readonly StoredStanding[]> {
  return programme.query<StoredStanding>(
    `SELECT scope, scope_id AS "scopeId", period, period_start::text AS start, ambassador_id AS ambassador, score::integer AS score
       FROM standing JOIN board ON board.id = board_id WHERE programme_id = $1
      ORDER BY scope, scope_id, period, period_start, ambassador_id`,
    [programme.id],
  );
}

function rebuild() {
  return database.transaction((transaction) => rebuildBoards(transaction, programme.id, { now: new Date() }));
}

test('a board has the same id in TypeScript and in the database', async () => {
  for (const key of [
    { scope: 'PROGRAMME', scopeId: null, period: 'ALL_TIME', periodStart: null, measure: 'POINTS' },
    { scope: 'CHANNEL', scopeId: 'LINKEDIN', period: 'DAY', periodStart: '2026-03-29', measure: 'POINTS' },
    { scope: 'TEAM', scopeId: null, period: 'WEEK', periodStart: '2026-12-28', measure: 'POINTS_PER_ACTIVE_MEMBER' },
  ] as const) {
    const [row] = await programme.query<{ id: string }>('SELECT board_id($1, $2, $3, $4, $5, $6) AS id', [
      ...[programme.id, key.scope, key.scopeId, key.period, key.periodStart, key.measure],
    ]);
    expect(row?.id).toBe(boardId({ programmeId: programme.id, ...key }));
  }
});

describe('[IN6] a fact falls in exactly one period of each kind', () => {
  const zones = fc.constantFrom('Europe/Berlin', 'America/Sao_Paulo', 'Pacific/Apia', 'Australia/Lord_Howe', 'Asia/Kathmandu');
  // Around the changes of clocks, the turn of the year and the edges of the season.
  const moments = fc.constantFrom(
    '2018-11-04T02:30:00Z',
    '2025-10-26T00:30:00Z',
    '2026-03-28T23:30:00Z',
    '2026-01-01T00:00:00Z',
  );
  const shifts = fc.integer({ min: -36 * 60, max: 36 * 60 });

  test('whatever the zone and the clock; and a rebuild from the ledger finds nothing to correct', async () => {
    await fc.assert(
      fc.asyncProperty(
        zones,
        fc.array(fc.tuple(fc.constantFrom('ada', 'ben'), moments, shifts, fc.integer({ min: 1, max: 9 })), {
          minLength: 1,
          maxLength: 12,
        }),
        async (timeZone, facts) => {
          await begin({ timeZone });
          await addSeason('2025-10-01', '2025-12-31');
          await addSeason('2026-01-01', '2026-03-28');
          const people = ['ada', 'ben'].map((externalReference) => ({ externalReference, departmentKey: 'sales' }));
          await enrol(api, { programme, admin, people, joinedAt: '2010-01-01T00:00:00.000Z' });
          const points = facts.map(([who, at, minutes, score]) => {
            const moment = new Date(Date.parse(at) + minutes * 60_000).toISOString();
            return [who, score, moment] as const;
          });
          await grant(api, { programme, admin, points });
          const total = facts.reduce((sum, [, , , score]) => sum + score, 0);
          const stored = await standings();
          for (const scope of ['PROGRAMME', 'DEPARTMENT', 'CHANNEL'] as const) {
            for (const period of ['DAY', 'WEEK', 'MONTH', 'ALL_TIME'] as const) {
              const own = stored.filter((standing) => standing.scope === scope && standing.period === period);
              expect(own.reduce((sum, { score }) => sum + score, 0)).toBe(total);
            }
          }
          expect(await rebuild()).toMatchObject({ written: 0, removed: 0, standings: stored.length });
          await programme.query(
            `UPDATE standing SET score = score + 1 WHERE ambassador_id IN (SELECT id FROM ambassador WHERE programme_id = $1 AND name = 'ada')`,
            [programme.id],
          );
          await programme.query(
            `DELETE FROM standing WHERE ambassador_id IN (SELECT id FROM ambassador WHERE programme_id = $1 AND name = 'ben')`,
            [programme.id],
          );
          await rebuild();
          expect(await standings()).toEqual(stored);
        },
      ),
      { numRuns: 8 },
    );
  });
});

test('[RV8] the correction of a channel or a campaign moves the points, a withdrawal takes them from there; a rebuild agrees', async () => {
  await begin({ boards: ['CHANNEL/ALL_TIME/POINTS', 'CAMPAIGN/ALL_TIME/POINTS'] });
  await enrol(api, { programme, admin, people: ['ada'] });
  const campaign = newId();
  await programme.query(
    `INSERT INTO campaign (id, programme_id, key, name, created_at) VALUES ($1, $2, 'launch', 'Launch', now())`,
    [campaign, programme.id],
  );
  const hours = {
    externalId: 'talk',
    kind: 'TRAINING_COMPLETED',
    channel: 'LINKEDIN',
    quantity: 7,
    occurredAt: '2026-03-02T09:00:00Z',
  };
  const send = async (name: string, input: object) => {
    const type = `${name.slice(0, 1).toUpperCase()}${name.slice(1)}Input`;
    const mutation = `mutation ($input: ${type}!) { ${name}(input: $input) { errors { code } } }`;
    expect((await api.graphql<Record<string, unknown>>(mutation, { input }, { as: admin })).ok()[name]).toEqual({ errors: [] });
  };
  const place = { programme: programme.id, source: 'test' };
  const scores = async () =>
    (await standings()).flatMap(({ scope, scopeId, score }) =>
      score === 0 ? [] : [`${scope} ${scopeId === campaign ? 'launch' : scopeId} ${score}`],
    );
  await send('recordActivities', { ...place, activities: [{ ...hours, ambassadorReference: 'ada' }] });
  expect(await scores()).toEqual(['CHANNEL LINKEDIN 7']);
  await send('correctActivity', { ...place, reason: 'told', activity: { ...hours, channel: 'MASTODON', campaign: 'launch' } });
  expect(await scores()).toEqual(['CAMPAIGN launch 7', 'CHANNEL MASTODON 7']);
  await send('correctActivity', { ...place, reason: 'told', activity: { ...hours, channel: 'BLOG', quantity: 4 } });
  expect(await scores()).toEqual(['CHANNEL BLOG 4']);
  expect(await rebuild()).toMatchObject({ written: 0, removed: 0 });
  const [activity] = await programme.query<{ id: string }>('SELECT id FROM activity WHERE programme_id = $1', [programme.id]);
  await send('withdrawActivity', { activity: activity?.id, reason: 'gone' });
  expect(await scores()).toEqual([]);
  expect(await rebuild()).toMatchObject({ written: 0, removed: 0 });
});

describe('what a programme keeps', () => {
  test('only what is switched on; what is switched on later is built from the ledger, what is switched off goes', async () => {
    await begin({ boards: [] });
    await enrol(api, { programme, admin, people: ['ada'] });
    await grant(api, { programme, admin, points: [['ada', 7, '2026-03-02T09:00:00Z']] });
    expect(await standings()).toEqual([]);
    await programme.query('UPDATE programme SET boards = $2 WHERE id = $1', [
      programme.id,
      ['PROGRAMME/WEEK/POINTS', 'DEPARTMENT/MONTH/PERSONAL_BEST'],
    ]);
    expect(await rebuild()).toMatchObject({ written: 2, removed: 0 });
    await grant(api, { programme, admin, points: [['ada', 1, '2026-03-08T22:59:59Z']] });
    expect((await standings()).map(({ scope, period, start, score }) => [scope, period, start, score])).toEqual([
      ['PROGRAMME', 'MONTH', '2026-03-01', 8],
      ['PROGRAMME', 'WEEK', '2026-03-02', 8],
    ]);
    await programme.query(`UPDATE programme SET boards = '{PROGRAMME/MONTH/POINTS}' WHERE id = $1`, [programme.id]);
    expect(await rebuild()).toMatchObject({ written: 0, removed: 1 });
  });

  test('a tandem and a challenge have the points of their time together, told by their slices alone', async () => {
    const ids = await enrol(api, { programme, admin, people: ['ada', 'ben'] });
    const [ada = '', ben = ''] = ['ada', 'ben'].map((name) => ids.get(name));
    await grant(api, { programme, admin, points: [['ada', 1, '2026-03-01T09:00:00Z']] });
    await grant(api, { programme, admin, points: [['ben', 2, '2026-03-02T09:00:00Z']] });
    const tandem = newId();
    const from = new Date('2026-03-02T00:00:00Z');
    const until = new Date('2026-03-04T00:00:00Z');
    const say = (memberships: readonly { ambassadorId: string; from: Date; until: Date | null }[]) =>
      database.transaction((transaction) =>
        setGroupMemberships(
          transaction,
          { programmeId: programme.id, scope: 'TANDEM', groupId: tandem },
          { memberships, now: new Date() },
        ),
      );
    await say([ada, ben].map((ambassadorId) => ({ ambassadorId, from, until: null })));
    await grant(api, { programme, admin, points: [['ada', 4, '2026-03-03T09:00:00Z']] });
    await grant(api, { programme, admin, points: [['ada', 8, '2026-03-04T00:00:00Z']] });
    const scores = async () =>
      (await standings()).filter(({ scope, period }) => scope === 'TANDEM' && period === 'ALL_TIME').map(({ score }) => score);
    expect(await scores()).toEqual([12, 2]);
    await say([ada, ben].map((ambassadorId) => ({ ambassadorId, from, until })));
    expect(await scores()).toEqual([4, 2]);
    expect(await rebuild()).toMatchObject({ written: 0, removed: 0 });
  });

  test('a withdrawal takes the points out of the standings as a rebuild does', async () => {
    await enrol(api, { programme, admin, people: ['ada', 'ben'] });
    await grant(api, {
      programme,
      admin,
      points: [
        ['ada', 5],
        ['ben', 5],
      ],
    });
    const [activity] = await programme.query<{ id: string }>(
      `SELECT activity.id FROM activity JOIN ambassador ON ambassador.id = ambassador_id
        WHERE activity.programme_id = $1 AND name = 'ada'`,
      [programme.id],
    );
    const withdraw = 'mutation ($input: WithdrawActivityInput!) { withdrawActivity(input: $input) { errors { message } } }';
    const withdrawn = await api.graphql(withdraw, { input: { activity: activity?.id, reason: 'Mistake' } }, { as: admin });
    expect(withdrawn.ok()).toEqual({ withdrawActivity: { errors: [] } });
    expect(await rebuild()).toMatchObject({ written: 0, removed: 0 });
  });
});
