import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createTestProgramme, issueTestToken, startTestApi, type TestApi, type TestProgramme } from './harness/index.ts';

let api: TestApi;
let acme: TestProgramme;
beforeAll(async () => {
  api = await startTestApi();
  acme = await createTestProgramme(api, { key: 'acme' });
});
afterAll(() => api.stop());

const whoAmI = '{ viewer { person { name } apiToken { hint scopes } } }';

async function ask(token: string) {
  const result = await api.graphql(whoAmI, {}, { as: token });
  return { status: result.status, challenge: result.headers.get('www-authenticate'), message: result.errors[0]?.message };
}

describe('access tokens of the identity provider', () => {
  test('a name that changed there changes here with the next request', async () => {
    const before = await api.identityProvider.issueToken({ subject: 'maria', name: 'Maria Muster' });
    expect((await api.graphql(whoAmI, {}, { as: before })).ok()).toMatchObject({
      viewer: { person: { name: 'Maria Muster' } },
    });
    const after = await api.identityProvider.issueToken({ subject: 'maria', name: 'Maria Beispiel' });
    expect((await api.graphql(whoAmI, {}, { as: after })).ok()).toMatchObject({
      viewer: { person: { name: 'Maria Beispiel' } },
    });
  });

  test('a token without a name leaves the known one', async () => {
    await api.graphql(whoAmI, {}, { as: await api.identityProvider.issueToken({ subject: 'otto', name: 'Otto' }) });
    const nameless = await api.identityProvider.issueToken({ subject: 'otto' });
    expect((await api.graphql(whoAmI, {}, { as: nameless })).ok()).toMatchObject({ viewer: { person: { name: 'Otto' } } });
  });

  test.each([
    ['expired', { expiresInSeconds: -120 }, 'The token has expired.'],
    ['for another audience', { audience: 'somebody-else' }, 'The token\'s claim "aud" is not the one expected here.'],
    ['of another issuer', { issuer: 'https://elsewhere.example' }, 'The token\'s claim "iss" is not the one expected here.'],
  ])('one that is %s is refused with 401, a challenge and the reason', async (_what, claims, reason) => {
    const answer = await ask(await api.identityProvider.issueToken({ subject: 'x', ...claims }));
    expect(answer).toEqual({
      status: 401,
      challenge: `Bearer realm="fanfare", error="invalid_token", error_description="${reason.replaceAll('"', "'")}"`,
      message: reason,
    });
  });

  test('one that expired within the clock skew still counts', async () => {
    expect((await ask(await api.identityProvider.issueToken({ subject: 'x', expiresInSeconds: -10 }))).status).toBe(200);
  });

  test('a forged signature and what is no token at all are refused', async () => {
    expect(await ask(await api.identityProvider.forgeToken({ subject: 'x' }))).toMatchObject({
      status: 401,
      message: "The token's signature is wrong.",
    });
    expect(await ask('nonsense')).toMatchObject({ status: 401, message: 'This is no signed token (JWT).' });
    const basic = await api.graphql(whoAmI, {}, { headers: { authorization: 'Basic eDp5' } });
    expect(basic.headers.get('www-authenticate')).toContain('error="invalid_request"');
  });

  test('keys are fetched once and again only when a token names an unknown one', async () => {
    await ask(await api.identityProvider.issueToken({ subject: 'x' }));
    await ask(await api.identityProvider.issueToken({ subject: 'y' }));
    expect(api.identityProvider.keyRequests()).toBe(1);
  });
});

describe('an identity provider that does not answer', () => {
  test('tokens get 503 and nobody may still ask; nothing else stops', async () => {
    const own = await startTestApi({ environment: { OIDC_ISSUER: 'http://127.0.0.1:9' } });
    try {
      const token = await own.identityProvider.issueToken({ subject: 'x' });
      const answer = await own.graphql(whoAmI, {}, { as: token });
      expect(answer.status).toBe(503);
      expect(answer.headers.get('retry-after')).toBe('5');
      expect((await own.graphql(whoAmI)).ok()).toEqual({ viewer: null });
    } finally {
      await own.stop();
    }
  });
});

describe('API tokens', () => {
  const listTokens = 'query { programme(key: "acme") { apiTokens { id name hint lastUsedAt revokedAt } } }';
  const revoke =
    'mutation ($input: RevokeApiTokenInput!) { revokeApiToken(input: $input) { apiToken { revokedAt } errors { code } } }';

  test('show their secret once, are recognised by its beginning, and note their use', async () => {
    const secret = await issueTestToken(api, acme, ['ACTIVITIES_READ']);
    expect(secret).toMatch(/^fft_[A-Za-z0-9_-]{43}$/);
    const hint = `${secret.slice(0, 8)}…`;
    expect((await api.graphql(whoAmI, {}, { as: secret })).ok()).toEqual({
      viewer: { person: null, apiToken: { hint, scopes: ['ACTIVITIES_READ'] } },
    });
    const listed = await api.graphql<{ programme: { apiTokens: { hint: string; lastUsedAt: string | null }[] } }>(
      listTokens,
      {},
      { as: acme.admin },
    );
    expect(listed.ok().programme.apiTokens.find((token) => token.hint === hint)?.lastUsedAt).not.toBeNull();
    expect(JSON.stringify(listed.data)).not.toContain(secret);
  });

  test('end at once when they are revoked, and an unknown one is refused alike', async () => {
    const secret = await issueTestToken(api, acme, ['POINTS_READ']);
    const viewer = await api.graphql<{ viewer: { apiToken: { id: string } } }>(
      '{ viewer { apiToken { id } } }',
      {},
      { as: secret },
    );
    const { id } = viewer.ok().viewer.apiToken;
    expect((await api.graphql(revoke, { input: { id } }, { as: acme.admin })).ok()).toMatchObject({
      revokeApiToken: { errors: [] },
    });
    const message = 'The API token is unknown, expired or revoked.';
    expect(await ask(secret)).toMatchObject({ status: 401, message });
    expect(await ask(`fft_${'A'.repeat(43)}`)).toMatchObject({ status: 401, message });
  });

  test('of one programme find nothing of another', async () => {
    const other = await createTestProgramme(api, { key: 'other' });
    const secret = await issueTestToken(api, acme, ['AMBASSADORS_READ']);
    expect((await api.graphql('{ programme(key: "other") { id } programmes { key } }', {}, { as: secret })).ok()).toEqual({
      programme: null,
      programmes: [{ key: 'acme' }],
    });
    expect(other.key).toBe('other');
  });

  test('live at most 366 days, and only administrators of the programme issue them', async () => {
    const issue = 'mutation ($input: IssueApiTokenInput!) { issueApiToken(input: $input) { secret errors { code path } } }';
    const input = { programme: acme.id, name: 'x', scopes: ['POINTS_READ'], expiresAt: '2999-01-01T00:00:00Z' };
    expect((await api.graphql(issue, { input }, { as: acme.admin })).ok()).toEqual({
      issueApiToken: { secret: null, errors: [{ code: 'OUT_OF_RANGE', path: ['expiresAt'] }] },
    });
    const outsider = (await createTestProgramme(api, { key: 'elsewhere' })).admin;
    expect((await api.graphql(issue, { input }, { as: outsider })).ok()).toEqual({
      issueApiToken: { secret: null, errors: [{ code: 'NOT_FOUND', path: ['programme'] }] },
    });
  });
});
