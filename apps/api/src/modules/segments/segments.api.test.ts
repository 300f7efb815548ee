import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openDatabase } from '../../../test/fixtures/database.ts';
import { consentVersion, createTestProgramme, type TestProgramme } from '../../../test/fixtures/programme.ts';
import { enrol, publishRules } from '../../../test/fixtures/recording.ts';
import { call, declare, joinAs, succeedWith } from '../../../test/fixtures/tandems.ts';
import { type SignedIn, startTestApi, type TestApi } from '../../../test/harness/index.ts';
import { SegmentsRepository } from './segments.repository.ts';

let now = new Date('2026-03-01T09:00:00Z');
let api: TestApi;
let programme: TestProgramme;
let admin: SignedIn;
const day = 86_400_000;

beforeAll(async () => {
  api = await startTestApi({ clock: { now: () => now } });
});
afterAll(() => api.stop());

async function begin(): Promise<void> {
  programme = await createTestProgramme(api);
  admin = await programme.roleHolder('Ada Admin', 'ADMIN');
}

const SEGMENT = `query ($id: ID!) { ambassador(id: $id) { segment { segment probability declared
  reasons(language: GERMAN) wouldChange(language: ENGLISH) meaning(language: GERMAN) signals { kind opportunities followedThrough }
  declaration { segment note } } } }`;

interface SeenSegment {
  readonly segment: string;
  readonly probability: number | null;
  readonly declared: boolean;
  readonly reasons: readonly string[];
  readonly wouldChange: readonly string[];
  readonly meaning: string;
  readonly signals: readonly object[];
  readonly declaration: object | null;
}

async function segmentOf(id: string, as: SignedIn): Promise<SeenSegment> {
  const answer = await api.graphql<{ ambassador: { segment: SeenSegment } }>(SEGMENT, { id }, { as });
  return answer.ok().ambassador.segment;
}

async function join(name: string): Promise<{ readonly who: SignedIn; readonly id: string }> {
  const who = await api.signIn(name);
  return { who, id: await joinAs(api, who, { programme: programme.id, consentVersion }) };
}

async function posts(activities: readonly { readonly ambassador: string; readonly at: Date }[]): Promise<void> {
  const reports = activities.map(({ ambassador, at }, index) => ({
    ...{ ambassador, externalId: `${at.getTime()}-${index}`, kind: 'POST', channel: 'LINKEDIN', occurredAt: at.toISOString() },
  }));
  for (let at = 0; at < reports.length; at += 1000) {
    const input = { programme: programme.id, source: 'test', activities: reports.slice(at, at + 1000) };
    await succeedWith(api, admin, { name: 'recordActivities', input, select: 'results { outcome }' });
  }
}

const assess = () => succeedWith(api, admin, { name: 'assessSegments', input: { programme: programme.id }, select: '' });

describe('from facts', () => {
  test('who posts most is frequent, with probability, reasons and what would change it, in words', async () => {
    await begin();
    const fay = await join('Fay');
    const others = await enrol(api, {
      programme,
      admin,
      people: Array.from({ length: 30 }, (_, index) => `p${index}`),
      joinedAt: '2026-03-01T09:00:00.000Z',
    });
    const weekly = [...others.values()].flatMap((ambassador, index) =>
      [1, 2, 3].map((step) => ({ ambassador, at: new Date(now.getTime() + (step * 20 + (index % 5)) * day) })),
    );
    const often = Array.from({ length: 69 }, (_, index) => ({
      ambassador: fay.id,
      at: new Date(now.getTime() + (index + 1) * day),
    }));
    now = new Date(now.getTime() + 70 * day);
    await posts([...weekly, ...often]);
    await assess();
    const seen = await segmentOf(fay.id, fay.who);
    expect(seen).toMatchObject({ segment: 'FREQUENT', declared: false, declaration: null });
    expect(seen.probability).toBeGreaterThan(0.8);
    expect(seen.reasons[0]).toBe('An 70 beobachteten Tagen (ohne Pausen, ab dem Beitritt) zählen 69 Beiträge.');
    expect(seen.wouldChange).toContain('You can set or change your segment yourself at any time.');
    expect(seen.meaning).toMatch(/Damit auch andere gehört werden/);
  });

  test('the daily job decides anew', async () => {
    const [before] = await programme.query<{ at: Date }>('SELECT max(assessed_at) AS at FROM segment_assessment', []);
    now = new Date(now.getTime() + 2 * day);
    expect(await api.runDueJobs()).toContain('segments.assess');
    const [after] = await programme.query<{ at: Date }>('SELECT min(assessed_at) AS at FROM segment_assessment', []);
    expect(after?.at.getTime()).toBeGreaterThan(before?.at.getTime() ?? 0);
  });
});

describe('a person’s own word', () => {
  test('counts before any calculation, and can be taken back', async () => {
    await begin();
    const hal = await join('Hal');
    expect(await segmentOf(hal.id, hal.who)).toMatchObject({ segment: 'NEW', probability: null });
    await declare(api, hal.who, { ambassador: hal.id, segment: 'HESITANT', note: 'I would like to, but ...' });
    expect(await segmentOf(hal.id, hal.who)).toMatchObject({
      segment: 'HESITANT',
      declared: true,
      declaration: { segment: 'HESITANT', note: 'I would like to, but ...' },
    });
    await succeedWith(api, hal.who, { name: 'declareSegment', input: { ambassador: hal.id, segment: null }, select: '' });
    expect(await segmentOf(hal.id, hal.who)).toMatchObject({ segment: 'NEW', declared: false, declaration: null });
  });

  test('is nobody else’s to give, and nobody else’s to read', async () => {
    await begin();
    const hal = await join('Hal');
    const input = { ambassador: hal.id, segment: 'SEPARATOR' };
    const given = await call(api, admin, { name: 'declareSegment', input, select: '' });
    expect(given.errors.map(({ code }) => code)).toEqual(['NOT_ALLOWED']);
    const read = await api.graphql(SEGMENT, { id: hal.id }, { as: admin });
    expect(read.codes()).toEqual(['FORBIDDEN']);
  });
});

