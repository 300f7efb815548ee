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

/** Closing the notice does at once what could still be taken back. */
async function doNow(page: Page, notice: string | RegExp): Promise<void> {
  const shown = page.locator('.mantine-Notification-root').filter({ hasText: notice });
  await shown.getByRole('button', { name: 'Close' }).click();
  await shown.waitFor({ state: 'detached' });
}

async function chooseColleague(page: Page, name: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Colleague' }).fill(name);
  await page.getByRole('option', { name }).click();
}

async function somebodyElseSaves(name: string): Promise<void> {
  type Drafts = { programme: { badges: { nodes: { id: string; revision: number; document: object }[] } } };
  const { programme: found } = await demo.query<Drafts>(
    'admin',
    '{ programme(key: "halvenstein") { badges(first: 1, filter: { states: [DRAFT] }) { nodes { id revision document } } } }',
  );
  const [draft] = found.badges.nodes;
  const document = { ...draft?.document, name: { german: name, english: name } };
  await demo.query('admin', 'mutation ($input: UpdateBadgeInput!) { updateBadge(input: $input) { errors { message } } }', {
    input: { id: draft?.id, revision: draft?.revision, document },
  });
}

describe('a badge', () => {
  test('is written from a template, kept against somebody else’s words, published after second thoughts, and held by who earned it', async () => {
    const { context, page, complaints } = await visit(browser, demo.url);
    await signIn(page, 'admin', `${programme}/badges`);
    await page.getByRole('link', { name: 'New badge' }).click();
    await heading(page, 'New badge').waitFor();
    await page.getByRole('link', { name: /^The first step/ }).click();
    await page.getByText('Awarded for one activity (what counts: posts, articles and videos).').waitFor();
    await page.getByRole('textbox', { name: 'Name (English)' }).fill('');
    await page.getByRole('button', { name: 'Save draft' }).click();
    await page.getByText('Something is missing or wrong; it stands at its field.').waitFor();
    expect(await page.getByRole('textbox', { name: 'Name (English)' }).getAttribute('aria-invalid')).toBe('true');
    await page.getByRole('textbox', { name: 'Name (English)' }).fill('A first word');
    await page.getByRole('radio', { name: 'Flame' }).check({ force: true });
    await page.getByRole('button', { name: 'How many would hold it today?' }).click();
    await page.getByText(/^\d+ people would hold it today\.$/).waitFor();
    await page.getByRole('button', { name: 'Save draft' }).click();
    await heading(page, /^A first word/).waitFor();

    await page.getByRole('link', { name: 'Edit' }).click();
    await page.getByRole('textbox', { name: 'Name (English)' }).fill('My word');
    await somebodyElseSaves('Their word');
    await page.getByRole('button', { name: 'Save draft' }).click();
    await page.getByText('Somebody else has changed this draft in the meantime').waitFor();
    expect(await page.getByRole('textbox', { name: 'Name (English)' }).inputValue()).toBe('My word');
    await page.getByRole('button', { name: 'Save mine over it' }).click();
    await heading(page, /^My word/).waitFor();

    await page.getByRole('button', { name: 'Publish' }).click();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('button', { name: 'Undo' }).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Publish' }).click();
    await doNow(page, 'The badge is published');
    await page.getByRole('row').filter({ hasText: 'Torben Kesselring' }).waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('has levels beside it, which rise or are refused at their field', async () => {
    const { context, page, complaints } = await visit(browser, demo.url);
    await signIn(page, 'admin', `${programme}/badges?show=levels`);
    await page.getByRole('button', { name: 'Change levels' }).click();
    const points = page.getByLabel('From how many points');
    await points.nth(1).fill('5');
    await page.getByRole('button', { name: 'Put into force' }).click();
    await page.getByText(/The levels do not rise/).waitFor();
    await points.nth(1).fill('120');
    await page.getByRole('button', { name: 'Picture of level 2' }).click();
    await page.getByRole('radio', { name: 'Flame' }).check({ force: true });
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Put into force' }).click();
    await doNow(page, 'The levels are in force');
    await page.getByText('from 120 points').waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('is taken along by its holder, with a public page that can be taken away', async () => {
    const { context, page } = await visit(browser, demo.url);
    await signIn(page, 'frequent', `${programme}/badges?show=mine`);
    await page.getByRole('button', { name: 'Take along: The first step' }).click();
    await page.getByRole('radio', { name: 'With my name (Torben Kesselring)' }).check();
    await page.getByRole('button', { name: 'Make the certificate' }).click();
    await page.getByText('It carries the name Torben Kesselring.').waitFor();
    await page.getByRole('switch', { name: 'Public page' }).click();
    const link = page.getByRole('link', { name: 'Open the page' });
    await link.waitFor();
    const address = (await link.getAttribute('href')) ?? '';
    expect(await (await fetch(address)).text()).toContain('Torben Kesselring');
    await page.getByRole('switch', { name: 'Public page' }).click();
    await link.waitFor({ state: 'detached' });
    expect((await fetch(address)).status).toBe(404);
    await context.close();
  });
});

describe('a thank-you', () => {
  test('is put into the catalogue, asked for, and declined with a reason to which the feed leads', async () => {
    const admin = await visit(browser, demo.url);
    const torben = await visit(browser, demo.url);
    const { page } = admin;
    await signIn(page, 'admin', `${programme}/recognition`);
    await page.getByRole('link', { name: 'New thank-you' }).click();
    for (const field of ['Name', 'Description', 'Who can have it']) {
      await page.getByRole('textbox', { name: `${field} (German)` }).fill('Werkstattplatz');
      await page.getByRole('textbox', { name: `${field} (English)` }).fill('A workshop seat');
    }
    await page.getByRole('button', { name: 'Put into the catalogue' }).click();
    await heading(page, 'A workshop seat').waitFor();

    await signIn(torben.page, 'frequent', `${programme}/recognition`);
    await torben.page.getByRole('link', { name: 'A workshop seat' }).click();
    await torben.page.getByRole('button', { name: 'Ask for it' }).click();
    await torben.page.getByText('Waits for a decision').waitFor();

    await page.goto(`${programme}/recognition?show=requests`);
    await page.getByRole('button', { name: 'Decline: Torben Kesselring' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Decline' }).click();
    await page.getByText('Please fill this in.').waitFor();
    await page.getByLabel('Why').fill('The workshop is full');
    await page.getByRole('dialog').getByRole('button', { name: 'Decline' }).click();
    await doNow(page, 'Declined: Torben Kesselring');
    await page.getByRole('row').filter({ hasText: 'Torben Kesselring' }).waitFor({ state: 'detached' });

    await torben.page.goto(`${programme}/feed`);
    await torben.page
      .getByRole('link', { name: /A workshop seat/ })
      .first()
      .click();
    await heading(torben.page, 'A workshop seat').waitFor();
    await torben.page.goto(`${programme}/recognition?show=mine`);
    await torben.page.getByText('The workshop is full').waitFor();
    await admin.context.close();
    await torben.context.close();
  });

  test('collects points of colleagues whom its person asks', async () => {
    const { context, page } = await visit(browser, demo.url);
    await signIn(page, 'frequent', `${programme}/recognition`);
    await page.getByRole('link', { name: 'A tree in the company forest' }).click();
    await page.getByText('0 of 60 points').waitFor();
    await page.getByLabel('Contribute to Priya Deshmukh').fill('5');
    await page.getByRole('button', { name: 'Give', exact: true }).click();
    await doNow(page, '5 points given');
    await page.getByText('5 of 60 points').waitFor();
    await page.goto(`${programme}/thanks?show=points`);
    await page.getByRole('row').filter({ hasText: 'Priya Deshmukh' }).getByText('\u22125').waitFor();
    await chooseColleague(page, 'Linh Brandes');
    await page.getByLabel('How many points').fill('3');
    await page.getByRole('button', { name: 'Give', exact: true }).click();
    await doNow(page, '3 points to Linh Brandes');
    await page.getByRole('row').filter({ hasText: 'Linh Brandes' }).getByText('\u22123').waitFor();
    await context.close();
  });
});

test('thanks are said, reported, and taken down by who leads the programme', async () => {
  const torben = await visit(browser, demo.url);
  const admin = await visit(browser, demo.url);
  await signIn(torben.page, 'frequent', `${programme}/thanks`);
  await chooseColleague(torben.page, 'Linh Brandes');
  await torben.page.getByRole('textbox', { name: 'What for' }).fill('For your patience');
  await torben.page.getByRole('button', { name: 'Thank', exact: true }).click();
  await doNow(torben.page, 'Thanks to Linh Brandes');
  await torben.page.getByRole('listitem').filter({ hasText: 'For your patience' }).waitFor();

  await signIn(admin.page, 'admin', `${programme}/thanks`);
  await admin.page.getByRole('button', { name: 'Report what Torben Kesselring wrote' }).click();
  await admin.page.getByLabel('What is wrong').fill('It was somebody else');
  await admin.page.getByRole('dialog').getByRole('button', { name: 'Report' }).click();
  await admin.page.goto(`${programme}/thanks?show=reported`);
  await admin.page.getByText('It was somebody else').waitFor();
  await admin.page.getByRole('button', { name: 'Take down' }).click();
  await admin.page.getByLabel('Why').fill('Said to the wrong person');
  await admin.page.getByRole('dialog').getByRole('button', { name: 'Take down' }).click();
  await doNow(admin.page, 'It is taken off the wall');
  await admin.page.getByText('Nothing is reported').waitFor();
  await torben.page.reload();
  await torben.page.getByRole('list', { name: 'What people thank each other for' }).waitFor();
  expect(await torben.page.getByText('For your patience').count()).toBe(0);
  await torben.context.close();
  await admin.context.close();
});

test('prizes of monetary value need two who lead the programme: one proposes, another one confirms', async () => {
  const { programme: found } = await demo.query<{ programme: { id: string } }>(
    'admin',
    '{ programme(key: "halvenstein") { id } }',
  );
  const grant = 'mutation ($input: GrantRoleInput!) { grantRole(input: $input) { errors { message } } }';
  const input = { programme: found.id, subject: 'demo-communicator', role: 'ADMIN' };
  await demo.query('admin', grant, { input });
  const first = await visit(browser, demo.url);
  const second = await visit(browser, demo.url);
  await signIn(first.page, 'admin', `${programme}/recognition?show=policy`);
  await first.page.getByText('This programme thanks without monetary value').waitFor();
  await first.page.getByRole('button', { name: 'Propose to allow them' }).click();
  await first.page.getByRole('textbox', { name: 'Who sees to it' }).fill('Payroll');
  await first.page.getByRole('dialog').getByRole('button', { name: 'Propose to allow them' }).click();
  await first.page.getByText(/Somebody else has to confirm it/).waitFor();
  expect(await first.page.getByRole('button', { name: 'Confirm' }).count()).toBe(0);

  await signIn(second.page, 'communicator', `${programme}/recognition?show=policy`);
  await second.page.getByText('Payroll').waitFor();
  await second.page.getByRole('button', { name: 'Confirm' }).click();
  await second.page.getByText('These duties go with them.').waitFor();
  await second.page.getByText('Confirmed by a second administrator').waitFor();
  await first.context.close();
  await second.context.close();
});
