import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestApi, type TestApi } from './harness/index.ts';

let directory: string;
let api: TestApi;
beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'fanfare-admin-'));
  await mkdir(path.join(directory, 'assets'));
  await writeFile(path.join(directory, 'index.html'), '<!doctype html><title>Admin</title>');
  await writeFile(path.join(directory, 'assets', 'index-abc123.js'), 'export {};');
  api = await startTestApi({ environment: { ADMIN_APP_DIRECTORY: directory } });
});
afterAll(async () => {
  await api.stop();
  await rm(directory, { recursive: true, force: true });
});

function page(address: string): Promise<Response> {
  return fetch(`${api.url}${address}`, { headers: { accept: 'text/html,application/xhtml+xml' } });
}

describe('the admin app', () => {
  test('is served at / and at every address of its own, and is asked for again each time', async () => {
    for (const address of ['/', '/programmes/acme/ambassadors?search=x']) {
      const answer = await page(address);
      expect(answer.status).toBe(200);
      expect(await answer.text()).toContain('<title>Admin</title>');
      expect(answer.headers.get('cache-control')).toBe('no-cache');
    }
  });

  test('keeps files whose name holds a hash for good', async () => {
    const answer = await fetch(`${api.url}/assets/index-abc123.js`);
    expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  });

  test('is not what unknown addresses of the API answer with', async () => {
    expect((await page('/imports/unknown')).status).toBe(404);
    expect((await fetch(`${api.url}/unknown`, { headers: { accept: 'application/json' } })).status).toBe(404);
  });

  test('finds at /config.json how to sign people in', async () => {
    const answer = await fetch(`${api.url}/config.json`);
    expect(await answer.json()).toEqual({
      issuer: api.identityProvider.issuer,
      clientId: 'fanfare-admin',
      audience: 'fanfare',
      scopes: ['openid', 'profile'],
    });
  });

  test('may load from itself only, and talk to itself and the identity provider', async () => {
    const policy = (await page('/')).headers.get('content-security-policy') ?? '';
    expect(policy).toContain(`connect-src 'self' ${api.identityProvider.issuer};`);
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("object-src 'none';");
  });
});

describe('operations', () => {
  test('the process is live and ready, and says what it checked', async () => {
    expect(await (await fetch(`${api.url}/health/live`)).json()).toEqual({ live: true });
    const ready = await fetch(`${api.url}/health/ready`);
    expect(ready.status).toBe(200);
    expect(await ready.json()).toEqual({ ready: true, checks: { database: true, migrations: true } });
  });

  test('metrics tell requests by route, operations by kind, statements, pool and sockets', async () => {
    await api.graphql('{ viewer { isOperator } }');
    const metrics = await (await fetch(`${api.url}/metrics`)).text();
    expect(metrics).toMatch(
      /fanfare_http_request_duration_seconds_count\{method="POST",route="\/graphql",status="200"\} [1-9]/,
    );
    expect(metrics).toMatch(/fanfare_graphql_operation_duration_seconds_count\{kind="query",outcome="success"\} [1-9]/);
    expect(metrics).toMatch(/fanfare_sql_statements_total [1-9]/);
    expect(metrics).toMatch(/fanfare_database_connections\{state="idle"\} \d/);
    expect(metrics).toMatch(/fanfare_websocket_connections 0/);
    expect(metrics).toMatch(/nodejs_eventloop_lag_seconds/);
  });

  test('a request has an id: the caller’s when it is harmless, else a new one', async () => {
    const idOf = async (id: string) =>
      (await fetch(`${api.url}/health/live`, { headers: { 'x-request-id': id } })).headers.get('x-request-id');
    expect(await idOf('my-request.1')).toBe('my-request.1');
    expect(await idOf('spaces and "quotes"')).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('long answers are compressed', async () => {
    const query = '{ __schema { types { name fields { name description } } } }';
    const answer = await api.graphql(query, {}, { headers: { 'accept-encoding': 'br' } });
    expect(answer.headers.get('content-encoding')).toBe('br');
    expect(answer.ok()).toHaveProperty('__schema');
  });
});

describe('what is made to hurt', () => {
  test.each([
    ['what any screen asks', '{ programmes { departments { edges { node { id } } } } }', false],
    [
      'too many aliases',
      `{ ${Array.from({ length: 31 }, (_none, index) => `a${index}: viewer { isOperator }`).join(' ')} }`,
      true,
    ],
    ['too long', `{ ${'viewer { isOperator } '.repeat(800)} }`, true],
    ['too many directives', `{ viewer ${'@include(if: true) '.repeat(6)} { isOperator } }`, true],
  ])('a document that is %s', async (_what, query, refused) => {
    const answer = await api.graphql(query, {}, { as: await api.signIn('Anna') });
    expect(answer.status).toBe(refused ? 400 : 200);
    expect(answer.errors.length > 0).toBe(refused);
  });

  test('a body that is no JSON, or too large, is refused in a form that clients of GraphQL read', async () => {
    const post = (body: string) =>
      fetch(`${api.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    const malformed = await post('{ not json');
    expect(malformed.status).toBe(400);
    expect(await malformed.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST' } }] });
    expect((await post(JSON.stringify({ query: 'x'.repeat(5 * 1024 * 1024) }))).status).toBe(413);
  });
});

test('a failure that nobody expected is told without internals, under the id that the log has', async () => {
  const own = await startTestApi();
  const { Client } = await import('pg').then((module) => module.default);
  const client = new Client({ connectionString: own.databaseUrl });
  await client.connect();
  await client.query('ALTER TABLE programme RENAME TO hidden');
  await client.end();
  const answer = await own.graphql('{ programme(key: "x") { id } }', {}, { as: await own.signIn('Anna') });
  await own.stop();
  expect(answer.data).toEqual({ programme: null });
  expect(answer.errors).toEqual([
    expect.objectContaining({
      message: 'Something went wrong on our side.',
      extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: answer.headers.get('x-request-id') },
    }),
  ]);
});
