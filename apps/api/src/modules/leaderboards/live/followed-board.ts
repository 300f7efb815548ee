import type { Dependency, Versions } from '../../../platform/graphql/answers/versions.ts';
import type { Board, BoardFinder, BoardRequest } from '../board-finder.ts';
import type { BoardPage, LeaderboardsService } from '../leaderboards.service.ts';

export interface FollowedBoardOptions {
  readonly finder: Pick<BoardFinder, 'find' | 'isKnownByItsProgramme'>;
  readonly service: Pick<LeaderboardsService, 'top' | 'nothingOf'>;
  /** Tells versions of programmes. */
  readonly versions: Versions;
  readonly request: BoardRequest;
  /** The board as it was found when somebody began to follow it. */
  readonly board: Board;
  readonly page: Parameters<LeaderboardsService['top']>[1];
}

interface FoundBoard {
  readonly board: Board;
  /** On what it hangs whether it would be found the same; read before it was found. */
  readonly programme: Dependency;
}

/**
 * The top of a board, read with every change. Whether the board is still to be seen, and how, is asked each time: a season may be moved, a
 * department fall below the minimum group size. Where the programme's version tells it, one question beside the reading does. A request
 * that names no period goes on with the board of the next one.
 */
export class FollowedBoard {
  readonly #options: FollowedBoardOptions;
  #board: Board;
  #found: FoundBoard | null = null;

  constructor(options: FollowedBoardOptions) {
    this.#options = options;
    this.#board = options.board;
  }

  /** The board that was last found: its changes are to be read. */
  get board(): Board {
    return this.#board;
  }

  async read(): Promise<BoardPage> {
    const { finder, page, service, versions } = this.#options;
    const found = this.#found;
    if (found !== null && finder.isKnownByItsProgramme(found.board)) {
      const isCurrent = versions.areCurrent([found.programme]);
      const [top, isStillSo] = await Promise.all([service.top(found.board, page), isCurrent]);
      if (isStillSo) return top;
    }
    return this.#findAndRead();
  }

  async #findAndRead(): Promise<BoardPage> {
    const { finder, page, request, service, versions } = this.#options;
    const programme = await versions.present('programme', this.#board.programmeId);
    const present = await finder.find(request);
    if (present === null) {
      this.#found = null;
      return service.nothingOf(this.#board);
    }
    // Before it is read, so that no change of it goes unheard from then on.
    this.#board = present;
    this.#found = { board: present, programme };
    return service.top(present, page);
  }
}
