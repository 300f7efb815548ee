import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { createTestProgramme } from '../../../test/fixtures/programme.ts';
import { enrol, pointsAsTold, publishRules } from '../../../test/fixtures/recording.ts';
import { succeedWith } from '../../../test/fixtures/tandems.ts';
import { startTestApi, type TestApi } from '../../../test/harness/index.ts';
import { keepChallenges } from '../../../test/nodes/start-keeper.ts';

let api: TestApi;
let now = new Date('2026-02-02T11:00:00Z');

beforeAll(async () => {
  api = await startTestApi({ clock: { now: () => now } });
});
afterAll(() => api.stop());

const rules = {
  ...pointsAsTold,
  rules: [
    ...pointsAsTold.rules,
    {
      key: 'challenge',
      name: { german: 'Challenge', english: 'Challenge' },
      matches: { kinds: ['CHALLENGE_REACHED'] },
      award: { type: 'FIXED', points: 5 },
    },
  ],
};

test('[CH8] two processes close and complete one challenge at the same moment: one result, every fact granted once', async () => {
  const programme = await createTestProgramme(api);
  const admin = await programme.roleHolder('Admin', 'ADMIN');
  await publishRules(api, { programme, admin, rules });
  const people = Array.from({ length: 12 }, (_, index) => `p-${index}`);
  await enrol(api, { programme, admin, people });
  const words = { german: 'Aufgabe', english: 'Task' };
  const document = {
    ...{ format: 1, name: words, call: words, scope: 'EACH_PERSON' },
    goal: { measure: 'FACTS', target: 2, filter: {}, milestones: [] },
  };
  const { challenge } = await succeedWith<{ challenge: { id: string; revision: number } }>(api, admin, {
    name: 'draftChallenge',
    input: { programme: programme.id, document, opensOn: '2026-02-02', closesOn: '2026-02-08' },
    select: 'challenge { id revision }',
  });
  await succeedWith(api, admin, { name: 'scheduleChallenge', input: challenge, select: 'challenge { state }' });
  await api.runDueJobs();
  now = new Date('2026-02-03T11:00:00Z');
  // All but the last two reach the target.
  const activities = people.flatMap((ambassadorReference, index) =>
    [1, 2].slice(index < 10 ? 0 : 1).map((number) => ({
      ...{ ambassadorReference, kind: 'POST', channel: 'LINKEDIN', externalId: `${ambassadorReference}-${number}` },
      ...{ occurredAt: now.toISOString(), textLength: 80 },
    })),
  );
  await succeedWith(api, admin, {
    name: 'recordActivities',
    input: { programme: programme.id, source: 'connector', activities },
    select: 'results { outcome }',
  });

  const blocker = new Client({ connectionString: api.databaseUrl });
  await blocker.connect();
  await blocker.query('BEGIN');
  await blocker.query('SELECT FROM challenge WHERE id = $1 FOR UPDATE', [challenge.id]);
  const monthLater = new Date('2026-03-02T11:00:00Z');
  const keepers = Promise.all([keepChallenges(api, monthLater), keepChallenges(api, monthLater)]);
  await Promise.race([keepers, untilTwoWait()]);
  await blocker.query('COMMIT');
  await blocker.end();
  await keepers;

  const [ended] = await programme.query('SELECT state, settled_at IS NOT NULL AS "isSettled" FROM challenge WHERE id = $1', [
    challenge.id,
  ]);
  expect(ended).toEqual({ state: 'COMPLETED', isSettled: true });
  const places = await programme.query<{ place: number; isReached: boolean }>(
    'SELECT place, is_reached AS "isReached" FROM challenge_place WHERE challenge_id = $1 ORDER BY place',
    [challenge.id],
  );
  expect(places.map(({ place, isReached }) => [place, isReached])).toEqual(people.map((_, index) => [index + 1, index < 10]));
  const granted = await programme.query(
    `SELECT count(*)::integer AS entries, count(DISTINCT entry.ambassador_id)::integer AS people, sum(granted)::integer AS points
       FROM ledger_entry AS entry JOIN activity ON activity.id = activity_id
      WHERE entry.programme_id = $1 AND activity.kind = 'CHALLENGE_REACHED'`,
    [programme.id],
  );
  expect(granted).toEqual([{ entries: 10, people: 10, points: 50 }]);
  const told = await programme.query(
    `SELECT kind, count(*)::integer AS count FROM happening WHERE subject_id = $1 AND kind <> 'CHALLENGE_OPENED' GROUP BY kind ORDER BY kind`,
    [challenge.id],
  );
  expect(told).toEqual([
    { kind: 'CHALLENGE_COMPLETED', count: 1 },
    { kind: 'CHALLENGE_REACHED', count: 10 },
  ]);
}, 120_000);

test('a challenge that cannot be opened holds up no other', async () => {
  const programme = await createTestProgramme(api);
  const admin = await programme.roleHolder('Admin', 'ADMIN');
  const words = { german: 'Aufgabe', english: 'Task' };
  const goal = { measure: 'FACTS', target: 2, filter: {}, milestones: [] };
  const document = { ...{ format: 1, name: words, call: words, scope: 'EACH_PERSON' }, goal };
  const announce = async (opensOn: string) => {
    const input = { programme: programme.id, document, opensOn, closesOn: '2026-03-20' };
    const drafted = { name: 'draftChallenge', input, select: 'challenge { id revision }' };
    const { challenge } = await succeedWith<{ challenge: { id: string; revision: number } }>(api, admin, drafted);
    await succeedWith(api, admin, { name: 'scheduleChallenge', input: challenge, select: '' });
    return challenge.id;
  };
  const [broken, whole] = [await announce('2026-03-10'), await announce('2026-03-11')];
  await programme.query(`UPDATE challenge SET document = document::jsonb - 'name' WHERE id = $1`, [broken]);
  now = new Date('2026-03-12T11:00:00Z');
  await api.runDueJobs().catch(() => undefined);
  const states = await programme.query('SELECT id, state FROM challenge WHERE id = ANY ($1) ORDER BY opens_at', [
    [broken, whole],
  ]);
  expect(states).toEqual([
    { id: broken, state: 'SCHEDULED' },
    { id: whole, state: 'RUNNING' },
  ]);
});

/** Until two connections wait for a row that another one holds. Asked outside of a transaction, which would see the same all the time. */
async function untilTwoWait(): Promise<void> {
  const observer = new Client({ connectionString: api.databaseUrl });
  await observer.connect();
  try {
    for (;;) {
      const { rowCount } = await observer.query(
        `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%FROM challenge%'`,
      );
      if ((rowCount ?? 0) >= 2) return;
      await observer.query('SELECT pg_sleep(0.05)');
    }
  } finally {
    await observer.end();
  }
}
