import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { startTestApi, type TestApi } from '../../../test/harness/index.ts';

const JOBS = '{ jobs { name description schedule nextRunAt lastOutcome lastError runs failures deadLetters } }';
const RUN = 'mutation ($input: RunJobInput!) { runJob(input: $input) { job { name } errors { code path } } }';
const name = 'idempotency.forget-old-records';

let now = new Date('2026-03-01T12:00:00Z');
let api: TestApi;

beforeAll(async () => {
  api = await startTestApi({ clock: { now: () => now } });
});
afterAll(() => api.stop());

async function job() {
  const answer = await api.graphql<{ jobs: readonly { readonly name: string }[] }>(
    JOBS,
    {},
    { as: await api.signIn('operator') },
  );
  return answer.ok().jobs.find((candidate) => candidate.name === name);
}

describe('jobs', () => {
  test('operators see when a job runs next and how its last run went', async () => {
    expect(await job()).toMatchObject({
      schedule: '17 3 * * * (UTC)',
      nextRunAt: '2026-03-02T03:17:00.000Z',
      lastOutcome: null,
      runs: 0,
      deadLetters: 0,
    });
    now = new Date('2026-03-02T03:20:00Z');
    expect(await api.runDueJobs()).toContain(name);
    expect(await job()).toMatchObject({
      nextRunAt: '2026-03-03T03:17:00.000Z',
      lastOutcome: 'SUCCEEDED',
      lastError: null,
      runs: 1,
    });
  });

  test('an operator has one run now: it waits for a node that runs jobs', async () => {
    const answer = await api.graphql(RUN, { input: { name } }, { as: await api.signIn('operator') });
    expect(answer.ok()).toEqual({ runJob: { job: { name }, errors: [] } });
    const client = new pg.Client({ connectionString: api.databaseUrl });
    await client.connect();
    const { rows } = await client.query('SELECT name FROM pgboss.job WHERE state = $1', ['created']);
    await client.end();
    expect(rows).toEqual([{ name }]);
  });

  test('there is nothing to run under an unknown name', async () => {
    const answer = await api.graphql(RUN, { input: { name: 'unknown' } }, { as: await api.signIn('operator') });
    expect(answer.ok()).toEqual({ runJob: { job: null, errors: [{ code: 'NOT_FOUND', path: ['name'] }] } });
  });

  test('clientMutationIds are forgotten after 90 days, not before', async () => {
    const client = new pg.Client({ connectionString: api.databaseUrl });
    await client.connect();
    await client.query(`
      INSERT INTO idempotency_record (actor, operation, key, payload_hash, answer, created_at)
      VALUES ('x', 'x', 'older', '', '1', '2026-03-01T03:00:00Z'), ('x', 'x', 'younger', '', '1', '2026-03-03T03:00:00Z')`);
    now = new Date('2026-05-31T03:17:00Z');
    await api.runDueJobs();
    const { rows } = await client.query("SELECT key FROM idempotency_record WHERE actor = 'x'");
    await client.end();
    expect(rows).toEqual([{ key: 'younger' }]);
  });
});
