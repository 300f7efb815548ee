import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort } from '@fanfare/local-postgres';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type FastifyInstance, fastify } from 'fastify';
import { createRemoteJWKSet, decodeProtectedHeader, jwtVerify } from 'jose';
import * as client from 'openid-client';
import { Browser } from '../../test/browser.ts';
import { cast } from '../cast.ts';
import { DemoError } from '../errors.ts';
import { type IdentityProviderOptions, identityProvider } from './plugin.ts';

const clientId = 'fanfare-admin';
let directory: string;
let options: IdentityProviderOptions;
let origin: string;
let server: FastifyInstance;

async function startServer(): Promise<FastifyInstance> {
  const started = fastify();
  started.get('/neighbour', async () => 'untouched');
  await started.register(await identityProvider(options));
  await started.listen({ host: '127.0.0.1', port: Number(new URL(origin).port) });
  return started;
}

beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'fanfare-identity-'));
  origin = `http://127.0.0.1:${await freePort()}`;
  options = {
    issuer: `${origin}/oidc`,
    audience: 'fanfare',
    clientId,
    appOrigins: [origin, 'http://localhost:5173'],
    directory,
    nodeEnvironment: 'test',
  };
  server = await startServer();
});

afterAll(async () => {
  await server.close();
  await rm(directory, { recursive: true, force: true });
});

const discover = () =>
  client.discovery(new URL(options.issuer), clientId, undefined, client.None(), { execute: [client.allowInsecureRequests] });

interface Flow {
  readonly configuration: client.Configuration;
  readonly address: URL;
  readonly verifier: string;
  readonly redirectUri: string;
}

async function beginSignIn(parameters: Record<string, string> = {}): Promise<Flow> {
  const configuration = await discover();
  const verifier = client.randomPKCECodeVerifier();
  const redirectUri = `${origin}/signed-in`;
  const address = client.buildAuthorizationUrl(configuration, {
    redirect_uri: redirectUri,
    scope: 'openid profile',
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state: 'a-state',
    ...parameters,
  });
  return { configuration, address, verifier, redirectUri };
}

async function choose(browser: Browser, { address, redirectUri }: Flow, person: string): Promise<string> {
  const shown = await browser.follow(address.href, redirectUri);
  const body = new URLSearchParams({ person });
  return (await browser.follow(shown.address, redirectUri, { method: 'POST', body })).address;
}

const exchange = (flow: Flow, returned: string) =>
  client.authorizationCodeGrant(flow.configuration, new URL(returned), {
    pkceCodeVerifier: flow.verifier,
    expectedState: 'a-state',
  });

async function signIn(person: string, browser = new Browser()) {
  const flow = await beginSignIn();
  return { flow, tokens: await exchange(flow, await choose(browser, flow, person)) };
}

/** What the API does with a token: issuer, audience and the published keys. */
async function verifyAsApi(token: string) {
  const configuration = await discover();
  const keys = createRemoteJWKSet(new URL(configuration.serverMetadata().jwks_uri ?? ''));
  return jwtVerify(token, keys, { issuer: options.issuer, audience: 'fanfare' });
}

