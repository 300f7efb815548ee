import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { type AuditScene, createAuditScene, withDamage } from '../../../test/fixtures/audit-scene.ts';
import type { AuditReport } from './findings.ts';
import { UnknownProgramme, verifyDatabase } from './verify.ts';

let scene: AuditScene;

beforeAll(async () => {
  scene = await createAuditScene();
});
afterAll(() => scene.api.stop());

/** Which fields are told to be wrong, each once, in the order of the report. */
function toldBy({ checks }: AuditReport): readonly string[] {
  return [...new Set(checks.flatMap(({ findings }) => findings.map(({ check, field }) => `${check} ${field}`)))];
}

function verify(databaseUrl: string) {
  return verifyDatabase({ databaseUrl, programme: scene.programme.key });
}

describe('a database as the API writes it', () => {
  test('is clean, and every check has looked at something', async () => {
    const report = await verifyDatabase({ databaseUrl: scene.api.databaseUrl });
    expect(toldBy(report)).toEqual([]);
    expect(report.isClean).toBe(true);
    expect(report.programmes).toEqual([scene.programme.key, scene.other.key].sort());
    // Rescorings have a scene of their own, in rescoring-damage.test.ts.
    expect(report.checks.filter(({ checked }) => checked === 0).map(({ check }) => check)).toEqual(['RESCORINGS']);
  });

  test('is read beside a writer that has the ledger locked, as it was before that writer commits', async () => {
    const writer = new Client({ connectionString: scene.api.databaseUrl });
    await writer.connect();
    await writer.query('BEGIN');
    await writer.query('SELECT FROM programme_head FOR UPDATE');
    await writer.query('UPDATE member_state SET balance = balance + 1');
    const report = await verify(scene.api.databaseUrl).finally(() => writer.end());
    expect(report.isClean).toBe(true);
  });

  test('tells how far it is, up to the end', async () => {
    const told: number[] = [];
    await verifyDatabase({
      databaseUrl: scene.api.databaseUrl,
      programme: scene.programme.key,
      onProgress: ({ done, total }) => told.push(done / total),
    });
    expect(told.at(-1)).toBe(1);
    expect(told).toEqual([...told].sort((one, other) => one - other));
  });

  test('of which there is no such programme is not read', async () => {
    const reading = verifyDatabase({ databaseUrl: scene.api.databaseUrl, programme: 'nobody' });
    await expect(reading).rejects.toThrow(UnknownProgramme);
  });
});

const oneProgramme = "programme_id = (SELECT id FROM programme WHERE key = '$KEY')";
const idOf = (person: string) => `(SELECT id FROM ambassador WHERE external_reference = '${person}' AND ${oneProgramme})`;
const allTime = `(SELECT id FROM board WHERE scope = 'PROGRAMME' AND period = 'ALL_TIME' AND ${oneProgramme})`;

