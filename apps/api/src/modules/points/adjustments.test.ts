import { correct, emptyMemberState } from '@fanfare/gamification';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createTestProgramme, type TestProgramme } from '../../../test/fixtures/programme.ts';
import { enrol, grant, pointsAsTold, publishRules } from '../../../test/fixtures/recording.ts';
import { startTestApi, type TestApi } from '../../../test/harness/index.ts';
import { createDatabase, type ManagedDatabase } from '../../platform/database/database.ts';
import { createInProcessEventBus } from '../../platform/events/in-process-event-bus.ts';
import { lockProgrammeHead, readProgrammeCalendar } from '../programmes/index.ts';
import { readRuleSetsInForce } from '../rule-sets/index.ts';
import { bookAdjustments, closeBooking, EngineStateRepository, LedgerRepository, storedDecision } from './index.ts';

let api: TestApi;
let programme: TestProgramme;
let database: ManagedDatabase;
let ada: string;
const rescoringId = '01890000-0000-7000-8000-0000000000aa';

beforeAll(async () => {
  api = await startTestApi();
  programme = await createTestProgramme(api, { status: 'PILOT' });
  const admin = await programme.roleHolder('Admin', 'ADMIN');
  const [told] = pointsAsTold.rules;
  const twice = { ...pointsAsTold, rules: [{ ...told, award: { type: 'PER_COUNT', points: 2, maximum: 1_000_000 } }] };
  await publishRules(api, { programme, admin, rules: pointsAsTold });
  await publishRules(api, { programme, admin, rules: twice, effectiveFrom: '2030-01-01T00:00:00.000Z' });
  ada = (await enrol(api, { programme, admin, people: ['ada'] })).get('ada') ?? '';
  await grant(api, {
    programme,
    admin,
    points: [
      ['ada', 3],
      ['ada', 5],
    ],
  });
  database = createDatabase({
    ...{ url: api.databaseUrl, poolSize: 2, statementTimeoutMilliseconds: 15_000, applicationName: 'fanfare-test' },
    events: createInProcessEventBus(() => undefined),
    observer: { onStatement: () => undefined, onSlowStatement: () => undefined },
  });
  await database.open([]);
});
afterAll(async () => {
  await database.close();
  await api.stop();
});

/** Rescores every activity under the second version, as a rescoring does. */
function rescore(): Promise<void> {
  return database.transaction(async (transaction) => {
    const { manager } = transaction;
    const head = await lockProgrammeHead(manager, programme.id);
    const now = new Date();
    const [first, second] = await readRuleSetsInForce(manager, programme.id);
    const { calendar } = await readProgrammeCalendar(manager, programme.id);
    if (first === undefined || second === undefined) throw new Error('there are two versions');
    let memberState = (await new EngineStateRepository(manager).memberStates([ada])).get(ada) ?? emptyMemberState;
    const activities: readonly { id: string; quantity: number; occurred_at: Date }[] = await manager.query(
      'SELECT id, quantity, occurred_at FROM activity WHERE programme_id = $1 ORDER BY sequence',
      [programme.id],
    );
    const entries = await new LedgerRepository(manager).standingGrantsOf(activities.map(({ id }) => id));
    const drafts = activities.map(({ id: activityId, quantity, occurred_at }) => {
      head.factSequence += 1;
      const attributes = {
        ...({
          kind: 'TRAINING_COMPLETED',
          channel: 'IN_PERSON',
          evidence: 'SELF_REPORTED',
          campaign: null,
          hashtags: [],
        } as const),
        ...{
          disclosed: null,
          textLength: null,
          contentKey: null,
          amplifies: null,
          segment: null,
          tandemId: null,
          count: quantity,
        },
      };
      const sequence = head.factSequence;
      const step = correct({
        ...{ ruleSet: first.compiled, correctedRuleSet: second.compiled, calendar, memberState, contentState: null },
        ...{ activity: attributes, cause: 'RESCORED', sequence, recordedAt: now.getTime() },
        decisions: entries.filter((entry) => entry.activityId === activityId).map((entry) => storedDecision(entry, attributes)),
        corrected: {
          ...{ type: 'ACTIVITY', factId: activityId, memberId: ada, sequence, ...attributes },
          ...{ occurredAt: occurred_at.getTime(), recordedAt: now.getTime() },
        },
      });
      memberState = step.memberState;
      const { reversals, decisions } = step;
      return { activityId, ambassadorId: ada, sequence, ruleSetVersion: second.version, reversals, decisions };
    });
    const booking = await bookAdjustments(
      { manager, head, now, memberships: new Map([[ada, { departmentId: null, teamId: null, isShown: true }]]) },
      {
        id: rescoringId,
        reason: 'Twice the points',
        drafts,
        memberStates: new Map([[ada, memberState]]),
        contentStates: new Map(),
      },
    );
    await closeBooking(transaction, { head, booking });
  });
}

test('rescoring adjusts by opposite and new entries that name the run; what was booked stays, sums and boards agree', async () => {
  await rescore();
  const entries = await programme.query(
    `SELECT kind, granted::int, rule_set_version AS version, reverses_number::int AS reverses, rescoring_id AS run
       FROM ledger_entry WHERE programme_id = $1 ORDER BY number`,
    [programme.id],
  );
  expect(entries).toEqual([
    { kind: 'GRANT', granted: 3, version: 1, reverses: null, run: null },
    { kind: 'GRANT', granted: 5, version: 1, reverses: null, run: null },
    { kind: 'REVERSAL', granted: -3, version: 1, reverses: 1, run: rescoringId },
    { kind: 'ADJUSTMENT', granted: 6, version: 2, reverses: null, run: rescoringId },
    { kind: 'REVERSAL', granted: -5, version: 1, reverses: 2, run: rescoringId },
    { kind: 'ADJUSTMENT', granted: 10, version: 2, reverses: null, run: rescoringId },
  ]);
  const [sums] = await programme.query<{ balance: number; score: number }>(
    `SELECT balance::int, score::int FROM member_state JOIN standing USING (ambassador_id) JOIN board ON board.id = board_id
      WHERE board.programme_id = $1 AND scope = 'PROGRAMME' AND period = 'ALL_TIME'`,
    [programme.id],
  );
  expect(sums).toEqual({ balance: 16, score: 16 });
});
