import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type AuditScene, createAuditScene, withDamage } from '../../../test/fixtures/audit-scene.ts';
import type { AuditReport } from './findings.ts';
import { replayDatabase } from './replay.ts';

let scene: AuditScene;

beforeAll(async () => {
  scene = await createAuditScene();
});
afterAll(() => scene.api.stop());

/** Which fields differ, each once, in the order of the report. */
function toldBy({ checks }: AuditReport): readonly string[] {
  return [...new Set(checks.flatMap(({ findings }) => findings.map(({ check, field }) => `${check} ${field}`)))];
}

function replay(databaseUrl: string) {
  return replayDatabase({ databaseUrl, programme: scene.programme.key });
}

describe('a replay from zero', () => {
  test('gives what is stored, byte for byte, for every kind of fact', async () => {
    const report = await replayDatabase({ databaseUrl: scene.api.databaseUrl });
    expect(report.checks.flatMap(({ findings }) => findings)).toEqual([]);
    expect(report.checks.filter(({ checked }) => checked === 0)).toEqual([]);
    const kinds = await scene.programme.query<{ code: string }>(
      "SELECT DISTINCT one ->> 'code' AS code FROM ledger_entry, json_array_elements(reasons) AS one ORDER BY code",
    );
    expect(kinds.map(({ code }) => code)).toEqual(['BOOST', 'ENGAGEMENT', 'LATE', 'LIMIT', 'QUOTA', 'REVERSED', 'TAKEN_BACK']);
  });

  test.each([1, 2, 7])('[IN4] equals a replay that goes on from a checkpoint after every %s facts', async (checkpointEvery) => {
    const report = await replayDatabase({ databaseUrl: scene.api.databaseUrl, checkpointEvery });
    expect(report.isClean).toBe(true);
  });
});

const oneProgramme = "programme_id = (SELECT id FROM programme WHERE key = '$KEY')";
const idOf = (person: string) => `(SELECT id FROM ambassador WHERE external_reference = '${person}' AND ${oneProgramme})`;

const damages: readonly (readonly [name: string, damage: string, told: readonly string[]])[] = [
  [
    'a grant of another amount',
    `UPDATE ledger_entry SET granted = 1 WHERE number = 38 AND ${oneProgramme}`,
    ['DECISIONS granted'],
  ],
  [
    'a grant for another reason',
    `UPDATE ledger_entry SET reasons = '[]' WHERE number = 29 AND ${oneProgramme}`,
    ['DECISIONS reasons'],
  ],
  [
    'a grant that counts at another time',
    `UPDATE ledger_entry SET counts_at = counts_at + interval '1 microsecond' WHERE number = 38 AND ${oneProgramme}`,
    ['DECISIONS countsAt'],
  ],
  ['a grant that is gone', `DELETE FROM ledger_entry WHERE number = 38 AND ${oneProgramme}`, ['DECISIONS 22:post-verified']],
  [
    'a grant that follows from nothing',
    `UPDATE ledger_entry SET idempotency_key = '22:gift' WHERE number = 38 AND ${oneProgramme}`,
    ['DECISIONS 22:post-verified', 'DECISIONS granted'],
  ],
  [
    'entries in another order',
    `UPDATE ledger_entry SET number = 1000 WHERE number = 37 AND ${oneProgramme}`,
    ['DECISIONS number'],
  ],
  [
    'a reversal of another entry',
    `UPDATE ledger_entry SET reverses_number = 10 WHERE number = 33 AND ${oneProgramme}`,
    ['DECISIONS reversesNumber'],
  ],
  [
    'a fact that happened at another time',
    `UPDATE activity SET occurred_at = '2026-10-09T09:00:00Z' WHERE external_id = 'ada-8' AND ${oneProgramme}`,
    ['DECISIONS countsAt', 'MEMBER_STATES state'],
  ],
  [
    'rules that are others now',
    `UPDATE rule_set SET document = replace(document::text, '"points":8}', '"points":9}')::json WHERE version = 2 AND ${oneProgramme}`,
    [
      'DECISIONS requested',
      'DECISIONS granted',
      'DECISIONS reasons',
      'MEMBER_STATES state',
      'BALANCES balance',
      'STANDINGS score',
    ],
  ],
  [
    'a calendar that was another',
    `DELETE FROM programme_calendar WHERE status = 'ACTIVE' AND ${oneProgramme}`,
    [
      ...['DECISIONS granted', 'DECISIONS countsAt', 'DECISIONS reasons', 'DECISIONS requested'],
      ...['MEMBER_STATES state', 'BALANCES balance', 'STANDINGS score'],
    ],
  ],
  [
    'what is remembered of a person',
    `UPDATE member_state SET state = (state::text || ' ')::json WHERE ambassador_id = ${idOf('ada')}`,
    ['MEMBER_STATES state'],
  ],
  [
    'a person of whom nothing is remembered',
    `DELETE FROM member_state WHERE ambassador_id = ${idOf('ada')}`,
    ['MEMBER_STATES state', 'BALANCES balance'],
  ],
  ['a balance', `UPDATE member_state SET balance = 1 WHERE ambassador_id = ${idOf('ada')}`, ['BALANCES balance']],
  ['what is remembered of a post', `UPDATE content_state SET state = (state::text || ' ')::json`, ['CONTENT_STATES state']],
  ['a post of which nothing is remembered', 'DELETE FROM content_state', ['CONTENT_STATES state']],
  ['a standing', `UPDATE standing SET score = score + 1 WHERE ambassador_id = ${idOf('ada')}`, ['STANDINGS score']],
];

describe('what differs is told', () => {
  test.each(damages)('%s', async (_name, damage, told) => {
    const report = await withDamage(scene, [damage.replaceAll('$KEY', scene.programme.key)], replay);
    expect(toldBy(report)).toEqual(told);
  });
});
