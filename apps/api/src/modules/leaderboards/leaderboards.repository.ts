import type { RankKind } from '@fanfare/contracts';
import type { EntityManager } from 'typeorm';

/** One place on a board, before anybody decides under which name it is shown. */
export interface StandingRow {
  readonly ambassadorId: string;
  readonly score: number;
  readonly reachedAt: Date;
}

/** Where a standing stands in the total order: score descending, then earlier reached first, then the ambassador's id. */
export type OrderKey = StandingRow;

export interface Surroundings {
  /** How many members stand before the first row, and how many different scores they have. */
  readonly membersBefore: number;
  readonly membersWithHigherScore: number;
  readonly higherScores: number;
}

/** What stands above the first place of a board. */
export const nothingAbove: Surroundings = { membersBefore: 0, membersWithHigherScore: 0, higherScores: 0 };

interface RawStanding {
  readonly ambassador_id: string;
  readonly score: string;
  readonly reached_at: Date;
}

const ORDER = '(-score), reached_at, ambassador_id';
const BACKWARDS = '(-score) DESC, reached_at DESC, ambassador_id DESC';

function toRow(raw: RawStanding): StandingRow {
  return { ambassadorId: raw.ambassador_id, score: Number(raw.score), reachedAt: raw.reached_at };
}

export class LeaderboardsRepository {
  readonly #manager: EntityManager;

  constructor(manager: EntityManager) {
    this.#manager = manager;
  }

  /** How often the board has changed; 0 for a board that has no points yet. */
  async version(boardId: string): Promise<number> {
    const [row]: readonly { version: string }[] = await this.#manager.query('SELECT version FROM board WHERE id = $1', [
      boardId,
    ]);
    return row === undefined ? 0 : Number(row.version);
  }

  async memberCount(boardId: string): Promise<number> {
    const [row]: readonly { count: string }[] = await this.#manager.query(
      'SELECT count(*) FROM standing WHERE board_id = $1 AND is_shown',
      [boardId],
    );
    return Number(row?.count ?? 0);
  }

  /** At most `limit` standings behind `after` (exclusive), from the top when there is none; in the order of the board. */
  async following(
    boardId: string,
    { after, limit }: { after: OrderKey | null; limit: number },
  ): Promise<readonly StandingRow[]> {
    const rows: readonly RawStanding[] = await this.#manager.query(
      `SELECT ambassador_id, score, reached_at FROM standing
        WHERE board_id = $1 AND is_shown ${after === null ? '' : `AND (${ORDER}) > (-($3::bigint), $4::timestamptz, $5::uuid)`}
        ORDER BY ${ORDER} LIMIT $2`,
      [boardId, limit, ...orderParameters(after)],
    );
    return rows.map(toRow);
  }

  /** At most `limit` standings before `before` (exclusive), from the end when there is none; nearest first. */
  async preceding(
    boardId: string,
    { before, limit }: { before: OrderKey | null; limit: number },
  ): Promise<readonly StandingRow[]> {
    const rows: readonly RawStanding[] = await this.#manager.query(
      `SELECT ambassador_id, score, reached_at FROM standing
        WHERE board_id = $1 AND is_shown ${before === null ? '' : `AND (${ORDER}) < (-($3::bigint), $4::timestamptz, $5::uuid)`}
        ORDER BY ${BACKWARDS} LIMIT $2`,
      [boardId, limit, ...orderParameters(before)],
    );
    return rows.map(toRow);
  }

  /** The member's own place; null where the member has no points on the board. A hidden member still finds it. */
  async standingOf(boardId: string, ambassadorId: string): Promise<(StandingRow & { readonly isShown: boolean }) | null> {
    const [row]: readonly (RawStanding & { is_shown: boolean })[] = await this.#manager.query(
      'SELECT ambassador_id, score, reached_at, is_shown FROM standing WHERE board_id = $1 AND ambassador_id = $2',
      [boardId, ambassadorId],
    );
    return row === undefined ? null : { ...toRow(row), isShown: row.is_shown };
  }

  /** What stands above a place: all that the three kinds of shown rank need to count on from there. */
  async surroundings(boardId: string, place: OrderKey): Promise<Surroundings> {
    const [row]: readonly { before: string; higher: string; scores: string }[] = await this.#manager.query(
      `SELECT count(*) AS before,
              count(*) FILTER (WHERE score > $2) AS higher,
              count(DISTINCT score) FILTER (WHERE score > $2) AS scores
         FROM standing
        WHERE board_id = $1 AND is_shown AND (${ORDER}) < (-($2::bigint), $3::timestamptz, $4::uuid)`,
      [boardId, place.score, place.reachedAt, place.ambassadorId],
    );
    return {
      membersBefore: Number(row?.before ?? 0),
      membersWithHigherScore: Number(row?.higher ?? 0),
      higherScores: Number(row?.scores ?? 0),
    };
  }
}

function orderParameters(place: OrderKey | null): readonly unknown[] {
  return place === null ? [] : [place.score, place.reachedAt, place.ambassadorId];
}

/** Shown ranks of consecutive standings, given what stands above the first of them. */
export function ranksFrom(
  rows: readonly { readonly score: number }[],
  { kind, above }: { readonly kind: RankKind; readonly above: Surroundings },
): readonly number[] {
  let ordinal = above.membersBefore;
  let competition = above.membersWithHigherScore + 1;
  let dense = above.higherScores + 1;
  let previous = rows[0]?.score;
  return rows.map(({ score }) => {
    ordinal += 1;
    if (score !== previous) {
      competition = ordinal;
      dense += 1;
      previous = score;
    }
    return { ORDINAL: ordinal, COMPETITION: competition, DENSE: dense }[kind];
  });
}
