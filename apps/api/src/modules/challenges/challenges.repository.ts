import type { ChallengeState } from '@fanfare/gamification';
import type { EntityManager } from 'typeorm';
import type { PageRequest } from '../../platform/graphql/pagination.ts';
import type { ChallengePlan, ChallengeRecord } from './challenge.ts';

const COLUMNS = `id, programme_id AS "programmeId", state, revision, document, picture, opens_on::text AS "opensOn",
  closes_on::text AS "closesOn", recurrence, series_id AS "seriesId", occurrence, opens_at AS "opensAt", closes_at AS "closesAt",
  grace_hours AS "graceHours", version::float8 AS version, created_at AS "createdAt", created_by AS "createdBy",
  changed_at AS "changedAt", changed_by AS "changedBy", completed_at AS "completedAt", cancelled_at AS "cancelledAt",
  cancel_reason AS "cancelReason"`;

/** Where a challenge lies in the list, the newest first. */
export type ChallengePosition = readonly [opensOn: string, id: string];

export interface NewChallenge extends ChallengePlan {
  readonly id: string;
  readonly programmeId: string;
  readonly seriesId: string;
  readonly occurrence: number;
  readonly now: Date;
  readonly actor: string;
}

/** The way of a challenge through its states; what is not named stays. */
export interface ChallengeStep {
  readonly id: string;
  readonly state: ChallengeState;
  readonly now: Date;
  /** Null for what the clock does. */
  readonly actor: string | null;
  readonly window?: { readonly opensAt: Date; readonly closesAt: Date; readonly graceHours: number } | null;
  readonly cancelReason?: string;
}

/** SQL of challenges. */
export class ChallengesRepository {
  readonly #manager: EntityManager;

  constructor(manager: EntityManager) {
    this.#manager = manager;
  }

  async find(id: string): Promise<ChallengeRecord | null> {
    return (await this.findMany([id]))[0] ?? null;
  }

  findMany(ids: readonly string[]): Promise<readonly ChallengeRecord[]> {
    return this.#manager.query(`SELECT ${COLUMNS} FROM challenge WHERE id = ANY ($1::uuid[])`, [ids]);
  }

  /** Waits for whoever changes the challenge at this moment. */
  async lock(id: string): Promise<ChallengeRecord | null> {
    const [row]: readonly ChallengeRecord[] = await this.#manager.query(
      `SELECT ${COLUMNS} FROM challenge WHERE id = $1 FOR NO KEY UPDATE`,
      [id],
    );
    return row ?? null;
  }

  /** The newest first; one row more than the limit. Drafts only where they are asked for. */
  page(
    wanted: { readonly programmeId: string; readonly states: readonly ChallengeState[] },
    request: PageRequest<ChallengePosition>,
  ): Promise<readonly ChallengeRecord[]> {
    const backward = request.direction === 'backward';
    const beyond = request.position === null ? '' : `AND (opens_on, id) ${backward ? '>' : '<'} ($4::date, $5::uuid)`;
    return this.#manager.query(
      `SELECT ${COLUMNS} FROM challenge WHERE programme_id = $1 AND state = ANY ($2) ${beyond}
        ORDER BY opens_on ${backward ? 'ASC' : 'DESC'}, id ${backward ? 'ASC' : 'DESC'} LIMIT $3`,
      [wanted.programmeId, wanted.states, request.limit + 1, ...(request.position ?? [])],
    );
  }

  async count(wanted: { readonly programmeId: string; readonly states: readonly ChallengeState[] }): Promise<number> {
    const [row] = await this.#manager.query(
      'SELECT count(*)::integer AS count FROM challenge WHERE programme_id = $1 AND state = ANY ($2)',
      [wanted.programmeId, wanted.states],
    );
    return row.count;
  }

  /** The ids of those for which the clock asks something. */
  async due(now: Date): Promise<readonly string[]> {
    const rows: readonly { readonly id: string }[] = await this.#manager.query(
      `SELECT id FROM challenge
        WHERE (state = 'SCHEDULED' AND opens_at <= $1) OR (state = 'RUNNING' AND closes_at <= $1)
           OR (state = 'GRACE' AND closes_at + grace_hours * interval '1 hour' <= $1)
        ORDER BY opens_at, id`,
      [now],
    );
    return rows.map(({ id }) => id);
  }

  /** False where the series has this occurrence already. */
  async insert(challenge: NewChallenge): Promise<boolean> {
    const { id, programmeId, document, picture, opensOn, closesOn, recurrence, seriesId, occurrence, now, actor } = challenge;
    const rows: readonly unknown[] = await this.#manager.query(
      `INSERT INTO challenge (id, programme_id, state, document, picture, opens_on, closes_on, recurrence, series_id, occurrence,
                              created_at, created_by, changed_at, changed_by)
       VALUES ($1, $2, 'DRAFT', $3, $4, $5, $6, $7, $8, $9, $10, $11, $10, $11)
       ON CONFLICT (series_id, occurrence) DO NOTHING RETURNING id`,
      [id, programmeId, document, picture, opensOn, closesOn, recurrence, seriesId, occurrence, now, actor],
    );
    return rows.length === 1;
  }

  async update(id: string, change: ChallengePlan & { readonly now: Date; readonly actor: string }): Promise<void> {
    const { document, picture, opensOn, closesOn, recurrence, now, actor } = change;
    await this.#manager.query(
      `UPDATE challenge SET document = $2, picture = $3, opens_on = $4, closes_on = $5, recurrence = $6, changed_at = $7, changed_by = $8,
              revision = revision + 1, version = version + 1
        WHERE id = $1`,
      [id, document, picture, opensOn, closesOn, recurrence, now, actor],
    );
  }

  async step({ id, state, now, actor, window, cancelReason }: ChallengeStep): Promise<void> {
    const isMoved = window !== undefined;
    await this.#manager.query(
      `UPDATE challenge SET state = $2, changed_at = $3, changed_by = coalesce($4, changed_by), version = version + 1,
              opens_at = CASE WHEN $5 THEN $6 ELSE opens_at END, closes_at = CASE WHEN $5 THEN $7 ELSE closes_at END,
              grace_hours = CASE WHEN $5 THEN $8 ELSE grace_hours END,
              completed_at = CASE WHEN $2 = 'COMPLETED' THEN $3::timestamptz END,
              cancelled_at = CASE WHEN $2 = 'CANCELLED' THEN $3::timestamptz END, cancel_reason = $9
        WHERE id = $1`,
      [
        ...[id, state, now, actor, isMoved],
        ...[window?.opensAt ?? null, window?.closesAt ?? null, window?.graceHours ?? null, cancelReason ?? null],
      ],
    );
  }

  async delete(id: string): Promise<void> {
    await this.#manager.query('DELETE FROM challenge_entrant WHERE challenge_id = $1', [id]);
    await this.#manager.query('DELETE FROM challenge WHERE id = $1', [id]);
  }

  async programmeClock(programmeId: string): Promise<{ readonly timeZone: string; readonly graceHours: number }> {
    const [row] = await this.#manager.query(
      'SELECT time_zone AS "timeZone", grace_hours AS "graceHours" FROM programme WHERE id = $1',
      [programmeId],
    );
    return row;
  }

  async countUp(ids: readonly string[]): Promise<void> {
    await this.#manager.query('UPDATE challenge SET version = version + 1 WHERE id = ANY ($1::uuid[])', [ids]);
  }
}
