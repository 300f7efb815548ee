import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page, WebSocketRoute } from 'playwright-core';
import { launchBrowser, programme, signIn, visit } from './harness/browser.ts';
import { startTestDemo, type TestDemo } from './harness/demo.ts';

let demo: TestDemo;
let browser: Browser;

beforeAll(async () => {
  demo = await startTestDemo();
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await demo?.stop();
});

interface Message {
  readonly type: string;
  readonly payload?: {
    readonly query?: string;
    readonly variables?: { readonly sinceVersion?: number | null };
    readonly data?: { readonly leaderboardUpdated?: { readonly version: number } };
  };
}

/** Listens in on the page's connection, and cuts it. */
async function listenIn(page: Page) {
  const asked: (number | null | undefined)[] = [];
  const versions: number[] = [];
  let present: WebSocketRoute | undefined;
  await page.routeWebSocket('**/graphql', (socket) => {
    present = socket;
    const server = socket.connectToServer();
    socket.onMessage((text) => {
      const { type, payload } = JSON.parse(String(text)) as Message;
      if (type === 'subscribe' && payload?.query?.includes('leaderboardUpdated')) asked.push(payload.variables?.sinceVersion);
      server.send(text);
    });
    server.onMessage((text) => {
      const version = (JSON.parse(String(text)) as Message).payload?.data?.leaderboardUpdated?.version;
      if (version !== undefined) versions.push(version);
      socket.send(text);
    });
  });
  return { asked, versions, cut: () => present?.close({ code: 1001 }) };
}

test('after a lost connection the board goes on from the version that was seen last', async () => {
  const { context, page } = await visit(browser, demo.url);
  const { asked, versions, cut } = await listenIn(page);
  await signIn(page, 'admin', `${programme}/leaderboard`);
  await page.getByText('Live', { exact: true }).waitFor();
  const seen = versions.at(-1);
  expect(asked.at(-1)).toBeNull();
  const before = asked.length;
  await cut();
  await page.getByText('Live', { exact: true }).waitFor({ state: 'detached' });
  await page.getByText('Live', { exact: true }).waitFor();
  expect(asked.slice(before)).toEqual([seen]);
  await context.close();
});

test('the filters lead only to boards that the programme has', async () => {
  const { context, page } = await visit(browser, demo.url);
  await signIn(page, 'admin', `${programme}/leaderboard?period=all-time`);
  await page.getByRole('row').nth(1).waitFor();
  await page.getByLabel('Whom').selectOption({ label: 'Vertrieb' });
  await page.waitForURL(/department=/);
  expect(new URL(page.url()).searchParams.get('period')).toBe('season');
  await page.getByLabel('Period').selectOption({ label: 'All time' });
  await page.waitForURL(/period=all-time/);
  expect(new URL(page.url()).searchParams.get('department') ?? '').toBe('');
  await page.getByText('All points since the programme began').waitFor();
  expect(await page.getByText('There is no such board').count()).toBe(0);
  await context.close();
});
