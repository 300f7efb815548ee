import { startTestIdentityProvider, type TestIdentityProvider } from '@fanfare/testkit';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { systemClock } from '../clock.ts';
import { createIdentityProvider, IdentityProviderUnavailableError, InvalidTokenError } from './identity-provider.ts';

let issuer: TestIdentityProvider;
beforeEach(async () => {
  issuer = await startTestIdentityProvider();
});
afterEach(() => issuer.stop());

function provider(options: { readonly issuer?: string; readonly keyCooldownMilliseconds?: number } = {}) {
  return createIdentityProvider({
    issuer: issuer.issuer,
    audience: 'fanfare',
    clockSkewSeconds: 0,
    clock: systemClock,
    ...options,
  });
}

test.each([
  [{ email: 'maria@example.com', emailVerified: true }, 'maria@example.com'],
  [{ email: 'maria@example.com', emailVerified: false }, null],
  [{ email: 'no address' }, null],
  [{}, null],
])('of %j the address is %j', async (claims, expected) => {
  const token = await issuer.issueToken({ subject: 's-1', ...claims });
  expect((await provider().verify(token)).identity.email).toBe(expected);
});

test('tells who somebody is, in which language, and until when', async () => {
  const token = await issuer.issueToken({
    subject: 's-1',
    name: ' Maria Muster ',
    locale: 'de-AT',
    email: 'maria@example.com',
    expiresInSeconds: 60,
  });
  const { identity, expiresAt } = await provider().verify(token);
  expect(identity).toEqual({
    ...{ issuer: issuer.issuer, subject: 's-1', name: 'Maria Muster', language: 'GERMAN', email: 'maria@example.com' },
  });
  expect(expiresAt.getTime()).toBeGreaterThan(Date.now());
});

test('a key that is new at the issuer is accepted without a restart, and the old one goes on counting', async () => {
  const verifier = provider({ keyCooldownMilliseconds: 0 });
  const before = await issuer.issueToken({ subject: 'old' });
  await verifier.verify(before);
  await issuer.rotateKey();
  const after = await issuer.issueToken({ subject: 'new' });
  expect((await verifier.verify(after)).identity.subject).toBe('new');
  expect((await verifier.verify(before)).identity.subject).toBe('old');
});

test('a flood of tokens with unknown keys does not become a flood of requests to the issuer', async () => {
  const verifier = provider();
  await verifier.verify(await issuer.issueToken({ subject: 'x' }));
  const other = await startTestIdentityProvider();
  await other.rotateKey();
  const unknown = await other.issueToken({ subject: 'x', issuer: issuer.issuer });
  await other.stop();
  for (let count = 0; count < 5; count += 1) await expect(verifier.verify(unknown)).rejects.toThrow(InvalidTokenError);
  expect(issuer.keyRequests()).toBe(1);
});

test('an issuer that speaks for another one is not believed', async () => {
  const { port } = new URL(issuer.issuer);
  const verifier = provider({ issuer: `http://localhost:${port}` });
  await expect(verifier.verify(await issuer.issueToken({ subject: 'x' }))).rejects.toThrow(IdentityProviderUnavailableError);
});

test('the discovery document is read on the first token, so that the API starts before its identity provider', async () => {
  const late = provider({ issuer: 'http://127.0.0.1:9' });
  await expect(late.verify('x.y.z')).rejects.toThrow(IdentityProviderUnavailableError);
});
