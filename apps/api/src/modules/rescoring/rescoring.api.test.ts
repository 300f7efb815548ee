import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { createTestProgramme, type TestProgramme } from '../../../test/fixtures/programme.ts';
import { enrol, grant, pointsAsTold, publishRules } from '../../../test/fixtures/recording.ts';
import { RescoringClient } from '../../../test/fixtures/rescoring.ts';
import { type SignedIn, startTestApi, type TestApi } from '../../../test/harness/index.ts';
import { replayDatabase, verifyDatabase } from '../audit/index.ts';

let api: TestApi;
let programme: TestProgramme;
let admin: SignedIn;
let now = new Date();
let rescorings: RescoringClient;

/** Monday of the week that is rescored; version 2 comes into force a week later, and two days behind it is today. */
const monday = '2026-05-18T00:00:00.000Z';
const secondMonday = '2026-05-25T00:00:00.000Z';
const today = '2026-05-27T12:00:00.000Z';

const [told] = pointsAsTold.rules;
/** The first training of a month is worth so much; further ones half. */
const worth = (points: number, more: readonly object[] = []) => ({
  ...pointsAsTold,
  rules: [
    {
      ...told,
      award: { type: 'PER_COUNT', points, maximum: 1_000_000 },
      diminishing: { per: 'MONTH', quota: 1, factor: 5000, floor: 5000, end: 'FLOOR' },
    },
    ...more,
  ],
});

beforeAll(async () => {
  api = await startTestApi({ clock: { now: () => now }, environment: { RUN_JOBS: 'true' } });
});
afterAll(() => api.stop());

beforeEach(async () => {
  now = new Date('2026-05-20T12:00:00.000Z');
  programme = await createTestProgramme(api, { status: 'ACTIVE' });
  await programme.query('UPDATE programme SET grace_hours = 24 * 30 WHERE id = $1', [programme.id]);
  admin = await programme.roleHolder('Admin', 'ADMIN');
  rescorings = new RescoringClient(api, { programme, admin });
  await publishRules(api, { programme, admin, rules: worth(10) });
  await publishRules(api, { programme, admin, rules: worth(20), effectiveFrom: secondMonday });
  const people = ['ada', 'bo', 'cy', 'di', 'ed', 'flo'].map((name) => ({ name, visibility: 'NAMED' }));
  await enrol(api, { programme, admin, people });
  await grant(api, {
    programme,
    admin,
    points: [
      ...(['ada', 'bo', 'cy', 'di', 'ed'].map((name) => [name, 1, '2026-05-18T09:00:00.000Z']) as [string, number, string][]),
      ['ada', 1, '2026-05-19T09:00:00.000Z'],
    ],
  });
  now = new Date(today);
});

async function expectClean(): Promise<void> {
  for (const audit of [verifyDatabase, replayDatabase]) {
    const report = await audit({ databaseUrl: api.databaseUrl });
    expect(report.checks.flatMap(({ findings }) => findings)).toEqual([]);
  }
}

