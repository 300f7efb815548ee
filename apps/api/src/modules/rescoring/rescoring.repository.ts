import type { EntityManager } from 'typeorm';
import type { PageRequest } from '../../platform/graphql/pagination.ts';
import type { PreviewBasis } from './preview-basis.ts';
import type { SettingsChangeKind } from './preview-changes.ts';
import type { PreviewedMember, PreviewResult } from './preview-tally.ts';
import type { RescoringStatus } from './rescoring-status.ts';
import type { Preview, PreviewBatch } from './run-preview.ts';

/** A rescoring as it is stored. */
export interface RescoringRow {
  readonly id: string;
  readonly programmeId: string;
  readonly status: RescoringStatus;
  readonly ruleSetId: string;
  readonly ruleSetVersion: number;
  readonly from: Date;
  readonly until: Date;
  readonly membersExpected: number;
  readonly membersDone: number;
  /** Both null until it is previewed. */
  readonly basis: PreviewBasis | null;
  readonly result: PreviewResult | null;
  readonly reason: string | null;
  readonly previewedAt: Date;
  /** Names; null where the identity provider gives none. */
  readonly previewedBy: string | null;
  readonly startedAt: Date | null;
  readonly startedBy: string | null;
  readonly finishedAt: Date | null;
  /** What had changed since the preview, where the booking stopped by itself. */
  readonly stoppedFor: readonly SettingsChangeKind[] | null;
}

/** Somebody's balance before and after, with the difference by which people are ordered. */
export interface RescoredMemberRow extends PreviewedMember {
  readonly difference: number;
}

const named = (column: string) => `(SELECT name FROM person WHERE ${column} = 'person:' || person.id)`;

const COLUMNS = `id, programme_id AS "programmeId", status, rule_set_id AS "ruleSetId", rule_set_version AS "ruleSetVersion",
  reaches_from AS "from", reaches_until AS "until", members_expected AS "membersExpected", members_done AS "membersDone", basis, result,
  reason, previewed_at AS "previewedAt", ${named('previewed_by')} AS "previewedBy", started_at AS "startedAt",
  ${named('started_by')} AS "startedBy", finished_at AS "finishedAt", stopped_for AS "stoppedFor"`;

const MEMBER_COLUMNS = `ambassador_id AS "ambassadorId", points_before::float8 AS before, points_after::float8 AS after, entries,
  (points_after - points_before)::float8 AS difference`;

/** Who hides or leaves after a preview is no longer in its list. */
const STILL_COUNTED = `EXISTS (SELECT FROM ambassador
  WHERE ambassador.id = member.ambassador_id AND ambassador.status <> 'LEFT' AND ambassador.visibility <> 'HIDDEN')`;

const everybodyOf = `(SELECT count(*) FROM ambassador WHERE programme_id = $2)`;

export class RescoringRepository {
  readonly #manager: EntityManager;

  constructor(manager: EntityManager) {
    this.#manager = manager;
  }

  async find(id: string): Promise<RescoringRow | null> {
    return (await this.byIds([id]))[0] ?? null;
  }

  async byIds(ids: readonly string[]): Promise<readonly RescoringRow[]> {
    return this.#manager.query(`SELECT ${COLUMNS} FROM rescoring WHERE id = ANY ($1::uuid[])`, [ids]);
  }

  /** As it stands now, kept from everybody else until the transaction ends. */
  async lock(id: string): Promise<RescoringRow | null> {
    await this.#manager.query('SELECT FROM rescoring WHERE id = $1 FOR UPDATE', [id]);
    return this.find(id);
  }

