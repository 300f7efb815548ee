import type { RankKind } from '@fanfare/contracts';
import type { EntityManager } from 'typeorm';
import type { StandingRows } from '../../standings/index.ts';

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

/** How often the board has changed; 0 for a board that has no points yet. */
export async function readBoardVersion(manager: EntityManager, boardId: string): Promise<number> {
  const [row]: readonly { version: string }[] = await manager.query('SELECT version FROM board WHERE id = $1', [boardId]);
  return row === undefined ? 0 : Number(row.version);
}

/** Pages, counts and ranks the rows of one board, wherever they come from. */
export class LeaderboardsRepository {
  readonly #manager: EntityManager;
  readonly #rows: StandingRows;

  constructor(manager: EntityManager, rows: StandingRows) {
    this.#manager = manager;
    this.#rows = rows;
  }

  async memberCount(): Promise<number> {
    const [row]: readonly { count: string }[] = await this.#query(`SELECT count(*) FROM (${this.#rows.shown}) AS standing`, []);
    return Number(row?.count ?? 0);
  }

  /** The mean score; null where nobody stands on the board. */
  async averageScore(): Promise<number | null> {
    const [row]: readonly { average: number | null }[] = await this.#query(
      `SELECT avg(score)::float8 AS average FROM (${this.#rows.shown}) AS standing`,
      [],
    );
    return row?.average ?? null;
  }

  /** At most `limit` standings behind `after` (exclusive), from the top when there is none; in the order of the board. */
  async following({ after, limit }: { after: OrderKey | null; limit: number }): Promise<readonly StandingRow[]> {
    const rows: readonly RawStanding[] = await this.#query(
      `SELECT ambassador_id, score, reached_at FROM (${this.#rows.shown}) AS standing
        ${after === null ? '' : `WHERE (${ORDER}) > (-($4::bigint), $5::timestamptz, $6::uuid)`}
        ORDER BY ${ORDER} LIMIT $3`,
      [limit, ...orderParameters(after)],
    );
    return rows.map(toRow);
  }

  /** At most `limit` standings before `before` (exclusive), from the end when there is none; nearest first. */
  async preceding({ before, limit }: { before: OrderKey | null; limit: number }): Promise<readonly StandingRow[]> {
    const rows: readonly RawStanding[] = await this.#query(
      `SELECT ambassador_id, score, reached_at FROM (${this.#rows.shown}) AS standing
        ${before === null ? '' : `WHERE (${ORDER}) < (-($4::bigint), $5::timestamptz, $6::uuid)`}
        ORDER BY ${BACKWARDS} LIMIT $3`,
      [limit, ...orderParameters(before)],
    );
    return rows.map(toRow);
  }

  /** The lowest score above a score; null at the top. */
  async nextScoreAbove(score: number): Promise<number | null> {
    const [row]: readonly { score: string }[] = await this.#query(
      `SELECT score FROM (${this.#rows.shown}) AS standing WHERE (-score) < -($3::bigint) ORDER BY (-score) DESC LIMIT 1`,
      [score],
    );
    return row === undefined ? null : Number(row.score);
  }

  /** The member's own place; null where the member has no points on the board. A hidden member still finds it. */
  async standingOf(ambassadorId: string): Promise<StandingRow | null> {
    const [row]: readonly RawStanding[] = await this.#query(
      `SELECT ambassador_id, score, reached_at FROM (${this.#rows.all}) AS standing WHERE ambassador_id = $3`,
      [ambassadorId],
    );
    return row === undefined ? null : toRow(row);
  }

  /** What stands above a place: all that the three kinds of shown rank need to count on from there. */
  async surroundings(place: OrderKey): Promise<Surroundings> {
    const [row]: readonly { before: string; higher: string; scores: string }[] = await this.#query(
      `SELECT count(*) AS before,
              count(*) FILTER (WHERE score > $3) AS higher,
              count(DISTINCT score) FILTER (WHERE score > $3) AS scores
         FROM (${this.#rows.shown}) AS standing
        WHERE (${ORDER}) < (-($3::bigint), $4::timestamptz, $5::uuid)`,
      [place.score, place.reachedAt, place.ambassadorId],
    );
    return {
      membersBefore: Number(row?.before ?? 0),
      membersWithHigherScore: Number(row?.higher ?? 0),
      higherScores: Number(row?.scores ?? 0),
    };
  }

  #query<Row>(sql: string, parameters: readonly unknown[]): Promise<readonly Row[]> {
    return this.#manager.query(sql, [...this.#rows.parameters, ...parameters]);
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
