import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { board, change, told } from '../../../test/fixtures/boards.ts';
import { openDatabase } from '../../../test/fixtures/database.ts';
import { consentVersion, createTestProgramme, type TestProgramme } from '../../../test/fixtures/programme.ts';
import { enrol, grant, pointsAsTold, publishRules } from '../../../test/fixtures/recording.ts';
import { type SignedIn, startTestApi, type TestApi } from '../../../test/harness/index.ts';
import type { ManagedDatabase } from '../../platform/database/database.ts';
import { rebuildBoards } from '../standings/index.ts';

let api: TestApi;
let database: ManagedDatabase;
let programme: TestProgramme;
let admin: SignedIn;

beforeAll(async () => {
  api = await startTestApi();
  database = await openDatabase(api.databaseUrl);
  programme = await createTestProgramme(api, { status: 'PILOT' });
  admin = await programme.roleHolder('Admin', 'ADMIN');
  await publishRules(api, { programme, admin, rules: pointsAsTold });
});
afterAll(async () => {
  await database.close();
  await api.stop();
});

async function join(name: string): Promise<{ readonly person: SignedIn; readonly id: string }> {
  const person = await api.signIn(name);
  const joining = { programme: programme.id, displayName: name, consentVersion, visibility: 'NAMED' };
  const { ambassador } = await change<{ ambassador: { id: string } }>(
    api,
    person,
    'joinProgramme',
    joining,
    'ambassador { id }',
  );
  await programme.query("UPDATE ambassador SET joined_at = '2026-01-01', external_reference = $2 WHERE id = $1", [
    ambassador.id,
    name,
  ]);
  return { person, id: ambassador.id };
}

/** Every text of the database that holds a word, as table and column. */
async function tracesOf(word: string): Promise<readonly string[]> {
  const tables = await programme.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const [row] = await programme.query<{ count: number }>(
      `SELECT count(*)::integer AS count FROM ${name} AS line WHERE strpos(line::text, $1) > 0`,
      [word],
    );
    if ((row?.count ?? 0) > 0) found.push(name);
  }
  return found;
}

describe('erasing a person', () => {
  test('forgets who it was everywhere; the ledger adds up, boards go on without the name', async () => {
    const mia = await join('Mia Musterfrau');
    await enrol(api, { programme, admin, people: [{ externalReference: 'ben', visibility: 'NAMED' }] });
    await change(api, mia.person, 'addSocialProfile', { ambassador: mia.id, channel: 'BLOG', handle: 'musterfrau-blog' });
    await change(api, admin, 'recordActivities', {
      ...{ programme: programme.id, source: 'told' },
      activities: [
        {
          ...{ ambassador: mia.id, externalId: 'musterfrau-blog-1', kind: 'TRAINING_COMPLETED', channel: 'BLOG', quantity: 7 },
          ...{ occurredAt: '2026-03-02T09:00:00Z', url: 'https://example.com/musterfrau-blog/1' },
        },
      ],
    });
    await grant(api, { programme, admin, points: [['ben', 3]] });
    const before = await board(api, { programme, admin, period: 'ALL_TIME' });
    expect(told(before)).toEqual([
      [1, 7, 'Mia Musterfrau'],
      [2, 3, 'ben'],
    ]);
    const live = await api.subscribe<{ leaderboardUpdated: object }>(
      'subscription ($board: BoardInput!) { leaderboardUpdated(board: $board, fullPages: true) { standings { member { id displayName } } changes { memberId standing { rank } } } }',
      { board: { programme: programme.id, period: 'ALL_TIME' } },
      { as: admin },
    );
    expect(JSON.stringify((await live.next()).data)).toContain('Mia Musterfrau');
    await change(api, mia.person, 'eraseAmbassador', { ambassador: mia.id }, 'erasedAt');
    expect(JSON.stringify((await live.next()).data?.leaderboardUpdated)).not.toContain('Mia Musterfrau');
    await live.stop();
    expect(told(await board(api, { programme, admin, period: 'ALL_TIME' }))).toEqual([[1, 3, 'ben']]);
    expect(await tracesOf('Mia Musterfrau')).toEqual([]);
    expect(await tracesOf('musterfrau-blog')).toEqual([]);
    expect(await tracesOf(mia.person.subject)).toEqual([]);
    const [sums] = await programme.query<{ entries: number; balances: number }>(
      `SELECT (SELECT sum(granted)::integer FROM ledger_entry WHERE programme_id = $1) AS entries,
              (SELECT sum(balance)::integer FROM member_state JOIN ambassador ON ambassador.id = ambassador_id WHERE programme_id = $1) AS balances`,
      [programme.id],
    );
    expect(sums).toEqual({ entries: 10, balances: 10 });
    const rebuilt = await database.transaction((transaction) => rebuildBoards(transaction, programme.id, { now: new Date() }));
    expect(rebuilt).toMatchObject({ written: 0, removed: 0 });
    await change(api, admin, 'eraseAmbassador', { ambassador: mia.id }, 'erasedAt');
    const again = await join('Mia Musterfrau');
    expect(again.id).not.toBe(mia.id);
  });

  test('is the right of the person and admins, and of nobody else', async () => {
    const eva = await join('Eva');
    const mutation = 'mutation ($input: EraseAmbassadorInput!) { eraseAmbassador(input: $input) { erasedAt errors { code } } }';
    const other = await join('Otto');
    const answer = await api.graphql(mutation, { input: { ambassador: eva.id } }, { as: other.person });
    expect(answer.ok()).toEqual({ eraseAmbassador: { erasedAt: null, errors: [{ code: 'NOT_ALLOWED' }] } });
  });

  test('is the only change that facts take', async () => {
    const eva = await join('Eva Zwei');
    await grant(api, { programme, admin, points: [['Eva Zwei', 1]] });
    await expect(programme.query('UPDATE activity SET url = NULL WHERE ambassador_id = $1', [eva.id])).rejects.toThrow(
      'append-only',
    );
    await change(api, admin, 'eraseAmbassador', { ambassador: eva.id });
    await expect(programme.query('UPDATE activity SET quantity = 9 WHERE ambassador_id = $1', [eva.id])).rejects.toThrow(
      'append-only',
    );
  });
});
