import type { RankKind } from '@fanfare/contracts';
import type { EntityManager } from 'typeorm';
import type { Board } from '../board-finder.ts';
import {
  LeaderboardsRepository,
  nothingAbove,
  ranksFrom,
  readBoardVersion,
  type StandingRow,
} from './leaderboards.repository.ts';
import type { NeighboursQuery, Places, PlacesQuery, RankedRow, TopPlaces } from './places.ts';

/** The places of a board in PostgreSQL; all reads of one answer go through one snapshot, which the caller has opened. */
export class DatabasePlaces implements Places {
  readonly #manager: EntityManager;
  readonly #repository: LeaderboardsRepository;
  readonly #boardId: string;

  constructor(manager: EntityManager, { id, rows }: Pick<Board, 'id' | 'rows'>) {
    this.#manager = manager;
    this.#repository = new LeaderboardsRepository(manager, rows);
    this.#boardId = id;
  }

  async page({ direction, position, limit, rankKind }: PlacesQuery): Promise<readonly RankedRow[]> {
    if (direction === 'forward') {
      const rows = await this.#repository.following({ after: position, limit });
      return this.#ranked(rows, { rankKind, isTop: position === null });
    }
    const rows = await this.#repository.preceding({ before: position, limit });
    return this.#ranked([...rows].reverse(), { rankKind, isTop: false });
  }

  async top({ first, rankKind }: { readonly first: number; readonly rankKind: RankKind }): Promise<TopPlaces> {
    const rows = await this.#repository.following({ after: null, limit: first });
    return {
      version: await readBoardVersion(this.#manager, this.#boardId),
      memberCount: await this.#repository.memberCount(),
      rows: await this.#ranked(rows, { rankKind, isTop: true }),
    };
  }

  async around({ ambassadorId, radius, rankKind }: NeighboursQuery): Promise<readonly RankedRow[]> {
    const own = await this.#repository.standingOf(ambassadorId);
    if (own === null) return [];
    const above = await this.#repository.preceding({ before: own, limit: radius });
    const below = await this.#repository.following({ after: own, limit: radius });
    return this.#ranked([...above].reverse().concat(own, below), { rankKind, isTop: false });
  }

  /** `isTop`: the rows begin with the first place, so that nothing above them has to be counted. */
  async #ranked(
    rows: readonly StandingRow[],
    { rankKind, isTop }: { readonly rankKind: RankKind; readonly isTop: boolean },
  ): Promise<readonly RankedRow[]> {
    const [first] = rows;
    if (first === undefined) return [];
    const above = isTop ? nothingAbove : await this.#repository.surroundings(first);
    const ranks = ranksFrom(rows, { kind: rankKind, above });
    return rows.map((row, index) => ({ ...row, rank: ranks[index] ?? 0 }));
  }
}
