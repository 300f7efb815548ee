import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { Webhook as ReferenceWebhook } from 'standardwebhooks';
import { openDatabase } from '../../../test/fixtures/database.ts';
import { consentVersion, createTestProgramme, type TestProgramme } from '../../../test/fixtures/programme.ts';
import { call, joinAs, succeedWith } from '../../../test/fixtures/tandems.ts';
import { type SignedIn, startTestApi, type TestApi } from '../../../test/harness/index.ts';
import { createLogger } from '../../index.ts';
import type { ManagedDatabase } from '../../platform/database/database.ts';
import { newId } from '../../platform/ids.ts';
import { type Happening, tellHappenings } from '../happenings/index.ts';
import { isPublic, pinnedLookup, problemOf } from './addresses.ts';
import { Deliverer } from './delivering.ts';
import { WebhookSigner } from './signing.ts';
import { pauseAfter, pausesInMilliseconds } from './webhook.ts';

const key = randomBytes(32);
let now = new Date();
let api: TestApi;
let database: ManagedDatabase;

beforeAll(async () => {
  const environment = { WEBHOOK_KEY: key.toString('base64'), WEBHOOKS_TO_THIS_MACHINE: 'true' };
  api = await startTestApi({ clock: { now: () => now }, environment });
  database = await openDatabase(api.databaseUrl);
});
afterAll(async () => {
  await database?.close();
  await api?.stop();
});

type Act = 'take' | 'take and fail' | 'fail' | 'hang' | 'break off' | 'redirect';

/** What a receiver does with an event when it comes for the nth time, from 0. */
type Behaviour = (event: Received, time: number) => Act;

interface Received {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>> & { readonly sequence: number; readonly subject: { readonly id: string } };
}

interface Receiver {
  readonly url: string;
  /** Verified by the reference library, in the order of arrival; repetitions too. */
  readonly taken: { readonly id: string; readonly event: Received }[];
  readonly rejected: unknown[];
  secrets: readonly string[];
}

