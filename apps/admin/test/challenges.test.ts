import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
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

/** The calendar day in the zone of the demo's programme. */
const date = (days: number) =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin' }).format(new Date(Date.now() + days * 86_400_000));
const idOf = (page: Page) => page.url().split('/').at(-1) ?? '';
const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name });

async function succeed(person: string, name: string, input: object): Promise<void> {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const mutation = `mutation ($input: ${type}!) { ${name}(input: $input) { errors { message } } }`;
  const answer = await demo.query<Record<string, { errors: unknown[] }>>(person, mutation, { input });
  expect(answer[name]?.errors).toEqual([]);
}

async function report(person: string): Promise<void> {
  type Answer = { viewer: { memberships: { programme: { id: string } }[] } };
  const { viewer } = await demo.query<Answer>(person, '{ viewer { memberships { programme { id } } } }');
  const activity = {
    externalId: 'for the challenge',
    kind: 'POST',
    channel: 'LINKEDIN',
    occurredAt: new Date().toISOString(),
    hashtags: ['ourjourney'],
  };
  await succeed(person, 'recordActivity', { programme: viewer.memberships[0]?.programme.id, activity });
}

test('an admin makes a challenge from a template, and it goes its way live to its result', async () => {
  const { context, page, complaints } = await visit(browser, demo.url);
  await signIn(page, 'admin', `${programme}/challenges`);
  await page.getByRole('link', { name: 'New challenge' }).click();
  await page.getByRole('heading', { name: 'What shall it begin with?' }).waitFor();
  expect(await findings(page)).toEqual([]);
  await page.getByRole('link', { name: /^The first post/ }).click();

  await page.getByLabel('Who reaches it').selectOption('Everybody together');
  await page.getByRole('textbox', { name: 'How many', exact: true }).fill('2');
  await page.getByRole('combobox', { name: 'Only with one of these hashtags' }).fill('ourjourney');
  await page.keyboard.press('Enter');
  await page.getByText('Everybody together: 2 activities.').waitFor();
  await page.getByText('What counts: posts, articles and videos with #ourjourney.').waitFor();
  await page.getByText(/people take part in the programme and would be in it/).waitFor();
  await page.getByRole('heading', { name: 'What this goal would have meant' }).waitFor();
  await page
    .getByText(/activities, (not )?reached$/)
    .nth(2)
    .waitFor();
  await page.getByRole('button', { name: 'Add a milestone' }).click();
  await page.getByLabel('Milestone 1', { exact: true }).fill('2');
  await page.getByText('Milestones rise and lie below the goal.').waitFor();
  expect(await findings(page)).toEqual([]);
  await page.getByLabel('Milestone 1', { exact: true }).fill('1');
  await page.getByLabel('First day').fill(date(0));
  await page.getByLabel('Last day').fill(date(1));
  await page.reload();
  await page.getByText('Your unsaved input is back').waitFor();
  expect(await page.getByLabel('Milestone 1', { exact: true }).inputValue()).toBe('1');
  await page.getByRole('button', { name: 'Save draft' }).click();
  await heading(page, /^The first post/).waitFor();
  const id = idOf(page);

  await page.getByRole('link', { name: 'Edit' }).click();
  await page.getByLabel('Name (English)').fill('Two posts');
  await succeed('admin', 'updateChallenge', { id, revision: 1, opensOn: date(0) });
  await page.getByRole('button', { name: 'Save draft' }).click();
  await page.getByText('Somebody else has changed this draft in the meantime').waitFor();
  await page.getByRole('button', { name: 'Save mine over it' }).click();
  await heading(page, /^Two posts/).waitFor();
  expect(await findings(page)).toEqual([]);

  await page.getByRole('button', { name: 'Announce' }).click();
  await page.getByRole('alert').filter({ hasText: 'It opens in a moment' }).getByRole('button', { name: 'Close' }).click();
  await page.getByText('0 of 2 activities').waitFor();
  await page.evaluate(() => document.body.setAttribute('data-loaded-once', ''));
  const linh = await visit(browser, demo.url, { size: 'phone' });
  await signIn(linh.page, 'ambassador', `${programme}/challenges/${id}`);
  await linh.page.getByText('You take part.').waitFor();
  await report('ambassador');
  await page.getByText('1 of 2 activities').waitFor();
  await page.getByText(/^Milestone: 1 activity reached on /).waitFor();
  await linh.page.getByText('Counts towards the challenge.').waitFor();
  expect(await findings(linh.page)).toEqual([]);
  await linh.page.getByRole('button', { name: 'Step out' }).click();
  await page.getByText('0 of 2 activities').waitFor();
  await linh.page.getByRole('button', { name: 'Take part' }).click();
  await page.getByText('1 of 2 activities').waitFor();

  await demo.execute('UPDATE challenge SET closes_at = now(), grace_hours = 0 WHERE id = $1', [id]);
  await page.getByText('The goal was not reached this time.').waitFor();
  await page.getByText(/^Frozen on /).waitFor();
  expect(await page.locator('body').getAttribute('data-loaded-once')).toBe('');
  expect(await findings(page)).toEqual([]);
  await page.goto(`${programme}/challenges?show=over`);
  await page.getByRole('link', { name: 'Two posts' }).waitFor();
  expect(await findings(page)).toEqual([]);
  expect([...complaints, ...linh.complaints]).toEqual([]);
  for (const one of [context, linh.context]) await one.close();
});

test('a challenge by invitation is announced, taken back, announced again and called off with a reason', async () => {
  const { context, page, complaints } = await visit(browser, demo.url);
  await signIn(page, 'admin', `${programme}/challenges/new?template=HASHTAG_WEEK`);
  await page.getByText('Each department together: 50 % of the active members take part.').waitFor();
  await page.getByRole('radio', { name: 'By invitation' }).check();
  await page.getByText(/could be invited\.$/).waitFor();
  await page.getByRole('button', { name: 'Save draft' }).click();
  await page.getByRole('button', { name: 'Announce' }).click();
  await page.getByRole('button', { name: 'Take the announcement back' }).click();
  await page.getByRole('button', { name: 'Announce' }).click();

  await page.getByRole('button', { name: 'Invite …' }).click();
  await page.getByRole('combobox', { name: 'Who' }).fill('Linh');
  await page.getByRole('option', { name: 'Linh Brandes' }).click();
  await page.keyboard.press('Tab');
  await page.getByRole('listbox').waitFor({ state: 'detached' });
  expect(await findings(page)).toEqual([]);
  await page.getByRole('button', { name: 'Invite', exact: true }).click();
  await page.getByText('1 person is invited.').waitFor();
  const linh = await visit(browser, demo.url);
  await signIn(linh.page, 'ambassador', `${programme}/challenges/${idOf(page)}`);
  await linh.page.getByText('You are invited. Would you like to take part?').waitFor();
  await linh.page.getByRole('button', { name: 'Take part' }).click();
  await linh.page.getByText('You take part.').waitFor();

  await page.getByRole('button', { name: 'Call off …' }).click();
  await page.getByRole('button', { name: 'Call off', exact: true }).click();
  await page.getByText('Please fill this in.').waitFor();
  await page.getByLabel('Why').fill('The trade fair is postponed.');
  await page.getByRole('button', { name: 'Call off', exact: true }).click();
  await linh.page.getByText('The trade fair is postponed.').waitFor();
  expect(await findings(linh.page)).toEqual([]);
  expect([...complaints, ...linh.complaints]).toEqual([]);
  for (const one of [context, linh.context]) await one.close();
});
