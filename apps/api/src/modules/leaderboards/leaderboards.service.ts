import type { RankKind } from '@fanfare/contracts';
import type { EntityManager } from 'typeorm';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database/database.ts';
import { badUserInput } from '../../platform/graphql/errors.ts';
import { type Page, type PageRequest, pageFrom } from '../../platform/graphql/pagination.ts';
import {
  type AmbassadorRecord,
  createPseudonyms,
  findAmbassadorsByIds,
  isShownToOthers,
  type ShownMember,
  shownMember,
} from '../ambassadors/index.ts';
import type { RankReader } from '../rankings/index.ts';
import { type Board, type BoardFinder, pseudonymPeriodOf } from './board-finder.ts';
import type { GroupBoardsService, ShownGroup } from './groups/group-boards.service.ts';
import { type BoardCursors, createBoardCursors } from './places/board-cursor.ts';
import { DatabasePlaces } from './places/database-places.ts';
import { LeaderboardsRepository, type OrderKey, readBoardVersion } from './places/leaderboards.repository.ts';
import type { NeighboursQuery, Places, RankedRow, TopPlaces } from './places/places.ts';
import { StoredPlaces } from './places/stored-places.ts';

/** One place on a board as everybody may see it. */
export interface ShownStanding {
  readonly programmeId: string;
  /** Never shown; says whose place it is, for "is this me". */
  readonly ambassadorId: string;
  readonly rank: number;
  readonly score: number;
  readonly reachedAt: Date;
  readonly member: { readonly id: string; readonly displayName: string };
}

/** The top of a board at one version. */
export interface BoardPage {
  readonly board: Board;
  readonly version: number;
  readonly memberCount: number;
  readonly standings: readonly ShownStanding[];
  /** Where groups stand against each other; else none. */
  readonly groups: readonly ShownGroup[];
  /** Whether its final standing is taken, or its period has ended and no other has begun. */
  readonly isOver: boolean;
  /** When it is another page though nothing was changed, in epoch milliseconds; null for never. */
  readonly changesAt: number | null;
}

/** How often it is asked whether there is a board again, in milliseconds. */
const lookAgainAfter = 30_000;

/** The sealed place of a standing: see board-cursor.ts. */
export type StandingPosition = readonly [sealedPlace: string];

/**
 * Reads boards. Every way to a place (page, around a member, live) shows the same rank, because all count from the same order; it comes
 * from the ranking store where that is current, else from the database.
 */
export class LeaderboardsService {
  readonly #clock: Clock;
  readonly #database: Database;
  readonly #finder: BoardFinder;
  readonly #groups: GroupBoardsService;
  readonly #ranks: RankReader;

  constructor(dependencies: {
    readonly clock: Clock;
    readonly database: Database;
    readonly finder: BoardFinder;
    readonly groups: GroupBoardsService;
    readonly ranks: RankReader;
  }) {
    this.#database = dependencies.database;
    this.#clock = dependencies.clock;
    this.#finder = dependencies.finder;
    this.#groups = dependencies.groups;
    this.#ranks = dependencies.ranks;
  }

  async version(board: Board): Promise<number> {
    const version = (await this.#end(board))?.version ?? (await readBoardVersion(this.#database.manager, board.id));
    return version + this.#groups.dayOf(board);
  }

  /** Asks the database for the version, whatever this node knows: somebody has seen a later one, on another node perhaps. */
  async lookForVersion(board: Board): Promise<void> {
    await this.#ranks.heard(board.id, await readBoardVersion(this.#database.manager, board.id));
  }

  async memberCount(board: Board): Promise<number> {
    return (
      (await this.#end(board))?.memberCount ?? new LeaderboardsRepository(this.#database.manager, board.rows).memberCount()
    );
  }

  /** Whether changes may arrive late at present, because this node is cut off from the others. */
  isStale(): boolean {
    return this.#ranks.isDegraded();
  }

  /** One page of a board in its order. */
  async page(
    board: Board,
    query: { request: PageRequest<StandingPosition>; rankKind: RankKind },
  ): Promise<Page<ShownStanding>> {
    const { request, rankKind } = query;
    const { direction } = request;
    const cursors = createBoardCursors(board.pseudonymSecret, board.id);
    const position = request.position === null ? null : opened(cursors, request.position);
    const limit = request.limit + 1;
    const shown = await this.#read(board, async (places) => {
      const rows = await places.page({ direction, position, limit, rankKind });
      return rows === null ? null : { rows };
    });
    return pageFrom(direction === 'forward' ? shown.standings : [...shown.standings].reverse(), {
      request,
      position: (row): StandingPosition => [cursors.seal(row)],
      node: (row) => row,
      totalCount: () => this.memberCount(board),
    });
  }

  /** The top of a board with its version, as subscribers follow it. */
  async top(board: Board, query: { readonly first: number; readonly rankKind: RankKind }): Promise<BoardPage> {
    const changesAt = this.#finder.changesByItselfAt(board);
    const day = this.#groups.dayOf(board);
    const { version, memberCount, standings } = await this.#read(board, (places) => places.top(query));
    // Later than the version: what changed in between comes once more with the next update.
    const groups = await this.#groups.top(board, query);
    return { board, version: version + day, memberCount, standings, groups, isOver: board.final !== null, changesAt };
  }