test('[RE1] [RE5] a preview, the start, adjusting entries, balances and boards; a replay gives the same', async () => {
  const id = await rescorings.previewed({ version: 2, from: monday });
  expect(await rescorings.read(id)).toMatchObject({
    status: 'PREVIEWED',
    progress: 1,
    until: secondMonday,
    changes: [],
    ruleSet: { version: 2 },
    basis: { ledgerNumber: 6, factSequence: 6, reachesFrom: monday, ruleVersions: [{ version: 1 }, { version: 2 }] },
    outcome: {
      everybody: { members: 5, before: 55, after: 110, gainers: 5, losers: 0 },
      byRule: [{ key: 'told', group: { members: 5, before: 55, after: 110 } }],
      otherRules: null,
      entries: 12,
      keptEntries: 0,
    },
    ambassadors: {
      totalCount: 5,
      nodes: [
        { ambassador: { displayName: 'ada' }, before: 15, after: 30, difference: 15, entries: 4 },
        ...[10, 10, 10, 10].map((difference) => ({ difference, entries: 2 })),
      ],
    },
  });
  expect(await rescorings.entryCount()).toBe(6);

  const { rescoring, errors } = await rescorings.start({ preview: id, reason: 'Version 2 was meant from Monday on' });
  expect(errors).toEqual([]);
  expect(rescoring).toMatchObject({ id, status: 'BOOKING', startedBy: 'Admin', reason: 'Version 2 was meant from Monday on' });
  const steps = await rescorings.ended(id);
  expect(steps.at(-1)).toEqual({ status: 'COMPLETED', progress: 1 });
  expect(await rescorings.read(id)).toMatchObject({ status: 'COMPLETED', progress: 1 });

  const entries = await rescorings.entriesOf('ada');
  expect(entries.map(({ kind, granted, ruleSetVersion }) => [kind, granted, ruleSetVersion])).toEqual([
    ['ADJUSTMENT', 10, 2],
    ['ADJUSTMENT', 20, 2],
    ['REVERSAL', -5, 1],
    ['REVERSAL', -10, 1],
    ['GRANT', 5, 1],
    ['GRANT', 10, 1],
  ]);
  const [adjusted, , reversed, , granted] = entries;
  expect(adjusted).toMatchObject({
    german: expect.stringMatching(/^Neu gewertet nach Fassung 2 der Regeln\./),
    english: expect.stringMatching(/^Scored again under version 2 of the rules\./),
    rescoring: { id, ruleSetVersion: 2, reason: 'Version 2 was meant from Monday on', from: monday, until: secondMonday },
  });
  expect(reversed).toMatchObject({ reason: 'Version 2 was meant from Monday on', rescoring: { id } });
  expect(reversed?.english).toMatch(/under other rules/);
  expect(granted).toMatchObject({ rescoring: null });
  expect(await rescorings.board()).toEqual(['ada 30', 'bo 20', 'cy 20', 'di 20', 'ed 20']);
  await expectClean();
});

test('[RE6] later facts about the time go by the version that was applied', async () => {
  await rescorings.run({ version: 2, from: monday });
  await grant(api, { programme, admin, points: [['bo', 1, '2026-05-20T09:00:00.000Z']] });
  const [entry] = await rescorings.entriesOf('bo');
  expect(entry).toMatchObject({ kind: 'GRANT', granted: 10, ruleSetVersion: 2 });
  // Nothing was known of Flo when the others were rescored.
  await grant(api, { programme, admin, points: [['flo', 1, '2026-05-20T09:00:00.000Z']] });
  const [late] = await rescorings.entriesOf('flo');
  expect(late).toMatchObject({ kind: 'GRANT', granted: 20, ruleSetVersion: 2 });
  await expectClean();
});

test('a rescoring leads back by another one, over the same time with the earlier version', async () => {
  await rescorings.run({ version: 2, from: monday });
  const back = await rescorings.run({ version: 1, from: monday });
  expect(await rescorings.read(back)).toMatchObject({
    until: secondMonday,
    outcome: { everybody: { before: 110, after: 55 } },
  });
  expect(await rescorings.board()).toEqual(['ada 15', 'bo 10', 'cy 10', 'di 10', 'ed 10']);
  const nothing = await rescorings.previewed({ version: 1, from: monday });
  expect(await rescorings.read(nothing)).toMatchObject({ outcome: { everybody: null, entries: null } });
  expect((await rescorings.read(nothing)).ambassadors.totalCount).toBe(0);
  await expectClean();
});

test('a preview that no longer holds is refused as OUTDATED, and what changed is told', async () => {
  const id = await rescorings.previewed({ version: 2, from: monday });
  // What happens after the version took effect anyway changes nothing of it.
  await grant(api, { programme, admin, points: [['flo', 1, '2026-05-26T09:00:00.000Z']] });
  expect((await rescorings.read(id)).changes).toEqual([]);
  await grant(api, { programme, admin, points: [['flo', 1, '2026-05-21T09:00:00.000Z']] });
  const facts = { kind: 'FACTS', count: 1, message: expect.stringContaining('(1)') };
  expect((await rescorings.read(id)).changes).toEqual([facts]);
  const refused = await rescorings.start({ preview: id });
  expect(refused).toMatchObject({ rescoring: null, errors: [{ code: 'OUTDATED', path: ['preview'] }], changes: [facts] });
  expect(await rescorings.entryCount()).toBe(8);

  await programme.query('UPDATE programme SET grace_hours = 24 * 31 WHERE id = $1', [programme.id]);
  const changed = await rescorings.start({ preview: id, acceptNewFacts: true });
  expect(changed.changes.map(({ kind }) => kind)).toEqual(['CALENDAR']);

  const again = await rescorings.previewed({ version: 2, from: monday });
  await grant(api, { programme, admin, points: [['bo', 1, '2026-05-22T12:00:00.000Z']] });
  expect(await rescorings.start({ preview: again, acceptNewFacts: true })).toMatchObject({ errors: [], changes: [] });
  await rescorings.ended(again);
  expect(await rescorings.board()).toEqual(['ada 30', 'bo 30', 'flo 30', 'cy 20', 'di 20', 'ed 20']);
  await expectClean();
});

