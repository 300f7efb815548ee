import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database/database.ts';
import type { EventBus } from '../../platform/events/event-bus.ts';
import type { Board, BoardPage, BoardUpdates, LeaderboardsSlice } from '../leaderboards/index.ts';
import type { ProgrammeDirectory } from '../programmes/index.ts';
import { wallBoardLinkRevoked } from './wall-boards.events.ts';
import { type WallBoardLinkRecord, WallBoardsRepository } from './wall-boards.repository.ts';
import { boardOfLink } from './wall-boards.service.ts';
import type { WallBoard } from './wall-boards.types.ts';
import { emptyWall, wallBoardFrom } from './wall-names.ts';
import { WallUpdates } from './wall-updates.ts';

export interface WallReadingDependencies {
  readonly database: Database;
  readonly events: EventBus;
  readonly clock: Clock;
  readonly programmes: ProgrammeDirectory;
  readonly boards: Pick<LeaderboardsSlice, 'finder' | 'leaderboards' | 'live'>;
}

/** Reads and follows boards on behalf of links. */
export class WallReading {
  readonly #dependencies: WallReadingDependencies;

  constructor(dependencies: WallReadingDependencies) {
    this.#dependencies = dependencies;
  }

  async read(link: WallBoardLinkRecord, first: number): Promise<WallBoard> {
    const board = await this.#dependencies.boards.finder.find(boardOfLink(link));
    return board === null ? this.#empty(link) : this.#shown(await this.#top(board, first));
  }

  /** Ends by itself when the link is revoked, also where the announcement was lost: each update asks again whether it works. */
  async follow(link: WallBoardLinkRecord, first: number): Promise<WallUpdates> {
    const { clock, events } = this.#dependencies;
    const updates: WallUpdates = new WallUpdates({
      open: async () => {
        const board = await this.#dependencies.boards.finder.find(boardOfLink(link));
        if (board === null) return null;
        const { end } = board.span;
        const endsIn = end === null ? null : end - clock.now().getTime();
        return { updates: await this.#follow(board, { link, first }), endsIn };
      },
      works: () => this.#works(link),
      show: (page) => (page === null ? this.#empty(link) : this.#shown(page)),
      onEnd: async () => unsubscribe(),
    });
    const unsubscribe = await events.subscribe(wallBoardLinkRevoked, async ({ linkId }) => {
      if (linkId === link.id) await updates.return();
    });
    return updates;
  }

  #follow(
    board: Board,
    { link, first }: { readonly link: WallBoardLinkRecord; readonly first: number },
  ): Promise<BoardUpdates> {
    const { finder, live, leaderboards } = this.#dependencies.boards;
    const read = async () => {
      const present = await finder.find(boardOfLink(link));
      return present?.id === board.id ? this.#top(present, first) : leaderboards.nothingOf(board);
    };
    return live.follow({ boardId: () => board.id, name: `wall|${board.id}|${first}`, read });
  }

  #top(board: Board, first: number): Promise<BoardPage> {
    return this.#dependencies.boards.leaderboards.top(board, { first, rankKind: 'COMPETITION' });
  }

  #shown(page: BoardPage): Promise<WallBoard> {
    return wallBoardFrom(this.#dependencies.database.manager, { page, isStale: this.#isStale() });
  }

  async #empty(link: WallBoardLinkRecord): Promise<WallBoard> {
    const { database, programmes } = this.#dependencies;
    const programme = await programmes.byId(link.programmeId);
    if (programme === undefined) throw new Error(`link ${link.id} belongs to a programme that does not exist`);
    return emptyWall(database.manager, { link, programme, isStale: this.#isStale() });
  }

  #isStale(): boolean {
    return this.#dependencies.boards.leaderboards.isStale();
  }

  async #works({ id }: WallBoardLinkRecord): Promise<boolean> {
    const link = await new WallBoardsRepository(this.#dependencies.database.manager).findById(id);
    return link !== null && link.revokedAt === null;
  }
}
