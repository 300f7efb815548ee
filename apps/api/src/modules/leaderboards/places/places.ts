import type { RankKind } from '@fanfare/contracts';
import type { OrderKey, StandingRow } from './leaderboards.repository.ts';

/** One place on a board with its shown rank, before anybody decides under which name it is shown. */
export interface RankedRow extends StandingRow {
  readonly rank: number;
}

export interface PlacesQuery {
  readonly direction: 'forward' | 'backward';
  /** The place next to which the page begins, itself not in it; null for the beginning, or the end. */
  readonly position: OrderKey | null;
  readonly limit: number;
  readonly rankKind: RankKind;
}

/** The first places of a board, with what belongs to the same version. */
export interface TopPlaces {
  readonly version: number;
  readonly memberCount: number;
  readonly rows: readonly RankedRow[];
}

export interface NeighboursQuery {
  readonly ambassadorId: string;
  readonly radius: number;
  readonly rankKind: RankKind;
}

/**
 * A way to read the places of one board, in board order. Two ways give the same: the ranking store, which is fast and may not know (then
 * null), and the database, which always knows.
 */
export interface Places {
  page(query: PlacesQuery): Promise<readonly RankedRow[] | null>;
  top(query: { readonly first: number; readonly rankKind: RankKind }): Promise<TopPlaces | null>;
  /** None for a member without points on the board. */
  around(query: NeighboursQuery): Promise<readonly RankedRow[] | null>;
}
