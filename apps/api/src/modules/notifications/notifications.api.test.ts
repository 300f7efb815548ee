import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openDatabase } from '../../../test/fixtures/database.ts';
import { type MailServer, startMailServer } from '../../../test/fixtures/mail-server.ts';
import { consentVersion, createTestProgramme, type TestProgramme } from '../../../test/fixtures/programme.ts';
import { enrol, grant, pointsAsTold, publishRules } from '../../../test/fixtures/recording.ts';
import { call, joinAs, succeedWith } from '../../../test/fixtures/tandems.ts';
import { type SignedIn, startTestApi, type TestApi } from '../../../test/harness/index.ts';
import type { ManagedDatabase } from '../../platform/database/database.ts';
import { newId } from '../../platform/ids.ts';
import { type Happening, tellHappenings } from '../happenings/index.ts';

/** A Wednesday in winter, in nobody's quiet hours in Berlin. */
let now = new Date('2026-02-04T10:00:00Z');
let api: TestApi;
let database: ManagedDatabase;
let mails: MailServer;

beforeAll(async () => {
  mails = await startMailServer();
  const environment = {
    SMTP_URL: mails.url,
    MAIL_FROM: 'Fanfare <fanfare@example.com>',
    PUBLIC_URL: 'https://fanfare.example.com',
  };
  api = await startTestApi({ clock: { now: () => now }, environment });
  database = await openDatabase(api.databaseUrl);
});
afterAll(async () => {
  await database?.close();
  await api?.stop();
  await mails?.stop();
});

/** Lets time pass and everything be done that is due then. */
async function at(moment: string): Promise<void> {
  now = new Date(moment);
  await api.runDueJobs();
}
const minutesLater = (minutes: number) => at(new Date(now.getTime() + minutes * 60_000).toISOString());

interface Member {
  readonly who: SignedIn;
  readonly id: string;
  readonly address: string;
}

async function member(programme: TestProgramme, name: string, visibility = 'NAMED'): Promise<Member> {
  const person = await api.signIn(`${name} of ${programme.key}`);
  const address = `${person.subject}@example.com`;
  const token = await api.identityProvider.issueToken({ subject: person.subject, name, email: address });
  const who = { ...person, name, token };
  return { who, address, id: await joinAs(api, who, { programme: programme.id, consentVersion, visibility }) };
}

function badge(programme: TestProgramme, audience: Happening['audience'], key = newId()): Happening {
  const details = { title: { GERMAN: 'Erste Schritte', ENGLISH: 'First steps' } };
  const subject = { type: 'BADGE', id: newId() } as const;
  return { programmeId: programme.id, kind: 'BADGE_AWARDED', key, subject, audience, details, happenedAt: now };
}

function kudos(programme: TestProgramme, { from, to }: { readonly from: Member; readonly to: Member }): Happening {
  const subject = { type: 'AMBASSADOR', id: from.id } as const;
  const audience = [to.id];
  return {
    ...{ programmeId: programme.id, kind: 'KUDOS_RECEIVED', key: newId(), subject, audience, actorId: from.id },
    ...{ details: {}, happenedAt: now },
  };
}

/** Tells what happened, as slices do, and passes it on. */
async function happen(...happenings: readonly Happening[]): Promise<void> {
  await database.transaction(({ manager }) => tellHappenings(manager, happenings));
  await minutesLater(1);
}

const FEED = `query ($id: ID!, $after: String, $unreadOnly: Boolean) { ambassador(id: $id) { unreadCount
  feed(first: 2, after: $after, unreadOnly: $unreadOnly) { nodes { id kind text(language: ENGLISH) isRead points colleague { displayName } }
    pageInfo { hasNextPage endCursor } totalCount } } }`;

interface Feed {
  readonly unreadCount: number;
  readonly feed: {
    readonly nodes: readonly {
      id: string;
      kind: string;
      text: string;
      isRead: boolean;
      points: number | null;
      colleague: object | null;
    }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
    readonly totalCount: number;
  };
}

