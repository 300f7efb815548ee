import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
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

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name });
const csv = (lines: readonly string[]) => ({
  name: 'posts.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(`${lines.join('\n')}\n`),
});

const columns = 'externalId,ambassador,kind,channel,occurredAt,evidence';

async function ambassadorIdOf(person: string): Promise<string> {
  type Answer = { viewer: { memberships: { ambassador: { id: string } }[] } };
  const { viewer } = await demo.query<Answer>(person, '{ viewer { memberships { ambassador { id } } } }');
  return viewer.memberships[0]?.ambassador.id ?? '';
}

/** Somebody whom the file of a connector can name: the demo's invented people have references, those who sign in have none. */
async function referenceOfTestPerson(): Promise<string> {
  const asked = `{ programme(key: "halvenstein") {
    ambassadors(first: 1, filter: { isTestPerson: true, status: [ACTIVE], visibility: [NAMED] }) { nodes { externalReference } } } }`;
  type Answer = { programme: { ambassadors: { nodes: { externalReference: string }[] } } };
  const { programme: found } = await demo.query<Answer>('admin', asked);
  return found.ambassadors.nodes[0]?.externalReference ?? '';
}

async function importFile(page: Page, lines: readonly string[]): Promise<void> {
  await page.goto(`${programme}/imports/new`);
  await page.locator('input[type="file"]').setInputFiles(csv(lines));
  await page.getByRole('button', { name: 'Start the import' }).click();
  await page.getByText(/^The import is done/).waitFor();
}

