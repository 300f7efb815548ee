import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { createTestProgramme, type TestProgramme } from '../../../test/fixtures/programme.ts';
import { enrol } from '../../../test/fixtures/recording.ts';
import { type SignedIn, startTestApi, type TestApi } from '../../../test/harness/index.ts';
import { replayDatabase, verifyDatabase } from '../audit/index.ts';

let api: TestApi;
let programme: TestProgramme;
let ada: SignedIn;
let bo: SignedIn;
let now = new Date();
/** The database asks its own clock, so what is still to come lies behind every clock. */
const farAhead = '2999-01-01T00:00:00.000Z';

beforeAll(async () => {
  api = await startTestApi({ clock: { now: () => now } });
});
beforeEach(async () => {
  now = new Date();
  programme = await createTestProgramme(api, { status: 'PILOT' });
  ada = await programme.roleHolder('Ada', 'ADMIN');
  bo = await programme.roleHolder('Bo', 'ADMIN');
});
afterAll(() => api.stop());

interface RuleSetView {
  readonly id: string;
  readonly revision: number;
  readonly status: string;
  readonly name: string;
  readonly effectiveFrom: string | null;
}

interface ChangeView {
  readonly kind: string;
  readonly before: string | null;
  readonly after: string | null;
}

interface Answer {
  readonly ruleSet: RuleSetView | null;
  readonly errors: readonly { readonly code: string; readonly message: string; readonly path: readonly string[] }[];
  readonly conflict?: {
    readonly present: RuleSetView;
    readonly changedBy: string;
    readonly yours: unknown;
    readonly theirChanges: readonly ChangeView[];
    readonly yourChanges: readonly ChangeView[];
  } | null;
}

const shown = 'id revision status name effectiveFrom';
const conflictShown = `conflict { present { ${shown} } changedBy yours theirChanges { kind before after } yourChanges { kind before after } }`;

async function change(name: string, input: object, as = ada): Promise<Answer> {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const conflict = name === 'draftRuleSet' ? '' : conflictShown;
  const answer = await api.graphql<Record<string, Answer>>(
    `mutation ($input: ${type}!) { ${name}(input: $input) { ruleSet { ${shown} } errors { code message path } ${conflict} } }`,
    { input },
    { as },
  );
  const payload = answer.ok()[name];
  if (payload === undefined) throw new Error(`${name} has no answer`);
  return payload;
}

async function drafted(rules: object = ownRules(5)): Promise<string> {
  const { ruleSet } = await change('draftRuleSet', { programme: programme.id, name: 'Rules', rules });
  return ruleSet?.id ?? '';
}

async function read(id: string, fields: string, as = ada): Promise<Record<string, unknown> | null> {
  const answer = await api.graphql<{ ruleSet: Record<string, unknown> | null }>(
    `query ($id: ID!) { ruleSet(id: $id) { ${fields} } }`,
    { id },
    { as },
  );
  return answer.ok().ruleSet;
}

/** The clock shows `instant`, and Ada has signed in anew. */
async function wait(instant: Date): Promise<void> {
  now = instant;
  const { subject, name } = ada;
  ada = { subject, name, token: await api.identityProvider.issueToken({ subject, name, expiresInSeconds: 7200 }) };
}

/** A post of Mia is told; it happened now unless told. */
async function post(externalId: string, occurredAt = now.toISOString()): Promise<void> {
  const activity = { externalId, ambassadorReference: 'mia', kind: 'POST', channel: 'X', occurredAt };
  const record = 'mutation ($input: RecordActivitiesInput!) { recordActivities(input: $input) { results { outcome } } }';
  const input = { programme: programme.id, source: 'test', activities: [activity] };
  const answer = await api.graphql<{ recordActivities: { results: object[] } }>(record, { input }, { as: ada });
  expect(answer.ok().recordActivities.results).toEqual([{ outcome: 'RECORDED' }]);
}

