import type { EntityManager } from 'typeorm';

/** The part of one ambassador in a challenge. */
export interface EntrantRecord {
  readonly challengeId: string;
  readonly ambassadorId: string;
  readonly invitedAt: Date | null;
  readonly enteredAt: Date | null;
  readonly leftAt: Date | null;
}

/** SQL of who takes part in challenges. */
export class ChallengeEntrantsRepository {
  readonly #manager: EntityManager;

  constructor(manager: EntityManager) {
    this.#manager = manager;
  }

  find(of: { readonly challengeIds: readonly string[]; readonly ambassadorId: string }): Promise<readonly EntrantRecord[]> {
    return this.#manager.query(
      `SELECT challenge_id AS "challengeId", ambassador_id AS "ambassadorId", invited_at AS "invitedAt", entered_at AS "enteredAt",
              left_at AS "leftAt"
         FROM challenge_entrant WHERE challenge_id = ANY ($1::uuid[]) AND ambassador_id = $2`,
      [of.challengeIds, of.ambassadorId],
    );
  }

  /** Those of the ambassadors who take part in the programme. */
  async takingPart(programmeId: string, ambassadorIds: readonly string[]): Promise<ReadonlySet<string>> {
    const rows: readonly { readonly id: string }[] = await this.#manager.query(
      `SELECT id FROM ambassador WHERE programme_id = $1 AND id = ANY ($2::uuid[]) AND status <> 'LEFT'`,
      [programmeId, ambassadorIds],
    );
    return new Set(rows.map(({ id }) => id));
  }

  /** Gives back how many were not invited before. */
  async invite(invitation: {
    readonly challengeId: string;
    readonly programmeId: string;
    readonly ambassadorIds: readonly string[];
    readonly now: Date;
  }): Promise<number> {
    const { challengeId, programmeId, ambassadorIds, now } = invitation;
    const rows: readonly unknown[] = await this.#manager.query(
      `INSERT INTO challenge_entrant (challenge_id, ambassador_id, programme_id, invited_at)
       SELECT $1, id, $2, $4 FROM unnest($3::uuid[]) AS invited (id)
       ON CONFLICT (challenge_id, ambassador_id) DO UPDATE SET invited_at = excluded.invited_at
         WHERE challenge_entrant.invited_at IS NULL
       RETURNING ambassador_id`,
      [challengeId, programmeId, ambassadorIds, now],
    );
    return rows.length;
  }

  /** Safe to repeat: the first moment stays. */
  async move(entrant: {
    readonly challengeId: string;
    readonly programmeId: string;
    readonly ambassadorId: string;
    readonly isIn: boolean;
    readonly now: Date;
  }): Promise<void> {
    const { challengeId, programmeId, ambassadorId, isIn, now } = entrant;
    await this.#manager.query(
      `INSERT INTO challenge_entrant (challenge_id, ambassador_id, programme_id, entered_at, left_at)
       VALUES ($1, $2, $3, CASE WHEN $4 THEN $5::timestamptz END, CASE WHEN $4 THEN NULL ELSE $5::timestamptz END)
       ON CONFLICT (challenge_id, ambassador_id) DO UPDATE
         SET entered_at = CASE WHEN $4 THEN coalesce(challenge_entrant.entered_at, $5) ELSE challenge_entrant.entered_at END,
             left_at = CASE WHEN $4 THEN NULL ELSE coalesce(challenge_entrant.left_at, $5) END`,
      [challengeId, ambassadorId, programmeId, isIn, now],
    );
    await this.#manager.query('INSERT INTO challenge_pending (programme_id, ambassador_id) VALUES ($1, $2)', [
      programmeId,
      ambassadorId,
    ]);
  }
}
