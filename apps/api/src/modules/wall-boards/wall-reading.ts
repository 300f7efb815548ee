import type { Database } from '../../platform/database/database.ts';
import type { EventBus } from '../../platform/events/event-bus.ts';
import { badUserInput } from '../../platform/graphql/errors.ts';
import type { Board, BoardPage, BoardUpdates, LeaderboardsSlice } from '../leaderboards/index.ts';
import { wallBoardLinkRevoked } from './wall-boards.events.ts';
import { type WallBoardLinkRecord, WallBoardsRepository } from './wall-boards.repository.ts';
import { boardOfLink } from './wall-boards.service.ts';
import type { WallBoard } from './wall-boards.types.ts';
import { wallBoardFrom } from './wall-names.ts';

/** Reads and follows boards on behalf of links. */
export class WallReading {
  readonly #database: Database;
  readonly #events: EventBus;
  readonly #boards: Pick<LeaderboardsSlice, 'finder' | 'leaderboards' | 'live'>;

  constructor(dependencies: {
    readonly database: Database;
    readonly events: EventBus;
    readonly boards: Pick<LeaderboardsSlice, 'finder' | 'leaderboards' | 'live'>;
  }) {
    this.#database = dependencies.database;
    this.#events = dependencies.events;
    this.#boards = dependencies.boards;
  }

  async read(link: WallBoardLinkRecord, first: number): Promise<WallBoard | null> {
    const board = await this.#boards.finder.find(boardOfLink(link));
    if (board === null) return null;
    return wallBoardFrom(this.#database.manager, await this.#top(board, first));
  }

  /** Ends by itself when the link is revoked, also where the announcement was lost: each update asks again whether it works. */
  async follow(link: WallBoardLinkRecord, first: number): Promise<AsyncIterableIterator<WallBoard>> {
    const { finder, live, leaderboards } = this.#boards;
    const board = await finder.find(boardOfLink(link));
    if (board === null) throw badUserInput('There is no such board at present.');
    const name = `wall|${board.id}|${first}`;
    const read = async () => {
      const present = await finder.find(boardOfLink(link));
      return present?.id === board.id ? this.#top(present, first) : leaderboards.nothingOf(board);
    };
    const updates = await live.follow({ boardId: board.id, name, read });
    const unsubscribe = await this.#events.subscribe(wallBoardLinkRevoked, async ({ linkId }) => {
      if (linkId === link.id) await updates.return?.();
    });
    return this.#shown(updates, { link, unsubscribe });
  }

  #top(board: Board, first: number): Promise<BoardPage> {
    return this.#boards.leaderboards.top(board, { first, rankKind: 'COMPETITION' });
  }

  #shown(
    updates: BoardUpdates,
    { link, unsubscribe }: { readonly link: WallBoardLinkRecord; readonly unsubscribe: () => Promise<void> },
  ): AsyncIterableIterator<WallBoard> {
    const end = async (): Promise<IteratorResult<WallBoard>> => {
      await unsubscribe();
      await updates.return?.();
      return { done: true, value: undefined };
    };
    const shown: AsyncIterableIterator<WallBoard> = {
      next: async () => {
        for (;;) {
          const update = await updates.next();
          if (update.done === true || !(await this.#works(link))) return end();
          const value = await wallBoardFrom(this.#database.manager, update.value.rootValue);
          if (update.value.take()) return { done: false, value };
        }
      },
      return: end,
      throw: end,
      [Symbol.asyncIterator]: () => shown,
    };
    return shown;
  }

  async #works({ id }: WallBoardLinkRecord): Promise<boolean> {
    const link = await new WallBoardsRepository(this.#database.manager).findById(id);
    return link !== null && link.revokedAt === null;
  }
}
