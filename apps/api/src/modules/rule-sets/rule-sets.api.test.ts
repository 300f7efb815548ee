import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { consentVersion, createTestProgramme, type TestProgramme } from '../../../test/fixtures/programme.ts';
import { enrol } from '../../../test/fixtures/recording.ts';
import { type SignedIn, startTestApi, type TestApi } from '../../../test/harness/index.ts';

let api: TestApi;
let programme: TestProgramme;
let admin: SignedIn;
const now = new Date('2026-06-01T12:00:00Z');

beforeAll(async () => {
  api = await startTestApi({ clock: { now: () => now } });
});
beforeEach(async () => {
  programme = await createTestProgramme(api, { status: 'PILOT' });
  admin = await programme.roleHolder('Admin', 'ADMIN');
});
afterAll(() => api.stop());

interface Failure {
  readonly code: string;
  readonly message: string;
  readonly path: readonly string[];
}

interface Answer {
  readonly ruleSet: { readonly id: string; readonly version: number; readonly status: string } | null;
  readonly errors: readonly Failure[];
}

async function draft(input: object = { preset: 'BALANCED' }, as: SignedIn = admin): Promise<Answer> {
  const answer = await api.graphql<{ draftRuleSet: Answer }>(
    `mutation ($input: DraftRuleSetInput!) {
       draftRuleSet(input: $input) { ruleSet { id version status } errors { code message path } }
     }`,
    { input: { programme: programme.id, name: 'Rules', ...input } },
    { as },
  );
  return answer.ok().draftRuleSet;
}

async function schedule(id: string | undefined, effectiveFrom?: string): Promise<Answer> {
  const answer = await api.graphql<{ scheduleRuleSet: Answer }>(
    `mutation ($input: ScheduleRuleSetInput!) {
       scheduleRuleSet(input: $input) { ruleSet { id version status } errors { code message path } }
     }`,
    { input: { id, revision: 1, effectiveFrom } },
    { as: admin },
  );
  return answer.ok().scheduleRuleSet;
}

async function scheduled(effectiveFrom?: string): Promise<Answer> {
  return schedule((await draft()).ruleSet?.id, effectiveFrom);
}

async function statuses(as: SignedIn): Promise<readonly (readonly [number, string])[]> {
  const answer = await api.graphql<{ programme: { ruleSets: readonly { version: number; status: string }[] } }>(
    'query ($key: String!) { programme(key: $key) { ruleSets { version status } } }',
    { key: programme.key },
    { as },
  );
  return answer.ok().programme.ruleSets.map(({ version, status }) => [version, status] as const);
}

/** Somebody posts; the rules of that time have then decided. */
async function post(occurredAt: string): Promise<void> {
  await enrol(api, { programme, admin, people: ['ada'] });
  const activity = { externalId: occurredAt, ambassadorReference: 'ada', kind: 'POST', channel: 'X', occurredAt };
  const answer = await api.graphql<{ recordActivities: { results: readonly { outcome: string }[] } }>(
    'mutation ($input: RecordActivitiesInput!) { recordActivities(input: $input) { results { outcome } } }',
    { input: { programme: programme.id, source: 'test', activities: [activity] } },
    { as: admin },
  );
  expect(answer.ok().recordActivities.results).toEqual([{ outcome: 'RECORDED' }]);
}

