import { describe, expect, test } from '@jest/globals';
import { createInProcessEventBus } from '../../platform/events/in-process-event-bus.ts';
import { boardChanged } from '../standings/index.ts';
import type { BoardPage, ShownStanding } from './leaderboards.service.ts';
import { changesBetween, LiveBoards } from './live-boards.ts';

function standing(name: string, rank: number, score: number): ShownStanding {
  const member = { id: `shown-${name}`, displayName: name };
  return { programmeId: 'p', ambassadorId: name, rank, score, reachedAt: new Date(0), member };
}

function page(version: number, standings: readonly ShownStanding[]): BoardPage {
  return { board: { id: 'b' } as BoardPage['board'], version, memberCount: standings.length, standings, groups: [] };
}

describe('what changed between two pages', () => {
  test('entered, moved, changed and left; who left is not named again', () => {
    const before = page(1, [standing('ada', 1, 10), standing('ben', 2, 8), standing('cem', 3, 5), standing('dea', 4, 1)]);
    const after = page(2, [standing('ben', 1, 12), standing('ada', 2, 10), standing('cem', 3, 6), standing('eva', 4, 2)]);
    expect(changesBetween(before, after).map(({ kind, memberId, previousRank }) => [kind, memberId, previousRank])).toEqual([
      ['MOVED', 'shown-ben', 2],
      ['MOVED', 'shown-ada', 1],
      ['CHANGED', 'shown-cem', 3],
      ['ENTERED', 'shown-eva', null],
      ['LEFT', 'shown-dea', 4],
    ]);
    expect(changesBetween(before, after).at(-1)?.standing).toBeNull();
  });

  test('nothing for the first page and for an equal one', () => {
    expect(changesBetween(null, page(1, [standing('ada', 1, 10)]))).toEqual([]);
    expect(changesBetween(page(1, [standing('ada', 1, 10)]), page(2, [standing('ada', 1, 10)]))).toEqual([]);
  });
});

describe('following a board', () => {
  test('one reading serves all who follow the same page, and a slow reader gets the newest page, not a queue', async () => {
    const events = createInProcessEventBus((error) => {
      throw error;
    });
    let version = 1;
    let readings = 0;
    const read = async () => {
      readings += 1;
      return page(version, [standing('ada', 1, version)]);
    };
    const live = new LiveBoards(events);
    const quick = await live.follow({ boardId: 'b', name: 'b|10', read });
    const slow = await live.follow({ boardId: 'b', name: 'b|10', read });
    expect((await quick.next()).value).toMatchObject({ version: 1, isFirst: true });
    const before = readings;
    for (const next of [2, 3]) {
      version = next;
      await events.publish(boardChanged.event({ boardId: 'b', version }));
      expect((await quick.next()).value).toMatchObject({ version: next, isFirst: false });
    }
    expect(readings - before).toBe(2);
    expect((await slow.next()).value).toMatchObject({ version: 3, isFirst: true });
    await quick.return?.();
    await slow.return?.();
    expect(await quick.next()).toEqual({ done: true, value: undefined });
  });

  test('other boards wake nobody', async () => {
    const events = createInProcessEventBus(() => undefined);
    let version = 1;
    const live = new LiveBoards(events);
    const updates = await live.follow({ boardId: 'b', name: 'b|10', read: async () => page(version, []) });
    await updates.next();
    version = 5;
    await events.publish(boardChanged.event({ boardId: 'other', version: 9 }));
    version = 2;
    await events.publish(boardChanged.event({ boardId: 'b', version: 2 }));
    expect((await updates.next()).value).toMatchObject({ version: 2 });
    await updates.return?.();
  });
});