async function feedOf(one: Member, variables: object = {}): Promise<Feed> {
  const answer = await api.graphql<{ ambassador: Feed }>(FEED, { id: one.id, ...variables }, { as: one.who });
  return answer.ok().ambassador;
}

async function settle(one: Member, settings: object): Promise<void> {
  await succeedWith(api, one.who, {
    name: 'updateNotificationSettings',
    input: { ambassador: one.id, ...settings },
    select: 'settings { timeZone }',
  });
}

const mailsTo = (one: Member) => mails.received.filter(({ to }) => to === one.address).map(({ mail }) => mail);

describe('the feed', () => {
  test('what happens to people arrives once, in pages, unread until it is marked', async () => {
    const programme = await createTestProgramme(api);
    const ann = await member(programme, 'Ann');
    await happen(badge(programme, [ann.id], 'first'), badge(programme, [ann.id], 'second'));
    await happen(badge(programme, [ann.id], 'second'), badge(programme, 'EVERYBODY', 'third'));
    const first = await feedOf(ann);
    expect(first).toMatchObject({ unreadCount: 3, feed: { totalCount: 3, pageInfo: { hasNextPage: true } } });
    expect(first.feed.nodes[0]).toMatchObject({ text: 'You were awarded the badge "First steps".', isRead: false });
    const second = await feedOf(ann, { after: first.feed.pageInfo.endCursor });
    expect(second.feed.nodes).toHaveLength(1);
    const select = 'unreadCount';
    const items = [first.feed.nodes[0]?.id];
    expect(await call(api, ann.who, { name: 'markFeedRead', input: { ambassador: ann.id, items }, select })).toMatchObject({
      unreadCount: 2,
    });
    expect((await feedOf(ann, { unreadOnly: true })).feed.totalCount).toBe(2);
    expect(await call(api, ann.who, { name: 'markFeedRead', input: { ambassador: ann.id }, select })).toMatchObject({
      unreadCount: 0,
    });
  });

  test('points that are booked are told, and points that are taken back; history that is brought in is not', async () => {
    const programme = await createTestProgramme(api);
    const admin = await programme.roleHolder('Ada', 'ADMIN');
    await publishRules(api, { programme, admin, rules: pointsAsTold });
    const ids = await enrol(api, { programme, admin, people: ['pia'], joinedAt: '2025-01-01T00:00:00.000Z' });
    await grant(api, {
      ...{ programme, admin },
      points: [
        ['pia', 7, '2025-06-01T08:00:00.000Z'],
        ['pia', 5, new Date(now.getTime() - 3_600_000).toISOString()],
      ],
    });
    await minutesLater(1);
    const items = () =>
      programme.query('SELECT kind, details FROM feed_item WHERE ambassador_id = $1 ORDER BY number', [ids.get('pia')]);
    expect(await items()).toEqual([{ kind: 'POINTS_GRANTED', details: { points: 5 } }]);
    const [activity] = await programme.query<{ id: string }>(
      'SELECT id FROM activity WHERE ambassador_id = $1 AND occurred_at > $2',
      [ids.get('pia'), '2026-01-01'],
    );
    await succeedWith(api, admin, {
      name: 'rejectActivity',
      input: { activity: activity?.id, reason: 'x' },
      select: 'activity { id }',
    });
    await minutesLater(1);
    expect((await items())[1]).toEqual({ kind: 'POINTS_TAKEN_BACK', details: { points: 5 } });
  });

  test('nobody reads the feed of another, marks it, or changes the settings; who is no ambassador follows none', async () => {
    const programme = await createTestProgramme(api);
    const ann = await member(programme, 'Ann');
    const bob = await member(programme, 'Bob');
    const admin = await programme.roleHolder('Ada', 'ADMIN');
    await happen(badge(programme, [ann.id]));
    for (const as of [bob.who, admin]) {
      const answer = await api.graphql(FEED, { id: ann.id }, { as });
      expect(answer.codes()).toEqual(['FORBIDDEN']);
      const input = { ambassador: ann.id };
      for (const [name, select] of [
        ['markFeedRead', 'unreadCount'],
        ['updateNotificationSettings', 'settings { quietFrom }'],
      ] as const)
        expect(await call(api, as, { name, input, select })).toMatchObject({ errors: [{ code: 'NOT_FOUND' }] });
    }
    const query = 'subscription ($programme: ID!) { feedUpdated(programme: $programme) { unreadCount } }';
    const live = await api.subscribe(query, { programme: programme.id }, { as: admin });
    expect((await live.next()).errors[0]?.extensions?.code).toBe('FORBIDDEN');
    await live.stop();
  });

  test('it is live: what arrives and what is read elsewhere comes by itself', async () => {
    const programme = await createTestProgramme(api);
    const ann = await member(programme, 'Ann');
    const query = 'subscription ($programme: ID!) { feedUpdated(programme: $programme) { unreadCount items { kind } } }';
    const live = await api.subscribe(query, { programme: programme.id }, { as: ann.who });
    expect((await live.next()).data).toEqual({ feedUpdated: { unreadCount: 0, items: [] } });
    await happen(badge(programme, [ann.id]));
    expect((await live.next()).data).toEqual({ feedUpdated: { unreadCount: 1, items: [{ kind: 'BADGE_AWARDED' }] } });
    await call(api, ann.who, { name: 'markFeedRead', input: { ambassador: ann.id }, select: 'unreadCount' });
    expect((await live.next()).data).toEqual({ feedUpdated: { unreadCount: 0, items: [] } });
    await live.stop();
  });

  test('a node that runs jobs brings feeds up to date by itself', async () => {
    const programme = await createTestProgramme(api);
    const ann = await member(programme, 'Ann');
    const node = await startTestApi({ sharing: api, clock: { now: () => now }, environment: { RUN_JOBS: 'true' } });
    const query = 'subscription ($programme: ID!) { feedUpdated(programme: $programme) { unreadCount } }';
    const live = await node.subscribe(query, { programme: programme.id }, { as: ann.who });
    expect((await live.next()).data).toEqual({ feedUpdated: { unreadCount: 0 } });
    await database.transaction(({ manager }) => tellHappenings(manager, [badge(programme, [ann.id])]));
    expect((await live.next()).data).toEqual({ feedUpdated: { unreadCount: 1 } });
    await live.stop();
    await node.stopServer();
  });

  test('colleagues are named as they want to be named, and vanish with their erasure', async () => {
    const programme = await createTestProgramme(api);
    const ann = await member(programme, 'Ann');
    const bob = await member(programme, 'Bob');
    const hid = await member(programme, 'Hidden Henry', 'HIDDEN');
    await happen(kudos(programme, { from: bob, to: ann }), kudos(programme, { from: hid, to: ann }));
    const { nodes } = (await feedOf(ann)).feed;
    expect(nodes.map(({ text }) => text)).toEqual(['Somebody in the programme thanks you.', 'Bob thanks you.']);
    await database.transaction(({ manager }) => tellHappenings(manager, [kudos(programme, { from: bob, to: ann })]));
    await succeedWith(api, bob.who, { name: 'eraseAmbassador', input: { ambassador: bob.id }, select: 'erasedAt' });
    await minutesLater(1);
    expect((await feedOf(ann)).feed.totalCount).toBe(1);
  });

  test('separators and people on leave get none, neither in the feed nor by mail; topics that are not wanted do not come', async () => {
    const programme = await createTestProgramme(api);
    const [apart, away, picky] = [
      await member(programme, 'Apart'),
      await member(programme, 'Away'),
      await member(programme, 'Picky'),
    ];
    await programme.query('UPDATE ambassador SET is_separator = true WHERE id = $1', [apart.id]);
    await succeedWith(api, away.who, {
      name: 'pauseParticipation',
      input: { ambassador: away.id },
      select: 'ambassador { id }',
    });
    await settle(picky, { feedTopics: ['TANDEMS'], mailTopics: ['TANDEMS', 'RECOGNITION'] });
    const bob = await member(programme, 'Bob');
    await happen(badge(programme, 'EVERYBODY'), ...[apart, away, picky].map((to) => kudos(programme, { from: bob, to })));
    await minutesLater(11);
    for (const one of [apart, away, picky]) {
      expect((await feedOf(one)).feed.totalCount).toBe(0);
      expect(mailsTo(one)).toEqual([]);
    }
    expect((await feedOf(bob)).feed.totalCount).toBe(1);
  });
});