describe('a draft', () => {
  test('starts from a preset or from rules of its own, and explains itself', async () => {
    const first = await draft();
    expect(first).toMatchObject({ ruleSet: { version: 1, status: 'DRAFT' }, errors: [] });
    const own = await draft({ rules: ownRules(5) });
    expect(own).toMatchObject({ ruleSet: { version: 2, status: 'DRAFT' }, errors: [] });
    const words = await api.graphql<{ programme: { ruleSets: readonly Record<'german' | 'english', readonly string[]>[] } }>(
      `query ($key: String!) {
         programme(key: $key) { ruleSets { german: sentences(language: GERMAN) english: sentences(language: ENGLISH) } }
       }`,
      { key: programme.key },
      { as: admin },
    );
    const [newest] = words.ok().programme.ruleSets;
    expect(newest?.german.join(' ')).toContain('Beiträge: 5 Punkte');
    expect(newest?.english.join(' ')).toContain('Post');
  });

  test('has a version of its own, also when two are drafted at once', async () => {
    const drafts = await Promise.all([draft(), draft(), draft()]);
    expect(drafts.map(({ ruleSet }) => ruleSet?.version).sort()).toEqual([1, 2, 3]);
  });

  test('may hold mistakes, which it tells with their path; it is not scheduled before they are mended', async () => {
    const wrong = { ...ownRules(-1), limits: [{ scope: 'ALL', per: 'CENTURY', measure: 'POINTS', maximum: 5 }] };
    const { ruleSet, errors } = await draft({ rules: wrong });
    expect({ ruleSet, errors }).toMatchObject({ ruleSet: { status: 'DRAFT' }, errors: [] });
    const answer = await api.graphql<{
      ruleSet: { validation: { problems: { path: string; code: string; message: string }[] } };
    }>(
      'query ($id: ID!) { ruleSet(id: $id) { validation { problems { path code message(language: GERMAN) } } } }',
      { id: ruleSet?.id },
      { as: admin },
    );
    expect(answer.ok().ruleSet.validation.problems).toEqual([
      { path: '$.rules[0].award.points', code: 'TOO_SMALL', message: expect.stringContaining('Das ist zu wenig') },
      { path: '$.limits[0].per', code: 'NOT_ALLOWED', message: expect.stringContaining('Dieser Wert ist nicht vorgesehen') },
    ]);
    expect((await schedule(ruleSet?.id)).errors).toMatchObject([
      { code: 'INVALID', path: ['rules', '$.rules[0].award.points'] },
      { code: 'INVALID', path: ['rules', '$.limits[0].per'] },
    ]);
  });

  test('starts from a preset, an earlier version, own rules or nothing, never from two of them, and has a name', async () => {
    const empty = await draft({});
    expect(empty).toMatchObject({ ruleSet: { version: 1, status: 'DRAFT' }, errors: [] });
    const first = await scheduled();
    const copy = await draft({ from: first.ruleSet?.id });
    const rules = 'query ($id: ID!) { ruleSet(id: $id) { basedOn rules } }';
    const read = async (id: string | undefined) => (await api.graphql(rules, { id }, { as: admin })).ok()['ruleSet'];
    const original = await read(first.ruleSet?.id);
    expect(await read(copy.ruleSet?.id)).toEqual({ ...Object(original), basedOn: 2 });
    expect(await read(empty.ruleSet?.id)).toMatchObject({ rules: { format: 1, rules: [], limits: [], mix: null } });
    expect((await draft({ preset: 'SCHOOL', rules: ownRules(5) })).errors).toMatchObject([
      { code: 'INVALID', path: ['preset'] },
    ]);
    expect((await draft({ preset: 'SCHOOL', name: ' ' })).errors).toMatchObject([{ code: 'TOO_SHORT', path: ['name'] }]);
    expect((await draft({ rules: [1, 2] })).errors).toMatchObject([{ code: 'INVALID', path: ['rules'] }]);
    expect((await draft({ rules: { format: 'x'.repeat(300_000) } })).errors).toMatchObject([
      { code: 'TOO_LONG', path: ['rules'] },
    ]);
    const elsewhere = await createTestProgramme(api);
    const stranger = await elsewhere.roleHolder('Other admin', 'ADMIN');
    const foreign = await draft({ programme: elsewhere.id, from: first.ruleSet?.id }, stranger);
    expect(foreign.errors).toMatchObject([{ code: 'NOT_FOUND', path: ['from'] }]);
  });

  test('is for admins alone, and invisible to everybody else', async () => {
    await scheduled();
    await draft();
    const ambassador = await api.signIn('Mia');
    const join = 'mutation ($input: JoinProgrammeInput!) { joinProgramme(input: $input) { errors { code } } }';
    await api.graphql(join, { input: { programme: programme.id, displayName: 'Mia', consentVersion } }, { as: ambassador });
    const auditor = await programme.roleHolder('Auditor', 'AUDITOR');
    expect(await statuses(admin)).toEqual([
      [2, 'DRAFT'],
      [1, 'IN_FORCE'],
    ]);
    expect(await statuses(ambassador)).toEqual([[1, 'IN_FORCE']]);
    expect(await statuses(auditor)).toEqual([[1, 'IN_FORCE']]);
    const mutation = 'mutation ($input: DraftRuleSetInput!) { draftRuleSet(input: $input) { errors { code } } }';
    const input = { programme: programme.id, name: 'Mine', preset: 'BALANCED' };
    expect((await api.graphql(mutation, { input }, { as: ambassador })).codes()).toEqual(['FORBIDDEN']);
    const elsewhere = await createTestProgramme(api);
    const stranger = await elsewhere.roleHolder('Other admin', 'ADMIN');
    expect((await draft({ preset: 'BALANCED' }, stranger)).errors).toMatchObject([{ code: 'NOT_FOUND', path: ['programme'] }]);
  });
});

