import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

export type ColourScheme = 'light' | 'dark';

/** Structure is the same in the dark; what differs are the colours. */
const axe = (page: Page, colorScheme: ColourScheme) =>
  colorScheme === 'light'
    ? new AxeBuilder({ page })
    : new AxeBuilder({ page }).withRules(['color-contrast', 'link-in-text-block']);

/**
 * A colour on its way to another is none that anybody reads: axe looks at a page at rest. The app hears of the other scheme an event later than
 * the style sheets do, so its own word is waited for; only what it starts then can be waited for to end.
 */
async function atRest(page: Page, colorScheme: ColourScheme): Promise<void> {
  await page.locator(`html[data-mantine-color-scheme="${colorScheme}"]`).waitFor();
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  await page.waitForFunction(() =>
    document
      .getAnimations()
      .every(({ playState, effect }) => playState !== 'running' || effect?.getComputedTiming().iterations === Infinity),
  );
}

/** What axe finds on the page as it is, without movement; light and dark unless told. */
export async function findings(page: Page, schemes: readonly ColourScheme[] = ['light', 'dark']): Promise<readonly string[]> {
  const found: string[] = [];
  for (const colorScheme of schemes) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await atRest(page, colorScheme);
    const { violations } = await axe(page, colorScheme).analyze();
    for (const { id, nodes } of violations) found.push(`${colorScheme} ${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  }
  return found;
}
