import type { RankKind } from '@fanfare/contracts';
import type { RankedStanding, Standing } from '../ranking/standings.ts';

/** A member's present standing on a board, or that the member is no longer on it. */
export type StandingChange = Standing | { readonly memberId: string; readonly removed: true };

export interface StandingsPage {
  /** How many members the board has. */
  readonly total: number;
  /** In board order; empty past the end. */
  readonly standings: readonly RankedStanding[];
}

/**
 * Ranks of boards: [RK1] and [RK2] over any number of members, kept up to date one standing at a time. A board comes into being with its
 * first standing; a board that never had one is empty. Twins (in process, Redis) give the same answers; `describeRankingStore` holds them to it.
 */
export interface RankingStore {
  /** Applies changes in order; several of one member are allowed. Throws RangeError for scores or times that are no safe whole numbers. */
  apply(board: string, changes: readonly StandingChange[]): Promise<void>;
  /** The standings from `offset` (0 is the top), at most `limit`. */
  page(
    board: string,
    query: { readonly offset: number; readonly limit: number; readonly rankKind: RankKind },
  ): Promise<StandingsPage>;
  /** The member with up to `before` standings above and `after` below; null for a member that is not on the board. */
  around(board: string, query: AroundQuery): Promise<readonly RankedStanding[] | null>;
  /** The standing of one member; null for a member that is not on the board. */
  standing(board: string, query: { readonly memberId: string; readonly rankKind: RankKind }): Promise<RankedStanding | null>;
  /** Forgets a board. */
  drop(board: string): Promise<void>;
}

export interface AroundQuery {
  readonly memberId: string;
  readonly before: number;
  readonly after: number;
  readonly rankKind: RankKind;
}