/** The post of Mia is told to have happened at another time. */
async function correct(externalId: string, occurredAt: string): Promise<void> {
  const activity = { externalId, kind: 'POST', channel: 'X', occurredAt };
  const input = { programme: programme.id, source: 'test', activity, reason: 'Told wrongly' };
  const document = 'mutation ($input: CorrectActivityInput!) { correctActivity(input: $input) { errors { code message } } }';
  const answer = await api.graphql<{ correctActivity: object }>(document, { input }, { as: ada });
  expect(answer.ok().correctActivity).toEqual({ errors: [] });
}

/** Looks until somebody waits for a lock of this database. */
async function somebodyWaits(): Promise<void> {
  for (;;) {
    const waiting = await programme.query(
      "SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
    );
    if (waiting.length > 0) return;
  }
}

function booked(): Promise<readonly object[]> {
  return programme.query(
    `SELECT external_id AS activity, rule_set_version AS version, granted::integer FROM ledger_entry
       JOIN activity ON activity.id = activity_id WHERE ledger_entry.programme_id = $1 ORDER BY number`,
    [programme.id],
  );
}

describe('a draft', () => {
  test('is saved as a whole, and every change counts', async () => {
    const id = await drafted();
    const saved = await change('updateRuleSetDraft', { id, revision: 1, name: 'Better', rules: ownRules(7) });
    expect(saved).toMatchObject({ ruleSet: { revision: 2, name: 'Better', status: 'DRAFT' }, errors: [], conflict: null });
    expect(await read(id, 'sentences(language: GERMAN)')).toEqual({ sentences: ['„Beitrag“ – Beiträge: 7 Punkte.'] });
    const renamed = await change('updateRuleSetDraft', { id, revision: 2, name: 'Best' });
    expect(renamed.ruleSet).toMatchObject({ revision: 3, name: 'Best' });
    expect(await read(id, 'sentences(language: ENGLISH)')).toEqual({ sentences: ['"Post" – Posts: 7 points.'] });
  });

  test('that two people change at once tells the second who was faster, with both versions; nothing is lost', async () => {
    const id = await drafted();
    await change('updateRuleSetDraft', { id, revision: 1, rules: ownRules(7) }, ada);
    const mine = ownRules(9);
    const second = await change('updateRuleSetDraft', { id, revision: 1, rules: mine }, bo);
    expect(second.ruleSet).toBeNull();
    expect(second.errors).toMatchObject([
      { code: 'CONFLICT', path: ['revision'], message: expect.stringContaining('Ada changed') },
    ]);
    expect(second.conflict).toMatchObject({
      ...{ present: { revision: 2 }, changedBy: 'Ada', yours: mine },
      theirChanges: [
        { kind: 'CHANGED', before: expect.stringContaining('5 points'), after: expect.stringContaining('7 points') },
      ],
      yourChanges: [
        { kind: 'CHANGED', before: expect.stringContaining('5 points'), after: expect.stringContaining('9 points') },
      ],
    });
    expect(await read(id, 'revision rules')).toMatchObject({ revision: 2, rules: ownRules(7) });
    const mended = await change('updateRuleSetDraft', { id, revision: 2, rules: mine }, bo);
    expect(mended.ruleSet?.revision).toBe(3);
  });

  test('of 12 who save the same revision at the same time exactly one is saved, the others are told', async () => {
    const id = await drafted();
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, points) =>
        change('updateRuleSetDraft', { id, revision: 1, rules: ownRules(points + 10) }),
      ),
    );
    expect(answers.filter(({ errors }) => errors.length === 0)).toHaveLength(1);
    expect(answers.filter(({ errors, conflict }) => errors[0]?.code === 'CONFLICT' && conflict != null)).toHaveLength(11);
  });

  test('is discarded, scheduled and taken back only as it was read', async () => {
    const id = await drafted();
    await change('updateRuleSetDraft', { id, revision: 1, rules: ownRules(7) }, bo);
    for (const [mutation, input] of [
      ['discardRuleSetDraft', { id, revision: 1 }],
      ['scheduleRuleSet', { id, revision: 1, effectiveFrom: farAhead }],
    ] as const) {
      const { errors, conflict } = await change(mutation, input);
      expect(errors).toMatchObject([{ code: 'CONFLICT', path: ['revision'] }]);
      expect(conflict).toMatchObject({ changedBy: 'Bo', yours: null, yourChanges: [] });
    }
    await change('scheduleRuleSet', { id, revision: 2, effectiveFrom: farAhead }, bo);
    const { errors, conflict } = await change('unscheduleRuleSet', { id, revision: 1 });
    expect({ errors, conflict }).toMatchObject({ errors: [{ code: 'CONFLICT' }], conflict: { changedBy: 'Bo' } });
    await change('unscheduleRuleSet', { id, revision: 2 });
    expect((await change('discardRuleSetDraft', { id, revision: 2 })).ruleSet?.status).toBe('DISCARDED');
  });
});

