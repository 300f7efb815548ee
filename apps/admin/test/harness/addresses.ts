import type { Page } from 'playwright-core';
import { programme } from './browser.ts';

/** Addresses of the app as the admin of the demo sees them; `own` is the admin's page as an ambassador. */
export const addresses = (own: string) => [
  '/?all',
  programme,
  `${programme}/ambassadors`,
  `${programme}/ambassadors?q=nobody-is-called-this`,
  `${programme}/ambassadors/${own}`,
  `${programme}/ambassadors/${own}?show=activities`,
  `${programme}/leaderboard`,
  `${programme}/leaderboard?period=all-time`,
  `${programme}/badges`,
  `${programme}/badges?show=mine`,
  `${programme}/badges?show=levels`,
  `${programme}/badges/new`,
  `${programme}/badges/new?template=CONVERSATION`,
  `${programme}/badges/levels`,
  `${programme}/recognition`,
  `${programme}/recognition?show=mine`,
  `${programme}/recognition?show=requests`,
  `${programme}/recognition?show=policy`,
  `${programme}/recognition/new`,
  `${programme}/thanks`,
  `${programme}/thanks?show=received`,
  `${programme}/thanks?show=points`,
  `${programme}/thanks?show=reported`,
  `${programme}/challenges`,
  `${programme}/challenges?show=drafts`,
  `${programme}/challenges/new?template=HASHTAG_WEEK`,
  `${programme}/tandems`,
  `${programme}/tandems?show=tandems`,
  `${programme}/tandems/new`,
  `${programme}/my-tandem`,
  `${programme}/feed`,
  `${programme}/feed?show=settings`,
  `${programme}/feed?show=mailbox`,
  `${programme}/webhooks`,
  `${programme}/wall-boards`,
  `${programme}/imports`,
  `${programme}/imports/new`,
  `${programme}/api-tokens`,
  `${programme}/no-such-page`,
  '/programmes/unknown',
];

/** Goes there and waits until everything is loaded. */
export async function settle(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.locator('header').first().waitFor();
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' });
}
