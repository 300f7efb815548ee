import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser, programme, signIn, visit } from './harness/browser.ts';
import { startTestDemo, type TestDemo } from './harness/demo.ts';

let demo: TestDemo;
let browser: Browser;

beforeAll(async () => {
  demo = await startTestDemo();
  browser = await launchBrowser();
  await leave('hesitant', 'endTandem', 'GOALS_CHANGED');
  await leave('newcomer', 'declineTandem', 'NOT_A_FIT');
  // How often the demo's people have posted lately depends on the day: who shall accompany somebody says so.
  const { ambassador } = await membershipOf('admin');
  await say('admin', 'updateTandemPreferences', { ambassador: ambassador.id, side: 'FREQUENT' });
});
afterAll(async () => {
  await browser?.close();
  await demo?.stop();
});

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name });
const proved = (page: Page) => page.getByText('Proved: no other result is better').waitFor();

/** Somebody's own act, as the API takes it. */
async function say(person: string, name: string, input: object): Promise<void> {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const mutation = `mutation ($input: ${type}!) { ${name}(input: $input) { errors { message } } }`;
  const answer = await demo.query<Record<string, { errors: unknown[] }>>(person, mutation, { input });
  expect(answer[name]?.errors).toEqual([]);
}

interface Membership {
  readonly programme: { readonly id: string };
  readonly ambassador: { readonly id: string; readonly tandems: readonly { readonly id: string }[] };
}

async function membershipOf(person: string): Promise<Membership> {
  const { viewer } = await demo.query<{ viewer: { memberships: readonly Membership[] } }>(
    person,
    '{ viewer { memberships { programme { id } ambassador { id tandems { id } } } } }',
  );
  const [membership] = viewer.memberships;
  if (membership === undefined) throw new Error(`${person} takes part in nothing`);
  return membership;
}

const newestTandemOf = async (person: string) => (await membershipOf(person)).ambassador.tandems[0]?.id;

/** Frees two of the demo's pairs, so that there is somebody to find a tandem for: nobody is paired with the same person again. */
async function leave(person: string, act: 'endTandem' | 'declineTandem', reason: string): Promise<void> {
  await say(person, act, { tandem: await newestTandemOf(person), reason });
}

async function choosePerson(page: Page, label: string, name: string): Promise<void> {
  await page.getByRole('combobox', { name: label, exact: true }).fill(name);
  await page.getByRole('option', { name }).click();
}

