import type { EntityManager } from 'typeorm';
import type { PageRequest } from '../../platform/graphql/pagination.ts';
import type { AwardChanges, AwardRecord } from './awards.ts';

const COLUMNS = `award.id, award.programme_id AS "programmeId", award.badge_id AS "badgeId", award.ambassador_id AS "ambassadorId",
  award.level, award.season_start AS "seasonStart", award.activity_id AS "activityId", award.earned_at AS "earnedAt",
  award.awarded_at AS "awardedAt", award.revoked_at AS "revokedAt"`;

const HOLDING = `FROM badge_award AS award JOIN ambassador AS person ON person.id = award.ambassador_id
  WHERE award.badge_id = $1 AND award.revoked_at IS NULL AND person.status <> 'LEFT' AND (NOT $2 OR person.visibility = 'NAMED')`;

/** Where an award lies in a person's list, the latest first. */
export type AwardPosition = readonly [earnedAt: string, id: string];

/** A change that no badge has looked at yet. */
export interface PendingChange {
  readonly id: string;
  readonly programmeId: string;
  readonly ambassadorId: string;
}

/** How many people hold an award, by badge and level. */
export interface HolderCount {
  readonly badgeId: string;
  readonly level: number;
  readonly people: number;
}

/** An award, with the person of the ambassador who holds it. */
export interface HeldAward extends AwardRecord {
  readonly personId: string | null;
}

/** SQL of awards. */
export class AwardsRepository {
  readonly #manager: EntityManager;

  constructor(manager: EntityManager) {
    this.#manager = manager;
  }

