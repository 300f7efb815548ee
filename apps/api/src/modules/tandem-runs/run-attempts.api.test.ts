import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openDatabase } from '../../../test/fixtures/database.ts';
import { proposedPair, tandemProgramme } from '../../../test/fixtures/tandem-scenes.ts';
import { call, completeRun, endOfRun, succeedWith } from '../../../test/fixtures/tandems.ts';
import { type SignedIn, startTestApi, type TestApi } from '../../../test/harness/index.ts';
import type { ManagedDatabase } from '../../platform/database/database.ts';
import { newId } from '../../platform/ids.ts';
import { TandemRunsRepository } from './tandem-runs.repository.ts';

let api: TestApi;
let database: ManagedDatabase;
beforeAll(async () => {
  api = await startTestApi();
  database = await openDatabase(api.databaseUrl);
});
afterAll(async () => {
  await database.close();
  await api.stop();
});

async function draft(programme: string, as: SignedIn): Promise<string> {
  const input = { programme, name: 'A round' };
  const { tandemRun } = await succeedWith<{ tandemRun: { id: string } }>(api, as, {
    ...{ name: 'draftTandemRun', input, select: 'tandemRun { id }' },
  });
  return tandemRun.id;
}

describe('an attempt of a run', () => {
  test('that was cancelled ends, beats and keeps nothing of the one that was started after it', async () => {
    const { programme, admin } = await tandemProgramme(api);
    const runId = await draft(programme.id, admin);
    const repository = new TandemRunsRepository(database.manager);
    const now = new Date();
    const first = { runId, attempt: (await repository.claim(runId, now)) ?? 0 };
    await succeedWith(api, admin, { name: 'cancelTandemRun', input: { run: runId }, select: 'tandemRun { status }' });
    const second = { runId, attempt: (await repository.claim(runId, now)) ?? 0 };
    expect(second.attempt).toBe(first.attempt + 1);
    const late = { now, step: 'MATCHING', progress: 0.5 } as const;
    const people = { id: newId(), packed: Buffer.from('people'), readAt: now };
    await repository.insertPeople(programme.id, people);
    expect(await repository.beat(first, late)).toBe(false);
    expect(await repository.usePeople(first, { ...people, seekers: 1, places: 1 })).toBe(false);
    expect(await repository.lockAttempt(first)).toBe(false);
    expect(await repository.end(first, { status: 'CANCELLED', now })).toBe(false);
    expect(await repository.find(runId)).toMatchObject({ status: 'RUNNING', attempt: 2, peopleReadAt: null });
    expect(await repository.beat(second, late)).toBe(true);
    expect(await repository.end(second, { status: 'FAILED', now })).toBe(true);
  });

  test('started again at once after it was cancelled comes to its end', async () => {
    const place = await tandemProgramme(api);
    for (const name of ['Fay', 'Finn']) await place.participant(name, 'FREQUENT');
    for (const name of ['Hal', 'Han']) await place.participant(name, 'HESITANT');
    const run = await draft(place.programme.id, place.admin);
    const acts = async (name: string) => call(api, place.admin, { name, input: { run }, select: 'tandemRun { status }' });
    await acts('startTandemRun');
    for (let times = 0; times < 3; times += 1) {
      await acts('cancelTandemRun');
      await acts('startTandemRun');
    }
    expect(await endOfRun(api, place.admin, run)).toBe('COMPLETED');
  });
});

