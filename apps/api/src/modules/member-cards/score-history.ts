import type { EntityManager } from 'typeorm';
import type { Board } from '../leaderboards/index.ts';

/** Boards of which the scores of a moment are kept at a time: a number for each member, so 1.6 MB at 200,000. */
const keptMoments = 32;

/**
 * Where members stood at earlier moments: the scores of those who stand on the board today, less what the ledger has recorded since. The
 * scores of one moment are read once for everybody who asks, and kept until others take their place; they bear no names.
 */
export class ScoreHistory {
  readonly #moments = new Map<string, Promise<Float64Array>>();

  /** How many of today's members had more points than `score` at the moment. */
  async countAbove(
    manager: EntityManager,
    board: Board,
    at: { readonly moment: Date; readonly score: number },
  ): Promise<number> {
    const name = `${board.id}|${at.moment.getTime()}`;
    let scores = this.#moments.get(name);
    if (scores === undefined) {
      scores = readScores(manager, board, at.moment);
      this.#moments.set(name, scores);
      scores.catch(() => this.#moments.delete(name));
      const [oldest] = this.#moments.keys();
      if (this.#moments.size > keptMoments && oldest !== undefined) this.#moments.delete(oldest);
    }
    return countGreater(await scores, at.score);
  }
}

/** What one member has been granted on this board since a moment. */
export async function pointsSince(
  manager: EntityManager,
  board: Board,
  { ambassadorId, moment }: { readonly ambassadorId: string; readonly moment: Date },
): Promise<number> {
  const [row]: readonly { points: string }[] = await manager.query(
    `SELECT coalesce(sum(granted), 0) AS points FROM ledger_entry WHERE ${sinceInSql} AND ambassador_id = $5`,
    [...parametersOf(board, moment), ambassadorId],
  );
  return Number(row?.points ?? 0);
}

const sinceInSql = `programme_id = $1 AND recorded_at >= $2 AND counts_at >= $3 AND counts_at < $4 AND kind <> 'EXCHANGE'`;

function parametersOf({ programmeId, span }: Board, moment: Date): readonly unknown[] {
  const time = (value: number | null, otherwise: string) => (value === null ? otherwise : new Date(value).toISOString());
  return [programmeId, moment, time(span.start, '-infinity'), time(span.end, 'infinity')];
}

async function readScores(manager: EntityManager, board: Board, moment: Date): Promise<Float64Array> {
  const rows: readonly { score: string }[] = await manager.query(
    `WITH since AS (
       SELECT ambassador_id, sum(granted) AS points FROM ledger_entry WHERE ${sinceInSql} GROUP BY 1
     )
     SELECT score - coalesce(since.points, 0) AS score
       FROM standing LEFT JOIN since USING (ambassador_id)
      WHERE board_id = $5 AND is_shown`,
    [...parametersOf(board, moment), board.id],
  );
  return Float64Array.from(rows, ({ score }) => Number(score)).sort();
}

function countGreater(ascending: Float64Array, score: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] ?? 0) > score) high = middle;
    else low = middle + 1;
  }
  return ascending.length - low;
}
