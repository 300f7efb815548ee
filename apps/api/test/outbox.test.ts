import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { cloneDatabase, type TestDatabase } from '@fanfare/testkit';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { createDatabase, type ManagedDatabase } from '../src/platform/database/database.ts';
import type { DomainEvent, EventBus } from '../src/platform/events/event-bus.ts';
import { createInProcessEventBus } from '../src/platform/events/in-process-event-bus.ts';
import { latestOfEach } from '../src/platform/events/outbox.ts';
import { prepareTemplate } from './harness/template.ts';
import { somethingChanged } from './outbox/topic.ts';

let clone: TestDatabase;
let opened: ManagedDatabase[] = [];
let client: Client;

beforeEach(async () => {
  clone = await cloneDatabase({ name: 'api', prepare: prepareTemplate });
  client = new Client({ connectionString: clone.url });
  await client.connect();
});
afterEach(async () => {
  for (const database of opened) await database.close();
  opened = [];
  await client.end();
  await clone.drop();
});

/** A bus that hands on what it is given, and refuses while it is broken. */
function watchedBus(): EventBus & { readonly heard: DomainEvent['payload'][]; isBroken: boolean } {
  const bus = createInProcessEventBus(() => undefined);
  const watched = {
    ...bus,
    heard: [] as DomainEvent['payload'][],
    isBroken: false,
    async publish(event: DomainEvent) {
      if (watched.isBroken) throw new Error('Redis is away');
      watched.heard.push(event.payload);
    },
  };
  return watched;
}

async function openNode(events: EventBus, onOutboxLag?: (seconds: number) => void): Promise<ManagedDatabase> {
  const database = createDatabase({
    url: clone.url,
    poolSize: 3,
    statementTimeoutMilliseconds: 10_000,
    applicationName: 'test',
    events,
    observer: { onStatement: () => undefined, onSlowStatement: () => undefined },
    ...(onOutboxLag === undefined ? {} : { onOutboxLag }),
  });
  await database.open([]);
  opened.push(database);
  return database;
}

async function rows(): Promise<number> {
  const { rows: counted } = await client.query<{ count: string }>('SELECT count(*) FROM outbox');
  return Number(counted[0]?.count);
}

/** Makes everything overdue, instead of waiting until it is. */
async function passTime(): Promise<void> {
  await client.query("UPDATE outbox SET written_at = written_at - interval '1 hour'");
}

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 10));
}

const change = (subject: string, version: number) => somethingChanged.event({ subject, version });

describe('announcements', () => {
  test('are published right after the commit, the last of each subject, and then forgotten', async () => {
    const bus = watchedBus();
    const node = await openNode(bus);
    await node.transaction(async ({ announce }) => {
      for (const event of [change('a', 1), change('b', 1), change('a', 2)]) announce(event);
      expect(bus.heard).toEqual([]);
    });
    expect(bus.heard).toEqual([
      { subject: 'b', version: 1 },
      { subject: 'a', version: 2 },
    ]);
    await until(async () => (await rows()) === 0);
  });

  test('of a transaction that is rolled back are never made', async () => {
    const bus = watchedBus();
    const node = await openNode(bus);
    const failing = node.transaction(async ({ announce }) => {
      announce(change('a', 1));
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect([bus.heard, await rows()]).toEqual([[], 0]);
  });

  test('[IN13] of a process that is killed between commit and announcement are made by another node', async () => {
    const program = fileURLToPath(new URL('./outbox/announce-and-die.process.ts', import.meta.url));
    const doomed = fork(program, [clone.url], {
      execArgv: ['--conditions=fanfare-source', '--import', 'tsx'],
      env: { PATH: process.env['PATH'] },
    });
    expect(await once(doomed, 'exit')).toEqual([null, 'SIGKILL']);
    expect(await rows()).toBe(1);
    await passTime();
    const bus = watchedBus();
    await openNode(bus);
    await until(() => bus.heard.length > 0);
    expect(bus.heard).toEqual([{ subject: 'a', version: 7 }]);
    await until(async () => (await rows()) === 0);
  });

  test('that could not be published wait, writes go on, and what counts arrives later in its order', async () => {
    const bus = watchedBus();
    const lags: number[] = [];
    const node = await openNode(bus, (seconds) => lags.push(seconds));
    bus.isBroken = true;
    for (const version of [1, 2, 3]) {
      await node.transaction(async ({ announce }) => {
        announce(change('a', version));
        announce(change(`only ${version}`, version));
      });
    }
    await passTime();
    await until(() => lags.some((seconds) => seconds >= 3600));
    expect([bus.heard, await rows()]).toEqual([[], 3]);
    bus.isBroken = false;
    await until(async () => (await rows()) === 0);
    expect(bus.heard).toEqual([
      { subject: 'only 1', version: 1 },
      { subject: 'only 2', version: 2 },
      { subject: 'a', version: 3 },
      { subject: 'only 3', version: 3 },
    ]);
  });

  test('reach commit listeners of the process before the transaction gives back, with what is attached to them', async () => {
    const node = await openNode(watchedBus());
    const attached: unknown[] = [];
    node.onCommit(async (announcements) => void attached.push(...announcements.map(({ attachment }) => attachment)));
    node.onCommit(async () => {
      throw new Error('a listener failed');
    });
    expect(
      await node.transaction(async ({ announce }) => {
        announce(change('a', 1), 'beside it');
        return 'kept';
      }),
    ).toBe('kept');
    expect(attached).toEqual(['beside it']);
  });
});

test('events without a subject stay all, of the others the last', () => {
  const plain = { topic: 'plain', payload: 1 };
  const [first, second] = [change('a', 1), change('a', 2)];
  expect(latestOfEach([plain, first, plain, second])).toEqual([plain, plain, second]);
});