const servers: Server[] = [];
afterEach(() => {
  now = new Date();
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

async function startReceiver(behaviour: Behaviour = () => 'take'): Promise<Receiver> {
  const times = new Map<unknown, number>();
  const server = createServer((request, response) => {
    void read(request).then((body) => {
      const id = request.headers['webhook-id'];
      const time = times.get(id) ?? 0;
      times.set(id, time + 1);
      const act = behaviour(JSON.parse(body), time);
      if (act === 'hang') return;
      if (act === 'break off') return void request.socket.destroy();
      if (act === 'take' || act === 'take and fail') take(receiver, request, body);
      response.writeHead(act === 'take' ? 204 : act === 'redirect' ? 302 : 500, { location: '/elsewhere' }).end();
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const receiver: Receiver = {
    ...{ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, taken: [], rejected: [] },
    secrets: [],
  };
  return receiver;
}

async function read(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts).toString('utf8');
}

/** Every secret of the receiver must verify. The reference library holds the timestamp against the clock of this machine. */
function take({ secrets, taken, rejected }: Receiver, { headers }: IncomingMessage, body: string): void {
  try {
    for (const secret of secrets) new ReferenceWebhook(secret).verify(body, headers as Record<string, string>);
    taken.push({ id: String(headers['webhook-id']), event: JSON.parse(body) });
  } catch (error) {
    rejected.push(error);
  }
}

interface Place {
  readonly programme: TestProgramme;
  readonly admin: SignedIn;
}

async function newPlace(): Promise<Place> {
  const programme = await createTestProgramme(api);
  return { programme, admin: await programme.roleHolder('Ada Admin', 'ADMIN') };
}

async function register({ programme, admin }: Place, receiver: Receiver, settings: object = {}): Promise<string> {
  const input = {
    programme: programme.id,
    url: receiver.url,
    eventTypes: ['BADGE_AWARDED', 'SEASON_OPENED'],
    scope: 'MEMBERS',
  };
  const { webhook, secret } = await succeedWith<{ webhook: { id: string }; secret: string }>(api, admin, {
    name: 'registerWebhook',
    input: { ...input, ...settings },
    select: 'webhook { id } secret',
  });
  receiver.secrets = [secret];
  return webhook.id;
}

function season(programmeId: string, subjectId = newId()): Happening {
  const subject = { type: 'SEASON', id: subjectId } as const;
  const details = { title: { GERMAN: 'Sommer', ENGLISH: 'Summer' } };
  return { programmeId, kind: 'SEASON_OPENED', key: newId(), subject, audience: 'EVERYBODY', details, happenedAt: now };
}

function badge(programmeId: string, audience: readonly string[]): Happening {
  const subject = { type: 'BADGE', id: newId() } as const;
  const details = { title: { GERMAN: 'Erste Schritte', ENGLISH: 'First steps' } };
  return { programmeId, kind: 'BADGE_AWARDED', key: newId(), subject, audience, details, happenedAt: now };
}

const tell = (...happenings: readonly Happening[]) =>
  database.transaction(({ manager }) => tellHappenings(manager, happenings));

/** As a node delivers. */
function deliver(timeoutMilliseconds = 10_000): Promise<void> {
  const deliverer = new Deliverer({
    ...{ database, clock: { now: () => now }, logger: createLogger('silent'), signer: new WebhookSigner(key) },
    ...{ policy: { allowsThisMachine: true }, timeoutMilliseconds, random: () => 0.5 },
  });
  return deliverer.run(new AbortController().signal);
}

const WEBHOOKS = `query ($key: String!) { programme(key: $key) { webhooks { id state waitingCount deadCount failingSince
  deliveries(first: 3, state: DEAD) { nodes { id eventType attempts lastStatus lastProblem nextAttemptAt } totalCount } } } }`;

async function webhookOf({ programme, admin }: Place) {
  const answer = await api.graphql<{ programme: { webhooks: readonly Record<string, unknown>[] } }>(
    WEBHOOKS,
    { key: programme.key },
    { as: admin },
  );
  return answer.ok().programme.webhooks[0];
}

describe('webhooks', () => {
  test('a receiver that fails, hangs, breaks off and repeats gets every event at least once, in order for each subject, validly signed', async () => {
    const place = await newPlace();
    const acts: readonly (readonly Act[])[] = [
      ['take'],
      ['fail'],
      ['hang'],
      ['break off', 'take and fail'],
      ['redirect'],
      ['take and fail', 'take and fail'],
      ['fail', 'hang', 'fail'],
    ];
    const receiver = await startReceiver(({ data }, time) => acts[data.sequence % acts.length]?.[time] ?? 'take');
    await register(place, receiver);
    const subjects = [newId(), newId(), newId()];
    const told = Array.from({ length: 28 }, (_, index) => season(place.programme.id, subjects[index % 3]));
    await tell(...told);
    const waiting = () =>
      place.programme.query(
        `UPDATE webhook_delivery SET next_attempt_at = $2
        WHERE programme_id = $1 AND state = 'WAITING' RETURNING id`,
        [place.programme.id, now],
      );
    // Enough for this machine, and short enough to wait for.
    const patience = 500;
    await deliver(patience);
    while ((await waiting()).length > 0) await deliver(patience);
    const events = new Set(receiver.taken.map(({ id }) => id));
    expect(receiver.rejected).toEqual([]);
    expect(events.size).toBe(told.length);
    expect(receiver.taken.length).toBeGreaterThan(told.length);
    for (const id of subjects) {
      const sequences = receiver.taken
        .filter(({ event }) => event.data.subject.id === id)
        .map(({ event }) => event.data.sequence);
      expect(sequences).toEqual([...sequences].sort((one, other) => one - other));
    }
  });

  test('the job of a node delivers; while a secret is rotated both sign, and the secret is told to nobody afterwards', async () => {
    const place = await newPlace();
    const receiver = await startReceiver();
    const id = await register(place, receiver);
    const rotation = { name: 'rotateWebhookSecret', input: { id }, select: 'secret' };
    const { secret } = await succeedWith<{ secret: string }>(api, place.admin, rotation);
    expect(secret).not.toBe(receiver.secrets[0]);
    receiver.secrets = [...receiver.secrets, secret];
    await tell(season(place.programme.id));
    const begun = now;
    now = new Date(now.getTime() + 10_000);
    await api.runDueJobs();
    now = begun;
    expect([receiver.rejected.length, receiver.taken.length]).toEqual([0, 1]);
    const stored = await place.programme.query('SELECT * FROM webhook WHERE id = $1', [id]);
    expect(JSON.stringify(stored)).not.toContain(secret.replace('whsec_', ''));
  });

  test('an endpoint learns no more than its scope: no ids for the programme alone, never names, nothing of who hides', async () => {
    const place = await newPlace();
    const { programme } = place;
    const [named, hidden] = [await api.signIn(`Nora of ${programme.key}`), await api.signIn(`Hidden of ${programme.key}`)];
    const nora = await joinAs(api, named, { programme: programme.id, consentVersion, visibility: 'NAMED' });
    const hide = await joinAs(api, hidden, { programme: programme.id, consentVersion, visibility: 'HIDDEN' });
    const receiver = await startReceiver();
    await register(place, receiver);
    const input = {
      programme: programme.id,
      url: receiver.url,
      eventTypes: ['BADGE_AWARDED', 'SEASON_OPENED'],
      scope: 'PROGRAMME',
    };
    expect(await call(api, place.admin, { name: 'registerWebhook', input, select: 'secret' })).toMatchObject({
      errors: [{ code: 'NOT_ALLOWED', path: ['eventTypes', '0'] }],
    });
    await tell(badge(programme.id, [nora, hide]), badge(programme.id, [hide]), badge(programme.id, [nora]));
    const absences = [`is_separator = true`, `status = 'PAUSED'`];
    for (const absence of absences) {
      const person = await api.signIn(`Absent of ${programme.key}: ${absence}`);
      const id = await joinAs(api, person, { programme: programme.id, consentVersion, visibility: 'NAMED' });
      await programme.query(`UPDATE ambassador SET ${absence} WHERE id = $1`, [id]);
      await tell(badge(programme.id, [id]));
    }
    await deliver();
    expect(receiver.taken.map(({ event }) => event.data['ambassadorIds'])).toEqual([[nora], [nora]]);
    expect(JSON.stringify(receiver.taken)).not.toContain('Nora');
    await tell(badge(programme.id, [nora]));
    await succeedWith(api, named, { name: 'eraseAmbassador', input: { ambassador: nora }, select: 'erasedAt' });
    await deliver();
    expect(receiver.taken).toHaveLength(2);
    expect(await programme.query('SELECT FROM webhook_delivery WHERE $1 = ANY (ambassador_ids)', [nora])).toEqual([]);
  });

  test('what fails for days is dead and can be replayed; the endpoint is disabled with notice to admins, and enabled again', async () => {
    const place = await newPlace();
    const { programme, admin } = place;
    const adminsPart = await joinAs(api, admin, { programme: programme.id, consentVersion });
    let isUp = false;
    const receiver = await startReceiver(() => (isUp ? 'take' : 'fail'));
    const id = await register(place, receiver, { description: 'Intranet' });
    await tell(season(programme.id));
    const begun = now;
    for (const pause of [0, ...pausesInMilliseconds]) {
      now = new Date(now.getTime() + pause);
      await deliver();
    }
    now = begun;
    expect(await webhookOf(place)).toMatchObject({
      ...{ state: 'ACTIVE', waitingCount: 0, deadCount: 1 },
      deliveries: { nodes: [{ attempts: 11, lastStatus: 500, lastProblem: 'HTTP 500', nextAttemptAt: null }] },
    });
    now = new Date(begun.getTime() + 5 * 86_400_000);
    await tell(season(programme.id));
    await deliver();
    now = begun;
    expect(await webhookOf(place)).toMatchObject({ state: 'FAILED', waitingCount: 1 });
    const noticed = await programme.query('SELECT kind, audience FROM happening WHERE programme_id = $1 AND kind = $2', [
      programme.id,
      'WEBHOOK_DISABLED',
    ]);
    expect(noticed).toEqual([{ kind: 'WEBHOOK_DISABLED', audience: [adminsPart] }]);
    isUp = true;
    await succeedWith(api, admin, { name: 'updateWebhook', input: { id, isEnabled: true }, select: 'webhook { state }' });
    const replay = { name: 'replayWebhookDeliveries', input: { webhook: id }, select: 'revived' };
    expect(await succeedWith(api, admin, replay)).toMatchObject({ revived: 1 });
    now = new Date(begun.getTime() + 6 * 86_400_000);
    await deliver();
    now = begun;
    expect(await webhookOf(place)).toMatchObject({ state: 'ACTIVE', waitingCount: 0, deadCount: 0, failingSince: null });
  });

  test('of two nodes that deliver at the same time each event is taken by one', async () => {
    const place = await newPlace();
    const receiver = await startReceiver();
    await register(place, receiver);
    await tell(...Array.from({ length: 40 }, () => season(place.programme.id)));
    await Promise.all([deliver(), deliver()]);
    await deliver();
    expect(receiver.taken.length).toBe(40);
    expect(new Set(receiver.taken.map(({ id }) => id)).size).toBe(40);
  });

  test.each([
    ['http://example.com/hook', 'must begin with https'],
    ['https://user:secret@example.com/hook', 'must not contain credentials'],
    ['https://10.0.0.7/hook', 'no public network'],
    ['https://[::ffff:169.254.169.254]/latest', 'no public network'],
    ['https://[fd00::1]/', 'no public network'],
    ['https://2130706433/', 'no public network'],
    ['https://metadata.google.internal/', 'no public network'],
  ])('%s is no endpoint', async (url, words) => {
    const { programme, admin } = await newPlace();
    const input = { programme: programme.id, url, eventTypes: ['SEASON_OPENED'], scope: 'PROGRAMME' };
    const answer = await call(api, admin, { name: 'registerWebhook', input, select: 'secret' });
    // Without the setting for demonstrations the loopback address is as little an endpoint as any other private one.
    const expected = problemOf(url, { allowsThisMachine: false });
    if (url.includes('2130706433')) expect(expected).toBe('NOT_PUBLIC');
    else expect(answer.errors[0]?.message).toContain(words);
  });
});

describe('addresses', () => {
  test.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.16.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '224.0.0.1',
    '255.255.255.255',
    '::1',
    '::',
    'fe80::1',
    'fc00::1',
    '::ffff:10.0.0.1',
    '64:ff9b::a00:1',
    '2002:a00:1::',
    '2001:db8::1',
    'not an address',
  ])('%s is not public', (address) => {
    expect(isPublic(address)).toBe(false);
  });

  test.each(['93.184.215.14', '2606:2800:21f:cb07:6820:80da:af6b:8b2c', '::ffff:93.184.215.14'])('%s is public', (address) => {
    expect(isPublic(address)).toBe(true);
  });

  test('a name that leads to this machine is let through only where that is allowed', async () => {
    const look = (allowsThisMachine: boolean) =>
      new Promise<NodeJS.ErrnoException | null>((resolve) =>
        pinnedLookup({ allowsThisMachine })('localhost', { all: true }, (error) => resolve(error)),
      );
    expect((await look(false))?.message).toBe('The name leads into no public network');
    expect(await look(true)).toBeNull();
  });
});

test('pauses are spread by a fifth and end after the last', () => {
  expect([pauseAfter(1, 0), pauseAfter(1, 0.999999), pauseAfter(10, 0.5)]).toEqual([4000, 6000, 86_400_000]);
  expect(pauseAfter(11, 0.5)).toBeNull();
});
