import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page, WebSocketRoute } from 'playwright-core';
import { findings } from './harness/axe.ts';
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

interface Issued {
  readonly token: string;
  readonly link: { readonly id: string };
}

async function programmeId(): Promise<string> {
  type Answer = { programme: { id: string } };
  return (await demo.query<Answer>('admin', '{ programme(key: "halvenstein") { id } }')).programme.id;
}

async function issue(board: object = { period: 'SEASON' }): Promise<Issued> {
  const { issueWallBoardLink: issued } = await demo.query<{ issueWallBoardLink: Issued }>(
    'admin',
    'mutation ($input: IssueWallBoardLinkInput!) { issueWallBoardLink(input: $input) { token link { id } } }',
    { input: { programme: await programmeId(), label: 'Lobby', ...board } },
  );
  return issued;
}

async function revoke({ link }: Issued): Promise<void> {
  await demo.query('admin', 'mutation ($id: ID!) { revokeWallBoardLink(input: { id: $id }) { errors { message } } }', {
    id: link.id,
  });
}

/** Has somebody who is on the board already earn something. */
async function earn(externalId: string): Promise<void> {
  const { programme: found } = await demo.query<{ programme: { ambassadors: { nodes: { externalReference: string }[] } } }>(
    'admin',
    `{ programme(key: "halvenstein") { ambassadors(first: 1, filter: { isTestPerson: true, status: [ACTIVE], visibility: [NAMED] }) {
       nodes { externalReference } } } }`,
  );
  const ambassadorReference = found.ambassadors.nodes[0]?.externalReference;
  const occurredAt = new Date(Date.now() - 60_000).toISOString();
  const facts = { kind: 'POST', channel: 'LINKEDIN', evidence: 'CHANNEL_VERIFIED', occurredAt };
  const activities = [0, 1].map((index) => ({ ...facts, ambassadorReference, externalId: `${externalId}-${index}` }));
  await demo.query(
    'admin',
    'mutation ($input: RecordActivitiesInput!) { recordActivities(input: $input) { errors { code } } }',
    {
      input: { programme: await programmeId(), source: 'wall', activities },
    },
  );
}

const sizes = {
  television: { width: 1920, height: 1080 },
  upright: { width: 1080, height: 1920 },
  phone: { width: 390, height: 844 },
};