describe('signing in', () => {
  test('with the code flow and PKCE gives an access token for the API and an ID token with the name', async () => {
    const { tokens } = await signIn('admin');
    const { payload } = await verifyAsApi(tokens.access_token);
    expect(payload).toMatchObject({ sub: 'demo-admin', name: 'Katharina Ebersbach', locale: 'de-DE', client_id: clientId });
    expect(decodeProtectedHeader(tokens.access_token).typ).toBe('at+jwt');
    expect(tokens.claims()).toMatchObject({ sub: 'demo-admin', name: 'Katharina Ebersbach' });
  });

  test.each(cast.map(({ key }) => key))('works for %s', async (key) => {
    const { tokens } = await signIn(key);
    expect((await verifyAsApi(tokens.access_token)).payload.sub).toBe(`demo-${key}`);
  });

  test('accepts the resource of the API as a parameter', async () => {
    const flow = await beginSignIn({ resource: 'urn:fanfare:api' });
    const tokens = await exchange(flow, await choose(new Browser(), flow, 'ambassador'));
    expect((await verifyAsApi(tokens.access_token)).payload.aud).toBe('fanfare');
  });

  test('is asked once: the next application window signs in without a page, also silently', async () => {
    const browser = new Browser();
    await signIn('communicator', browser);
    const flow = await beginSignIn({ prompt: 'none' });
    const { address } = await browser.follow(flow.address.href, flow.redirectUri);
    expect((await exchange(flow, address)).claims()?.sub).toBe('demo-communicator');
  });

  test('silently fails with login_required for who has not signed in', async () => {
    const flow = await beginSignIn({ prompt: 'none' });
    const { address } = await new Browser().follow(flow.address.href, flow.redirectUri);
    expect(new URL(address).searchParams.get('error')).toBe('login_required');
  });

  test('can be renewed with a refresh token', async () => {
    const { flow, tokens } = await signIn('frequent');
    const renewed = await client.refreshTokenGrant(flow.configuration, tokens.refresh_token ?? '');
    expect((await verifyAsApi(renewed.access_token)).payload.sub).toBe('demo-frequent');
  });

  test('without PKCE is refused', async () => {
    const configuration = await discover();
    const address = client.buildAuthorizationUrl(configuration, { redirect_uri: `${origin}/signed-in`, scope: 'openid' });
    const returned = await new Browser().follow(address.href, `${origin}/signed-in`);
    expect(new URL(returned.address).searchParams.get('error')).toBe('invalid_request');
  });

  test('never sends anybody to an address that is not registered', async () => {
    const flow = await beginSignIn({ redirect_uri: 'https://elsewhere.example/signed-in' });
    const { page } = await new Browser().follow(flow.address.href, 'https://elsewhere.example');
    expect(page?.status).toBe(400);
    expect(await page?.text()).toContain('Die Anmeldung ist nicht möglich');
  });
});

describe('the sign-in page', () => {
  async function pageIn(language: string, parameters: Record<string, string> = {}) {
    const flow = await beginSignIn(parameters);
    return new Browser().follow(flow.address.href, flow.redirectUri, { headers: { 'accept-language': language } });
  }

  test('has a card for everybody of the cast and says that it is a demo', async () => {
    const { page } = await pageIn('de-DE,de;q=0.9');
    const html = (await page?.text()) ?? '';
    for (const { name } of cast) expect(html).toContain(name);
    expect(html).toContain('<html lang="de">');
    expect(html).toContain('Dies ist eine Demo');
    expect(html).not.toContain('type="password"');
  });

  test.each([
    ['en-GB,en;q=0.9', {}],
    ['de', { ui_locales: 'en' }],
  ])('speaks English to who asks for it (%s, %j)', async (language, parameters) => {
    const { page } = await pageIn(language, parameters);
    expect(await page?.text()).toContain('Who would you like to sign in as?');
  });

  test('switches the language', async () => {
    const flow = await beginSignIn();
    const browser = new Browser();
    const { address } = await browser.follow(flow.address.href, flow.redirectUri);
    expect(await (await browser.request(`${address}?lang=en`)).text()).toContain('<html lang="en">');
  });

  test('loads nothing from elsewhere and cannot be framed by another site', async () => {
    const { page } = await pageIn('de');
    const policy = page?.headers.get('content-security-policy');
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'self'");
  });

  test('shows the choice again for an unknown person', async () => {
    const flow = await beginSignIn();
    const browser = new Browser();
    const { address } = await browser.follow(flow.address.href, flow.redirectUri);
    const response = await browser.request(address, { method: 'POST', body: new URLSearchParams({ person: 'nobody' }) });
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('Als wen möchten Sie sich anmelden?');
  });

  test('says so when a sign-in is over', async () => {
    const response = await fetch(`${options.issuer}/sign-in/long-gone`, { headers: { 'accept-language': 'en' } });
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('no longer valid');
  });
});

