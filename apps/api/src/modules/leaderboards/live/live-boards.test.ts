import { describe, expect, test } from '@jest/globals';
import { createInProcessEventBus } from '../../../platform/events/in-process-event-bus.ts';
import { boardChanged } from '../../standings/index.ts';
import type { BoardPage, ShownStanding } from '../leaderboards.service.ts';
import { type BoardUpdates, LiveBoards } from './live-boards.ts';

function standing(name: string, score: number): ShownStanding {
  const member = { id: `shown-${name}`, displayName: name };
  return { programmeId: 'p', ambassadorId: name, rank: 1, score, reachedAt: new Date(0), member };
}

function page(version: number, standings: readonly ShownStanding[]): BoardPage {
  return { board: { id: 'b' } as BoardPage['board'], version, memberCount: standings.length, standings, groups: [] };
}

/** A board whose pages the test decides, and with `hold` the moment in which a reading of them comes back. */
function scene() {
  const events = createInProcessEventBus((error) => {
    throw error;
  });
  const live = new LiveBoards(events);
  let present = page(1, [standing('ada', 1)]);
  let readings = 0;
  let gate: { readonly begun: () => void; readonly opened: Promise<void> } | undefined;
  const read = async () => {
    readings += 1;
    const found = present;
    const held = gate;
    gate = undefined;
    held?.begun();
    await held?.opened;
    return found;
  };
  return {
    live,
    readings: () => readings,
    follow: (following?: { readonly since: number | null; readonly fullPages: boolean }) =>
      live.follow({ boardId: 'b', name: 'b|10', read }, following),
    async change(next: BoardPage) {
      present = next;
      await events.publish(boardChanged.event({ boardId: 'b', version: next.version }));
    },
    become: (next: BoardPage) => {
      present = next;
    },
    /** The next reading finds what is present when it begins, and comes back when it is let go. */
    hold() {
      let open: () => void = () => undefined;
      const opened = new Promise<void>((resolve) => {
        open = resolve;
      });
      const reading = new Promise<void>((begun) => {
        gate = { begun, opened };
      });
      return { reading, letGo: () => open() };
    },
  };
}

async function offered(updates: BoardUpdates) {
  const event = await updates.next();
  if (event.done === true) throw new Error('The updates have ended');
  return event.value;
}

async function received(updates: BoardUpdates) {
  const event = await offered(updates);
  expect(event.take()).toBe(true);
  return event.rootValue;
}

describe('following a board', () => {
  test('many who come one after the other do not put off the next update', async () => {
    const { follow, change } = scene();
    const [first] = await Promise.all([follow()]);
    await received(first);
    for (let count = 0; count < 1000; count += 1) await (await follow()).return();
    await change(page(2, [standing('ada', 2)]));
    expect(await received(first)).toMatchObject({ version: 2 });
    await first.return();
  });

  test('all who follow share one reading and one update, and a slow reader gets the newest page, not a queue', async () => {
    const { follow, change, readings } = scene();
    const [quick, other, slow] = await Promise.all([follow(), follow(), follow()]);
    expect(await received(quick)).toMatchObject({ version: 1, since: null });
    await received(other);
    const before = readings();
    for (const next of [2, 3]) {
      await change(page(next, [standing('ada', next)]));
      const update = await received(quick);
      expect(update).toMatchObject({ version: next, since: next - 1 });
      expect(await received(other)).toBe(update);
    }
    expect(readings() - before).toBe(2);
    expect(await received(slow)).toMatchObject({ version: 3, since: null });
    for (const updates of [quick, other, slow]) await updates.return();
    expect(await quick.next()).toEqual({ done: true, value: undefined });
  });

  test('other boards wake nobody, and an older page that is read later is not sent', async () => {
    const { live, follow, change, readings } = scene();
    await change(page(4, []));
    const updates = await follow();
    await received(updates);
    const elsewhere = await live.follow({ boardId: 'other', name: 'other', read: async () => page(1, []) });
    await received(elsewhere);
    const before = readings();
    await change(page(3, []));
    await (await follow()).return();
    await change(page(5, []));
    expect(await received(updates)).toMatchObject({ version: 5, since: 4 });
    expect(readings()).toBeGreaterThan(before);
    await updates.return();
    await elsewhere.return();
  });

  test('who comes back goes on from the version seen, also when nobody followed meanwhile; from an unknown one with the page', async () => {
    const { follow, become } = scene();
    const updates = await follow({ since: null, fullPages: false });
    expect(await received(updates)).toMatchObject({ isWhole: true });
    await updates.return();
    become(page(7, [standing('ada', 9)]));
    const resumed = await follow({ since: 1, fullPages: false });
    expect(await received(resumed)).toMatchObject({
      ...{ version: 7, since: 1, isWhole: false },
      changes: [{ kind: 'CHANGED', memberId: 'shown-ada', position: 1 }],
    });
    const same = await follow({ since: 7, fullPages: false });
    expect(await received(same)).toMatchObject({ version: 7, since: 7, changes: [] });
    const stranger = await follow({ since: 5, fullPages: false });
    expect(await received(stranger)).toMatchObject({ version: 7, since: null, isWhole: true });
    for (const open of [resumed, same, stranger]) await open.return();
  });
});

describe('[privacy] nothing is sent that was read before somebody hid', () => {
  test('a page that waits for a slow subscriber is replaced', async () => {
    const { live, follow, become } = scene();
    const slow = await follow();
    const event = await offered(slow);
    expect(JSON.stringify(event.rootValue)).toContain('ada');
    become(page(2, [standing('ben', 1)]));
    live.memberChanged('ada');
    expect(event.take()).toBe(false);
    const update = await received(slow);
    expect(update.version).toBe(2);
    expect(JSON.stringify(update)).not.toContain('ada');
    await slow.return();
  });

  test('a reading that was under way is not used', async () => {
    const { live, follow, become, hold } = scene();
    const held = hold();
    const following = follow();
    await held.reading;
    become(page(2, [standing('ben', 1)]));
    live.memberChanged('ada');
    held.letGo();
    const updates = await following;
    expect(JSON.stringify(await received(updates))).not.toContain('ada');
    await updates.return();
  });

  test('what does not show them is sent all the same', async () => {
    const { live, follow } = scene();
    const updates = await follow();
    const event = await offered(updates);
    live.memberChanged('somebody else');
    expect(event.take()).toBe(true);
    await updates.return();
  });
});