/** Everything that damage can do, and what is told of it: exactly these checks and fields, nothing else. */
const damages: readonly (readonly [name: string, damage: string, told: readonly unknown[]])[] = [
  [
    'a guard that is switched off',
    'ALTER TABLE activity DISABLE TRIGGER activity_append_only',
    ['GUARDS trigger activity_append_only'],
  ],
  [
    'a ledger to which anything can be appended',
    'ALTER TABLE ledger_entry DISABLE TRIGGER ledger_entry_append',
    ['GUARDS trigger ledger_entry_append'],
  ],
  [
    'a guard that looks at one column only',
    `DROP TRIGGER ledger_reversal_append_only ON ledger_reversal;
     CREATE TRIGGER ledger_reversal_append_only BEFORE DELETE OR UPDATE OF number OR TRUNCATE ON ledger_reversal
       FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_history()`,
    ['GUARDS trigger ledger_reversal_append_only'],
  ],
  [
    'a guard with a condition that never holds',
    `DROP TRIGGER programme_head_moves_on ON programme_head;
     CREATE TRIGGER programme_head_moves_on BEFORE UPDATE ON programme_head FOR EACH ROW WHEN (false)
       EXECUTE FUNCTION refuse_step_back()`,
    ['GUARDS trigger programme_head_moves_on'],
  ],
  [
    'a guard that calls what does nothing',
    `CREATE OR REPLACE FUNCTION guard_rule_set() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$`,
    ['GUARDS function'],
  ],
  ['heads that can be removed', 'DROP TRIGGER programme_head_stays ON programme_head', ['GUARDS trigger programme_head_stays']],
  [
    'rules that can be removed, and changed when they decide',
    'DROP TRIGGER rule_set_kept ON rule_set; DROP TRIGGER rule_set_life ON rule_set',
    ['GUARDS trigger rule_set_kept', 'GUARDS trigger rule_set_life'],
  ],
  [
    'a trigger that swallows what is appended',
    `CREATE FUNCTION swallow() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$;
     CREATE TRIGGER swallow BEFORE INSERT ON activity_withdrawal FOR EACH ROW EXECUTE FUNCTION swallow()`,
    ['GUARDS trigger swallow', 'GUARDS function'],
  ],
  [
    'a part of the ledger to which one can append past it',
    `DO $$ DECLARE part text := (SELECT min(inhrelid::regclass::text) FROM pg_inherits WHERE inhparent = 'ledger_entry'::regclass);
     BEGIN EXECUTE format('ALTER TABLE %I DISABLE TRIGGER %I', part, part || '_through_ledger'); END $$`,
    [expect.stringMatching(/^GUARDS trigger ledger_entry_\w+_through_ledger$/)],
  ],
  [
    'an entry may name anybody',
    'ALTER TABLE ledger_entry DISABLE TRIGGER ALL',
    [
      'GUARDS trigger ledger_entry_append',
      'GUARDS trigger ledger_entry_append_only',
      'GUARDS trigger ledger_entry_moves_badges',
      'GUARDS trigger ledger_entry_moves_challenges',
    ],
  ],
  ['a balance may be anybody’s', 'ALTER TABLE member_state DISABLE TRIGGER ALL', ['GUARDS references']],
  [
    'an application that may change history',
    'GRANT UPDATE ON ledger_entry TO fanfare_application; GRANT DELETE ON activity TO PUBLIC',
    ['GUARDS privileges of fanfare_application'],
  ],
  [
    'an application that may set the end of the ledger',
    'GRANT UPDATE (ledger_hash) ON programme_head TO fanfare_application',
    ['GUARDS privileges of fanfare_application'],
  ],
  [
    'sessions without triggers',
    `DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET session_replication_role = replica', current_database()); END $$`,
    ['GUARDS session_replication_role'],
  ],
  [
    'a guard that is missing on a part of the ledger',
    'DROP TRIGGER ledger_entry_other_append_only ON ledger_entry_other',
    ['GUARDS trigger ledger_entry_other_append_only'],
  ],
  [
    'a fact that is gone',
    `DELETE FROM activity_withdrawal WHERE cause = 'WITHDRAWN' AND ${oneProgramme}`,
    ['FACT_SEQUENCE activity.sequence', 'REVERSALS factSequence', 'BADGE_AWARDS activity_id'],
  ],
  [
    'a head that counts too many facts',
    'UPDATE programme_head SET fact_sequence = fact_sequence + 1',
    ['FACT_SEQUENCE head.factSequence'],
  ],
  [
    'a fact that stands twice',
    `ALTER TABLE activity DROP CONSTRAINT activity_programme_id_source_external_id_key;
     UPDATE activity SET external_id = 'ada-1' WHERE external_id = 'ada-2'`,
    ['GUARDS constraint activity_programme_id_source_external_id_key', 'FACT_IDENTITIES activity'],
  ],
  [
    'a last entry that is gone',
    `DELETE FROM ledger_entry WHERE number = (SELECT ledger_number FROM programme_head WHERE ${oneProgramme}) AND ${oneProgramme}`,
    ['LEDGER_SEQUENCE head.ledgerNumber', 'LEDGER_CHAIN head.ledgerHash', 'BALANCES balance', 'STANDINGS score'],
  ],
  [
    'a head behind its ledger',
    'UPDATE programme_head SET ledger_number = ledger_number - 1',
    ['LEDGER_SEQUENCE head.ledgerNumber'],
  ],
  ['a head with another hash', "UPDATE programme_head SET ledger_hash = sha256('x')", ['LEDGER_CHAIN head.ledgerHash']],
  ['an entry with another reason', "UPDATE ledger_entry SET reason = 'Another' WHERE kind = 'REVERSAL'", ['LEDGER_CHAIN hash']],
  ['an entry with another explanation', `UPDATE ledger_entry SET reasons = '[]' WHERE number = 29`, ['LEDGER_CHAIN hash']],
  [
    'an entry moved by a microsecond',
    "UPDATE ledger_entry SET recorded_at = recorded_at + interval '1 microsecond' WHERE number = 2",
    ['LEDGER_CHAIN hash'],
  ],
  [
    'a hash that was replaced',
    "UPDATE ledger_entry SET hash = sha256('x') WHERE number = 2",
    ['LEDGER_CHAIN hash', 'LEDGER_CHAIN previousHash'],
  ],
  [
    'a number that was left out',
    `UPDATE ledger_entry SET number = number + 1 WHERE number = (SELECT ledger_number FROM programme_head WHERE ${oneProgramme})`,
    ['LEDGER_SEQUENCE number', 'LEDGER_SEQUENCE head.ledgerNumber', 'LEDGER_CHAIN hash'],
  ],
  [
    'a key that names another fact',
    `ALTER TABLE ledger_entry DROP CONSTRAINT ledger_entry_key_of_fact;
     UPDATE ledger_entry SET idempotency_key = '999:post' WHERE number = 1`,
    ['GUARDS constraint ledger_entry_key_of_fact', 'LEDGER_CHAIN hash', 'LEDGER_KEYS idempotencyKey'],
  ],
  [
    'a fact that was booked twice under one rule',
    `UPDATE ledger_entry SET idempotency_key = '2:post' WHERE number = 3`,
    ['LEDGER_CHAIN hash', 'LEDGER_KEYS idempotencyKey'],
  ],
  [
    "an entry for somebody else's activity",
    `UPDATE ledger_entry SET activity_id = (SELECT id FROM activity WHERE external_id = 'ben-1' AND ${oneProgramme})
      WHERE number = 38 AND ${oneProgramme}`,
    ['LEDGER_CHAIN hash', 'LEDGER_LINKS activity.ambassadorId', 'LEDGER_LINKS factSequence', 'RULE_VERSIONS ruleSetVersion'],
  ],
  [
    "an entry for another post's reading",
    `UPDATE ledger_entry SET reading_id = (SELECT reading_id FROM ledger_entry WHERE number = 29 AND ${oneProgramme})
      WHERE number = 16 AND ${oneProgramme}`,
    ['LEDGER_CHAIN hash', 'LEDGER_LINKS reading.activityId', 'LEDGER_LINKS factSequence'],
  ],
  [
    'a reversal of another amount',
    `UPDATE ledger_entry SET granted = -7 WHERE number = 31 AND ${oneProgramme}`,
    ['LEDGER_CHAIN hash', 'REVERSALS granted', 'BALANCES balance', 'STANDINGS score'],
  ],
  [
    'a reversal of what was reversed already',
    `UPDATE ledger_entry SET reverses_number = 9 WHERE number = 33 AND ${oneProgramme}`,
    ['LEDGER_CHAIN hash', 'REVERSALS reversesNumber', 'REVERSALS ledger_reversal', 'REVERSALS reversedBy'],
  ],
  [
    'a reversal that is not listed',
    `DELETE FROM ledger_reversal WHERE number = 8 AND ${oneProgramme}`,
    ['REVERSALS ledger_reversal'],
  ],
  [
    'a reversal of an entry that nobody took back',
    `DELETE FROM entry_withdrawal WHERE ${oneProgramme}`,
    ['FACT_SEQUENCE activity.sequence', 'REVERSALS factSequence'],
  ],
  [
    'a reversal without a withdrawal',
    `UPDATE activity_withdrawal SET activity_id = (SELECT id FROM activity WHERE external_id = 'ada-3' AND ${oneProgramme})
      WHERE activity_id = (SELECT id FROM activity WHERE external_id = 'ada-1' AND ${oneProgramme})`,
    ['REVERSALS factSequence', 'REVERSALS reversedBy', 'BADGE_AWARDS activity_id'],
  ],
  [
    'a reversal of nothing',
    `UPDATE ledger_entry SET reverses_number = 1 WHERE number = 33 AND ${oneProgramme}`,
    ['LEDGER_CHAIN hash', 'REVERSALS reversesNumber', 'REVERSALS ledger_reversal', 'REVERSALS reversedBy'],
  ],
  [
    'a grant of more than was asked',
    `ALTER TABLE ledger_entry DROP CONSTRAINT ledger_entry_check3;
     UPDATE ledger_entry SET requested = 1 WHERE number = 38 AND ${oneProgramme}`,
    ['GUARDS constraint ledger_entry_check3', 'LEDGER_CHAIN hash', 'AMOUNTS granted'],
  ],
  [
    'an amount that is no safe integer',
    `UPDATE ledger_entry SET requested = 9007199254740993 WHERE number = 38 AND ${oneProgramme}`,
    ['LEDGER_CHAIN hash', 'AMOUNTS requested'],
  ],
  [
    'rules that came into force at another time',
    `UPDATE rule_set SET effective_from = '2026-08-01' WHERE version = 2 AND ${oneProgramme}`,
    ['RULE_VERSIONS ruleSetVersion'],
  ],
  [
    'a rule that has another key',
    `UPDATE rule_set SET document = replace(document::text, '"share"', '"passed-on"')::json WHERE ${oneProgramme};
     UPDATE rule_set SET document = replace(document::text, '"post-verified"', '"verified"')::json
      WHERE version = 2 AND ${oneProgramme}`,
    ['RULE_VERSIONS ruleKey'],
  ],
  [
    'rules that can no longer be read',
    `UPDATE rule_set SET document = '{"format": 2}' WHERE version = 2 AND ${oneProgramme}`,
    ['RULE_VERSIONS document', 'RULE_VERSIONS ruleSetVersion'],
  ],
  [
    'a limit by points that is exceeded',
    `UPDATE rule_set SET document = replace(document::text, '"maximum":20}', '"maximum":11}')::json WHERE ${oneProgramme}`,
    ['CAPS ALL POINTS DAY'],
  ],
  [
    'a limit of a content that is exceeded',
    `UPDATE activity SET content_key = 'text of ada 1' WHERE external_id = 'ada-3' AND ${oneProgramme}`,
    ['CAPS CONTENT post COUNT SEASON', 'CAPS CONTENT post-verified COUNT SEASON'],
  ],
  [
    'another balance',
    `UPDATE member_state SET balance = balance + 1 WHERE ambassador_id = ${idOf('ada')}`,
    ['BALANCES balance'],
  ],
  ['no balance', `DELETE FROM member_state WHERE ambassador_id = ${idOf('ada')}`, ['BALANCES balance']],
  [
    'seasons that overlap',
    `ALTER TABLE season DROP CONSTRAINT season_no_overlap;
     INSERT INTO season SELECT gen_random_uuid(), programme_id, 'second', '2026-12-01', '2026-12-31', now() FROM season;
     INSERT INTO season SELECT gen_random_uuid(), programme_id, 'third', '2026-12-31', '2027-01-31', now() FROM season
      WHERE name = 'second'`,
    ['PERIODS startsOn', 'PERIODS calendar.seasons'],
  ],
  [
    'a board that begins another day',
    `UPDATE board SET period_start = '2026-01-02' WHERE period = 'SEASON' AND scope = 'PROGRAMME'`,
    ['PERIODS periodStart', 'FINAL_STANDINGS signature'],
  ],
  [
    'another score',
    `UPDATE standing SET score = score + 1 WHERE ambassador_id = ${idOf('ada')} AND board_id = ${allTime}`,
    ['STANDINGS score'],
  ],
  [
    'a score that was reached at another time',
    `UPDATE standing SET reached_at = reached_at + interval '1 second'
      WHERE ambassador_id = ${idOf('ada')} AND board_id = ${allTime}`,
    ['STANDINGS reachedAt'],
  ],
  ['points given on that are not those of the ledger', 'UPDATE points_exchange SET points = points + 1', ['EXCHANGES pair']],
  ['a standing that is gone', `DELETE FROM standing WHERE ambassador_id = ${idOf('cleo')}`, ['STANDINGS score']],
  [
    'somebody on the board of another department',
    `UPDATE ambassador SET department_id = NULL WHERE id = ${idOf('ben')}`,
    ['BOARD_MEMBERS score'],
  ],
  [
    'a ghost: somebody hid, and the boards were not told',
    `UPDATE ambassador SET visibility = 'HIDDEN' WHERE id = ${idOf('ada')}`,
    ['BOARD_MEMBERS isShown'],
  ],
  [
    'somebody who left and is shown',
    `UPDATE standing SET is_shown = true FROM ambassador WHERE ambassador.id = ambassador_id AND status = 'LEFT'`,
    ['BOARD_MEMBERS isShown'],
  ],
  [
    'somebody who takes part and is missing',
    `UPDATE standing SET is_shown = false WHERE ambassador_id = ${idOf('ada')}`,
    ['BOARD_MEMBERS isShown'],
  ],
  [
    'another score in a final standing',
    `UPDATE final_place SET score = score + 1 WHERE place = 1`,
    ['FINAL_STANDINGS placesHash'],
  ],
  [
    'a place that is gone from a final standing',
    `DELETE FROM final_place WHERE place = 1`,
    ['FINAL_STANDINGS places', 'FINAL_STANDINGS placesHash'],
  ],
  [
    'a final standing that claims another time',
    `UPDATE final_standing SET taken_at = taken_at + interval '1 second'`,
    ['FINAL_STANDINGS signature'],
  ],
  [
    'a final standing of another end of the ledger',
    `UPDATE final_standing SET ledger_number = 2`,
    ['FINAL_STANDINGS ledgerHash', 'FINAL_STANDINGS signature'],
  ],
  [
    'a badge that was taken away',
    `UPDATE badge_award SET revoked_at = now() WHERE ${oneProgramme}`,
    ['BADGE_AWARDS activity_id'],
  ],
  [
    'a badge for another deed',
    `UPDATE badge_award SET activity_id = (SELECT id FROM activity WHERE external_id = 'ada-6' AND ${oneProgramme})
      WHERE ambassador_id = (SELECT ambassador_id FROM activity WHERE external_id = 'ada-6' AND ${oneProgramme})`,
    ['BADGE_AWARDS activity_id'],
  ],
  ['a closed board that is open again', `UPDATE board SET frozen_at = NULL`, ['FINAL_STANDINGS frozenAt']],
];

