import type { RankKind } from '@fanfare/contracts';
import type { RankedStanding, Standing } from '../ranking/standings.ts';

/** A member's present standing on a board, or that the member is no longer on it. */
export type StandingChange = Standing | { readonly memberId: string; readonly removed: true };

/**
 * How a board got from one version to a later one: of every member who changed after `fromVersion`, the standing as of `toVersion`. Not
 * differences: a batch that overlaps with what the store has seen already is still right.
 */
export interface StandingsBatch {
  /** 0 where the board did not exist before. */
  readonly fromVersion: number;
  /** Above `fromVersion`. */
  readonly toVersion: number;
  /** In any order; of several for one member the last counts. At most {@link MOST_CHANGES}. */
  readonly changes: readonly StandingChange[];
}

/** A whole board as of one version, in chunks, so that nobody has to hold it in memory: each member once, in any order. */
export interface StandingsLoad {
  /** 1 or more. */
  readonly version: number;
  readonly chunks: Iterable<readonly Standing[]> | AsyncIterable<readonly Standing[]>;
}

/**
 * APPLIED: the store has this version now. ALREADY: it had this version or a later one; nothing changed. GAP: changes between its version
 * and `fromVersion` are missing; nothing changed.
 */
export type WriteOutcome = 'APPLIED' | 'ALREADY' | 'GAP';

export interface WriteResult<Outcome extends WriteOutcome = WriteOutcome> {
  readonly outcome: Outcome;
  /** The version that the store has after the call; 0 where it does not know the board. */
  readonly version: number;
}

/** Part of a board, all of it as of one version. */
export interface BoardView {
  /** 0 where the store does not know the board. */
  readonly version: number;
  /** How many members the board has. */
  readonly total: number;
  /** In board order. */
  readonly standings: readonly RankedStanding[];
}

export interface PageQuery {
  /** 0 is the top. */
  readonly offset: number;
  /** At most so many standings; 0 asks for version and total alone. */
  readonly limit: number;
  readonly rankKind: RankKind;
}

export interface AroundQuery {
  readonly memberId: string;
  /** At most so many standings above the member, and below. With 0 and 0 the member's own standing. */
  readonly before: number;
  readonly after: number;
  readonly rankKind: RankKind;
}

/** Of a batch, so that one write keeps nobody waiting for long; what is more comes by `load`. */
export const MOST_CHANGES = 50_000;

/**
 * Ranks of boards, a projection of what a database keeps: [RK1] and [RK2] over any number of members, with the version of the database
 * that they show. Writes may be late, repeated or out of order and come from several nodes at once. Twins (in process, Redis) give the
 * same answers; `describeRankingStore` holds them to it. SPEC.md says how to keep a store up to date ([ST1] to [ST9]).
 *
 * Boards and members are named by printable ASCII, boards without braces. A RangeError, and no change, where a name, version, score or time
 * is none. Any other rejection means that the store could not be reached: the write may or may not have taken place, and may be repeated.
 */
export interface RankingStore {
  /** Carries a board on, all changes or none. */
  apply(board: string, batch: StandingsBatch): Promise<WriteResult>;
  /**
   * Replaces a board as a whole, in one step and only where its version is lower; until then the old one is read and written. RangeError
   * where a member occurs twice.
   */
  load(board: string, load: StandingsLoad): Promise<WriteResult<'APPLIED' | 'ALREADY'>>;
  /** The standings from an offset on; none past the end. */
  page(board: string, query: PageQuery): Promise<BoardView>;
  /** The member and the neighbours, fewer at the ends; no standings for a member that is not on the board. */
  around(board: string, query: AroundQuery): Promise<BoardView>;
  /** Forgets a board and its version. */
  drop(board: string): Promise<void>;
}