  /**
   * The top of a board that is no longer to be seen: a department that fell below the minimum group size, a season after which none has begun.
   * It is looked for again from time to time.
   */
  async nothingOf(board: Board): Promise<BoardPage> {
    const version = await this.version(board);
    const nothing = { board, version, memberCount: 0, standings: [], groups: [] };
    return { ...nothing, isOver: this.#finder.isOver(board), changesAt: this.#clock.now().getTime() + lookAgainAfter };
  }

  /** The member with up to `radius` neighbours on each side; empty where the member has no points on the board. */
  async around(board: Board, query: NeighboursQuery): Promise<readonly ShownStanding[]> {
    const shown = await this.#read(
      board,
      async (places) => {
        const rows = await places.around(query);
        return rows === null ? null : { rows };
      },
      query.ambassadorId,
    );
    return shown.standings;
  }

  async #end(board: Board): Promise<TopPlaces | null> {
    return this.#stored(board)?.top({ first: 0, rankKind: 'ORDINAL' }) ?? null;
  }

  /** The store ranks points of members; frozen places and other measures are the database's. */
  #stored(board: Board): Places | null {
    return board.measure === 'POINTS' && board.final === null ? new StoredPlaces(this.#ranks, board.id) : null;
  }

  /**
   * Reads places and names them. The ranking store is asked first; where it cannot tell, or ranks somebody who has just hidden, the
   * database is asked, in one snapshot for everything that the answer says. `alwaysShown` stands in the answer though hidden from others:
   * the reader's own place.
   */
  async #read<Read extends { readonly rows: readonly RankedRow[] }>(
    board: Board,
    read: (places: Places) => Promise<Read | null>,
    alwaysShown?: string,
  ): Promise<Read & { readonly standings: readonly ShownStanding[] }> {
    const places = this.#stored(board);
    const stored = places === null ? null : await read(places);
    const standings =
      stored === null ? null : await this.#named(this.#database.manager, { board, rows: stored.rows, alwaysShown });
    if (stored !== null && standings !== null) return { ...stored, standings };
    return this.#database.manager.transaction('REPEATABLE READ', async (manager) => {
      const found = await read(new DatabasePlaces(manager, board));
      if (found === null) throw new Error('The database knows every place');
      const named = await this.#named(manager, { board, rows: found.rows, alwaysShown });
      if (named === null) throw new Error(`somebody stands on board ${board.id} who is hidden or does not exist`);
      return { ...found, standings: named };
    });
  }

  /** Null where somebody among them is not to be shown. */
  async #named(
    manager: EntityManager,
    shown: { readonly board: Board; readonly rows: readonly RankedRow[]; readonly alwaysShown: string | undefined },
  ): Promise<readonly ShownStanding[] | null> {
    const { board, rows } = shown;
    if (rows.length === 0) return [];
    const ids = rows.map((row) => row.ambassadorId);
    const members = new Map((await findAmbassadorsByIds(manager, ids)).map((member) => [member.id, member]));
    const named: ShownStanding[] = [];
    for (const row of rows) {
      const ambassador = members.get(row.ambassadorId);
      const member = ambassador === undefined ? undefined : shownAs(ambassador, board, shown.alwaysShown);
      if (member === undefined) return null;
      const { memberId: id, displayName } = member;
      named.push({ programmeId: board.programmeId, ...row, member: { id, displayName } });
    }
    return named;
  }
}

function shownAs(ambassador: AmbassadorRecord, board: Board, alwaysShown: string | undefined): ShownMember | undefined {
  const { pseudonymSecret, programme } = board;
  if (ambassador.id === alwaysShown && !isShownToOthers(ambassador)) {
    return { memberId: ambassador.id, displayName: ambassador.name };
  }
  const period = pseudonymPeriodOf(board);
  const member = shownMember(ambassador, { pseudonymSecret, period, language: programme.language });
  if (member === undefined && board.final !== null) return anonymousPlace(ambassador.id, board);
  return member;
}

const anonymous = { GERMAN: 'Anonym', ENGLISH: 'Anonymous' } as const;

/** Who hid, left or was erased after a final standing was taken: the place stays, the name is gone, and so is what would lead to it. */
function anonymousPlace(ambassadorId: string, { id, pseudonymSecret, programme }: Board): ShownMember {
  const { memberId } = createPseudonyms(pseudonymSecret).of(ambassadorId, { season: `final:${id}` }, programme.language);
  return { memberId, displayName: anonymous[programme.language] };
}

function opened(cursors: BoardCursors, [sealedPlace]: StandingPosition): OrderKey {
  const place = cursors.open(sealedPlace);
  if (place === null)
    throw badUserInput('The cursor belongs to another board; take the endCursor or startCursor of a page of this one.');
  return place;
}