async function open(
  token: string,
  options: {
    readonly size?: keyof typeof sizes;
    readonly colorScheme?: 'light' | 'dark';
    readonly reducedMotion?: 'reduce' | 'no-preference';
    readonly prepare?: (page: Page) => Promise<void>;
  } = {},
) {
  const { size = 'television', colorScheme = 'dark', reducedMotion = 'reduce', prepare } = options;
  const context = await browser.newContext({
    ...{ baseURL: demo.url, viewport: sizes[size], locale: 'en-GB', colorScheme, reducedMotion },
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await prepare?.(page);
  await page.goto(`/wall#${token}`);
  return { context, page, complaints };
}

const winners = (page: Page) => page.locator('.wall-winner-score strong').allTextContents();
const names = (page: Page) => page.locator('.wall-name').allTextContents();

async function live(page: Page): Promise<void> {
  await page.getByRole('status').getByText('Live', { exact: true }).waitFor();
}

describe('a screen in the lobby', () => {
  test('shows the board without signing in, in the language of the programme, and follows it', async () => {
    const { token } = await issue();
    const { context, page, complaints } = await open(token);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.getByText(/Personen nehmen teil/).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('de');
    await live(page);
    const before = await page.locator('.wall-board').textContent();
    await earn('follows');
    await page.waitForFunction((text) => document.querySelector('.wall-board')?.textContent !== text, before);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('shows everybody page by page, stands still on demand and is worked by keyboard', async () => {
    const { token } = await issue();
    const { context, page } = await open(token);
    await page.locator('.wall-row').first().waitFor();
    await page.keyboard.press('Space');
    await page.getByText('Angehalten').waitFor();
    const count = await page.locator('.wall-page').count();
    expect(count).toBeGreaterThan(1);
    const seen: string[] = [];
    for (let index = 0; index < count; index += 1) {
      seen.push(...(await names(page)));
      await page.keyboard.press('ArrowRight');
    }
    expect(new Set(seen).size).toBe(seen.length);
    const { wallBoard } = await demo.query<{ wallBoard: { places: { name: string }[] } }>(
      'admin',
      'query ($token: String!) { wallBoard(token: $token, first: 30) { places { name } } }',
      { token },
    );
    expect(seen).toEqual(wallBoard.places.slice(3).map(({ name }) => name));
    await page.keyboard.press('l');
    await page.getByText('Paused').waitFor();
    await page.keyboard.press('d');
    await page.locator('html[data-mantine-color-scheme="light"]').waitFor();
    await context.close();
  });

  test.each(['television', 'upright', 'phone'] as const)(
    'fits on a %s: nothing is cut off and nothing overlaps',
    async (size) => {
      const { token } = await issue();
      const { context, page } = await open(token, { size });
      await page.locator('.wall-row').first().waitFor();
      const cut = await page.evaluate(() => {
        const { scrollWidth, clientWidth } = document.documentElement;
        const room = document.querySelector('.wall-room')?.getBoundingClientRect();
        const last = [...document.querySelectorAll('.wall-row')].at(-1)?.getBoundingClientRect();
        const clipped = [...document.querySelectorAll('.wall-winner')].filter(
          (card) => card.scrollHeight > card.clientHeight + 1,
        );
        return { wide: scrollWidth - clientWidth, below: (last?.bottom ?? 0) - (room?.bottom ?? 0), clipped: clipped.length };
      });
      expect(cut.wide).toBe(0);
      expect(cut.below).toBeLessThanOrEqual(1);
      expect(cut.clipped).toBe(0);
      await context.close();
    },
  );

  test('says that it has no connection, keeps what it knows, and comes back by itself with what it missed', async () => {
    const { token } = await issue();
    const sockets: WebSocketRoute[] = [];
    let isDown = false;
    const { context, page } = await open(token, {
      prepare: (opened) =>
        opened.routeWebSocket('**/graphql', (socket) => {
          if (isDown) return void socket.close({ code: 1001 });
          sockets.push(socket);
          socket.connectToServer();
        }),
    });
    await live(page);
    isDown = true;
    for (const socket of sockets) await socket.close({ code: 1001 });
    await page.getByText(/^Keine Verbindung/).waitFor();
    const before = await winners(page);
    expect(before).toHaveLength(3);
    const board = await page.locator('.wall-board').textContent();
    await earn('missed');
    isDown = false;
    await live(page);
    await page.waitForFunction((text) => document.querySelector('.wall-board')?.textContent !== text, board);
    await context.close();
  });

  test('goes dark at once when its link is revoked, and names nobody any more', async () => {
    const issued = await issue();
    const { context, page } = await open(issued.token);
    await live(page);
    const [first] = await page.locator('.wall-winner-name').allTextContents();
    await revoke(issued);
    await page.getByRole('heading', { name: 'Dieser Link gilt nicht mehr' }).waitFor();
    expect(await page.content()).not.toContain(first);
    await page.reload();
    await page.getByRole('heading', { name: /gilt nicht mehr|no longer works/ }).waitFor();
    await context.close();
  });

  test('turns pages without any movement for who asked for less of it', async () => {
    const { token } = await issue();
    const { context, page } = await open(token, { reducedMotion: 'reduce' });
    await page.locator('.wall-row').first().waitFor();
    await page.keyboard.press('ArrowRight');
    expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
    await context.close();
  });

  test.each(['television', 'phone'] as const)(
    'axe finds nothing on a %s, light and dark, with a board and without',
    async (size) => {
      const { token } = await issue();
      const { context, page } = await open(token, { size });
      await page.locator('.wall-row').first().waitFor();
      // Somebody is there: the controls are to be seen.
      await page.mouse.move(200, 200);
      expect(await findings(page)).toEqual([]);
      await page.goto('/wall#no-such-link');
      await page.getByRole('heading', { name: /gilt nicht mehr|no longer works/ }).waitFor();
      expect(await findings(page)).toEqual([]);
      await context.close();
    },
  );
});

describe('the links of screens', () => {
  test('an admin issues one, opens it where nobody is signed in, sees that it is used, and revokes it', async () => {
    const { context, page, complaints } = await visit(browser, demo.url);
    await signIn(page, 'admin', `${programme}/wall-boards`);
    await page.getByRole('button', { name: 'Issue a link' }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Issue a link' }).click();
    await dialog.getByText('Please fill this in.').waitFor();
    await dialog.getByLabel('Where it hangs').fill('Canteen');
    await dialog.getByLabel('Board').selectOption({ label: 'Departments against each other · this season' });
    await dialog.getByRole('button', { name: 'Issue a link' }).click();
    const address = await dialog.getByLabel('Address').inputValue();
    await dialog.getByRole('button', { name: 'I have kept it' }).click();
    expect(await page.content()).not.toContain(address.split('#')[1]);

    const screen = await open(address.split('#')[1] ?? '');
    await screen.page.getByText('Abteilungen · Punkte je aktivem Mitglied').waitFor();
    await page.reload();
    const row = page.getByRole('row', { name: /Canteen/ });
    expect(await row.textContent()).toContain('this minute');

    await page.getByRole('button', { name: 'Revoke: Canteen' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
    await row.getByText(/^Revoked on/).waitFor();
    await screen.page.getByRole('heading', { name: 'Dieser Link gilt nicht mehr' }).waitFor();
    expect(complaints).toEqual([]);
    await screen.context.close();
    await context.close();
  });

  test('are not for others than admins', async () => {
    const { context, page } = await visit(browser, demo.url);
    await signIn(page, 'auditor', `${programme}/wall-boards`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await page.getByRole('button', { name: 'Issue a link' }).count()).toBe(0);
    await context.close();
  });
});