describe('scheduling', () => {
  test('[RS1] puts one version into force after the other', async () => {
    await scheduled('2026-05-01T00:00:00.000Z');
    await scheduled();
    await scheduled('2026-07-01T00:00:00.000Z');
    expect(await statuses(admin)).toEqual([
      [3, 'SCHEDULED'],
      [2, 'IN_FORCE'],
      [1, 'SUPERSEDED'],
    ]);
  });

  test('happens once: a version that was scheduled never changes again', async () => {
    const { ruleSet } = await scheduled('2026-07-01T00:00:00.000Z');
    const again = await schedule(ruleSet?.id, '2026-08-01T00:00:00.000Z');
    expect(again).toMatchObject({ ruleSet: null, errors: [{ code: 'STATE', path: ['id'] }] });
  });

  test('takes a version into force at once or with a lead, never just so', async () => {
    expect((await scheduled('2026-06-01T12:10:00.000Z')).errors).toMatchObject([
      { code: 'OUT_OF_RANGE', path: ['effectiveFrom'], message: expect.stringContaining('15 minutes') },
    ]);
    expect((await scheduled('2026-06-01T12:15:00.000Z')).errors).toEqual([]);
  });

  test('takes no second version for the same instant', async () => {
    await scheduled('2026-07-01T00:00:00.000Z');
    expect((await scheduled('2026-07-01T00:00:00.000Z')).errors).toMatchObject([{ code: 'TAKEN', path: ['effectiveFrom'] }]);
    expect((await scheduled('2026-07-01T00:00:00.001Z')).errors).toEqual([]);
  });

  test('reaches back while nothing has happened, and never behind what has', async () => {
    expect((await scheduled('2020-01-01T00:00:00.000Z')).errors).toEqual([]);
    await post('2026-05-10T09:00:00.000Z');
    expect((await scheduled('2026-05-10T08:00:00.000Z')).errors).toMatchObject([
      { code: 'OUT_OF_RANGE', path: ['effectiveFrom'] },
    ]);
    expect((await scheduled('2026-05-10T09:00:00.000Z')).errors).toMatchObject([{ code: 'OUT_OF_RANGE' }]);
    expect((await scheduled('2026-05-10T09:00:00.001Z')).errors).toEqual([]);
  });

  test('[RS1] is held up by nothing that claims to happen later: it was judged when it was told', async () => {
    await scheduled('2026-05-01T00:00:00.000Z');
    await post('2026-06-02T09:00:00.000Z');
    expect((await scheduled('2026-06-01T12:15:00.000Z')).errors).toEqual([]);
    expect((await scheduled('2026-06-02T00:00:00.000Z')).errors).toEqual([]);
  });

  test('of an unknown draft, and of one elsewhere, finds nothing', async () => {
    expect((await schedule('01890000-0000-7000-8000-000000000000')).errors).toMatchObject([
      { code: 'NOT_FOUND', path: ['id'] },
    ]);
    const { ruleSet } = await draft();
    const elsewhere = await createTestProgramme(api);
    admin = await elsewhere.roleHolder('Other admin', 'ADMIN');
    expect((await schedule(ruleSet?.id)).errors).toMatchObject([{ code: 'NOT_FOUND', path: ['id'] }]);
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
