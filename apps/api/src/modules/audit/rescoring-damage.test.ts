import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { withDamage } from '../../../test/fixtures/audit-scene.ts';
import { createTestProgramme } from '../../../test/fixtures/programme.ts';
import { enrol, grant, pointsAsTold, publishRules } from '../../../test/fixtures/recording.ts';
import { RescoringClient } from '../../../test/fixtures/rescoring.ts';
import { startTestApi, type TestApi } from '../../../test/harness/index.ts';
import type { AuditReport } from './findings.ts';
import { replayDatabase } from './replay.ts';
import { verifyDatabase } from './verify.ts';

let api: TestApi;

const day = 86_400_000;
const today = Date.UTC(2026, 4, 27, 12);
let now = today;
const daysAgo = (days: number) => new Date(today - days * day).toISOString();
const [told] = pointsAsTold.rules;
const worth = (points: number) => ({
  ...pointsAsTold,
  rules: [{ ...told, award: { type: 'PER_COUNT', points, maximum: 1_000_000 } }],
});

/**
 * Ada's and Bo's facts 1 and 2 are rescored from 10 to 20 points by the steps 3 and 4; Cy's fact 3, under the later version anyway, has a step
 * without entries; then Ada does something more.
 */
beforeAll(async () => {
  api = await startTestApi({ clock: { now: () => new Date(now) }, environment: { RUN_JOBS: 'true' } });
  const programme = await createTestProgramme(api, { status: 'PILOT' });
  const admin = await programme.roleHolder('Admin', 'ADMIN');
  await publishRules(api, { programme, admin, rules: worth(10) });
  await publishRules(api, { programme, admin, rules: worth(20), effectiveFrom: daysAgo(5) });
  await enrol(api, { programme, admin, people: ['ada', 'bo', 'cy'].map((name) => ({ name, visibility: 'NAMED' })) });
  const points = [
    ['ada', 1, daysAgo(10)],
    ['bo', 1, daysAgo(10)],
    ['cy', 1, daysAgo(1)],
  ] as const;
  await grant(api, { programme, admin, points });
  await new RescoringClient(api, { programme, admin }).run({ version: 2, from: daysAgo(20) });
  now = today + 3_600_000;
  await grant(api, { programme, admin, points: [['ada', 1, daysAgo(9)]] });
  await api.stopServer();
});
afterAll(() => api.stop());

function toldBy({ checks }: AuditReport): readonly string[] {
  return [...new Set(checks.flatMap(({ findings }) => findings.map(({ check, field }) => `${check} ${field}`)))];
}

async function audited(databaseUrl: string) {
  const [verify, replay] = [await verifyDatabase({ databaseUrl }), await replayDatabase({ databaseUrl })];
  return { verify: toldBy(verify), replay: toldBy(replay) };
}

const of = (person: string) => `ambassador_id = (SELECT id FROM ambassador WHERE name = '${person}')`;

