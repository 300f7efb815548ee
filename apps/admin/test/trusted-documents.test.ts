import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { addresses, settle } from './harness/addresses.ts';
import { launchBrowser, programme, signIn, visit } from './harness/browser.ts';
import { startTestDemo, type TestDemo, trustedDocuments, trustingTheAppAlone } from './harness/demo.ts';

let demo: TestDemo;
let browser: Browser;

beforeAll(async () => {
  demo = await startTestDemo(trustingTheAppAlone());
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await demo?.stop();
});

interface Sent {
  readonly query?: string;
  readonly extensions?: { readonly persistedQuery?: { readonly sha256Hash: string } };
}

const { operations } = JSON.parse(readFileSync(trustedDocuments, 'utf8')) as {
  readonly operations: readonly { readonly id: string; readonly name: string }[];
};
const nameOf = new Map(operations.map(({ id, name }) => [id, name]));

/** What the page sends and is answered: operations by name, and what of it is not as it should be. */
function listenIn(page: Page) {
  const sent = new Set<string | undefined>();
  const wrong: string[] = [];
  page.on('request', (request) => {
    if (!request.url().endsWith('/graphql') || request.method() !== 'POST') return;
    const { query, extensions } = request.postDataJSON() as Sent;
    if (query !== undefined) wrong.push(`sent in full: ${query}`);
    sent.add(nameOf.get(extensions?.persistedQuery?.sha256Hash ?? ''));
  });
  page.on('response', async (response) => {
    if (response.url().endsWith('/graphql') && !response.ok()) wrong.push(`${response.status()}: ${await response.text()}`);
  });
  page.on('websocket', (socket) => {
    socket.on('framesent', ({ payload }) => {
      const { type, payload: asked } = JSON.parse(String(payload)) as { type: string; payload?: Sent };
      if (type === 'subscribe')
        sent.add(
          nameOf.get(
            createHash('sha256')
              .update(asked?.query ?? '')
              .digest('hex'),
          ),
        );
    });
    socket.on('framereceived', ({ payload }) => {
      if (String(payload).includes('"type":"error"')) wrong.push(String(payload));
    });
  });
  return { sent, wrong };
}

const isNext = ({ payload }: { readonly payload: string | Buffer }) => String(payload).includes('"type":"next"');

test('an API that trusts these documents alone serves the whole app: every page, what changes something, live boards, the wall', async () => {
  const { context, page, complaints } = await visit(browser, demo.url);
  const { sent, wrong } = listenIn(page);
  await signIn(page, 'admin', `${programme}/ambassadors`);
  const link = await page.locator('a[href*="/ambassadors/"]').first().getAttribute('href');
  for (const address of addresses(link?.split('/').at(-1)?.split('?')[0] ?? '')) await settle(page, address);

  await page.goto(`${programme}/leaderboard`);
  await page.getByText('Live', { exact: true }).waitFor();

  await page.goto(`${programme}/wall-boards`);
  await page.getByRole('button', { name: 'Issue a link' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Where it hangs').fill('Canteen');
  await dialog.getByRole('button', { name: 'Issue a link' }).click();
  const address = await dialog.getByLabel('Address').inputValue();
  const wall = await visit(browser, demo.url);
  const atWall = listenIn(wall.page);
  const hears = wall.page.waitForEvent('websocket').then((socket) => socket.waitForEvent('framereceived', isNext));
  await wall.page.goto(address);
  await hears;

  expect([...wrong, ...atWall.wrong, ...complaints, ...wall.complaints]).toEqual([]);
  const asked = [...sent, ...atWall.sent];
  expect(asked).not.toContain(undefined);
  expect(asked).toEqual(
    expect.arrayContaining(['Leaderboard', 'LeaderboardUpdated', 'IssueWallLink', 'WallBoard', 'WallBoardUpdated']),
  );
  await wall.context.close();
  await context.close();
});