describe('mails', () => {
  test('what waits is gathered into one mail, as text and HTML, that says how to stop it; never more than two a day', async () => {
    await at('2026-02-05T10:00:00Z');
    const programme = await createTestProgramme(api);
    const ann = await member(programme, '<Ann>');
    const bob = await member(programme, 'Bob');
    await happen(kudos(programme, { from: bob, to: ann }));
    expect(mailsTo(ann)).toEqual([]);
    await happen(kudos(programme, { from: bob, to: ann }), badge(programme, [ann.id]));
    await minutesLater(10);
    const [mail] = mailsTo(ann);
    expect(mailsTo(ann)).toHaveLength(1);
    expect(mail?.subject).toBe(`2 Neuigkeiten: ${programme.key}`);
    expect(mail?.text?.match(/Jemand aus dem Programm bedankt sich bei Ihnen\./g)).toHaveLength(2);
    expect(mail?.html).toContain('&lt;Ann&gt;');
    // Colleagues are not named: a mail cannot be taken back.
    expect(`${mail?.text}${mail?.html}`).not.toContain('Bob');
    expect(mail?.headers.get('auto-submitted')).toBe('auto-generated');
    for (const hour of ['11', '12', '13']) {
      await at(`2026-02-05T${hour}:00:00Z`);
      await happen(kudos(programme, { from: bob, to: ann }));
      await minutesLater(11);
    }
    expect(mailsTo(ann)).toHaveLength(2);
    await at('2026-02-06T09:00:00Z');
    expect(mailsTo(ann)).toHaveLength(3);
  });

  test('one click in the mail client stops them (RFC 8058); merely opening the link does not', async () => {
    await at('2026-02-09T10:00:00Z');
    const programme = await createTestProgramme(api);
    const ann = await member(programme, 'Ann');
    const bob = await member(programme, 'Bob');
    await happen(kudos(programme, { from: bob, to: ann }));
    await minutesLater(10);
    const headers = mailsTo(ann)[0]?.headerLines.map(({ line }) => line.replace(/\r?\n\s+/g, ' ')) ?? [];
    expect(headers).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
    const link = headers.filter((line) => line.startsWith('List-Unsubscribe:'));
    expect(link).toHaveLength(1);
    const path = /<https:\/\/fanfare\.example\.com(\/mail\/unsubscribe\/notifications\/[0-9a-f-]+)>/.exec(link[0] ?? '')?.[1];
    const asked = await fetch(`${api.url}${path}`, { headers: { 'accept-language': 'de' } });
    expect(await asked.text()).toContain('Möchten Sie keine Benachrichtigungen mehr');
    await at('2026-02-10T10:00:00Z');
    await happen(kudos(programme, { from: bob, to: ann }));
    await minutesLater(10);
    expect(mailsTo(ann)).toHaveLength(2);
    const body = new URLSearchParams({ 'List-Unsubscribe': 'One-Click' });
    expect((await fetch(`${api.url}${path}`, { method: 'POST', body })).status).toBe(200);
    await at('2026-02-11T10:00:00Z');
    await happen(kudos(programme, { from: bob, to: ann }));
    await minutesLater(11);
    expect(mailsTo(ann)).toHaveLength(2);
    const unknown = await fetch(`${api.url}/mail/unsubscribe/digest/${newId()}`, { method: 'POST' });
    expect(unknown.status).toBe(404);
  });

  test('quiet hours are those of the person’s own clock, and on weekends nothing comes', async () => {
    await at('2026-02-12T16:50:00Z');
    const programme = await createTestProgramme(api);
    const berlin = await member(programme, 'Berlin');
    const chicago = await member(programme, 'Chicago');
    await settle(chicago, { timeZone: 'America/Chicago' });
    await happen(kudos(programme, { from: chicago, to: berlin }), kudos(programme, { from: berlin, to: chicago }));
    await minutesLater(30);
    expect([mailsTo(berlin), mailsTo(chicago)].map(({ length }) => length)).toEqual([0, 1]);
    await at('2026-02-13T06:59:00Z');
    expect(mailsTo(berlin)).toHaveLength(0);
    await at('2026-02-13T07:00:00Z');
    expect(mailsTo(berlin)).toHaveLength(1);
    await at('2026-02-14T10:00:00Z');
    await happen(kudos(programme, { from: chicago, to: berlin }));
    await minutesLater(60);
    expect(mailsTo(berlin)).toHaveLength(1);
  });

  test('a server that is busy is tried again; what was erased meanwhile is not sent', async () => {
    await at('2026-02-17T10:00:00Z');
    const programme = await createTestProgramme(api);
    const [ann, bob, eve] = [await member(programme, 'Ann'), await member(programme, 'Bob'), await member(programme, 'Eve')];
    await happen(kudos(programme, { from: bob, to: ann }), kudos(programme, { from: bob, to: eve }));
    mails.refuse(2);
    await minutesLater(10);
    expect([...mailsTo(ann), ...mailsTo(eve)]).toEqual([]);
    await succeedWith(api, eve.who, { name: 'eraseAmbassador', input: { ambassador: eve.id }, select: 'erasedAt' });
    await minutesLater(31);
    expect(mailsTo(ann)).toHaveLength(1);
    expect(mailsTo(eve)).toEqual([]);
  });

  test('what a busy server puts off waits through quiet hours, and is not sent to who wants no mails any more', async () => {
    await at('2026-02-18T16:30:00Z');
    const programme = await createTestProgramme(api);
    const [ann, bob] = [await member(programme, 'Ann'), await member(programme, 'Bob')];
    await happen(kudos(programme, { from: bob, to: ann }), kudos(programme, { from: ann, to: bob }));
    mails.refuse(2);
    await minutesLater(10);
    await settle(bob, { mailTopics: [] });
    await minutesLater(60);
    expect([...mailsTo(ann), ...mailsTo(bob)]).toEqual([]);
    await at('2026-02-19T07:00:00Z');
    expect([mailsTo(ann), mailsTo(bob)].map(({ length }) => length)).toEqual([1, 0]);
  });

  test.each([
    ['spring', ['2026-03-23T07:00:00Z', '2026-03-30T06:00:00Z', '2026-04-06T06:00:00Z']],
    ['autumn', ['2026-10-19T06:00:00Z', '2026-10-26T07:00:00Z', '2026-11-02T07:00:00Z']],
  ])(
    'the digest comes on Monday at eight on the person’s clock, through the change of the clock in %s, and misses nothing',
    async (_season, [first = '', second = '', third = '']) => {
      const minute = (moment: string, offset: number) => new Date(Date.parse(moment) + offset * 60_000).toISOString();
      await at(minute(first, -7 * 24 * 60 + 120));
      const programme = await createTestProgramme(api);
      const ann = await member(programme, 'Ann');
      await settle(ann, { mailTopics: [] });
      // The last minute before a digest belongs to it, the one after that to the next.
      await at(minute(first, -2));
      await happen(badge(programme, [ann.id]));
      expect(mailsTo(ann)).toHaveLength(0);
      await at(first);
      expect(mailsTo(ann).map(({ subject }) => subject)).toEqual([`Ihre Woche: ${programme.key}`]);
      await happen(badge(programme, [ann.id]), badge(programme, [ann.id]));
      await at(minute(second, -2));
      await happen(badge(programme, [ann.id]));
      expect(mailsTo(ann)).toHaveLength(1);
      await at(second);
      await minutesLater(60);
      const listed = mailsTo(ann).map(({ text }) => text?.match(/Erste Schritte/g)?.length);
      expect(listed).toEqual([1, 3]);
      await at(third);
      expect(mailsTo(ann)).toHaveLength(2);
    },
  );
});