test('[RE4] what has frozen stays, and a preview that was left until more had frozen is out of date', async () => {
  await programme.query('UPDATE programme SET grace_hours = 24 * 8 WHERE id = $1', [programme.id]);
  const id = await rescorings.previewed({ version: 2, from: monday });
  expect(await rescorings.read(id)).toMatchObject({
    basis: { reachesFrom: '2026-05-18T22:00:00.000Z' },
    outcome: { everybody: null },
    ambassadors: { nodes: [{ difference: 5 }] },
  });
  now = new Date('2026-05-28T12:00:00.000Z');
  const { errors, changes } = await rescorings.start({ preview: id });
  expect(errors).toMatchObject([{ code: 'OUTDATED' }]);
  expect(changes.map(({ kind }) => kind)).toEqual(['FROZEN']);
  now = new Date('2026-06-20T12:00:00.000Z');
  expect(await rescorings.preview({ version: 2, from: monday })).toMatchObject({
    rescoring: null,
    errors: [{ code: 'OUT_OF_RANGE', path: ['from'] }],
  });
});

test('two admins at once: one preview, one start; whoever retries with their key gets the first answer again', async () => {
  const other = await programme.roleHolder('Other', 'ADMIN');
  const previews = await Promise.all([admin, other].map((as) => rescorings.preview({ version: 2, from: monday }, as)));
  expect(previews.flatMap(({ errors }) => errors.map(({ code }) => code))).toEqual(['CONFLICT']);
  const id = previews.find(({ rescoring }) => rescoring !== null)?.rescoring?.id ?? '';
  await rescorings.ended(id);

  const starts = await Promise.all([
    rescorings.start({ preview: id, clientMutationId: 'mine' }, admin),
    rescorings.start({ preview: id, clientMutationId: 'theirs' }, other),
  ]);
  expect(starts.flatMap(({ errors }) => errors.map(({ code }) => code))).toEqual(['STATE']);
  const [winner, key] = starts[0]?.rescoring == null ? ([other, 'theirs'] as const) : ([admin, 'mine'] as const);
  expect(await rescorings.start({ preview: id, clientMutationId: key }, winner)).toMatchObject({
    rescoring: { id },
    errors: [],
  });
  await rescorings.ended(id);
  expect(await rescorings.entryCount()).toBe(18);
  await expectClean();
});

test('refused are versions that are not in force, times that are none of a version, and who may not', async () => {
  const draft = await rescorings.draft(worth(30));
  expect((await rescorings.preview({ ruleSet: draft, from: monday })).errors).toMatchObject([
    { code: 'STATE', path: ['ruleSet'] },
  ]);
  expect((await rescorings.preview({ version: 2, from: today })).errors).toMatchObject([
    { code: 'OUT_OF_RANGE', path: ['from'] },
  ]);
  const until = '2026-05-20T00:00:00.000Z';
  expect((await rescorings.preview({ version: 2, from: monday, until })).errors).toMatchObject([
    { code: 'OUT_OF_RANGE', path: ['until'] },
  ]);
  const auditor = await programme.roleHolder('Auditor', 'AUDITOR');
  const id = await rescorings.previewed({ version: 2, from: monday });
  await expect(rescorings.start({ preview: id }, auditor)).rejects.toThrow('FORBIDDEN');
  const found = await api.graphql<{
    programme: { rescorings: { totalCount: number; nodes: readonly { id: string; outcome: { everybody: object | null } }[] } };
  }>(
    'query ($key: String!) { programme(key: $key) { rescorings(first: 5) { totalCount nodes { id outcome { everybody { members } } } } } }',
    { key: programme.key },
    { as: auditor },
  );
  expect(found.ok().programme.rescorings).toMatchObject({
    totalCount: 1,
    nodes: [{ id, outcome: { everybody: { members: 5 } } }],
  });
  const stranger = await (await createTestProgramme(api, { status: 'ACTIVE' })).roleHolder('Stranger', 'ADMIN');
  expect((await rescorings.start({ preview: id }, stranger)).errors).toMatchObject([{ code: 'NOT_FOUND' }]);
});
