import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { hashOfDocument } from '../src/platform/graphql/execution/persisted-documents.ts';
import { type SignedIn, startTestApi, type TestApi } from './harness/index.ts';

const whoAmI = 'query WhoAmI { viewer { person { name } } }';
const other = 'query Other { viewer { isOperator } }';
const directory = mkdtempSync(path.join(tmpdir(), 'fanfare-documents-'));
const manifest = path.join(directory, 'trusted.json');

let api: TestApi;
let anna: SignedIn;
beforeAll(async () => {
  writeFileSync(
    manifest,
    JSON.stringify({
      ...{ format: 'apollo-persisted-query-manifest', version: 1 },
      operations: [{ id: hashOfDocument(whoAmI), name: 'WhoAmI', type: 'query', body: whoAmI }],
    }),
  );
  api = await startTestApi();
  anna = await api.signIn('Anna');
});
afterAll(async () => {
  await api.stop();
  rmSync(directory, { recursive: true });
});

function persisted(sha256Hash: string, version = 1) {
  return { persistedQuery: { version, sha256Hash } };
}

interface Options {
  readonly url?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly token?: string | undefined;
}

async function post(body: object, { url = api.url, headers = {} }: Options = {}) {
  const answer = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${anna.token}`, ...headers },
    body: JSON.stringify(body),
  });
  return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Record<string, unknown> };
}

function get(parameters: Readonly<Record<string, string>>, { url = api.url, headers = {} }: Options = {}) {
  return fetch(`${url}/graphql?${new URLSearchParams(parameters)}`, {
    headers: { 'apollo-require-preflight': 'true', authorization: `Bearer ${anna.token}`, ...headers },
  });
}

describe('automatic persisted queries, as Apollo clients speak it', () => {
  test('an unknown hash is asked for in full, once; then the hash is enough, also by GET', async () => {
    const extensions = persisted(hashOfDocument(whoAmI));
    expect((await post({ extensions })).body).toMatchObject({
      errors: [{ message: 'PersistedQueryNotFound', extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } }],
    });
    const data = { viewer: { person: { name: 'Anna' } } };
    expect((await post({ query: whoAmI, extensions })).body).toMatchObject({ data });
    expect((await post({ extensions })).body).toMatchObject({ data });
    expect(await (await get({ extensions: JSON.stringify(extensions) })).json()).toMatchObject({ data });
  });

  test.each([
    ['a wrong hash', { query: whoAmI, extensions: persisted(hashOfDocument(other)) }, 'PERSISTED_QUERY_HASH_MISMATCH'],
    ['what is no hash', { query: whoAmI, extensions: persisted('x') }, 'BAD_USER_INPUT'],
    ['another version', { query: whoAmI, extensions: persisted(hashOfDocument(whoAmI), 2) }, 'BAD_USER_INPUT'],
  ])('%s is refused, and nothing kept under it', async (_what, body, code) => {
    const answer = await post(body);
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ errors: [{ extensions: { code } }] });
    const { extensions } = body;
    expect((await post({ extensions })).body).not.toHaveProperty('data');
  });

  test('a document that is not valid is not kept', async () => {
    const query = '{ nonsense }';
    const extensions = persisted(hashOfDocument(query));
    await post({ query, extensions });
    expect((await post({ extensions })).body).toMatchObject({
      errors: [{ extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } }],
    });
  });
});

describe('queries by GET', () => {
  test('may be kept by the browser of this person, which asks whether they are still the same', async () => {
    const first = await get({ query: whoAmI });
    const etag = first.headers.get('etag') ?? '';
    expect(etag).toMatch(/^W\/"/);
    expect(first.headers.get('cache-control')).toBe('private, no-cache');
    expect(first.headers.get('vary')).toContain('authorization');
    const second = await get({ query: whoAmI }, { headers: { 'if-none-match': `"x", ${etag}` } });
    expect(second.status).toBe(304);
    expect(await second.text()).toBe('');
    expect((await get({ query: other }, { headers: { 'if-none-match': etag } })).status).toBe(200);
  });

  test('answers to POST are stored by nobody', async () => {
    const answer = await post({ query: whoAmI });
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('etag')).toBeNull();
  });
});

describe('compression', () => {
  const long = { query: '{ __schema { types { name description } } }' };

  test.each([
    ['br, gzip', 'br'],
    ['gzip;q=0.5', 'gzip'],
    ['br;q=0, gzip', 'gzip'],
    ['identity', null],
  ])('for who accepts %s: %s', async (accepted, encoding) => {
    const answer = await post(long, { headers: { 'accept-encoding': accepted } });
    expect(answer.headers.get('content-encoding')).toBe(encoding);
    expect(answer.body).toHaveProperty('data.__schema');
  });

  test('short answers and answers to mutations, which may show a secret, are sent as they are', async () => {
    const headers = { 'accept-encoding': 'br' };
    expect((await post({ query: whoAmI }, { headers })).headers.get('content-encoding')).toBeNull();
    const input = '{ programme: "01890000-0000-7000-8000-000000000001", displayName: "X", consentVersion: "1" }';
    const join = `joinProgramme(input: ${input}) { errors { code message path } }`;
    const aliases = Array.from({ length: 20 }, (_none, index) => `a${index}: ${join}`);
    const mutation = await post({ query: `mutation { ${aliases.join(' ')} }` }, { headers });
    expect(JSON.stringify(mutation.body).length).toBeGreaterThan(1024);
    expect(mutation.headers.get('content-encoding')).toBeNull();
  });
});

describe('trusted documents', () => {
  test('only the documents of the manifest are answered, by hash or in full, over HTTP and WebSocket', async () => {
    const strict = await startTestApi({ sharing: api, environment: { TRUSTED_DOCUMENTS: manifest } });
    const options = { url: strict.url };
    const data = { viewer: { person: { name: 'Anna' } } };
    expect((await post({ extensions: persisted(hashOfDocument(whoAmI)) }, options)).body).toMatchObject({ data });
    expect((await post({ query: whoAmI }, options)).body).toMatchObject({ data });
    for (const body of [
      { query: other },
      { query: other, extensions: persisted(hashOfDocument(other)) },
      { extensions: persisted(hashOfDocument(other)) },
    ]) {
      const refused = await post(body, options);
      expect(refused.status).toBe(400);
      expect(refused.body).toMatchObject({ errors: [{ extensions: { code: 'DOCUMENT_NOT_TRUSTED' } }] });
    }
    const live = await strict.subscribe(other, {}, { as: anna });
    await expect(live.next()).rejects.toMatchObject([{ extensions: { code: 'DOCUMENT_NOT_TRUSTED' } }]);
    await live.stop();
    await strict.stop();
  });

  test('a manifest that names a document by another hash keeps the API from starting', async () => {
    const wrong = path.join(directory, 'wrong.json');
    writeFileSync(wrong, JSON.stringify({ [hashOfDocument(other)]: whoAmI }));
    await expect(startTestApi({ sharing: api, environment: { TRUSTED_DOCUMENTS: wrong } })).rejects.toThrow('another SHA-256');
  });
});
