import { describe, expect, test } from '@jest/globals';
import { createInProcessEventBus } from '../../../platform/events/in-process-event-bus.ts';
import { boardChanged } from '../../standings/index.ts';
import type { BoardPage, ShownStanding } from '../leaderboards.service.ts';
import type { Following } from './board-feed.ts';
import { type BoardUpdates, LiveBoards } from './live-boards.ts';

function standing(name: string, score: number): ShownStanding {
  const member = { id: `shown-${name}`, displayName: name };
  return { programmeId: 'p', ambassadorId: name, rank: 1, score, reachedAt: new Date(0), member };
}

function page(
  version: number,
  standings: readonly ShownStanding[],
  { id = 'b', isFinal = false, ...more }: Partial<BoardPage> & { readonly id?: string; readonly isFinal?: boolean } = {},
): BoardPage {
  const board = { id, final: isFinal ? {} : null } as BoardPage['board'];
  return {
    ...{ board, version, memberCount: standings.length, standings, groups: [] },
    ...{ isOver: isFinal, changesAt: null, ...more },
  };
}

const group = (id: string, rank: number, score: number) => ({
  ...{ rank, score, reachedAt: new Date(0) },
  group: { id, name: id },
  ambassadorIds: id.split(' & '),
});
const sinceOf = (version: number, boardId = 'b') => ({ boardId, version });

/** A board whose pages the test decides, and with `hold` the moment in which a reading of them comes back. */
function scene() {
  const events = createInProcessEventBus((error) => {
    throw error;
  });
  const live = new LiveBoards({ clock: { now: () => new Date(time.now) }, events });
  const time = { now: 0 };
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
    follow: (following?: Following) => live.follow({ boardId: () => present.board.id, name: 'b|10', read }, following),
    /** The clock goes on; nothing else tells of it. */
    pass: (now: number) => {
      time.now = now;
    },
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
    const elsewhere = await live.follow({ boardId: () => 'other', name: 'other', read: async () => page(1, []) });
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
    const resumed = await follow({ since: sinceOf(1), fullPages: false });
    expect(await received(resumed)).toMatchObject({
      ...{ version: 7, since: 1, isWhole: false },
      changes: [{ kind: 'CHANGED', memberId: 'shown-ada', position: 1 }],
    });
    const same = await follow({ since: sinceOf(7), fullPages: false });
    expect(await received(same)).toMatchObject({ version: 7, since: 7, changes: [] });
    const stranger = await follow({ since: sinceOf(5), fullPages: false });
    expect(await received(stranger)).toMatchObject({ version: 7, since: null, isWhole: true });
    for (const open of [resumed, same, stranger]) await open.return();
  });
});

describe('groups against each other', () => {
  test('are told by what changes among them, after the first page', async () => {
    const { follow, change } = scene();
    await change(page(1, [], { groups: [group('sales', 1, 700), group('care', 2, 500)] }));
    const updates = await follow({ since: null, fullPages: false });
    expect(await received(updates)).toMatchObject({ isWhole: true, groupChanges: [] });
    await change(page(2, [], { groups: [group('care', 1, 900), group('sales', 2, 700)] }));
    const update = await received(updates);
    expect(update.isWhole).toBe(false);
    expect(update.groupChanges).toMatchObject([
      { kind: 'MOVED', groupId: 'care', position: 1, previousRank: 2, standing: { score: 900 } },
      { kind: 'MOVED', groupId: 'sales', position: 2, previousRank: 1 },
    ]);
    await change(page(3, [], { groups: [group('care', 1, 900)] }));
    expect((await received(updates)).groupChanges).toEqual([
      { kind: 'LEFT', groupId: 'sales', standing: null, position: null, previousRank: 2 },
    ]);
    await updates.return();
  });
});

describe('the end of a period', () => {
  test('the board of the next one is told whole, though its version is lower and nobody announced it', async () => {
    const { follow, become, change, pass } = scene();
    await change(page(50, [standing('ada', 9)], { changesAt: 1_000 }));
    const updates = await follow({ since: null, fullPages: false });
    expect(await received(updates)).toMatchObject({ version: 50 });
    become(page(0, [], { id: 'next' }));
    pass(1_000);
    expect(await received(updates)).toMatchObject({ board: { id: 'next' }, version: 0, since: null, isWhole: true });
    await updates.return();
  });

  test('a version of the period before is not gone on from', async () => {
    const { follow, become } = scene();
    const updates = await follow();
    await received(updates);
    become(page(1, [], { id: 'next' }));
    const resumed = await follow({ since: sinceOf(1), fullPages: false });
    expect(await received(resumed)).toMatchObject({ board: { id: 'next' }, since: null, isWhole: true });
    for (const open of [updates, resumed]) await open.return();
  });

  test('where no other begins it is told as over, once, and goes on when one does', async () => {
    const { follow, become, change, pass } = scene();
    await change(page(5, [standing('ada', 9)], { changesAt: 1_000 }));
    const updates = await follow();
    await received(updates);
    become(page(5, [], { isOver: true, changesAt: 2_000 }));
    pass(1_000);
    expect(await received(updates)).toMatchObject({ version: 5, isOver: true, standings: [] });
    become(page(1, [], { id: 'next' }));
    pass(2_000);
    expect(await received(updates)).toMatchObject({ board: { id: 'next' }, isOver: false });
    await updates.return();
  });

  test('after the final standing of a board nothing comes', async () => {
    const { follow, change } = scene();
    const updates = await follow();
    await received(updates);
    await change(page(2, [standing('ada', 1)], { isFinal: true }));
    expect(await received(updates)).toMatchObject({ version: 2, isOver: true });
    expect(await updates.next()).toEqual({ done: true, value: undefined });
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

  test('nor in the name of a tandem: neither a page that waits nor a reading that was under way', async () => {
    const { live, follow, become, hold } = scene();
    const tandem = (name: string) => [group(name, 1, 500)];
    become(page(1, [], { groups: tandem('ada & ben') }));
    const updates = await follow();
    const waiting = await offered(updates);
    become(page(2, [], { groups: tandem('… & ben') }));
    live.memberChanged('ada');
    expect(waiting.take()).toBe(false);
    expect(JSON.stringify((await received(updates)).groups.map((shown) => shown.group))).toContain('… & ben');
    become(page(3, [], { groups: tandem('… & ben') }));
    const held = hold();
    const second = follow();
    await held.reading;
    become(page(4, [], { groups: tandem('… & …') }));
    live.memberChanged('ben');
    held.letGo();
    const other = await second;
    expect((await received(other)).groups.map((shown) => shown.group.name)).toEqual(['… & …']);
    await Promise.all([updates.return(), other.return()]);
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