describe('each state', () => {
  /** A version in every state, and what every mutation says to it. */
  async function inEveryState(): Promise<Readonly<Record<string, string>>> {
    const [superseded, inForce, scheduled, discarded, draft] = [
      ...[await drafted(), await drafted(), await drafted(), await drafted(), await drafted()],
    ] as const;
    await change('scheduleRuleSet', { id: superseded, revision: 1, effectiveFrom: '2020-01-01T00:00:00.000Z' });
    await change('scheduleRuleSet', { id: inForce, revision: 1 });
    await change('scheduleRuleSet', { id: scheduled, revision: 1, effectiveFrom: farAhead });
    await change('discardRuleSetDraft', { id: discarded, revision: 1 });
    return { DRAFT: draft, SCHEDULED: scheduled, IN_FORCE: inForce, SUPERSEDED: superseded, DISCARDED: discarded };
  }

  const attempts = {
    updateRuleSetDraft: { revision: 1, name: 'Other' },
    discardRuleSetDraft: { revision: 1 },
    scheduleRuleSet: { revision: 1, effectiveFrom: '2998-01-01T00:00:00.000Z' },
    unscheduleRuleSet: { revision: 1 },
  };
  const allowed: Readonly<Record<string, readonly string[]>> = {
    DRAFT: ['updateRuleSetDraft', 'discardRuleSetDraft', 'scheduleRuleSet'],
    SCHEDULED: ['unscheduleRuleSet'],
    IN_FORCE: [],
    SUPERSEDED: [],
    DISCARDED: [],
  };

  test('refuses what does not belong to it, says so, and stays as it is', async () => {
    const versions = await inEveryState();
    for (const [status, id] of Object.entries(versions)) {
      const before = await read(id, `${shown} rules`);
      expect(before?.['status']).toBe(status);
      for (const [mutation, input] of Object.entries(attempts).filter(([name]) => !allowed[status]?.includes(name))) {
        const { ruleSet, errors } = await change(mutation, { id, ...input });
        expect({ status, mutation, ruleSet, errors }).toMatchObject({
          ...{ status, mutation, ruleSet: null },
          errors: [{ code: 'STATE', path: ['id'], message: expect.stringMatching(/^This version is .*\. Only what is/) }],
        });
      }
      expect(await read(id, `${shown} rules`)).toEqual(before);
    }
  });

  test.each(
    Object.entries(attempts).flatMap(([mutation, input]) => {
      const state = Object.keys(allowed).find((status) => allowed[status]?.includes(mutation)) ?? '';
      return [[mutation, state, input] as const];
    }),
  )('%s is possible for what is %s', async (mutation, state, input) => {
    const versions = await inEveryState();
    const { errors, ruleSet } = await change(mutation, { id: versions[state], ...input });
    const becomes = {
      updateRuleSetDraft: 'DRAFT',
      discardRuleSetDraft: 'DISCARDED',
      scheduleRuleSet: 'SCHEDULED',
      unscheduleRuleSet: 'DRAFT',
    };
    expect({ errors, status: ruleSet?.status }).toEqual({ errors: [], status: becomes[mutation as keyof typeof becomes] });
  });

  test('a version that was taken back can be edited and scheduled again', async () => {
    const id = await drafted();
    await change('scheduleRuleSet', { id, revision: 1, effectiveFrom: farAhead });
    expect((await change('unscheduleRuleSet', { id, revision: 1 })).ruleSet).toMatchObject({
      status: 'DRAFT',
      effectiveFrom: null,
    });
    expect((await change('updateRuleSetDraft', { id, revision: 1, rules: ownRules(8) })).errors).toEqual([]);
    expect((await change('scheduleRuleSet', { id, revision: 2, effectiveFrom: farAhead })).ruleSet?.status).toBe('SCHEDULED');
  });

  test('a version that was edited after a fact had met it as scheduled books what it says now', async () => {
    const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
    await enrol(api, { programme, admin: ada, people: ['mia'] });
    const id = await drafted(ownRules(10));
    await change('scheduleRuleSet', { id, revision: 1, effectiveFrom: later(20).toISOString() });
    await post('before');
    await change('unscheduleRuleSet', { id, revision: 1 });
    await change('updateRuleSetDraft', { id, revision: 1, rules: ownRules(99) });
    const effectiveFrom = later(30);
    await change('scheduleRuleSet', { id, revision: 2, effectiveFrom: effectiveFrom.toISOString() });
    await wait(effectiveFrom);
    await post('after');
    expect(await booked()).toEqual([{ activity: 'after', version: 1, granted: 99 }]);
    const { isClean } = await replayDatabase({ databaseUrl: api.databaseUrl, programme: programme.key });
    expect(isClean).toBe(true);
  });

  test('[RS1] what is dated ahead is judged when it is recorded, after a correction too, and holds up no version', async () => {
    const inMinutes = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
    await enrol(api, { programme, admin: ada, people: ['mia'] });
    const first = await drafted(ownRules(3));
    await change('scheduleRuleSet', { id: first, revision: 1 });
    await wait(inMinutes(1));
    const next = await drafted(ownRules(8));
    const effectiveFrom = inMinutes(20).toISOString();
    await change('scheduleRuleSet', { id: next, revision: 1, effectiveFrom });
    await post('ahead', inMinutes(60).toISOString());
    await correct('ahead', inMinutes(90).toISOString());
    expect(await change('unscheduleRuleSet', { id: next, revision: 1 })).toMatchObject({ errors: [] });
    const again = await change('scheduleRuleSet', { id: next, revision: 1, effectiveFrom });
    expect(again).toMatchObject({ ruleSet: { status: 'SCHEDULED' }, errors: [] });
    await wait(inMinutes(30));
    await post('due');
    expect((await booked()).map((line) => ({ ...line, version: undefined }))).toEqual([
      { activity: 'ahead', granted: 3 },
      { activity: 'ahead', granted: -3 },
      { activity: 'ahead', granted: 3 },
      { activity: 'due', granted: 8 },
    ]);
    const audited = { databaseUrl: api.databaseUrl, programme: programme.key };
    expect([await verifyDatabase(audited), await replayDatabase(audited)]).toMatchObject([
      { isClean: true },
      { isClean: true },
    ]);
  });

  test('what a correction was judged by stays: no version comes into force before it', async () => {
    const days = (count: number) => new Date(now.getTime() + count * 86_400_000).toISOString();
    const first = await drafted();
    await change('scheduleRuleSet', { id: first, revision: 1, effectiveFrom: '2020-01-01T00:00:00.000Z' });
    await enrol(api, { programme, admin: ada, people: ['mia'] });
    await post('1', days(-3));
    await correct('1', days(-1));
    const between = await drafted();
    expect((await change('scheduleRuleSet', { id: between, revision: 1, effectiveFrom: days(-2) })).errors).toMatchObject([
      { code: 'OUT_OF_RANGE', path: ['effectiveFrom'], message: expect.stringContaining(days(-1)) },
    ]);
  });

  test('a version comes into force at once when its turn has come, however long it waited for facts before it', async () => {
    await enrol(api, { programme, admin: ada, people: ['mia'] });
    await post('1');
    const id = await drafted();
    const writer = new Client({ connectionString: api.databaseUrl });
    await writer.connect();
    await writer.query('BEGIN');
    await writer.query('SELECT FROM programme_head WHERE programme_id = $1 FOR UPDATE', [programme.id]);
    const changing = change('scheduleRuleSet', { id, revision: 1 });
    await somebodyWaits();
    now = new Date(now.getTime() + 1000);
    await writer.query('COMMIT').finally(() => writer.end());
    expect((await changing).ruleSet).toMatchObject({ status: 'IN_FORCE', effectiveFrom: now.toISOString() });
  });

  test('is guarded by the database as well', async () => {
    const versions = await inEveryState();
    const sql = (statement: string, status: string) => programme.query(statement, [versions[status]]);
    const rename = `UPDATE rule_set SET name = 'Other' WHERE id = $1`;
    const rewrite = `UPDATE rule_set SET document = '{}' WHERE id = $1`;
    for (const status of ['IN_FORCE', 'SUPERSEDED']) {
      await expect(sql(rename, status)).rejects.toThrow('a rule set that has come into force never changes');
      await expect(sql(rewrite, status)).rejects.toThrow('a rule set that has come into force never changes');
    }
    await expect(sql(rewrite, 'SCHEDULED')).rejects.toThrow('a scheduled rule set can only become a draft again');
    await expect(sql(rename, 'DISCARDED')).rejects.toThrow('a discarded rule set never changes');
    await expect(sql('UPDATE rule_set SET version = version + 100 WHERE id = $1', 'DRAFT')).rejects.toThrow('never changes');
    await expect(sql('DELETE FROM rule_set WHERE id = $1', 'DRAFT')).rejects.toThrow('rule sets are kept');
    await expect(sql('DELETE FROM rule_set_step WHERE rule_set_id = $1', 'DRAFT')).rejects.toThrow('append-only');
    await sql(rename, 'DRAFT');
  });
});

