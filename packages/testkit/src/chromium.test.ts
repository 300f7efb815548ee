import { expect, test } from '@jest/globals';
import { chromium } from 'playwright-core';
import { type Browser, findChromium, packagedChromium } from './index.ts';

const launchMilliseconds = 30_000;

async function renderedText({ executablePath, args }: Browser): Promise<string | null> {
  const browser = await chromium.launch({ executablePath, args, timeout: launchMilliseconds });
  try {
    const page = await browser.newPage();
    await page.setContent('<p id="p"></p><script>p.textContent = 40 + 2</script>');
    return await page.textContent('#p');
  } finally {
    await browser.close();
  }
}

test(
  'the browser that is found renders a page',
  async () => {
    expect(await renderedText(await findChromium())).toBe('42');
  },
  2 * launchMilliseconds,
);

const onLinux = process.platform === 'linux' ? test : test.skip;

onLinux(
  'so does the browser of the npm package, for machines that have no other',
  async () => {
    expect(await renderedText(await packagedChromium())).toBe('42');
  },
  2 * launchMilliseconds,
);
