import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { openDatabase } from '../../../test/fixtures/database.ts';
import { createTestProgramme, type TestProgramme } from '../../../test/fixtures/programme.ts';
import { enrol, grant, pointsAsTold, publishRules } from '../../../test/fixtures/recording.ts';
import { RescoringClient } from '../../../test/fixtures/rescoring.ts';
import { type SignedIn, startTestApi, type TestApi } from '../../../test/harness/index.ts';
import { killNodes, startNode } from '../../../test/nodes/start-node.ts';
import type { ManagedDatabase } from '../../platform/database/database.ts';
import { replayDatabase, verifyDatabase } from '../audit/index.ts';
import { bookNextPeople } from './rescoring-booking.ts';

let api: TestApi;
let database: ManagedDatabase;
let programme: TestProgramme;
let admin: SignedIn;
let rescorings: RescoringClient;
let startsAt: string;

const [told] = pointsAsTold.rules;
const worth = (points: number) => ({
  ...pointsAsTold,
  rules: [{ ...told, award: { type: 'PER_COUNT', points, maximum: 1_000_000 } }],
});
const day = 86_400_000;
const daysAgo = (days: number) => new Date(Date.now() - days * day).toISOString();

beforeAll(async () => {
  api = await startTestApi();
  database = await openDatabase(api.databaseUrl);
}, 60_000);
afterEach(killNodes);
afterAll(async () => {
  await database.close();
  await api.stop();
});

beforeEach(async () => {
  programme = await createTestProgramme(api, { status: 'PILOT' });
  admin = await programme.roleHolder('Admin', 'ADMIN');
  rescorings = new RescoringClient(api, { programme, admin });
  startsAt = daysAgo(20);
  await publishRules(api, { programme, admin, rules: worth(10) });
  await publishRules(api, { programme, admin, rules: worth(20), effectiveFrom: daysAgo(5) });
});

async function populate(count: number): Promise<void> {
  const people = Array.from({ length: count }, (_, index) => `p${String(index).padStart(4, '0')}`);
  await enrol(api, { programme, admin, people: people.map((name) => ({ name, visibility: 'NAMED' })) });
  const happenedAt = daysAgo(10);
  for (let at = 0; at < count; at += 500)
    await grant(api, { programme, admin, points: people.slice(at, at + 500).map((name) => [name, 1, happenedAt] as const) });
}

/** A node that runs jobs, as long as the work goes on; without Redis nobody else hears what it does. */
async function withJobs<Result>(work: (there: RescoringClient) => Promise<Result>): Promise<Result> {
  const node = await startTestApi({ sharing: api, environment: { RUN_JOBS: 'true' } });
  try {
    return await work(new RescoringClient(node, { programme, admin }));
  } finally {
    await node.stop();
  }
}

async function countSteps(id: string): Promise<number> {
  const [row] = await programme.query<{ count: number }>(
    'SELECT count(*)::int AS count FROM rescoring_step WHERE rescoring_id = $1',
    [id],
  );
  return row?.count ?? 0;
}

async function expectClean(): Promise<void> {
  for (const audit of [verifyDatabase, replayDatabase]) {
    const report = await audit({ databaseUrl: api.databaseUrl });
    expect(report.checks.flatMap(({ findings }) => findings)).toEqual([]);
  }
}

test('a booking that is stopped leaves everybody whole; a new preview shows who is left, and books them', async () => {
  await populate(60);
  const id = await withJobs((there) => there.previewed({ version: 2, from: startsAt }));
  expect(await rescorings.start({ preview: id })).toMatchObject({ errors: [] });
  const clock = { now: () => new Date() };
  expect(await bookNextPeople({ database, clock }, id)).toBe(true);
  expect(await rescorings.read(id)).toMatchObject({ status: 'BOOKING', progress: 25 / 60 });
  expect(await rescorings.preview({ version: 2, from: startsAt })).toMatchObject({ errors: [{ code: 'CONFLICT' }] });

  expect(await rescorings.cancel(id)).toMatchObject({ rescoring: { status: 'STOPPED' }, errors: [] });
  expect(await bookNextPeople({ database, clock }, id)).toBe(false);
  expect(await countSteps(id)).toBe(25);
  expect((await rescorings.cancel(id)).errors).toMatchObject([{ code: 'STATE' }]);
  await expectClean();

  const rest = await withJobs(async (there) => {
    const left = await there.previewed({ version: 2, from: startsAt });
    expect((await there.read(left)).ambassadors.totalCount).toBe(35);
    expect((await there.start({ preview: left })).errors).toEqual([]);
    await there.ended(left);
    return left;
  });
  // Who was rescored already has a step without entries.
  expect(await countSteps(rest)).toBe(60);
  expect(await rescorings.entryCount()).toBe(60 * 3);
  expect(new Set(await rescorings.board())).toEqual(
    new Set(Array.from({ length: 60 }, (_, index) => `p${String(index).padStart(4, '0')} 20`)),
  );
  await expectClean();
}, 120_000);