  /** What is PREVIEWING or BOOKING; the programme is locked, so that no two begin at once. */
  async findAtWork(programmeId: string): Promise<RescoringRow | null> {
    await this.#manager.query('SELECT FROM programme WHERE id = $1 FOR UPDATE', [programmeId]);
    const [row]: readonly RescoringRow[] = await this.#manager.query(
      `SELECT ${COLUMNS} FROM rescoring WHERE programme_id = $1 AND status IN ('PREVIEWING', 'BOOKING')`,
      [programmeId],
    );
    return row ?? null;
  }

  /** Ends previews of a programme that have not moved since `before`; gives back which. Nothing of them is kept. */
  async endLost(
    programmeId: string,
    { before, now }: { readonly before: Date; readonly now: Date },
  ): Promise<readonly string[]> {
    const [rows]: [readonly { readonly id: string }[], number] = await this.#manager.query(
      `UPDATE rescoring SET status = 'FAILED', updated_at = $3, finished_at = $3
        WHERE programme_id = $1 AND status = 'PREVIEWING' AND updated_at < $2 RETURNING id`,
      [programmeId, before, now],
    );
    const ids = rows.map(({ id }) => id);
    if (ids.length > 0) await this.#manager.query('DELETE FROM rescoring_member WHERE rescoring_id = ANY ($1::uuid[])', [ids]);
    return ids;
  }

  /** Shows that a node works at a preview. */
  async touch(id: string, now: Date): Promise<void> {
    await this.#manager.query(`UPDATE rescoring SET updated_at = $2 WHERE id = $1 AND status = 'PREVIEWING'`, [id, now]);
  }

  async insert(
    run: Pick<RescoringRow, 'id' | 'programmeId' | 'ruleSetId' | 'ruleSetVersion' | 'from' | 'until'> & {
      readonly by: string;
      readonly now: Date;
    },
  ): Promise<void> {
    const { id, programmeId, ruleSetId, ruleSetVersion, from, until, by, now } = run;
    await this.#manager.query(
      `INSERT INTO rescoring (id, programme_id, status, rule_set_id, rule_set_version, reaches_from, reaches_until, members_expected,
         previewed_by, previewed_at, updated_at)
       VALUES ($1, $2, 'PREVIEWING', $3, $4, $5, $6, ${everybodyOf}, $7, $8, $8)`,
      [id, programmeId, ruleSetId, ruleSetVersion, from, until, by, now],
    );
  }

  /** A preview begins, from the beginning where another node had begun. False where it has ended. */
  async begin(id: string, now: Date): Promise<boolean> {
    const [rows]: [readonly unknown[], number] = await this.#manager.query(
      `UPDATE rescoring SET members_done = 0, updated_at = $2 WHERE id = $1 AND status = 'PREVIEWING' RETURNING id`,
      [id, now],
    );
    if (rows.length === 1) await this.#manager.query('DELETE FROM rescoring_member WHERE rescoring_id = $1', [id]);
    return rows.length === 1;
  }

  /** Writes a batch of a preview down. False where it has ended: then nothing is written. */
  async advance(id: string, { members, looked, now }: PreviewBatch & { readonly now: Date }): Promise<boolean> {
    const [rows]: [readonly unknown[], number] = await this.#manager.query(
      `UPDATE rescoring SET members_done = least(members_expected, members_done + $2), updated_at = $3
        WHERE id = $1 AND status = 'PREVIEWING' RETURNING id`,
      [id, looked, now],
    );
    if (rows.length === 0) return false;
    const column = (value: (member: PreviewedMember) => unknown) => members.map(value);
    await this.#manager.query(
      `INSERT INTO rescoring_member (rescoring_id, ambassador_id, points_before, points_after, entries)
       SELECT $1, * FROM unnest($2::uuid[], $3::bigint[], $4::bigint[], $5::integer[])`,
      [
        id,
        ...[column((member) => member.ambassadorId), column((member) => member.before)],
        ...[column((member) => member.after), column((member) => member.entries)],
      ],
    );
    return true;
  }

  /** What a preview found; false where it had ended. */
  async keepPreview(id: string, { basis, result, now }: Preview & { readonly now: Date }): Promise<boolean> {
    const [rows]: [readonly unknown[], number] = await this.#manager.query(
      `UPDATE rescoring SET status = 'PREVIEWED', basis = $2, result = $3, members_done = members_expected, updated_at = $4, finished_at = $4
        WHERE id = $1 AND status = 'PREVIEWING' RETURNING id`,
      [id, JSON.stringify(basis), JSON.stringify(result), now],
    );
    return rows.length === 1;
  }

  /** Ends what is at work without a result; false where it had ended. Of a preview nothing is kept. */
  async end(
    id: string,
    { status, now }: { readonly status: 'CANCELLED' | 'FAILED' | 'STOPPED'; readonly now: Date },
  ): Promise<boolean> {
    const [rows]: [readonly unknown[], number] = await this.#manager.query(
      `UPDATE rescoring SET status = $2, updated_at = $3, finished_at = $3 WHERE id = $1 AND status = $4 RETURNING id`,
      [id, status, now, status === 'STOPPED' ? 'BOOKING' : 'PREVIEWING'],
    );
    if (rows.length === 1 && status !== 'STOPPED')
      await this.#manager.query('DELETE FROM rescoring_member WHERE rescoring_id = $1', [id]);
    return rows.length === 1;
  }

  /** A locked preview becomes a booking. */
  async start(
    { id, programmeId }: Pick<RescoringRow, 'id' | 'programmeId'>,
    { by, reason, now }: { readonly by: string; readonly reason: string; readonly now: Date },
  ): Promise<void> {
    await this.#manager.query(
      `UPDATE rescoring SET status = 'BOOKING', started_by = $3, reason = $4, started_at = $5, updated_at = $5, finished_at = NULL,
              members_done = 0, members_expected = ${everybodyOf}
        WHERE id = $1`,
      [id, programmeId, by, reason, now],
    );
  }

  /** Forgets all but the newest previews of a programme that have ended and were never started. */
  async forgetOld(programmeId: string, kept: number): Promise<void> {
    await this.#manager.query(
      `DELETE FROM rescoring WHERE programme_id = $1 AND started_at IS NULL AND status <> 'PREVIEWING' AND id NOT IN (
         SELECT id FROM rescoring WHERE programme_id = $1 AND started_at IS NULL ORDER BY previewed_at DESC, id DESC LIMIT $2)`,
      [programmeId, kept],
    );
  }

  /** Newest first; one row more than the limit. */
  async page(programmeId: string, request: PageRequest<readonly [string, string]>): Promise<readonly RescoringRow[]> {
    return this.#manager.query(
      `SELECT ${COLUMNS} FROM rescoring
        WHERE programme_id = $1 ${request.position === null ? '' : 'AND (previewed_at, id) < ($3::timestamptz, $4::uuid)'}
        ORDER BY previewed_at DESC, id DESC LIMIT $2`,
      [programmeId, request.limit + 1, ...(request.position ?? [])],
    );
  }

  async count(programmeId: string): Promise<number> {
    const [row]: readonly { count: number }[] = await this.#manager.query(
      'SELECT count(*)::integer AS count FROM rescoring WHERE programme_id = $1',
      [programmeId],
    );
    return row?.count ?? 0;
  }

  /** Who loses most first, or who gains most first; one row more than the limit. */
  async members(
    id: string,
    { request, gainersFirst }: { readonly request: PageRequest<readonly [number, string]>; readonly gainersFirst: boolean },
  ): Promise<readonly RescoredMemberRow[]> {
    const [beyond, direction] = gainersFirst ? ['<', 'DESC'] : ['>', 'ASC'];
    const position = `AND (points_after - points_before, ambassador_id) ${beyond} ($3::bigint, $4::uuid)`;
    return this.#manager.query(
      `SELECT ${MEMBER_COLUMNS} FROM rescoring_member AS member
        WHERE rescoring_id = $1 AND ${STILL_COUNTED} ${request.position === null ? '' : position}
        ORDER BY points_after - points_before ${direction}, ambassador_id ${direction} LIMIT $2`,
      [id, request.limit + 1, ...(request.position ?? [])],
    );
  }

  async countMembers(id: string): Promise<number> {
    const [row]: readonly { count: number }[] = await this.#manager.query(
      `SELECT count(*)::integer AS count FROM rescoring_member AS member WHERE rescoring_id = $1 AND ${STILL_COUNTED}`,
      [id],
    );
    return row?.count ?? 0;
  }
}