async function axeFindings(page: Page): Promise<readonly string[]> {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

describe('a round', () => {
  test('is computed, laid beside another, changed and released by an admin, and answered live by the two who are asked', async () => {
    const admin = await visit(browser, demo.url);
    const oksana = await visit(browser, demo.url);
    const linh = await visit(browser, demo.url);
    const { page } = admin;
    await signIn(oksana.page, 'hesitant', `${programme}/my-tandem`);
    await oksana.page.getByText('No tandem at present').waitFor();
    await oksana.page.evaluate(() => document.body.setAttribute('data-loaded-once', ''));

    await signIn(page, 'admin', `${programme}/tandems`);
    await page.getByRole('link', { name: 'New round' }).click();
    await page.getByLabel('Name of the round').fill('First round');
    await choosePerson(page, 'accompanies', 'Linh Brandes');
    await choosePerson(page, 'is accompanied', 'Oksana Melnyk');
    await page.getByRole('button', { name: 'Fix this pair' }).click();
    await page.getByRole('button', { name: 'Find tandems' }).click();
    await proved(page);
    const fixed = page.getByRole('row').filter({ hasText: 'Oksana Melnyk' }).filter({ hasText: 'Fixed' });
    await fixed.waitFor();
    expect(await axeFindings(page)).toEqual([]);

    await page.getByRole('button', { name: 'What if these two …' }).click();
    await choosePerson(page, 'accompanies', 'Linh Brandes');
    await choosePerson(page, 'is accompanied', 'Oksana Melnyk');
    await page.getByText('The two are proposed already.').waitFor();
    await choosePerson(page, 'accompanies', 'Katharina Ebersbach');
    await choosePerson(page, 'is accompanied', 'Priya Deshmukh');
    await page
      .getByRole('dialog')
      .getByText(/^(It costs|Not everybody would reach|Somebody would stay)/)
      .waitFor();
    await page.getByRole('dialog').getByRole('row').filter({ hasText: 'Priya Deshmukh' }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Close' }).click();

    await page.getByRole('link', { name: 'What if …' }).click();
    await page.getByLabel('Bonus for running tandems').fill('3.5');
    await page.getByRole('combobox', { name: 'Steps of the worst fit' }).fill('97,5');
    await page.getByRole('combobox', { name: 'Steps of the worst fit' }).press('Enter');
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('slider', { name: 'Shared topics' }).press('Home');
    await page.getByRole('button', { name: 'Find tandems' }).click();
    await page.getByText('Variant of First round').waitFor();
    await page
      .getByText(/^(better|worse|unchanged)/)
      .first()
      .waitFor();
    await page.getByText('What it costs whom').click();
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Discard and go back' }).click();
    await heading(page, /^First round/).waitFor();

    await page.getByRole('button', { name: /^Fix / }).first().click();
    await page.getByText('Variant of First round').waitFor();
    await page.getByRole('radiogroup', { name: 'Parts of the result' }).getByText('Proposals').click();
    await page.getByText('Fixed', { exact: true }).nth(1).waitFor();

    await page.getByRole('button', { name: 'Release …' }).click();
    await page.getByRole('dialog').getByText('Once released, it cannot').waitFor();
    await page.getByRole('button', { name: 'Release and ask' }).click();
    await heading(page, /Released/).waitFor();

    await oksana.page.getByRole('heading', { name: /^A proposal for you/ }).waitFor();
    expect(await oksana.page.locator('body').getAttribute('data-loaded-once')).toBe('');
    expect(await axeFindings(oksana.page)).toEqual([]);
    await oksana.page.getByRole('button', { name: 'Yes, gladly' }).click();
    await oksana.page.getByText('You said yes.').waitFor();

    await signIn(linh.page, 'ambassador', `${programme}/my-tandem`);
    await linh.page
      .getByRole('button', { name: /^(Yes, gladly|Ja, gern)$/ })
      .first()
      .click();
    await oksana.page.getByRole('heading', { name: 'Agreed: you and Linh Brandes' }).waitFor();
    await oksana.page.getByLabel('A word about it').fill('Shall we begin with the night shift?');
    await oksana.page.getByRole('button', { name: 'Say it' }).click();
    await linh.page.getByText('Shall we begin with the night shift?').waitFor();
    await oksana.page.getByRole('heading', { name: 'You and Linh Brandes' }).waitFor();
    expect([...admin.complaints, ...oksana.complaints, ...linh.complaints]).toEqual([]);
    for (const { context } of [admin, oksana, linh]) await context.close();
  });

  test('is read by the works council, which changes nothing', async () => {
    const { context, page, complaints } = await visit(browser, demo.url);
    await signIn(page, 'auditor', `${programme}/tandems`);
    await page.getByRole('heading', { name: 'How people post' }).waitFor();
    expect(await page.getByRole('link', { name: 'New round' }).count()).toBe(0);
    await page.getByRole('link', { name: 'First round' }).first().click();
    await proved(page);
    expect(await page.getByRole('button', { name: 'Release …' }).count()).toBe(0);
    await page.goto(`${programme}/tandems/new`);
    await heading(page, 'This is not yours to see').waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });
});

test('somebody says what matters to them and how they post, and finds it again', async () => {
  const { context, page } = await visit(browser, demo.url, { size: 'phone' });
  await signIn(page, 'newcomer', `${programme}/my-tandem`);
  await page.getByLabel('What I hope for').fill('To dare a first post.');
  await page.getByRole('checkbox', { name: 'Monday, Morning' }).check();
  await page.getByRole('combobox', { name: 'My time zone' }).fill('Lisbon');
  await page.getByRole('option', { name: 'Europe/Lisbon' }).click();
  await choosePerson(page, 'My manager', 'Linh Brandes');
  await page.getByRole('combobox', { name: 'With whom I never want a tandem' }).fill('L');
  await page.getByText('Please type at least two letters.').filter({ visible: true }).waitFor();
  await page.getByRole('combobox', { name: 'With whom I never want a tandem' }).press('Escape');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('Saved.').waitFor();
  await page.getByLabel('In my own words I am rather').selectOption('I post now and then.');
  await page.getByText('your own word', { exact: true }).waitFor();
  await page.reload();
  await page.getByLabel('What I hope for').waitFor();
  expect(await page.getByLabel('What I hope for').inputValue()).toBe('To dare a first post.');
  expect(await page.getByRole('checkbox', { name: 'Monday, Morning' }).isChecked()).toBe(true);
  expect(await page.getByRole('combobox', { name: 'My manager' }).inputValue()).toBe('Linh Brandes');
  expect(await page.getByRole('combobox', { name: 'My time zone' }).inputValue()).toBe('Europe/Lisbon');
  expect(await axeFindings(page)).toEqual([]);
  await context.close();
});

describe('three in a tandem', () => {
  const languages = { ambassador: ['de', 'en', 'vi'], newcomer: ['vi'], hesitant: ['de', 'en'] };
  const ids = new Map<string, string>();

  beforeAll(async () => {
    for (const person of ['hesitant', 'newcomer'] as const) {
      const tandem = await newestTandemOf(person);
      const { state } = (await demo.query<{ tandem: { state: string } }>(person, `{ tandem(id: "${tandem}") { state } }`))
        .tandem;
      if (state === 'PROPOSED') await leave(person, 'declineTandem', 'OTHER');
      else if (state === 'ACTIVE' || state === 'ACCEPTED') await leave(person, 'endTandem', 'GOALS_CHANGED');
    }
    for (const [person, spoken] of Object.entries(languages)) {
      const { ambassador } = await membershipOf(person);
      ids.set(person, ambassador.id);
      const side = person === 'ambassador' ? 'FREQUENT' : 'HESITANT';
      const input = {
        ambassador: ambassador.id,
        side,
        languages: spoken,
        channels: ['LINKEDIN'],
        acceptsThird: false,
        manager: null,
      };
      await say(person, 'updateTandemPreferences', input);
    }
  });

  /** Makes a round that pairs Linh with Oksana; nobody else speaks the language of Priya. */
  async function round(page: Page, name: string): Promise<void> {
    await page.goto(`${programme}/tandems/new`);
    await page.getByLabel('Name of the round').fill(name);
    await choosePerson(page, 'accompanies', 'Linh Brandes');
    await choosePerson(page, 'is accompanied', 'Oksana Melnyk');
    await page.getByRole('button', { name: 'Fix this pair' }).click();
    await page.getByRole('button', { name: 'Find tandems' }).click();
    await proved(page);
  }

  test('who stays without is told to the works council with the true reason, and joins where a third is welcome', async () => {
    const { context, page, complaints } = await visit(browser, demo.url);
    const auditor = await visit(browser, demo.url);
    await signIn(page, 'admin', `${programme}/tandems`);
    await round(page, 'Two and nobody else');
    await signIn(auditor.page, 'auditor', `${programme}/tandems`);
    await auditor.page.getByRole('link', { name: 'Two and nobody else' }).first().click();
    await proved(auditor.page);
    await auditor.page.getByRole('radiogroup', { name: 'Parts of the result' }).getByText('Without a partner').click();
    const priya = auditor.page
      .getByRole('row')
      .filter({ hasText: 'In this round no place is free with the one possible person.' });
    await priya.getByText('No place offered').waitFor();
    expect(await axeFindings(auditor.page)).toEqual([]);

    await say('ambassador', 'updateTandemPreferences', { ambassador: ids.get('ambassador'), acceptsThird: true });
    await round(page, 'Room for three');
    const trio = page.getByRole('row').filter({ hasText: 'Oksana Melnyk' }).filter({ hasText: 'Linh Brandes' });
    await trio.getByText('Trio', { exact: true }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Release …' }).click();
    await page.getByRole('button', { name: 'Release and ask' }).click();
    await heading(page, /Released/).waitFor();
    expect([...complaints, ...auditor.complaints]).toEqual([]);
    for (const one of [context, auditor.context]) await one.close();
  });

  test('they tell a story: one takes it back, and all confirm the next', async () => {
    for (const person of ['ambassador', 'hesitant'])
      await say(person, 'acceptTandem', { tandem: await newestTandemOf(person) });
    const priya = await visit(browser, demo.url, { size: 'phone' });
    await signIn(priya.page, 'newcomer', `${programme}/my-tandem`);
    await priya.page.getByRole('button', { name: 'Yes, gladly' }).click();
    await priya.page.getByRole('heading', { name: /^Agreed: you and .*Linh Brandes/ }).waitFor();
    const { programme: own } = await membershipOf('ambassador');
    const post = { kind: 'POST', channel: 'LINKEDIN', externalId: 'three-of-us', occurredAt: new Date().toISOString() };
    await say('ambassador', 'recordActivity', { programme: own.id, activity: post });

    const linh = await visit(browser, demo.url);
    await signIn(linh.page, 'ambassador', `${programme}/my-tandem`);
    const tell = async (title: string) => {
      await linh.page.getByLabel('What it is about').fill(title);
      await linh.page
        .getByRole('checkbox', { name: /^Post, LinkedIn/ })
        .first()
        .check();
      await linh.page.getByRole('button', { name: 'Tell the story' }).click();
    };
    await tell('Three at night');
    await priya.page.getByText('Three at night').waitFor();
    expect(await axeFindings(priya.page)).toEqual([]);
    await priya.page.getByRole('button', { name: 'Not like this' }).click();
    await linh.page.getByText('Three at night').waitFor({ state: 'detached' });
    await tell('Three by day');
    await linh.page.getByRole('button', { name: 'Take back' }).waitFor();
    await priya.page.getByRole('button', { name: 'Confirm' }).click();
    const oksana = await visit(browser, demo.url);
    await signIn(oksana.page, 'hesitant', `${programme}/my-tandem`);
    await oksana.page.getByRole('button', { name: 'Confirm' }).click();
    await oksana.page.getByText(/^counted /).waitFor();
    await linh.page.getByText(/^counted /).waitFor();
    for (const { context, complaints } of [priya, linh, oksana]) {
      expect(complaints).toEqual([]);
      await context.close();
    }
  });
});