describe('signing out', () => {
  test('ends the session and comes back to the application', async () => {
    const browser = new Browser();
    const { flow, tokens } = await signIn('hidden', browser);
    const address = client.buildEndSessionUrl(flow.configuration, {
      id_token_hint: tokens.id_token ?? '',
      post_logout_redirect_uri: `${origin}/`,
    });
    const asked = await browser.request(address.href);
    const html = await asked.text();
    const action = /action="([^"]+)"/.exec(html)?.[1] ?? '';
    const secret = /name="xsrf" value="([^"]+)"/.exec(html)?.[1] ?? '';
    const body = new URLSearchParams({ xsrf: secret, logout: 'yes' });
    const ended = await browser.request(action, { method: 'POST', body });
    expect(ended.headers.get('location')).toBe(`${origin}/`);
    const silent = await beginSignIn({ prompt: 'none' });
    const after = await browser.follow(silent.address.href, silent.redirectUri);
    expect(new URL(after.address).searchParams.get('error')).toBe('login_required');
  });
});

describe('tokens for command lines', () => {
  test('are signed like those of a sign-in', async () => {
    const answer = (await (await fetch(`${options.issuer}/demo-token?person=auditor`)).json()) as { access_token: string };
    expect((await verifyAsApi(answer.access_token)).payload).toMatchObject({ sub: 'demo-auditor', name: 'Jolanta Wieczorek' });
  });

  test('are not given for strangers, whom the answer names', async () => {
    const response = await fetch(`${options.issuer}/demo-token?person=stranger`);
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('admin, communicator');
  });
});

describe('living on the port of the API', () => {
  test('answers only under its own names, also where another name points at this machine', async () => {
    const ask = (host: string) => server.inject({ url: '/oidc/demo-token?person=admin', headers: { host } });
    expect((await ask(new URL(origin).host)).statusCode).toBe(200);
    expect((await ask('elsewhere.example')).statusCode).toBe(421);
    expect((await server.inject({ url: '/neighbour', headers: { host: 'elsewhere.example' } })).statusCode).toBe(200);
  });

  test('leaves the other routes alone', async () => {
    expect(await (await fetch(`${origin}/neighbour`)).text()).toBe('untouched');
  });

  test('lets the development server of the admin app exchange codes, and no other origin', async () => {
    const ask = (from: string) =>
      fetch(`${options.issuer}/token`, {
        method: 'POST',
        headers: { origin: from },
        body: new URLSearchParams({ client_id: clientId }),
      });
    expect((await ask('http://localhost:5173')).headers.get('access-control-allow-origin')).toBe('http://localhost:5173');
    expect((await ask('https://elsewhere.example')).headers.get('access-control-allow-origin')).toBeNull();
  });

  test('keeps keys, sessions and refresh tokens over a restart', async () => {
    const browser = new Browser();
    const { tokens } = await signIn('newcomer', browser);
    await server.close();
    server = await startServer();
    expect((await verifyAsApi(tokens.access_token)).payload.sub).toBe('demo-newcomer');
    const flow = await beginSignIn({ prompt: 'none' });
    const { address } = await browser.follow(flow.address.href, flow.redirectUri);
    expect((await exchange(flow, address)).claims()?.sub).toBe('demo-newcomer');
    const renewed = await client.refreshTokenGrant(flow.configuration, tokens.refresh_token ?? '');
    expect((await verifyAsApi(renewed.access_token)).payload.sub).toBe('demo-newcomer');
  });

  test('refuses production in one line that says what to set', async () => {
    const refusal = identityProvider({ ...options, nodeEnvironment: 'production' });
    await expect(refusal).rejects.toThrow(DemoError);
    await expect(identityProvider({ ...options, nodeEnvironment: 'production' })).rejects.toThrow(/^[^\n]*OIDC_ISSUER[^\n]*$/);
  });
});
