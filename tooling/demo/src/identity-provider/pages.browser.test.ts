import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { freePort } from '@fanfare/local-postgres';
import { findChromium } from '@fanfare/testkit';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type FastifyInstance, fastify } from 'fastify';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { identityProvider } from './plugin.ts';

let directory: string;
let origin: string;
let server: FastifyInstance;
let browser: Browser;

beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'fanfare-pages-'));
  origin = `http://localhost:${await freePort()}`;
  server = fastify();
  const issuer = `${origin}/oidc`;
  const appOrigins = [origin];
  await server.register(
    await identityProvider({
      issuer,
      audience: 'fanfare',
      clientId: 'fanfare-admin',
      appOrigins,
      directory,
      nodeEnvironment: 'test',
    }),
  );
  server.get('/signed-in', (_request, reply) => reply.type('text/html').send('<!doctype html><title>signed in</title>'));
  await server.listen({ host: '127.0.0.1', port: Number(new URL(origin).port) });
  browser = await chromium.launch(await findChromium());
});

afterAll(async () => {
  await browser.close();
  await server.close();
  await rm(directory, { recursive: true, force: true });
});

/** Any challenge will do where the code is not exchanged. */
const signInQuery = new URLSearchParams({
  client_id: 'fanfare-admin',
  response_type: 'code',
  scope: 'openid',
  code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
  code_challenge_method: 'S256',
});

async function openSignIn(options: BrowserContextOptions): Promise<Page> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  await page.goto(`${origin}/oidc/auth?${signInQuery}&redirect_uri=${encodeURIComponent(`${origin}/signed-in`)}`);
  return page;
}

describe('the sign-in page in a browser', () => {
  test.each([
    { colorScheme: 'light', locale: 'de-DE', viewport: { width: 1280, height: 900 } },
    { colorScheme: 'dark', locale: 'en-GB', viewport: { width: 360, height: 740 } },
  ] as const)(
    'has nothing that axe objects to ($colorScheme, $locale, $viewport.width px)',
    async (options) => {
      const page = await openSignIn(options);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations).toEqual([]);
      const overflow = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
      expect(overflow).toBeLessThanOrEqual(0);
      await page.context().close();
    },
    60_000,
  );

  test('works with the keyboard alone', async () => {
    const page = await openSignIn({ locale: 'de-DE' });
    await page.getByRole('button', { name: /Linh Brandes/ }).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/signed-in\?code=/);
    await page.context().close();
  });

  test('signing out passes the form on by itself', async () => {
    const page = await openSignIn({ locale: 'en-GB' });
    await page.getByRole('button', { name: /Murat Aksoylu/ }).click();
    await page.waitForURL(/\/signed-in/);
    await page.goto(`${origin}/oidc/session/end?client_id=fanfare-admin`);
    await page.getByRole('heading', { name: 'You are signed out' }).waitFor();
    await page.context().close();
  });
});
