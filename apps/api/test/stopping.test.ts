import { expect, test } from '@jest/globals';
import pg from 'pg';
import { startTestApi } from './harness/index.ts';

test('a stopping node lets a running request end, takes no new one, and then is gone', async () => {
  const api = await startTestApi();
  const anna = await api.signIn('Anna');
  await api.graphql('{ viewer { isOperator } }', {}, { as: anna });
  const blocker = new pg.Client({ connectionString: api.databaseUrl });
  await blocker.connect();
  await blocker.query('BEGIN');
  await blocker.query('LOCK TABLE programme IN ACCESS EXCLUSIVE MODE');
  const running = api.graphql('{ programmes { key } }', {}, { as: anna });
  await waitUntilBlocked(blocker);
  const stopped = api.stop();
  await expect(refused(`${api.url}/health/live`)).resolves.toBe(true);
  await blocker.query('ROLLBACK');
  expect((await running).ok()).toEqual({ programmes: [] });
  await blocker.end();
  await stopped;
});

/** Asks PostgreSQL until another connection waits for a lock: the request has really arrived. */
async function waitUntilBlocked(client: pg.Client): Promise<void> {
  for (;;) {
    const { rows } = await client.query('SELECT 1 FROM pg_locks WHERE NOT granted');
    if (rows.length > 0) return;
  }
}

/** Asks on new connections until one is refused or answered with 503. */
async function refused(url: string): Promise<boolean> {
  for (;;) {
    const answer = await fetch(url, { headers: { connection: 'close' } }).catch(() => undefined);
    if (answer === undefined || answer.status === 503) return true;
  }
}