describe('the history of a version', () => {
  test('tells who did what when, and what the time did', async () => {
    const id = await drafted();
    await change('updateRuleSetDraft', { id, revision: 1, rules: ownRules(7) }, bo);
    await change('scheduleRuleSet', { id, revision: 2, effectiveFrom: farAhead });
    await change('unscheduleRuleSet', { id, revision: 2 }, bo);
    await change('scheduleRuleSet', { id, revision: 2 });
    const next = await drafted();
    const soon = new Date(now.getTime() + 15 * 60_000);
    await change('scheduleRuleSet', { id: next, revision: 1, effectiveFrom: soon.toISOString() });
    await wait(soon);
    const answer = await read(id, 'status supersededAt history { step by revision effectiveFrom }');
    expect(answer).toMatchObject({ status: 'SUPERSEDED', supersededAt: soon.toISOString() });
    const set = expect.stringMatching(/^20/);
    expect(answer?.['history']).toEqual([
      { step: 'DRAFTED', by: 'Ada', revision: 1, effectiveFrom: null },
      { step: 'EDITED', by: 'Bo', revision: 2, effectiveFrom: null },
      { step: 'SCHEDULED', by: 'Ada', revision: 2, effectiveFrom: farAhead },
      { step: 'UNSCHEDULED', by: 'Bo', revision: 2, effectiveFrom: null },
      { step: 'SCHEDULED', by: 'Ada', revision: 2, effectiveFrom: set },
      { step: 'CAME_INTO_FORCE', by: null, revision: null, effectiveFrom: null },
      { step: 'SUPERSEDED', by: null, revision: null, effectiveFrom: null },
    ]);
  });

  test('of all versions takes as many statements as that of one', async () => {
    const list = 'query ($key: String!) { programme(key: $key) { ruleSets { version sentences history { step by } } } }';
    const statements = () => api.statementsOf(() => api.graphql(list, { key: programme.key }, { as: ada }));
    await drafted();
    const ofOne = await statements();
    for (let more = 0; more < 5; more += 1) await drafted();
    expect((await statements()).length).toBe(ofOne.length);
  });
});

