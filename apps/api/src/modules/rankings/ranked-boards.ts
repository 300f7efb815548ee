import type { AroundQuery, BoardView, PageQuery, RankingStore, StandingChange } from '@fanfare/gamification';

/** How a board got from one version to a later one; null where it is not known which standings changed. */
export interface BoardStep {
  readonly boardId: string;
  readonly fromVersion: number;
  readonly version: number;
  readonly changes: readonly StandingChange[] | null;
}

/** What reads a board's standings and version in one snapshot of the database. */
export interface StandingsSource {
  /** 0 for a board that does not exist. */
  version(boardId: string): Promise<number>;
  /** Puts the whole board into a store. Throws BoardTooLarge where it has more members than `mostMembers`. */
  load(boardId: string, into: { readonly store: RankingStore; readonly mostMembers: number }): Promise<void>;
}

/** A board that is not kept in memory because it would fill it. */
export class BoardTooLarge extends Error {}

/** Ranks from the ranking store; null means: ask the database. */
export interface RankReader {
  page(boardId: string, query: PageQuery): Promise<BoardView | null>;
  around(boardId: string, query: AroundQuery): Promise<BoardView | null>;
  /** Somebody has seen that the board has this version: from now on no older state is given. */
  heard(boardId: string, version: number): void;
  /** Whether changes by other nodes may arrive late, because Redis is away. */
  isDegraded(): boolean;
}
