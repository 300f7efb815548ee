import type { EntityManager } from 'typeorm';
import type { PageRequest } from '../../platform/graphql/pagination.ts';
import { newId } from '../../platform/ids.ts';
import type { TandemMemberRecord, TandemRecord, TandemState } from './tandem.ts';

const MEMBERS = `(SELECT json_agg(json_build_object('ambassadorId', ambassador_id, 'side', side, 'answer', answer, 'answeredAt', answered_at,
    'declineReason', decline_reason, 'isOpen', is_open, 'hasGone', has_gone, 'fit', fit, 'wouldAgain', would_again, 'feedbackComment', feedback_comment,
    'feedbackAt', feedback_at) ORDER BY side, ambassador_id) FROM tandem_member WHERE tandem_id = tandem.id) AS members`;

const COLUMNS = `id, programme_id AS "programmeId", run_id AS "runId", state, suspended_from AS "suspendedFrom",
  suspended_at AS "suspendedAt", end_reason AS "endReason", affinity, factors,
  CASE WHEN third_affinity IS NOT NULL THEN json_build_object('affinity', third_affinity, 'factors', third_factors) END AS third,
  replaced_ids AS "replacedIds", proposed_at AS "proposedAt", expires_at AS "expiresAt", counts_from AS "countsFrom", accepted_at AS "acceptedAt",
  started_at AS "startedAt", ended_at AS "endedAt", version, ${MEMBERS}`;

export interface CheckInRow {
  readonly id: string;
  readonly tandemId: string;
  readonly ambassadorId: string;
  readonly mood: 'GOING_WELL' | 'NEEDS_TIME' | 'STUCK';
  readonly note: string | null;
  readonly madeAt: Date;
}

/** Aggregated JSON holds times as text. */
function withDates(rows: readonly TandemRecord[]): readonly TandemRecord[] {
  const date = (value: Date | string | null) => (value === null ? null : new Date(value));
  const member = (row: TandemMemberRecord): TandemMemberRecord => ({
    ...row,
    answeredAt: date(row.answeredAt),
    feedbackAt: date(row.feedbackAt),
  });
  return rows.map((row) => ({ ...row, members: row.members.map(member) }));
}

/** SQL of tandems. */
export class TandemsRepository {
  readonly #manager: EntityManager;

  constructor(manager: EntityManager) {
    this.#manager = manager;
  }

  async findMany(ids: readonly string[]): Promise<readonly TandemRecord[]> {
    return withDates(await this.#manager.query(`SELECT ${COLUMNS} FROM tandem WHERE id = ANY ($1::uuid[])`, [ids]));
  }

  async find(id: string): Promise<TandemRecord | null> {
    return (await this.findMany([id]))[0] ?? null;
  }

  /** Waits for whoever changes the tandem at this moment. */
  async lock(id: string): Promise<TandemRecord | null> {
    await this.#manager.query('SELECT FROM tandem WHERE id = $1 FOR NO KEY UPDATE', [id]);
    return this.find(id);
  }

  /** Newest first. */
  async ofAmbassadors(ambassadorIds: readonly string[]): Promise<readonly TandemRecord[]> {
    const rows = await this.#manager.query(
      `SELECT ${COLUMNS} FROM tandem
        WHERE id IN (SELECT tandem_id FROM tandem_member WHERE ambassador_id = ANY ($1::uuid[]))
        ORDER BY proposed_at DESC, id DESC`,
      [ambassadorIds],
    );
    return withDates(rows);
  }