describe('the rule language', () => {
  test('judges rules without saving them, in the reader’s language, also half-written ones', async () => {
    const rules = { ...ownRules(5), rules: [...ownRules(5).rules, { key: 'half' }], mood: 'good' };
    const answer = await api.graphql<{ ruleSetValidation: Record<string, unknown> }>(
      'query ($rules: JSON!) { ruleSetValidation(rules: $rules) { isValid problems { path code found message } parts { part path sentence isReadable } } }',
      { rules },
      { as: ada, headers: { 'accept-language': 'de' } },
    );
    const { ruleSetValidation } = answer.ok();
    expect(ruleSetValidation).toMatchObject({ isValid: false });
    expect(ruleSetValidation['problems']).toContainEqual({
      ...{ path: '$.mood', code: 'UNKNOWN_KEY', found: '"good"' },
      message: '$.mood ("good"): Diese Angabe gibt es hier nicht. Richtig wäre: die Angabe weglassen oder ihren Namen prüfen.',
    });
    expect(ruleSetValidation['parts']).toEqual([
      { part: 'NAME', path: '$.name', sentence: 'Name: Eigene Regeln', isReadable: true },
      { part: 'RULE', path: '$.rules[0]', sentence: '„Beitrag“ – Beiträge: 5 Punkte.', isReadable: true },
      { part: 'RULE', path: '$.rules[1]', sentence: 'Regel „half“: noch unvollständig', isReadable: false },
    ]);
    const list = await api.graphql<{ programme: { ruleSets: unknown[] } }>(
      'query ($key: String!) { programme(key: $key) { ruleSets { id } } }',
      { key: programme.key },
      { as: ada },
    );
    expect(list.ok().programme.ruleSets).toEqual([]);
  });

  test('tells the difference between two versions in words', async () => {
    const [from, to] = [await drafted(ownRules(5)), await drafted(ownRules(6))];
    const answer = await api.graphql<{ ruleSetDifference: unknown }>(
      `query ($from: ID!, $to: ID!) { ruleSetDifference(from: $from, to: $to) {
         fromVersion toVersion changes { kind part ruleKey path before(language: GERMAN) after(language: ENGLISH) } } }`,
      { from, to },
      { as: ada },
    );
    expect(answer.ok().ruleSetDifference).toEqual({
      ...{ fromVersion: 1, toVersion: 2 },
      changes: [
        {
          ...{ kind: 'CHANGED', part: 'RULE', ruleKey: 'post', path: '$.rules[0]' },
          ...{ before: '„Beitrag“ – Beiträge: 5 Punkte.', after: '"Post" – Posts: 6 points.' },
        },
      ],
    });
  });

  test('is published with its presets, each of which is valid', async () => {
    const schema = await api.graphql<{ ruleSetSchema: Record<string, unknown> }>('{ ruleSetSchema }');
    expect(schema.ok().ruleSetSchema).toMatchObject({ $id: 'urn:fanfare:rule-set:1', type: 'object' });
    const answer = await api.graphql<{
      ruleSetPresets: { preset: string; name: string; sentences: string[]; rules: unknown }[];
    }>('{ ruleSetPresets { preset name(language: GERMAN) sentences(language: GERMAN) rules } }', {}, { as: ada });
    const { ruleSetPresets } = answer.ok();
    expect(ruleSetPresets.map(({ preset, name }) => [preset, name])).toEqual([
      ['BALANCED', 'Ausgewogen'],
      ['ONBOARDING', 'Einstieg'],
      ['RECOGNITION_ONLY', 'Nur Anerkennung'],
      ['SCHOOL', 'Schulprojekt'],
    ]);
    for (const { rules, sentences } of ruleSetPresets) {
      expect(sentences.length).toBeGreaterThan(0);
      const judged = await api.graphql(
        'query ($rules: JSON!) { ruleSetValidation(rules: $rules) { isValid } }',
        { rules },
        { as: ada },
      );
      expect(judged.ok()).toEqual({ ruleSetValidation: { isValid: true } });
    }
  });
});

function ownRules(points: number) {
  return {
    format: 1,
    name: { german: 'Eigene Regeln', english: 'Own rules' },
    rules: [
      {
        key: 'post',
        name: { german: 'Beitrag', english: 'Post' },
        matches: { kinds: ['POST'] },
        award: { type: 'FIXED', points },
        limits: [],
        diminishing: null,
        boosts: [],
      },
    ],
    limits: [],
    mix: null,
  };
}
