import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { addresses, settle } from './harness/addresses.ts';
import { type ColourScheme, findings } from './harness/axe.ts';
import { launchBrowser, programme, signIn, type VisitOptions, visit } from './harness/browser.ts';
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

/** A key that has no words in this language would be shown as it is; a sentence that begins right after another one is none. */
async function keysWithoutWords(page: Page): Promise<readonly string[]> {
  const text = (await page.locator('body').textContent()) ?? '';
  return (
    text.match(
      /\b(app|nav|role|failure|paging|artwork|words|overview|ambassadors|badges|recognition|thanks|leaderboards|imports|apiTokens|notifications|webhooks|challenges|draft|factFilter|programmes|tandems|wall|wallLinks)\.(?:[a-z]\w*|[A-Z_]+\b)/g,
    ) ?? []
  );
}

interface Tour {
  readonly options: Required<VisitOptions>;
  readonly schemes: readonly ColourScheme[];
  readonly isVisited: (address: string) => boolean;
}

/** The phone shows the same parts in the same colours in another order: each page of it is looked at once. */
const tours: readonly Tour[] = [
  { options: { size: 'desktop', language: 'de' }, schemes: ['light', 'dark'], isVisited: () => true },
  { options: { size: 'phone', language: 'en' }, schemes: ['light'], isVisited: (address) => !address.includes('?') },
];

describe.each(tours)('axe finds nothing, $schemes, at $options', ({ options, schemes, isVisited }) => {
  test('on any page, and no key is left without words', async () => {
    const { context, page } = await visit(browser, demo.url, options);
    await page.goto('/');
    await page.getByRole('button', { name: /company account|Firmenkonto/ }).waitFor();
    const problems = [...(await findings(page, schemes))];
    await signIn(page, 'admin');
    const { viewer } = await demo.query<{ viewer: { memberships: { ambassador: { id: string } }[] } }>(
      'admin',
      '{ viewer { memberships { ambassador { id } } } }',
    );
    for (const address of addresses(viewer.memberships[0]?.ambassador.id ?? '').filter(isVisited)) {
      await settle(page, address);
      problems.push(
        ...[...(await findings(page, schemes)), ...(await keysWithoutWords(page))].map((problem) => `${address} ${problem}`),
      );
    }
    expect(problems).toEqual([]);
    await context.close();
  });

  test('in the dialogs and the menu', async () => {
    const { context, page } = await visit(browser, demo.url, options);
    await signIn(page, 'admin', `${programme}/api-tokens`);
    await page.getByRole('button', { name: /Issue a token|Token ausstellen/ }).click();
    await page.getByRole('dialog').waitFor();
    expect(await findings(page, schemes)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: /^(Account and settings|Konto und Einstellungen)/ }).click();
    await page.getByRole('button', { name: /Sign out|Abmelden/ }).waitFor();
    expect(await findings(page, schemes)).toEqual([]);
    await context.close();
  });
});

test('the page is reached by keyboard alone: the skip link leads past the navigation', async () => {
  const { context, page } = await visit(browser, demo.url);
  await signIn(page, 'admin', `${programme}/ambassadors`);
  await settle(page, `${programme}/ambassadors`);
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to content');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.getAttribute('type'))).toBe('search');
  await context.close();
});