describe('an admin', () => {
  test('imports a file, and the board that is open elsewhere moves without a reload', async () => {
    const { context, page, complaints } = await visit(browser, demo.url);
    await signIn(page, 'admin');
    await heading(page, 'Overview').waitFor();
    const reference = await referenceOfTestPerson();

    const board = await context.newPage();
    await board.goto(`${programme}/leaderboard`);
    await board.getByText('Live', { exact: true }).waitFor();
    await board.evaluate(() => document.body.setAttribute('data-loaded-once', ''));
    const before = await board.getByRole('row').allTextContents();

    const now = Date.now();
    const posts = Array.from({ length: 12 }, (_, day) => {
      const at = new Date(now - day * 86_400_000 - 60_000).toISOString();
      return `journey-${day},${reference},POST,LINKEDIN,${at},CHANNEL_VERIFIED`;
    });
    await importFile(page, [columns, ...posts]);

    await board.waitForFunction(
      (rows) => [...document.querySelectorAll('tr')].map((row) => row.textContent).join() !== rows.join(),
      before,
      { polling: 250 },
    );
    expect(await board.locator('body').getAttribute('data-loaded-once')).toBe('');
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('is told line by line what an import left out, and finds the import again', async () => {
    const { context, page } = await visit(browser, demo.url);
    await signIn(page, 'admin');
    const reference = await referenceOfTestPerson();
    await importFile(page, [
      columns,
      `good-1,${reference},POST,LINKEDIN,2026-11-02T09:00:00Z,`,
      `bad-1,${reference},POST,LINKEDIN,yesterday,`,
      `bad-2,nobody-knows,POST,LINKEDIN,2026-11-02T10:00:00Z,`,
    ]);
    const table = page.getByRole('table', { name: 'Lines with errors' });
    await table.waitFor();
    expect(await table.getByRole('row').count()).toBe(3);
    expect((await table.getByRole('row').nth(1).getByRole('cell').allTextContents()).slice(0, 2)).toEqual(['3', 'occurredAt']);

    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download as CSV' }).click();
    expect((await download).suggestedFilename()).toBe('posts-errors.csv');

    await page.getByRole('link', { name: 'All imports' }).click();
    await page.getByRole('link', { name: 'posts.csv' }).first().click();
    await table.waitFor();
    await context.close();
  });

  test('issues a token whose secret is shown once and works until it is revoked', async () => {
    const { context, page } = await visit(browser, demo.url);
    await signIn(page, 'admin', `${programme}/api-tokens`);
    await page.getByRole('button', { name: 'Issue a token' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Issue a token' }).click();
    await dialog.getByText('Please fill this in.').waitFor();
    await dialog.getByLabel('Name').fill('Intranet');
    await dialog.getByLabel('Read leaderboards').check();
    await dialog.getByRole('button', { name: 'Issue a token' }).click();
    const secret = await dialog.getByLabel('Token').inputValue();
    const status = async () => {
      const body = JSON.stringify({ query: '{ viewer { apiToken { name } } }' });
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${secret}` };
      return (await fetch(`${demo.url}/graphql`, { method: 'POST', headers, body })).text();
    };
    expect(await status()).toContain('Intranet');

    await dialog.getByRole('button', { name: 'I have kept it' }).click();
    expect(await page.content()).not.toContain(secret);
    await page.getByRole('button', { name: 'Revoke: Intranet' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
    await page.getByText(/^Revoked on/).waitFor();
    expect(await status()).not.toContain('Intranet');
    await context.close();
  });

  test('finds a person by name; the search stays in the address and over a reload', async () => {
    const { context, page } = await visit(browser, demo.url);
    await signIn(page, 'admin', `${programme}/ambassadors`);
    await page.getByLabel('Search by name').fill('Linh Bra');
    await page.waitForURL(/q=Linh/);
    await page.reload();
    expect(await page.getByLabel('Search by name').inputValue()).toBe('Linh Bra');
    await page.getByRole('link', { name: 'Linh Brandes' }).click();
    await heading(page, 'Linh Brandes').waitFor();
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
    const entries = page.getByRole('list', { name: 'Points history' }).getByRole('listitem');
    await entries.first().waitFor();
    for (const entry of await entries.allInnerTexts()) expect(entry).toMatch(/\w+ \w+[\s\S]*No\. [\d,]+/);
    await context.close();
  });
});

describe('an ambassador', () => {
  test('sees the own page and the boards, and is refused what is not theirs', async () => {
    const { context, page } = await visit(browser, demo.url);
    await signIn(page, 'ambassador');
    await heading(page, /Linh Brandes/).waitFor();
    const links = await page.getByRole('navigation').getByRole('link').allInnerTexts();
    expect(links).toEqual([
      ...['My page', 'What is new', 'Leaderboard', 'Badges', 'Recognition', 'Saying thanks', 'Challenges', 'My tandem'],
      'All programmes',
    ]);

    for (const area of ['', '/ambassadors', '/tandems', '/tandems/new', '/imports', '/imports/new', '/api-tokens']) {
      await page.goto(programme + area);
      await heading(page, 'This is not yours to see').waitFor();
    }
    await page.goto(`${programme}/ambassadors/${await ambassadorIdOf('frequent')}`);
    await heading(page, 'This is not yours to see').waitFor();
    await page.goto('/programmes/somebody-elses');
    await heading(page, 'You are not part of this programme').waitFor();
    await context.close();
  });
});

describe('a department communicator', () => {
  test('sees the people of the own department only', async () => {
    const { context, page } = await visit(browser, demo.url);
    await signIn(page, 'communicator', `${programme}/ambassadors`);
    await page.getByRole('link', { name: 'Torben Kesselring' }).waitFor();
    const departments = await page.locator('td[data-label="Department"]').allInnerTexts();
    expect(new Set(departments)).toEqual(new Set(['Vertrieb']));
    await context.close();
  });
});

test.each(['auditor', 'communicator', 'ambassador', 'hidden'])(
  '%s opens everything that the navigation offers',
  async (person) => {
    const { context, page, complaints } = await visit(browser, demo.url);
    await signIn(page, person);
    const links = page.getByRole('navigation').getByRole('link');
    await links.first().waitFor();
    for (const name of await links.allTextContents()) {
      await links.filter({ hasText: name }).click();
      await page.locator('h1').waitFor();
      await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' });
      await page.waitForLoadState('networkidle');
      expect(await page.getByRole('alert').allTextContents()).toEqual([]);
      if (page.url() === `${demo.url}/`) await page.goBack();
    }
    expect(complaints).toEqual([]);
    await context.close();
  },
);

describe('when something breaks', () => {
  test('an expired session loses no input: the person signs in again and the form is sent after all', async () => {
    const { context, page } = await visit(browser, demo.url);
    await signIn(page, 'admin', `${programme}/api-tokens`);
    await page.getByRole('button', { name: 'Issue a token' }).click();
    const dialog = page.getByRole('dialog', { name: 'Issue a token' });
    await dialog.getByLabel('Name').fill('Kept over the session');
    await dialog.getByLabel('Read points').check();

    await context.route('**/oidc/token', (route) => route.fulfill({ status: 400, json: { error: 'invalid_grant' } }));
    await page.route('**/graphql', (route) => route.fulfill({ status: 401, json: { errors: [{ message: 'expired' }] } }), {
      times: 1,
    });
    await dialog.getByRole('button', { name: 'Issue a token' }).click();
    const question = page.getByRole('dialog', { name: 'Please sign in again' });
    await question.waitFor();
    await context.unroute('**/oidc/token');
    await question.getByRole('button', { name: 'Sign in again' }).click();

    await page.getByLabel('Token', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'I have kept it' }).click();
    await page.getByText('Kept over the session').waitFor();
    await context.close();
  });

  test('offline is told, keeps the page, and ends by itself', async () => {
    const { context, page } = await visit(browser, demo.url);
    await signIn(page, 'admin', `${programme}/leaderboard`);
    await page.getByText('Live', { exact: true }).waitFor();
    await context.setOffline(true);
    await page.getByText('You are offline.').waitFor();
    await page.getByText('Offline: last known state').waitFor();
    expect(await page.getByRole('row').count()).toBeGreaterThan(5);
    await context.setOffline(false);
    await page.getByText('You are offline.').waitFor({ state: 'detached' });
    await context.close();
  });

  test('an unknown address says so and leads back', async () => {
    const { context, page } = await visit(browser, demo.url);
    await signIn(page, 'admin', `${programme}/no-such-page`);
    await heading(page, 'This page does not exist').waitFor();
    await page.getByRole('link', { name: 'Go to the start page' }).click();
    await heading(page, 'Your programmes').waitFor();
    await context.close();
  });
});

test('signing out ends the session of the browser', async () => {
  const { context, page } = await visit(browser, demo.url);
  await signIn(page, 'auditor');
  await page.getByRole('button', { name: /^Account and settings/ }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await heading(page, 'Sign in').waitFor();
  await page.goto(programme);
  await heading(page, 'Sign in').waitFor();
  await context.close();
});
