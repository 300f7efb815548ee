import { findChromium } from '@fanfare/testkit';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

export const programme = '/programmes/halvenstein';

export async function launchBrowser(): Promise<Browser> {
  return chromium.launch(await findChromium());
}

export interface VisitOptions {
  readonly language?: 'de' | 'en';
  readonly size?: 'desktop' | 'phone';
}

const sizes = { desktop: { width: 1360, height: 900 }, phone: { width: 390, height: 844 } };

export interface Visit {
  readonly context: BrowserContext;
  readonly page: Page;
  /** What the browser complained about; a test that expects nothing there says so. */
  readonly complaints: readonly string[];
}

/** A person at a browser of their own. */
export async function visit(
  browser: Browser,
  url: string,
  { language = 'en', size = 'desktop' }: VisitOptions = {},
): Promise<Visit> {
  const context = await browser.newContext({
    baseURL: url,
    viewport: sizes[size],
    locale: language === 'de' ? 'de-DE' : 'en-GB',
    acceptDownloads: true,
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  return { context, page, complaints };
}

/** Signs in at the demo's identity provider as one of its people, on the way to `address`. */
export async function signIn(page: Page, person: string, address = '/'): Promise<void> {
  await page.goto(address);
  await page.getByRole('button', { name: /company account|Firmenkonto/ }).click();
  await page.locator(`button[name="person"][value="${person}"]`).click();
  await page.locator('header').getByRole('button').last().waitFor();
}