describe('damage, made as the owner with every trigger off, is told exactly', () => {
  test.each(damages)('%s', async (_name, damage, told) => {
    const statements = [damage.replaceAll('$KEY', scene.programme.key)];
    const report = await withDamage(scene, statements, verify);
    expect(toldBy(report)).toEqual(told);
    expect(report.isClean).toBe(false);
  });

  test('with what is right and what stands there', async () => {
    const damage = [`UPDATE member_state SET balance = 1000 WHERE ambassador_id = '${scene.people.get('ada')}'`];
    const report = await withDamage(scene, damage, verify);
    const [finding] = report.checks.flatMap(({ findings }) => findings);
    expect(finding).toEqual({
      ...{ check: 'BALANCES', programme: scene.programme.key, subject: 'MEMBER', id: scene.people.get('ada') },
      ...{ field: 'balance', expected: 93, found: 1000 },
    });
  });

  test('in another programme only where that one is looked at', async () => {
    const damage = ['UPDATE programme_head SET ledger_number = 0', 'UPDATE member_state SET balance = 0'];
    const key = scene.other.key;
    const report = await withDamage(scene, damage, (databaseUrl) => verifyDatabase({ databaseUrl, programme: key }));
    const programmes = report.checks.flatMap(({ findings }) => findings.map(({ programme }) => programme));
    expect(new Set(programmes)).toEqual(new Set([key]));
  });

  test('everywhere is counted in full and listed in part', async () => {
    const report = await withDamage(scene, ["UPDATE ledger_entry SET hash = sha256('x')"], verify);
    const chain = report.checks.find(({ check }) => check === 'LEDGER_CHAIN');
    expect(chain?.broken).toBeGreaterThan(60);
    expect(chain?.findings).toHaveLength(20);
  });
});