/** What is damaged, and exactly what is told of it. */
const damages: readonly (readonly [name: string, damage: string, verify: readonly string[], replay: readonly string[]])[] = [
  [
    'a step that is gone',
    `DELETE FROM rescoring_step WHERE ${of('ada')}`,
    ['FACT_SEQUENCE rescoring_step.sequence', 'REVERSALS factSequence', 'RULE_VERSIONS ruleSetVersion'],
    ['DECISIONS ruleSetVersion', 'DECISIONS requested', 'DECISIONS granted', 'BALANCES balance', 'STANDINGS score'],
  ],
  [
    'a step without entries that is gone',
    `DELETE FROM rescoring_step WHERE ${of('cy')}`,
    ['FACT_SEQUENCE activity.sequence'],
    [],
  ],
  [
    'a step by another version',
    `UPDATE rescoring_step SET rule_set_version = 1 WHERE ${of('ada')}`,
    ['RULE_VERSIONS ruleSetVersion', 'RESCORINGS rule_set_version'],
    ['DECISIONS ruleSetVersion', 'DECISIONS requested', 'DECISIONS granted', 'BALANCES balance', 'STANDINGS score'],
  ],
  [
    'a step that reaches less far back',
    `UPDATE rescoring_step SET reaches_from = '${daysAgo(9.5)}' WHERE ${of('ada')}`,
    ['RULE_VERSIONS ruleSetVersion', 'RESCORINGS reaches_from'],
    ['DECISIONS granted', 'BALANCES balance', 'STANDINGS score'],
  ],
  [
    'a step at another time',
    `UPDATE rescoring_step SET recorded_at = recorded_at - interval '1 second' WHERE ${of('ada')}`,
    [],
    ['DECISIONS recordedAt', 'STANDINGS score'],
  ],
  [
    'a step that reaches beyond what was asked for',
    `UPDATE rescoring_step SET reaches_until = reaches_until + interval '1 hour' WHERE ${of('cy')}`,
    ['RESCORINGS reaches_until'],
    [],
  ],
  [
    'a step for another reason',
    `UPDATE rescoring_step SET reason = 'Another' WHERE ${of('ada')}`,
    ['RESCORINGS reason'],
    ['DECISIONS reason'],
  ],
  [
    'somebody of a preview who is gone',
    `DELETE FROM rescoring_member WHERE ${of('ada')}`,
    ['RESCORINGS difference', 'RESCORINGS gainers', 'RESCORINGS members'],
    [],
  ],
  [
    'a step of another run',
    `UPDATE rescoring_step SET rescoring_id = gen_random_uuid() WHERE ${of('ada')}`,
    ['RESCORINGS rescoring_id'],
    ['DECISIONS rescoringId'],
  ],
  [
    'an adjustment that is gone',
    `DELETE FROM ledger_entry WHERE kind = 'ADJUSTMENT' AND ${of('ada')}`,
    ['LEDGER_SEQUENCE number', 'LEDGER_CHAIN previousHash', 'BALANCES balance', 'STANDINGS score'],
    ['DECISIONS 4:1:told'],
  ],
  [
    'an adjustment of another amount',
    `UPDATE ledger_entry SET granted = 19 WHERE kind = 'ADJUSTMENT' AND ${of('ada')}`,
    ['LEDGER_CHAIN hash', 'BALANCES balance', 'STANDINGS score'],
    ['DECISIONS granted'],
  ],
  [
    'an adjustment of another run',
    `UPDATE ledger_entry SET rescoring_id = gen_random_uuid() WHERE kind = 'ADJUSTMENT' AND ${of('ada')}`,
    ['LEDGER_CHAIN hash'],
    ['DECISIONS rescoringId'],
  ],
  [
    'an adjustment for another fact',
    `UPDATE ledger_entry SET idempotency_key = replace(idempotency_key, ':1:', ':2:') WHERE kind = 'ADJUSTMENT' AND ${of('ada')}`,
    ['LEDGER_CHAIN hash'],
    ['DECISIONS 4:1:told', 'DECISIONS granted'],
  ],
  [
    'an opposite that is gone',
    `DELETE FROM ledger_entry WHERE kind = 'REVERSAL' AND ${of('ada')}`,
    [
      'LEDGER_SEQUENCE number',
      'LEDGER_CHAIN previousHash',
      'REVERSALS ledger_reversal',
      'BALANCES balance',
      'STANDINGS score',
      'STANDINGS reachedAt',
    ],
    ['DECISIONS 4:reversal:1'],
  ],
  [
    'an opposite that is not listed',
    `DELETE FROM ledger_reversal WHERE number = (SELECT number FROM ledger_entry WHERE kind = 'GRANT' AND ${of('bo')})`,
    ['REVERSALS ledger_reversal'],
    [],
  ],
];

test('a ledger with a rescoring is clean', async () => {
  expect(await audited(api.databaseUrl)).toEqual({ verify: [], replay: [] });
});

test.each(damages)(
  '%s is told',
  async (_, damage, verify, replay) => {
    expect(await withDamage({ api }, [damage], audited)).toEqual({ verify, replay });
  },
  60_000,
);