describe('signs of intent', () => {
  const sign = (ambassador: string, externalId: string) => ({
    name: 'recordIntentSignal',
    input: { ambassador, kind: 'DRAFT', externalId, outcome: 'ABANDONED', occurredAt: now.toISOString() },
    select: '',
  });

  test('are taken only of who agreed, shown to the person, and gone with the consent', async () => {
    await begin();
    const hal = await join('Hal');
    const token = await programme.apiToken('ACTIVITIES_WRITE');
    const early = await call(api, token, sign(hal.id, '0'));
    expect(early.errors.map(({ code }) => code)).toEqual(['STATE']);
    const consent = { ambassador: hal.id, kind: 'POSTING_SIGNALS', version: consentVersion };
    await succeedWith(api, hal.who, { name: 'giveConsent', input: consent, select: 'ambassador { id }' });
    for (let index = 0; index < 12; index += 1) await succeedWith(api, token, sign(hal.id, `${index}`));
    await succeedWith(api, token, sign(hal.id, '0'));
    await assess();
    expect(await segmentOf(hal.id, hal.who)).toMatchObject({
      segment: 'HESITANT',
      declared: false,
      signals: [{ kind: 'DRAFT', opportunities: 12, followedThrough: 0 }],
    });
    const withdrawal = { ambassador: hal.id, kind: 'POSTING_SIGNALS' };
    await succeedWith(api, hal.who, { name: 'withdrawConsent', input: withdrawal, select: 'ambassador { id }' });
    expect(await programme.query('SELECT FROM intent_signal WHERE ambassador_id = $1', [hal.id])).toEqual([]);
    expect(await segmentOf(hal.id, hal.who)).toMatchObject({ segment: 'NEW', signals: [] });
    await assess();
    expect(await segmentOf(hal.id, hal.who)).toMatchObject({ segment: 'NEW', signals: [] });
  });
});

test('[SG5] what was concluded from signals is not kept once the consent to them is gone, however late', async () => {
  const database = await openDatabase(api.databaseUrl);
  await begin();
  const hal = await join('Hal');
  const repository = new SegmentsRepository(database.manager);
  await assess();
  const [standing] = await repository.findAssessments([hal.id]);
  if (standing === undefined) throw new Error('nobody was assessed');
  const late = {
    ...standing,
    segment: 'HESITANT',
    signals: [{ kind: 'DRAFT', opportunities: 9, followedThrough: 0 }],
  } as const;
  await repository.saveAssessments([late]);
  expect(await segmentOf(hal.id, hal.who)).toMatchObject({ segment: 'NEW', signals: [] });
  const consent = { ambassador: hal.id, kind: 'POSTING_SIGNALS', version: consentVersion };
  await succeedWith(api, hal.who, { name: 'giveConsent', input: consent, select: 'ambassador { id }' });
  await repository.saveAssessments([late]);
  expect(await segmentOf(hal.id, hal.who)).toMatchObject({ segment: 'HESITANT' });
  await database.close();
});

test('admins see counts only, and none that is too small or could be worked out', async () => {
  await begin();
  const people = Array.from({ length: 9 }, (_, index) => `p${index}`);
  await enrol(api, { programme, admin, people, joinedAt: '2026-03-01T09:00:00.000Z' });
  for (const name of ['Hal', 'Han']) {
    const { who, id } = await join(name);
    await declare(api, who, { ambassador: id, segment: 'HESITANT' });
  }
  const counts = await api.graphql<{ programme: { segmentCounts: readonly { segment: string; count: number | null }[] } }>(
    'query ($key: String!) { programme(key: $key) { segmentCounts { segment count } } }',
    { key: programme.key },
    { as: admin },
  );
  const byName = new Map(counts.ok().programme.segmentCounts.map(({ segment, count }) => [segment, count]));
  expect(byName.get('HESITANT')).toBeNull();
  expect(byName.get('NEW')).toBeNull();
  expect(byName.get('FREQUENT')).toBe(0);
});

test('a fact remembers the segment of its author, and rules see it', async () => {
  await begin();
  const hal = await join('Hal');
  await declare(api, hal.who, { ambassador: hal.id, segment: 'HESITANT' });
  const rules = {
    format: 1,
    name: { german: 'Ermutigung', english: 'Encouragement' },
    rules: [
      {
        key: 'post',
        name: { german: 'Beitrag', english: 'Post' },
        matches: { kinds: ['POST'] },
        award: { type: 'FIXED', points: 10 },
        boosts: [{ type: 'SEGMENT', segments: ['HESITANT'], factor: 15_000 }],
      },
    ],
  };
  await publishRules(api, { programme, admin, rules });
  await posts([{ ambassador: hal.id, at: new Date(now.getTime() + 60_000) }]);
  const facts = await programme.query('SELECT segment FROM activity WHERE ambassador_id = $1', [hal.id]);
  expect(facts).toEqual([{ segment: 'HESITANT' }]);
  const points = await api.graphql(
    'query ($id: ID!) { ambassador(id: $id) { pointsBalance } }',
    { id: hal.id },
    { as: hal.who },
  );
  expect(points.ok()).toEqual({ ambassador: { pointsBalance: 15 } });
});
