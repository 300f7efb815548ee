import type { RankKind } from '@fanfare/contracts';
import type { EntityManager } from 'typeorm';
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
import { type BoardCursors, createBoardCursors } from './board-cursor.ts';
import { type Board, pseudonymPeriodOf } from './board-finder.ts';
import type { GroupBoardsService, ShownGroup } from './group-boards.service.ts';
import {
  LeaderboardsRepository,
  nothingAbove,
  type OrderKey,
  ranksFrom,
  readBoardVersion,
  type StandingRow,
} from './leaderboards.repository.ts';

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
}

/** The sealed place of a standing: see board-cursor.ts. */
export type StandingPosition = readonly [sealedPlace: string];

/** Reads boards. Every way to a place (page, around a member, live) shows the same rank, because all count from the same order. */
export class LeaderboardsService {
  readonly #database: Database;

  readonly #groups: GroupBoardsService;

  constructor({ database, groups }: { readonly database: Database; readonly groups: GroupBoardsService }) {
    this.#database = database;
    this.#groups = groups;
  }

  async version(board: Board): Promise<number> {
    return readBoardVersion(this.#database.manager, board.id);
  }

  async memberCount(board: Board): Promise<number> {
    return new LeaderboardsRepository(this.#database.manager, board.rows).memberCount();
  }

  /** One page of a board in its order. */
  async page(
    board: Board,
    query: { request: PageRequest<StandingPosition>; rankKind: RankKind },
  ): Promise<Page<ShownStanding>> {
    const { request, rankKind } = query;
    return this.#consistently(async (manager) => {
      const repository = new LeaderboardsRepository(manager, board.rows);
      const cursors = createBoardCursors(board.pseudonymSecret, board.id);
      const position = request.position === null ? null : opened(cursors, request.position);
      const limit = request.limit + 1;
      const isForward = request.direction === 'forward';
      const rows = isForward
        ? await repository.following({ after: position, limit })
        : await repository.preceding({ before: position, limit });
      const inOrder = isForward ? rows : [...rows].reverse();
      const isTop = isForward && position === null;
      const shown = await this.#show(manager, { board, rows: inOrder, rankKind, isTop });
      const totalCount = () => this.memberCount(board);
      return pageFrom(isForward ? shown : [...shown].reverse(), {
        request,
        position: (row): StandingPosition => [cursors.seal(row)],
        node: (row) => row,
        totalCount,
      });
    });
  }

  /** The top of a board with its version, as subscribers follow it. */
  async top(board: Board, query: { readonly first: number; readonly rankKind: RankKind }): Promise<BoardPage> {
    const page = await this.#consistently(async (manager) => {
      const repository = new LeaderboardsRepository(manager, board.rows);
      const rows = await repository.following({ after: null, limit: query.first });
      const standings = await this.#show(manager, { board, rows, rankKind: query.rankKind, isTop: true });
      return {
        board,
        version: await readBoardVersion(manager, board.id),
        memberCount: await repository.memberCount(),
        standings,
      };
    });
    // Later than the version: what changed in between comes once more with the next update.
    return { ...page, groups: await this.#groups.top(board, query) };
  }

  /** The top of a board that is no longer to be seen: a department that fell below the minimum group size. */
  async nothingOf(board: Board): Promise<BoardPage> {
    return { board, version: await this.version(board), memberCount: 0, standings: [], groups: [] };
  }

  /** The member with up to `radius` neighbours on each side; empty where the member has no points on the board. */
  async around(
    board: Board,
    query: { readonly ambassadorId: string; readonly radius: number; readonly rankKind: RankKind },
  ): Promise<readonly ShownStanding[]> {
    const { ambassadorId, radius, rankKind } = query;
    return this.#consistently(async (manager) => {
      const repository = new LeaderboardsRepository(manager, board.rows);
      const own = await repository.standingOf(ambassadorId);
      if (own === null) return [];
      const above = await repository.preceding({ before: own, limit: radius });
      const below = await repository.following({ after: own, limit: radius });
      return this.#show(manager, { board, rows: [...above].reverse().concat(own, below), rankKind, alwaysShown: ambassadorId });
    });
  }

  async #show(
    manager: EntityManager,
    shown: {
      readonly board: Board;
      readonly rows: readonly StandingRow[];
      readonly rankKind: RankKind;
      /** Stands in the answer though hidden from others: the reader's own place. */
      readonly alwaysShown?: string;
      /** The rows begin with the board's first place, so that nothing above them has to be counted. */
      readonly isTop?: boolean;
    },
  ): Promise<readonly ShownStanding[]> {
    const { board, rows } = shown;
    const [first] = rows;
    if (first === undefined) return [];
    const above =
      shown.isTop === true ? nothingAbove : await new LeaderboardsRepository(manager, board.rows).surroundings(first);
    const ranks = ranksFrom(rows, { kind: shown.rankKind, above });
    const members = new Map(
      (
        await findAmbassadorsByIds(
          manager,
          rows.map((row) => row.ambassadorId),
        )
      ).map((member) => [member.id, member]),
    );
    return rows.map((row, index) => {
      const ambassador = members.get(row.ambassadorId);
      if (ambassador === undefined) throw new Error(`board ${board.id} ranks ${row.ambassadorId}, who does not exist`);
      const member = shownAs(ambassador, board, shown.alwaysShown);
      return {
        programmeId: board.programmeId,
        ...row,
        rank: ranks[index] ?? 0,
        member: { id: member.memberId, displayName: member.displayName },
      };
    });
  }

  /** One snapshot for everything that an answer says, so that ranks, counts and version belong together. */
  async #consistently<Answer>(read: (manager: EntityManager) => Promise<Answer>): Promise<Answer> {
    return this.#database.manager.transaction('REPEATABLE READ', read);
  }
}

function shownAs(ambassador: AmbassadorRecord, board: Board, alwaysShown: string | undefined): ShownMember {
  const { pseudonymSecret, programme } = board;
  if (ambassador.id === alwaysShown && !isShownToOthers(ambassador)) {
    return { memberId: ambassador.id, displayName: ambassador.name };
  }
  const period = pseudonymPeriodOf(board);
  const member = shownMember(ambassador, { pseudonymSecret, period, language: programme.language });
  if (member === undefined && board.final !== null) return anonymousPlace(ambassador.id, board);
  if (member === undefined) throw new Error(`ambassador ${ambassador.id} is hidden but stands on board ${board.id}`);
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