  async isAnythingWaiting(): Promise<boolean> {
    const [row] = await this.#manager.query(
      'SELECT EXISTS (SELECT FROM badge_pending) OR EXISTS (SELECT FROM badge WHERE is_stale) AS waiting',
    );
    return row.waiting;
  }

  /** The oldest changes that nobody looks at; held until the transaction ends. */
  takePending(limit: number): Promise<readonly PendingChange[]> {
    return this.#manager.query(
      `SELECT id, programme_id AS "programmeId", ambassador_id AS "ambassadorId" FROM badge_pending
        ORDER BY id LIMIT $1 FOR UPDATE SKIP LOCKED`,
      [limit],
    );
  }

  async deletePending(ids: readonly string[]): Promise<void> {
    await this.#manager.query('DELETE FROM badge_pending WHERE id = ANY ($1::bigint[])', [ids]);
  }

  /** One badge or ladder that has to be counted anew for everybody and that nobody counts at this moment; null without one. */
  async lockStale(): Promise<string | null> {
    const rows: readonly { readonly id: string }[] = await this.#manager.query(
      'SELECT id FROM badge WHERE is_stale ORDER BY published_at, id LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED',
    );
    return rows[0]?.id ?? null;
  }

  async clearStale(badgeId: string): Promise<void> {
    await this.#manager.query('UPDATE badge SET is_stale = false WHERE id = $1', [badgeId]);
  }

  /** Those of them who were not erased. */
  async present(ambassadorIds: readonly string[]): Promise<readonly string[]> {
    const rows: readonly { readonly id: string }[] = await this.#manager.query(
      'SELECT id FROM ambassador WHERE id = ANY ($1::uuid[]) AND erased_at IS NULL ORDER BY id',
      [ambassadorIds],
    );
    return rows.map(({ id }) => id);
  }

  /** Everybody of the programme who was not erased, in slices. */
  everybody(programmeId: string, size: number): AsyncGenerator<readonly string[]> {
    return this.#slices({ programmeId, size, condition: 'erased_at IS NULL' });
  }

  /** Those who stand in lists that others see, in slices. */
  everybodyShown(programmeId: string, size: number): AsyncGenerator<readonly string[]> {
    return this.#slices({ programmeId, size, condition: `status <> 'LEFT' AND visibility <> 'HIDDEN'` });
  }

  async *#slices(of: {
    readonly programmeId: string;
    readonly size: number;
    readonly condition: string;
  }): AsyncGenerator<readonly string[]> {
    let after = '00000000-0000-0000-0000-000000000000';
    for (;;) {
      const rows: readonly { readonly id: string }[] = await this.#manager.query(
        `SELECT id FROM ambassador WHERE programme_id = $1 AND id > $2 AND ${of.condition} ORDER BY id LIMIT $3`,
        [of.programmeId, after, of.size],
      );
      const last = rows.at(-1);
      if (last === undefined) return;
      yield rows.map(({ id }) => id);
      after = last.id;
    }
  }

  /** All awards of a badge to these people, revoked ones too. */
  keptOf(badgeId: string, ambassadorIds: readonly string[]): Promise<readonly AwardRecord[]> {
    return this.#manager.query(
      `SELECT ${COLUMNS} FROM badge_award AS award WHERE badge_id = $1 AND ambassador_id = ANY ($2::uuid[]) ORDER BY id`,
      [badgeId, ambassadorIds],
    );
  }

  async write(
    badge: { readonly id: string; readonly programmeId: string },
    { changes, ids, now }: { readonly changes: AwardChanges; readonly ids: readonly string[]; readonly now: Date },
  ): Promise<void> {
    const rows = changes.awarded.map((one, index) => ({
      ...{ id: one.award?.id ?? ids[index], ambassador_id: one.ambassadorId, level: one.level, activity_id: one.factId },
      season_start: one.seasonStart === null ? null : new Date(one.seasonStart),
      earned_at: new Date(one.earnedAt),
    }));
    await this.#manager.query(
      `INSERT INTO badge_award (id, programme_id, badge_id, ambassador_id, level, season_start, activity_id, earned_at, awarded_at)
       SELECT id, $2, $3, ambassador_id, level, season_start, activity_id, earned_at, $4
         FROM json_to_recordset($1) AS awarded
           (id uuid, ambassador_id uuid, level integer, season_start timestamptz, activity_id uuid, earned_at timestamptz)
       ON CONFLICT (id) DO UPDATE
         SET activity_id = excluded.activity_id, earned_at = excluded.earned_at, awarded_at = excluded.awarded_at, revoked_at = NULL`,
      [JSON.stringify(rows), badge.programmeId, badge.id, now],
    );
    await this.#manager.query(
      `UPDATE badge_award AS award SET activity_id = revised.activity_id, earned_at = revised.earned_at
         FROM json_to_recordset($1) AS revised (id uuid, activity_id uuid, earned_at timestamptz) WHERE award.id = revised.id`,
      [
        JSON.stringify(
          changes.revised.map(({ award, factId, earnedAt }) => ({
            ...{ id: award.id, activity_id: factId, earned_at: new Date(earnedAt) },
          })),
        ),
      ],
    );
    const revoked = changes.revoked.map(({ id }) => id);
    await this.#manager.query('UPDATE badge_award SET revoked_at = $2 WHERE id = ANY ($1::uuid[])', [revoked, now]);
  }

  async find(id: string): Promise<AwardRecord | null> {
    return (await this.findMany([id]))[0] ?? null;
  }

  findMany(ids: readonly string[]): Promise<readonly AwardRecord[]> {
    return this.#manager.query(`SELECT ${COLUMNS} FROM badge_award AS award WHERE id = ANY ($1::uuid[])`, [ids]);
  }

  /** What somebody holds, the latest first; one row more than the limit. */
  page(ambassadorId: string, request: PageRequest<AwardPosition>): Promise<readonly AwardRecord[]> {
    const backward = request.direction === 'backward';
    const beyond = request.position === null ? '' : `AND (earned_at, id) ${backward ? '>' : '<'} ($3::timestamptz, $4::uuid)`;
    const order = backward ? 'ASC' : 'DESC';
    return this.#manager.query(
      `SELECT ${COLUMNS} FROM badge_award AS award WHERE ambassador_id = $1 AND revoked_at IS NULL ${beyond}
        ORDER BY earned_at ${order}, id ${order} LIMIT $2`,
      [ambassadorId, request.limit + 1, ...(request.position ?? [])],
    );
  }

  async count(ambassadorId: string): Promise<number> {
    const [row] = await this.#manager.query(
      'SELECT count(*)::integer AS count FROM badge_award WHERE ambassador_id = $1 AND revoked_at IS NULL',
      [ambassadorId],
    );
    return row.count;
  }

  /** People who hold them and stand in lists that others see; groups below the minimum size of the programme are left out. */
  holders(badgeIds: readonly string[]): Promise<readonly HolderCount[]> {
    return this.#manager.query(
      `SELECT award.badge_id AS "badgeId", award.level, count(DISTINCT award.ambassador_id)::integer AS people
         FROM badge_award AS award
         JOIN ambassador AS person ON person.id = award.ambassador_id AND person.status <> 'LEFT' AND person.visibility <> 'HIDDEN'
         JOIN programme ON programme.id = award.programme_id
        WHERE award.badge_id = ANY ($1::uuid[]) AND award.revoked_at IS NULL
        GROUP BY award.badge_id, award.level, programme.minimum_group_size
       HAVING count(DISTINCT award.ambassador_id) >= programme.minimum_group_size`,
      [badgeIds],
    );
  }

  /** Who holds a badge, the latest first; one row more than the limit. `namedOnly` leaves out who did not choose to be named. */
  pageOfHolders(
    { badgeId, namedOnly }: { readonly badgeId: string; readonly namedOnly: boolean },
    { limit, position }: PageRequest<AwardPosition>,
  ): Promise<readonly HeldAward[]> {
    return this.#manager.query(
      `SELECT ${COLUMNS}, person.person_id AS "personId" ${HOLDING}
          AND ($4::timestamptz IS NULL OR (award.earned_at, award.id) < ($4, $5::uuid))
        ORDER BY award.earned_at DESC, award.id DESC LIMIT $3`,
      [badgeId, namedOnly, limit + 1, position?.[0] ?? null, position?.[1] ?? null],
    );
  }

  async countHolders({ badgeId, namedOnly }: { readonly badgeId: string; readonly namedOnly: boolean }): Promise<number> {
    const [row] = await this.#manager.query(`SELECT count(*)::integer AS count ${HOLDING}`, [badgeId, namedOnly]);
    return row.count;
  }

  async minimumGroupSize(programmeId: string): Promise<number> {
    const [row] = await this.#manager.query('SELECT minimum_group_size AS minimum FROM programme WHERE id = $1', [programmeId]);
    return row.minimum;
  }
}