describe('starting', () => {
  test('at the same moment never makes more runs than go on at a time', async () => {
    const { programme, admin } = await tandemProgramme(api);
    const [first, second, third, fourth] = await Promise.all([1, 2, 3, 4].map(() => draft(programme.id, admin)));
    const repository = new TandemRunsRepository(database.manager);
    for (const run of [first, second]) await repository.claim(run ?? '', new Date());
    const start = () => call(api, admin, { name: 'startTandemRun', input: { run: fourth }, select: 'tandemRun { status }' });
    const refused = await database.transaction(async ({ manager }) => {
      const own = new TandemRunsRepository(manager);
      await own.lockStarts(programme.id);
      const waiting = start();
      for (let waits = 0; waits === 0; ) {
        const held = `SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
           AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;
        waits = (await manager.query(held)).length;
      }
      await own.claim(third ?? '', new Date());
      return { waiting };
    });
    expect((await refused.waiting).errors.map(({ code }) => code)).toEqual(['LIMIT_REACHED']);
  });
});

describe('erasing somebody', () => {
  test('interrupts the runs that have read them, and no run brings them back', async () => {
    const scene = await proposedPair(api);
    const { programme, admin, hal } = scene;
    const runId = await draft(programme.id, admin);
    const repository = new TandemRunsRepository(database.manager);
    const attempt = { runId, attempt: (await repository.claim(runId, new Date())) ?? 0 };
    await succeedWith(api, hal.who, { name: 'eraseAmbassador', input: { ambassador: hal.id }, select: '' });
    const answer = await api.graphql('query ($id: ID!) { tandemRun(id: $id) { status } }', { id: runId }, { as: admin });
    expect(answer.ok()).toEqual({ tandemRun: { status: 'INTERRUPTED' } });
    expect(await repository.lockAttempt(attempt)).toBe(false);
    const left = await programme.query(
      `SELECT id FROM tandem_run_people WHERE programme_id = $2
       UNION ALL SELECT run_id FROM tandem_unmatched WHERE ambassador_id = $1
       UNION ALL SELECT id FROM tandem_proposal
                  WHERE $1 IN (hesitant_id, frequent_id, third_id) OR next_frequent ->> 'id' = $1::text OR next_hesitant ->> 'id' = $1::text`,
      [hal.id, programme.id],
    );
    expect(left).toEqual([]);
    expect(await completeRun(api, admin, { programme: programme.id, basedOn: scene.run })).toBeDefined();
  });
});

describe('a fixed pair', () => {
  test('asked for twice with one clientMutationId makes one run', async () => {
    const place = await tandemProgramme(api);
    const fay = await place.participant('Fay', 'FREQUENT');
    const hal = await place.participant('Hal', 'HESITANT');
    const run = await completeRun(api, place.admin, { programme: place.programme.id });
    const lock = (clientMutationId: string) =>
      succeedWith<{ tandemRun: { id: string } }>(api, place.admin, {
        name: 'lockTandemProposal',
        input: { clientMutationId, run, hesitant: hal.id, frequent: fay.id },
        select: 'tandemRun { id }',
      });
    const first = await lock('one');
    await endOfRun(api, place.admin, first.tandemRun.id);
    expect(await lock('one')).toEqual({ ...first, errors: [] });
    const second = await lock('two');
    expect(second.tandemRun.id).not.toBe(first.tandemRun.id);
    await endOfRun(api, place.admin, second.tandemRun.id);
  });

  test('and another in a draft at the same moment are both kept; in a run that was started meanwhile neither', async () => {
    const place = await tandemProgramme(api);
    const frequent = [await place.participant('Fay', 'FREQUENT'), await place.participant('Finn', 'FREQUENT')];
    const hesitant = [await place.participant('Hal', 'HESITANT'), await place.participant('Han', 'HESITANT')];
    const run = await draft(place.programme.id, place.admin);
    const lock = (index: number) =>
      call(api, place.admin, {
        name: 'lockTandemProposal',
        input: { run, hesitant: hesitant[index]?.id, frequent: frequent[index]?.id },
        select: 'tandemRun { id }',
      });
    await Promise.all([lock(0), lock(1)]);
    const locks = await place.programme.query('SELECT hesitant_id FROM tandem_run_lock WHERE run_id = $1', [run]);
    expect(locks).toHaveLength(2);
    await place.programme.query(`UPDATE tandem_run SET status = 'RUNNING', heartbeat_at = now() WHERE id = $1`, [run]);
    const late = await lock(0);
    expect(late.errors.map(({ code }) => code)).toEqual(['STATE']);
  });

  test('beyond a thousand is refused', async () => {
    const place = await tandemProgramme(api);
    const fay = await place.participant('Fay', 'FREQUENT');
    const hal = await place.participant('Hal', 'HESITANT');
    const run = await draft(place.programme.id, place.admin);
    await place.programme.query(
      `INSERT INTO ambassador SELECT (jsonb_populate_record(ambassador, jsonb_build_object('id', gen_random_uuid(), 'person_id', NULL, 'is_test_person', true))).*
         FROM ambassador, generate_series(1, 1000) WHERE ambassador.id = $1`,
      [hal.id],
    );
    await place.programme.query(
      'INSERT INTO tandem_run_lock SELECT $1, id, $2 FROM ambassador WHERE programme_id = $3 AND id <> $2 AND id <> $4 LIMIT 1000',
      [run, fay.id, place.programme.id, hal.id],
    );
    const answer = await call(api, place.admin, {
      name: 'lockTandemProposal',
      input: { run, hesitant: hal.id, frequent: fay.id },
      select: 'tandemRun { id }',
    });
    expect(answer.errors.map(({ code }) => code)).toEqual(['LIMIT_REACHED']);
  });
});
