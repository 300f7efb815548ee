import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openDatabase } from '../../../test/fixtures/database.ts';
import { createTestProgramme, type TestProgramme } from '../../../test/fixtures/programme.ts';
import { enrol, grant, pointsAsTold, publishRules } from '../../../test/fixtures/recording.ts';
import { type SignedIn, startTestApi, type TestApi } from '../../../test/harness/index.ts';
import type { ManagedDatabase } from '../../platform/database/database.ts';
import { replayDatabase, verifyDatabase } from '../audit/index.ts';
import { lockProgrammeHead } from '../programmes/index.ts';
import { readHistories } from '../rule-simulation/index.ts';
import { bookRescoring, closeBooking } from './index.ts';

let api: TestApi;
let programme: TestProgramme;
let admin: SignedIn;
let database: ManagedDatabase;
let ada: string;
const rescoringId = '01890000-0000-7000-8000-0000000000aa';

/** The first two trainings of a month count in full, further ones half. */
const diminishing = { per: 'MONTH', quota: 2, factor: 5000, floor: 5000, end: 'FLOOR' };
const [told] = pointsAsTold.rules;
const worth = (points: number) => ({
  ...pointsAsTold,
  rules: [{ ...told, award: { type: 'PER_COUNT', points, maximum: 1_000_000 }, diminishing }],
});

beforeAll(async () => {
  api = await startTestApi();
  programme = await createTestProgramme(api, { status: 'PILOT' });
  admin = await programme.roleHolder('Admin', 'ADMIN');
  await publishRules(api, { programme, admin, rules: worth(10) });
  await publishRules(api, { programme, admin, rules: worth(20), effectiveFrom: '2030-01-01T00:00:00.000Z' });
  ada = (await enrol(api, { programme, admin, people: ['ada'] })).get('ada') ?? '';
  await grant(api, {
    programme,
    admin,
    points: [
      ['ada', 1],
      ['ada', 1],
      ['ada', 1],
    ],
  });
  database = await openDatabase(api.databaseUrl);
});
afterAll(async () => {
  await database.close();
  await api.stop();
});

function rescore(): Promise<void> {
  return database.transaction(async (transaction) => {
    const { manager } = transaction;
    const head = await lockProgrammeHead(manager, programme.id);
    const now = new Date();
    await manager.query(
      `INSERT INTO rescoring (id, programme_id, status, rule_set_id, rule_set_version, reaches_from, reaches_until, members_expected, previewed_by,
         previewed_at, updated_at, basis, result)
       SELECT $1, programme_id, 'PREVIEWED', id, version, '2026-01-01', effective_from, 1, 'test', $3, $3, '{}', '{}'
         FROM rule_set WHERE programme_id = $2 AND version = 2 ON CONFLICT DO NOTHING`,
      [rescoringId, programme.id, now],
    );
    await manager.query(
      `UPDATE rescoring SET status = 'BOOKING', started_at = $2, started_by = 'test', reason = 'Twice the points' WHERE id = $1`,
      [rescoringId, now],
    );
    const read = { ambassadorIds: [ada], factSequence: head.factSequence };
    const histories = await readHistories((sql, parameters) => manager.query(sql, [...parameters]), read);
    const booking = await bookRescoring(
      { manager, head, now, memberships: new Map([[ada, { departmentId: null, teamId: null, isShown: true }]]) },
      {
        rescoring: {
          ...{ id: rescoringId, ruleSetVersion: 2, reason: 'Twice the points' },
          ...{ from: Date.parse('2026-01-01'), until: Date.parse('2030-01-01') },
        },
        histories,
      },
    );
    await closeBooking(transaction, { head, booking });
  });
}

const entriesOf = () =>
  programme.query(
    `SELECT kind, granted::int, rule_set_version AS version, reverses_number::int AS reverses, rescoring_id AS run
       FROM ledger_entry WHERE programme_id = $1 ORDER BY number`,
    [programme.id],
  );

async function expectClean(): Promise<void> {
  for (const audit of [verifyDatabase, replayDatabase]) {
    const report = await audit({ databaseUrl: api.databaseUrl });
    expect(report.checks.flatMap(({ findings }) => findings)).toEqual([]);
  }
}

test('[RE3] [RE5] rescoring adjusts by opposite and new entries, each in its place of the quota; a replay gives the same', async () => {
  await rescore();
  const grants = [10, 10, 5].map((granted) => ({ kind: 'GRANT', granted, version: 1, reverses: null, run: null }));
  const taken = [10, 10, 5].map((granted, index) => ({
    ...{ kind: 'REVERSAL', granted: -granted, version: 1, reverses: index + 1, run: rescoringId },
  }));
  const given = [20, 20, 10].map((granted) => ({
    ...{ kind: 'ADJUSTMENT', granted, version: 2, reverses: null, run: rescoringId },
  }));
  expect(await entriesOf()).toEqual([...grants, ...taken, ...given]);
  const [sums] = await programme.query<{ balance: number; score: number }>(
    `SELECT balance::int, score::int FROM member_state JOIN standing USING (ambassador_id) JOIN board ON board.id = board_id
      WHERE board.programme_id = $1 AND scope = 'PROGRAMME' AND period = 'ALL_TIME'`,
    [programme.id],
  );
  expect(sums).toEqual({ balance: 50, score: 50 });
  await expectClean();
});

test('[RE6] later facts go by the version that was applied, and a step is taken once', async () => {
  await rescore();
  expect(await entriesOf()).toHaveLength(9);
  await grant(api, { programme, admin, points: [['ada', 1]] });
  expect((await entriesOf()).at(-1)).toMatchObject({ kind: 'GRANT', granted: 10, version: 2 });
  await expectClean();
});