  /** Ids of those that ask something of this person, in one order for everybody, so that locks are taken in it. */
  async openIdsOf(ambassadorId: string): Promise<readonly string[]> {
    const rows: readonly { id: string }[] = await this.#manager.query(
      'SELECT tandem_id AS id FROM tandem_member WHERE ambassador_id = $1 AND is_open ORDER BY tandem_id',
      [ambassadorId],
    );
    return rows.map(({ id }) => id);
  }

  /** Ids of the tandems that these people are in, agreed on and not over, in one order for everybody. */
  async agreedIdsOf(ambassadorIds: readonly string[]): Promise<readonly string[]> {
    const rows: readonly { id: string }[] = await this.#manager.query(
      `SELECT DISTINCT tandem_id AS id FROM tandem_member
        WHERE ambassador_id = ANY ($1::uuid[]) AND is_open AND is_agreed ORDER BY tandem_id`,
      [ambassadorIds],
    );
    return rows.map(({ id }) => id);
  }

  /** Newest first; one row more than the limit. */
  async page(
    filter: { readonly programmeId: string; readonly states: readonly TandemState[] | null },
    request: PageRequest<readonly [string, string]>,
  ): Promise<readonly TandemRecord[]> {
    const rows = await this.#manager.query(
      `SELECT ${COLUMNS} FROM tandem
        WHERE programme_id = $1 AND ($2::text[] IS NULL OR state = ANY ($2))
          ${request.position === null ? '' : 'AND (proposed_at, id) < ($4::timestamptz, $5::uuid)'}
        ORDER BY proposed_at DESC, id DESC LIMIT $3`,
      [filter.programmeId, filter.states, request.limit + 1, ...(request.position ?? [])],
    );
    return withDates(rows);
  }

  async count({ programmeId, states }: { readonly programmeId: string; readonly states: readonly TandemState[] | null }) {
    const [row]: readonly { count: number }[] = await this.#manager.query(
      'SELECT count(*)::integer AS count FROM tandem WHERE programme_id = $1 AND ($2::text[] IS NULL OR state = ANY ($2))',
      [programmeId, states],
    );
    return row?.count ?? 0;
  }

  /** Writes new tandems with their members. */
  async insert(tandems: readonly TandemRecord[]): Promise<void> {
    const column = (value: (tandem: TandemRecord) => unknown) => tandems.map(value);
    await this.#manager.query(
      `INSERT INTO tandem (id, programme_id, run_id, state, affinity, factors, proposed_at, expires_at, counts_from, third_affinity,
         third_factors, replaced_ids)
       SELECT id, programme_id, run_id, state, affinity, factors, proposed_at, expires_at, counts_from, third_affinity, third_factors,
              ARRAY(SELECT json_array_elements_text(replaced_ids))::uuid[]
         FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::integer[], $6::json[], $7::timestamptz[],
           $8::timestamptz[], $9::timestamptz[], $10::integer[], $11::json[], $12::json[])
           AS new (id, programme_id, run_id, state, affinity, factors, proposed_at, expires_at, counts_from, third_affinity,
             third_factors, replaced_ids)`,
      [
        column(({ id }) => id),
        column(({ programmeId }) => programmeId),
        column(({ runId }) => runId),
        column(({ state }) => state),
        column(({ affinity }) => affinity),
        column(({ factors }) => JSON.stringify(factors)),
        column(({ proposedAt }) => proposedAt),
        column(({ expiresAt }) => expiresAt),
        column(({ countsFrom }) => countsFrom),
        column(({ third }) => third?.affinity ?? null),
        column(({ third }) => (third === null ? null : JSON.stringify(third.factors))),
        column(({ replacedIds }) => JSON.stringify(replacedIds)),
      ],
    );
    const members = tandems.flatMap((tandem) => tandem.members.map((member) => ({ tandem, member })));
    await this.#manager.query(
      `INSERT INTO tandem_member (tandem_id, programme_id, ambassador_id, side, is_open)
       SELECT *, true FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[])`,
      [
        members.map(({ tandem }) => tandem.id),
        members.map(({ tandem }) => tandem.programmeId),
        members.map(({ member }) => member.ambassadorId),
        members.map(({ member }) => member.side),
      ],
    );
  }

  /** Writes a tandem that was locked before. */
  async update(tandem: TandemRecord): Promise<void> {
    const { id, state, suspendedFrom, suspendedAt, endReason, acceptedAt, startedAt, endedAt, expiresAt, countsFrom } = tandem;
    const { version, members } = tandem;
    const [, affected]: [unknown, number] = await this.#manager.query(
      `UPDATE tandem SET state = $2, suspended_from = $3, end_reason = $4, accepted_at = $5, started_at = $6, ended_at = $7,
              expires_at = $8, version = $9, suspended_at = $10, counts_from = $11
        WHERE id = $1 AND version = $9 - 1`,
      [
        ...[id, state, suspendedFrom, endReason, acceptedAt, startedAt, endedAt, expiresAt, version],
        ...[suspendedAt, countsFrom],
      ],
    );
    if (affected !== 1) throw new Error(`tandem ${id} was changed without a lock`);
    for (const member of members) await this.updateMember(id, member);
    await this.#manager.query('UPDATE tandem_member SET is_agreed = $2 WHERE tandem_id = $1 AND is_agreed <> $2', [
      id,
      acceptedAt !== null,
    ]);
  }

  async updateMember(tandemId: string, member: TandemMemberRecord): Promise<void> {
    const { ambassadorId, answer, answeredAt, declineReason, isOpen, hasGone } = member;
    const { fit, wouldAgain, feedbackComment, feedbackAt } = member;
    await this.#manager.query(
      `UPDATE tandem_member SET answer = $3, answered_at = $4, decline_reason = $5, is_open = $6, fit = $7, would_again = $8,
              feedback_comment = $9, feedback_at = $10, has_gone = $11
        WHERE tandem_id = $1 AND ambassador_id = $2`,
      [
        ...[tandemId, ambassadorId, answer, answeredAt, declineReason, isOpen],
        ...[fit, wouldAgain, feedbackComment, feedbackAt, hasGone],
      ],
    );
  }

  async insertEvent(event: {
    readonly tandemId: string;
    readonly kind: string;
    readonly ambassadorId: string | null;
    readonly detail: string | null;
    readonly happenedAt: Date;
  }): Promise<void> {
    const { tandemId, kind, ambassadorId, detail, happenedAt } = event;
    await this.#manager.query(
      'INSERT INTO tandem_event (id, tandem_id, kind, ambassador_id, detail, happened_at) VALUES ($1, $2, $3, $4, $5, $6)',
      [newId(), tandemId, kind, ambassadorId, detail, happenedAt],
    );
  }

  /** One a person and day of the programme: a later one takes the place of the earlier. */
  async saveCheckIn({ id, tandemId, ambassadorId, mood, note, madeAt }: CheckInRow): Promise<void> {
    await this.#manager.query(
      `INSERT INTO tandem_check_in (id, tandem_id, ambassador_id, mood, note, made_at, made_on)
       SELECT $1, $2, $3, $4, $5, $6, ($6::timestamptz AT TIME ZONE time_zone)::date
         FROM tandem JOIN programme ON programme.id = programme_id WHERE tandem.id = $2
       ON CONFLICT (tandem_id, ambassador_id, made_on) DO UPDATE SET mood = excluded.mood, note = excluded.note, made_at = excluded.made_at`,
      [id, tandemId, ambassadorId, mood, note, madeAt],
    );
  }

  /** The last ones of each tandem, oldest first. */
  async checkIns(tandemIds: readonly string[], last: number): Promise<readonly CheckInRow[]> {
    return this.#manager.query(
      `SELECT id, tandem_id AS "tandemId", ambassador_id AS "ambassadorId", mood, note, made_at AS "madeAt"
         FROM unnest($1::uuid[]) AS wanted (id_of_tandem)
         CROSS JOIN LATERAL (SELECT * FROM tandem_check_in WHERE tandem_id = id_of_tandem
                              ORDER BY made_at DESC, id DESC LIMIT $2) AS latest
        ORDER BY made_at, id`,
      [tandemIds, last],
    );
  }

  /**
   * Each of these people has waited one round more: unless they have a tandem after all, and unless it was counted since the people of the
   * round were read, so that two runs over the same people are one round.
   */
  async addWaitingRound(
    programmeId: string,
    { ambassadorIds, readAt, now }: { readonly ambassadorIds: readonly string[]; readonly readAt: Date; readonly now: Date },
  ): Promise<void> {
    await this.#manager.query(
      `INSERT INTO tandem_waiting (ambassador_id, programme_id, rounds, counted_at)
       SELECT id, $1, 1, $4 FROM unnest($2::uuid[]) AS id
        WHERE NOT EXISTS (SELECT FROM tandem_member WHERE ambassador_id = id AND is_open AND is_agreed AND side <> 'FREQUENT')
       ON CONFLICT (ambassador_id) DO UPDATE SET rounds = tandem_waiting.rounds + 1, counted_at = excluded.counted_at
        WHERE tandem_waiting.counted_at <= $3`,
      [programmeId, ambassadorIds, readAt, now],
    );
  }

  async endWaiting(ambassadorIds: readonly string[]): Promise<void> {
    await this.#manager.query('DELETE FROM tandem_waiting WHERE ambassador_id = ANY ($1::uuid[])', [ambassadorIds]);
  }
}
