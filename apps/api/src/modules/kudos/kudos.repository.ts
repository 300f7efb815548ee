import type { EntityManager } from 'typeorm';
import type { PageRequest } from '../../platform/graphql/pagination.ts';

/** A thank-you of one colleague to another. */
export interface KudosRecord {
  readonly id: string;
  readonly programmeId: string;
  readonly giverId: string;
  readonly receiverId: string;
  readonly text: string;
  readonly sentAt: Date;
  readonly takenDownAt: Date | null;
  readonly takenDownReason: string | null;
  /** Of reports that nobody has dismissed. */
  readonly reports: readonly string[];
}

export type KudosPosition = readonly [sentAt: string, id: string];

const COLUMNS = `kudos.id, kudos.programme_id AS "programmeId", giver_id AS "giverId", receiver_id AS "receiverId", text,
  sent_at AS "sentAt", taken_down_at AS "takenDownAt", taken_down_reason AS "takenDownReason",
  array(SELECT reason FROM kudos_report WHERE kudos_id = kudos.id AND dismissed_at IS NULL ORDER BY reported_at) AS reports`;

/** On the wall stands what nobody took down, between people who take part and are not hidden, of whom the receiver wants it. */
const ON_WALL = `taken_down_at IS NULL
  AND NOT EXISTS (SELECT FROM kudos_refusal WHERE ambassador_id = receiver_id)
  AND NOT EXISTS (SELECT FROM ambassador WHERE id IN (giver_id, receiver_id) AND (status = 'LEFT' OR visibility = 'HIDDEN'))`;

/** SQL of kudos. */
export class KudosRepository {
  readonly #manager: EntityManager;

  constructor(manager: EntityManager) {
    this.#manager = manager;
  }

  /** Newest first; one row more than the limit. */
  wall(programmeId: string, { limit, position }: PageRequest<KudosPosition>): Promise<readonly KudosRecord[]> {
    return this.#manager.query(
      `SELECT ${COLUMNS} FROM kudos
        WHERE programme_id = $1 AND ${ON_WALL} AND ($3::timestamptz IS NULL OR (sent_at, id) < ($3, $4::uuid))
        ORDER BY sent_at DESC, id DESC LIMIT $2`,
      [programmeId, limit + 1, position?.[0] ?? null, position?.[1] ?? null],
    );
  }

  async countOnWall(programmeId: string): Promise<number> {
    const [row]: readonly { readonly count: number }[] = await this.#manager.query(
      `SELECT count(*)::integer AS count FROM kudos WHERE programme_id = $1 AND ${ON_WALL}`,
      [programmeId],
    );
    return row?.count ?? 0;
  }

  /** With reports that wait for a moderator, oldest first. */
  reported(programmeId: string): Promise<readonly KudosRecord[]> {
    return this.#manager.query(
      `SELECT ${COLUMNS} FROM kudos
        WHERE programme_id = $1 AND taken_down_at IS NULL
          AND EXISTS (SELECT FROM kudos_report WHERE kudos_id = kudos.id AND dismissed_at IS NULL)
        ORDER BY sent_at, id LIMIT 200`,
      [programmeId],
    );
  }

  /** What somebody received and nobody took down, newest first. */
  receivedBy(ambassadorId: string, limit: number): Promise<readonly KudosRecord[]> {
    return this.#manager.query(
      `SELECT ${COLUMNS} FROM kudos WHERE receiver_id = $1 AND taken_down_at IS NULL ORDER BY sent_at DESC, id DESC LIMIT $2`,
      [ambassadorId, limit],
    );
  }

  async find(id: string): Promise<KudosRecord | null> {
    const rows: readonly KudosRecord[] = await this.#manager.query(`SELECT ${COLUMNS} FROM kudos WHERE id = $1`, [id]);
    return rows[0] ?? null;
  }

  /** How often somebody thanked on a day, and whether the colleague was among them. */
  async sentOn(day: string, of: { readonly giverId: string; readonly receiverId: string }) {
    const [row]: readonly { readonly count: number; readonly toReceiver: boolean | null }[] = await this.#manager.query(
      `SELECT count(*)::integer AS count, bool_or(receiver_id = $3) AS "toReceiver" FROM kudos WHERE giver_id = $1 AND day = $2`,
      [of.giverId, day, of.receiverId],
    );
    return { count: row?.count ?? 0, toReceiver: row?.toReceiver === true };
  }

  async insert(
    kudos: Omit<KudosRecord, 'takenDownAt' | 'takenDownReason' | 'reports'> & { readonly day: string },
  ): Promise<void> {
    const { id, programmeId, giverId, receiverId, text, day, sentAt } = kudos;
    await this.#manager.query(
      `INSERT INTO kudos (id, programme_id, giver_id, receiver_id, text, day, sent_at) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [id, programmeId, giverId, receiverId, text, day, sentAt],
    );
  }

  /** Once for each reporter: the first report stays. */
  async report(report: { readonly id: string; readonly reporterId: string; readonly reason: string; readonly now: Date }) {
    await this.#manager.query(
      `INSERT INTO kudos_report (kudos_id, reporter_id, reason, reported_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`,
      [report.id, report.reporterId, report.reason, report.now],
    );
  }

  /** False where they were taken down before. */
  async takeDown(act: { readonly id: string; readonly actor: string; readonly reason: string; readonly now: Date }) {
    const [, affected]: readonly [unknown, number] = await this.#manager.query(
      `UPDATE kudos SET taken_down_at = $2, taken_down_by = $3, taken_down_reason = $4 WHERE id = $1 AND taken_down_at IS NULL`,
      [act.id, act.now, act.actor, act.reason],
    );
    return affected === 1;
  }

  async dismissReports(id: string, now: Date): Promise<void> {
    await this.#manager.query('UPDATE kudos_report SET dismissed_at = $2 WHERE kudos_id = $1 AND dismissed_at IS NULL', [
      id,
      now,
    ]);
  }

  async accepts(ambassadorId: string): Promise<boolean> {
    const rows: readonly unknown[] = await this.#manager.query('SELECT FROM kudos_refusal WHERE ambassador_id = $1', [
      ambassadorId,
    ]);
    return rows.length === 0;
  }

  async choose(ambassadorId: string, { accepts, now }: { readonly accepts: boolean; readonly now: Date }): Promise<void> {
    if (accepts) await this.#manager.query('DELETE FROM kudos_refusal WHERE ambassador_id = $1', [ambassadorId]);
    else {
      await this.#manager.query('INSERT INTO kudos_refusal (ambassador_id, since) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
        ambassadorId,
        now,
      ]);
    }
  }
}

/** Forgets what somebody wrote and what was written to them, with all reports. */
export const kudosTraces = {
  async erase(manager: EntityManager, { ambassadorId }: { readonly programmeId: string; readonly ambassadorId: string }) {
    await manager.query('DELETE FROM kudos WHERE giver_id = $1 OR receiver_id = $1', [ambassadorId]);
    await manager.query('DELETE FROM kudos_report WHERE reporter_id = $1', [ambassadorId]);
    await manager.query('DELETE FROM kudos_refusal WHERE ambassador_id = $1', [ambassadorId]);
  },
};
