import type { RankedStanding } from '@fanfare/gamification';
import type { RankReader } from '../../rankings/index.ts';
import type { OrderKey } from './leaderboards.repository.ts';
import type { Places, PlacesQuery, RankedRow } from './places.ts';

/** The places of a board in the ranking store: of members who are shown to others. Null wherever the store cannot tell. */
export class StoredPlaces implements Places {
  readonly #ranks: RankReader;
  readonly #boardId: string;

  constructor(ranks: RankReader, boardId: string) {
    this.#ranks = ranks;
    this.#boardId = boardId;
  }

  async page(query: PlacesQuery): Promise<readonly RankedRow[] | null> {
    if (query.position !== null) return this.#beside(query.position, query);
    return query.direction === 'forward' ? this.#from(0, query) : this.#last(query);
  }

  async top({ first, rankKind }: Parameters<Places['top']>[0]) {
    const view = await this.#ranks.page(this.#boardId, { offset: 0, limit: first, rankKind });
    return view === null ? null : { version: view.version, memberCount: view.total, rows: view.standings.map(toRow) };
  }

  async around({ ambassadorId, radius, rankKind }: Parameters<Places['around']>[0]) {
    const query = { memberId: ambassadorId, before: radius, after: radius, rankKind };
    const view = await this.#ranks.around(this.#boardId, query);
    // Who is not in the store may have hidden: the own place is found in the database.
    return view === null || view.standings.length === 0 ? null : view.standings.map(toRow);
  }

  async #from(offset: number, { limit, rankKind }: PlacesQuery): Promise<readonly RankedRow[] | null> {
    const view = await this.#ranks.page(this.#boardId, { offset, limit, rankKind });
    return view === null ? null : view.standings.map(toRow);
  }

  async #last(query: PlacesQuery): Promise<readonly RankedRow[] | null> {
    const { limit, rankKind } = query;
    const end = await this.#ranks.page(this.#boardId, { offset: 0, limit: 0, rankKind });
    if (end === null) return null;
    const view = await this.#ranks.page(this.#boardId, { offset: Math.max(0, end.total - limit), limit, rankKind });
    // Where the board has grown in between, its end is not there any more.
    return view === null || view.total !== end.total ? null : view.standings.map(toRow);
  }

  /** A cursor names a member at a place. Where the member has moved or gone since, only the database can tell what is beside it. */
  async #beside(position: OrderKey, { direction, limit, rankKind }: PlacesQuery): Promise<readonly RankedRow[] | null> {
    const isForward = direction === 'forward';
    const neighbours = { before: isForward ? 0 : limit, after: isForward ? limit : 0 };
    const view = await this.#ranks.around(this.#boardId, { memberId: position.ambassadorId, ...neighbours, rankKind });
    const standings = view?.standings ?? [];
    const own = isForward ? standings[0] : standings.at(-1);
    if (own === undefined || own.score !== position.score || own.reachedAt !== position.reachedAt.getTime()) return null;
    return (isForward ? standings.slice(1) : standings.slice(0, -1)).map(toRow);
  }
}

function toRow({ memberId, score, reachedAt, rank }: RankedStanding): RankedRow {
  return { ambassadorId: memberId, score, reachedAt: new Date(reachedAt), rank };
}
