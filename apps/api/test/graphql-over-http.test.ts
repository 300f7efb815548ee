import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { serverAudits } from 'graphql-http';
import { startTestApi, type TestApi } from './harness/index.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

/** Apollo lets a GET through only when a browser could not have sent it unasked: with any header that takes a preflight. */
const withPreflight: typeof fetch = (input, init) =>
  fetch(input, { ...init, headers: { ...(init?.headers as Record<string, string>), 'apollo-require-preflight': 'true' } });

const url = () => `${api.url}/graphql`;

describe('every audit of graphql-http, from a client that no browser could be made to imitate', () => {
  const audits = serverAudits({ url, fetchFn: withPreflight });

  test('there are 61', () => {
    expect(audits).toHaveLength(61);
  });

  test.each(audits.map((audit) => [`${audit.id} ${audit.name}`, audit] as const))('%s', async (_name, audit) => {
    expect(await audit.fn()).toMatchObject({ status: 'ok' });
  });
});

test('without such a header no audit errs or warns; GETs, which a server MAY allow, are noticed to be refused', async () => {
  const results = await Promise.all(serverAudits({ url, fetchFn: fetch }).map((audit) => audit.fn()));
  expect(results.filter(({ status }) => status === 'error' || status === 'warn')).toEqual([]);
  expect(results.filter(({ status }) => status === 'notice').map(({ name }) => name)).toEqual([
    'MAY accept application/x-www-form-urlencoded formatted GET requests',
    'MAY allow URL-encoded JSON string {variables} parameter in GETs when accepting application/graphql-response+json',
    'MAY allow URL-encoded JSON string {variables} parameter in GETs when accepting application/json',
  ]);
});