test('a preview that no node moves any more holds nobody up for longer than a minute', async () => {
  await populate(1);
  const { rescoring: lost } = await rescorings.preview({ version: 2, from: startsAt });
  const id = lost?.id ?? '';
  const notMovedFor = (seconds: number) =>
    programme.query(`UPDATE rescoring SET updated_at = now() - $2 * interval '1 second' WHERE id = $1`, [id, seconds]);
  await notMovedFor(30);
  expect(await rescorings.preview({ version: 2, from: startsAt })).toMatchObject({ errors: [{ code: 'CONFLICT' }] });
  await notMovedFor(61);
  const { rescoring: next, errors } = await rescorings.preview({ version: 2, from: startsAt });
  expect([next?.status, errors]).toEqual(['PREVIEWING', []]);
  expect((await rescorings.read(id)).status).toBe('FAILED');
  await withJobs((there) => there.ended(next?.id ?? ''));
  expect([(await rescorings.read(id)).status, (await rescorings.read(next?.id ?? '')).status]).toEqual(['FAILED', 'PREVIEWED']);
});

test('a node is killed in the midst of a booking: another one goes on, and nobody is booked twice', async () => {
  await populate(1000);
  const id = await withJobs((there) => there.previewed({ version: 2, from: startsAt }));
  const dying = await startNode(api, { runsJobs: true });
  expect(await rescorings.start({ preview: id })).toMatchObject({ errors: [] });
  while ((await countSteps(id)) === 0) await new Promise((resolve) => setImmediate(resolve));
  dying.kill();
  await dying.gone;
  const steps = await countSteps(id);
  expect(steps).toBeGreaterThan(0);
  expect(steps).toBeLessThan(1000);
  expect(await rescorings.read(id)).toMatchObject({ status: 'BOOKING', progress: steps / 1000 });
  await expectClean();

  const surviving = await startNode(api, { runsJobs: true });
  let status = 'BOOKING';
  while (status === 'BOOKING') {
    await new Promise((resolve) => setTimeout(resolve, 100));
    status = (await rescorings.read(id)).status;
  }
  expect(status).toBe('COMPLETED');
  surviving.kill();
  await surviving.gone;
  expect(await countSteps(id)).toBe(1000);
  expect(await rescorings.entryCount()).toBe(3000);
  await expectClean();
}, 180_000);

test('[RE4] a booking stops by itself where the calendar or closed days are no longer those of its preview, and tells why', async () => {
  await populate(60);
  const id = await withJobs((there) => there.previewed({ version: 2, from: startsAt }));
  expect(await rescorings.start({ preview: id })).toMatchObject({ errors: [] });
  const clock = { now: () => new Date() };
  expect(await bookNextPeople({ database, clock }, id)).toBe(true);
  await programme.query("UPDATE programme SET status = 'ACTIVE', grace_hours = 24 * 8 WHERE id = $1", [programme.id]);
  expect(await bookNextPeople({ database, clock }, id)).toBe(false);
  expect(await rescorings.read(id)).toMatchObject({
    status: 'STOPPED',
    progress: 25 / 60,
    changes: [{ kind: 'CALENDAR', message: expect.stringContaining('time zone') }],
  });
  expect(await countSteps(id)).toBe(25);

  const rest = await withJobs((there) => there.previewed({ version: 2, from: startsAt }));
  expect(await rescorings.start({ preview: rest })).toMatchObject({ errors: [] });
  // As after a job that failed and was revived a day later: what was open when it was previewed has closed.
  const dayLater = { now: () => new Date(Date.now() + day) };
  expect(await bookNextPeople({ database, clock: dayLater }, rest)).toBe(false);
  expect(await rescorings.read(rest)).toMatchObject({ status: 'STOPPED', progress: 0, changes: [{ kind: 'FROZEN' }] });
  expect(await countSteps(rest)).toBe(0);
  await expectClean();
}, 120_000);
