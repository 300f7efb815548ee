import type { EntityManager } from 'typeorm';

/** Points that somebody gave on. */
export interface ExchangeRecord {
  readonly id: string;
  readonly programmeId: string;
  readonly sequence: number;
  readonly giverId: string;
  readonly receiverId: string;
  /** The request for a recognition that the points are bound to. */
  readonly requestId: string | null;
  readonly points: number;
  /** The earlier exchange whose points go back. */
  readonly returnsId: string | null;
  readonly note: string | null;
  readonly madeAt: Date;
}

/** What somebody can give on, and how it comes about; whole points. */
export interface Account {
  /** All-time granted less taken back. */
  readonly earned: number;
  readonly received: number;
  readonly given: number;
  /** Received for a recognition and not gone back. */
  readonly bound: number;
}

/**
 * What can be given on: earned and received, less given and bound; never below 0. Where granted points are taken back after they were given
 * on, gifts stand and nothing can be given until new points have made up for it.
 */
export function spendableOf({ earned, received, given, bound }: Account): number {
  return Math.max(0, earned + received - given - bound);
}

const COLUMNS = `exchange.id, exchange.programme_id AS "programmeId", sequence::float8 AS sequence, giver_id AS "giverId",
  receiver_id AS "receiverId", request_id AS "requestId", points, returns_id AS "returnsId", note, made_at AS "madeAt"`;
const FROM = 'points_exchange AS exchange LEFT JOIN points_exchange_note ON exchange_id = exchange.id';

/** SQL of points that are given on. */
export class PointsExchangeRepository {
  readonly #manager: EntityManager;

  constructor(manager: EntityManager) {
    this.#manager = manager;
  }

  /** Of everybody asked for; all 0 for who has nothing. */
  async accounts(ambassadorIds: readonly string[]): Promise<ReadonlyMap<string, Account>> {
    const rows: readonly (Account & { readonly id: string })[] = await this.#manager.query(
      `SELECT member.id, coalesce(balance, 0)::float8 AS earned,
              (SELECT coalesce(sum(points), 0) FROM points_exchange WHERE receiver_id = member.id)::float8 AS received,
              (SELECT coalesce(sum(points), 0) FROM points_exchange WHERE giver_id = member.id)::float8 AS given,
              (SELECT coalesce(sum(points), 0) FROM points_exchange AS bound
                WHERE receiver_id = member.id AND request_id IS NOT NULL AND returns_id IS NULL
                  AND NOT EXISTS (SELECT FROM points_exchange AS back WHERE back.returns_id = bound.id))::float8 AS bound
         FROM unnest($1::uuid[]) AS member (id) LEFT JOIN member_state ON ambassador_id = member.id`,
      [ambassadorIds],
    );
    return new Map(rows.map(({ id, ...account }) => [id, account]));
  }

  async find(id: string): Promise<ExchangeRecord | null> {
    const rows: readonly ExchangeRecord[] = await this.#manager.query(`SELECT ${COLUMNS} FROM ${FROM} WHERE exchange.id = $1`, [
      id,
    ]);
    return rows[0] ?? null;
  }

  /** Given and received by an ambassador, newest first. */
  latestOf(ambassadorId: string, limit: number): Promise<readonly ExchangeRecord[]> {
    return this.#manager.query(
      `SELECT ${COLUMNS} FROM ${FROM} WHERE giver_id = $1 OR receiver_id = $1 ORDER BY sequence DESC LIMIT $2`,
      [ambassadorId, limit],
    );
  }

  /** What is bound to each request at present. */
  async boundTo(requestIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const rows: readonly { readonly id: string; readonly points: number }[] = await this.#manager.query(
      `SELECT request_id AS id, sum(CASE WHEN returns_id IS NULL THEN points ELSE -points END)::float8 AS points
         FROM points_exchange WHERE request_id = ANY ($1::uuid[]) GROUP BY 1`,
      [requestIds],
    );
    return new Map(rows.map(({ id, points }) => [id, points]));
  }

  /** What was given for a request and has not gone back, oldest first. */
  standingOf(requestId: string): Promise<readonly ExchangeRecord[]> {
    return this.#manager.query(
      `SELECT ${COLUMNS} FROM ${FROM}
        WHERE request_id = $1 AND returns_id IS NULL
          AND NOT EXISTS (SELECT FROM points_exchange AS back WHERE back.returns_id = exchange.id)
        ORDER BY sequence`,
      [requestId],
    );
  }

  async insert(exchange: ExchangeRecord): Promise<void> {
    const { id, programmeId, sequence, giverId, receiverId, requestId, points, returnsId, note, madeAt } = exchange;
    await this.#manager.query(
      `INSERT INTO points_exchange (id, programme_id, sequence, giver_id, receiver_id, request_id, points, returns_id, made_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [id, programmeId, sequence, giverId, receiverId, requestId, points, returnsId, madeAt],
    );
    if (note !== null) {
      await this.#manager.query('INSERT INTO points_exchange_note (exchange_id, note) VALUES ($1, $2)', [id, note]);
    }
  }
}

/** Forgets what somebody wrote to points; that they moved stays, under an id that leads to nobody. */
export const exchangeTraces = {
  async erase(manager: EntityManager, { ambassadorId }: { readonly programmeId: string; readonly ambassadorId: string }) {
    await manager.query(
      'DELETE FROM points_exchange_note USING points_exchange WHERE exchange_id = id AND (giver_id = $1 OR receiver_id = $1)',
      [ambassadorId],
    );
  },
};
