import type { EntityManager } from 'typeorm';
import type { PageRequest } from '../../platform/graphql/pagination.ts';
import type { AwardableKind, AwardableRecord, BadgeRecord, BadgeState, LadderRecord } from './badge.ts';

const COLUMNS = `id, programme_id AS "programmeId", kind, state, revision, document, created_at AS "createdAt", created_by AS "createdBy",
  changed_at AS "changedAt", changed_by AS "changedBy", published_at AS "publishedAt", retired_at AS "retiredAt"`;

/** Where a badge lies in the list: the id, which sorts by the time of drafting. */
export type BadgePosition = readonly [id: string];

interface Author {
  readonly now: Date;
  readonly actor: string;
}

/** SQL of badges and ladders. */
export class BadgesRepository {
  readonly #manager: EntityManager;

  constructor(manager: EntityManager) {
    this.#manager = manager;
  }

  async find(id: string): Promise<AwardableRecord | null> {
    return (await this.findMany([id]))[0] ?? null;
  }

  findMany(ids: readonly string[]): Promise<readonly AwardableRecord[]> {
    return this.#manager.query(`SELECT ${COLUMNS} FROM badge WHERE id = ANY ($1::uuid[])`, [ids]);
  }

  /** Waits for whoever changes it, or counts it, at this moment. */
  async lock(id: string): Promise<AwardableRecord | null> {
    const rows: readonly AwardableRecord[] = await this.#manager.query(
      `SELECT ${COLUMNS} FROM badge WHERE id = $1 FOR NO KEY UPDATE`,
      [id],
    );
    return rows[0] ?? null;
  }

  /** What is or was earned in the programme, locked in one order. */
  lockCounting(programmeId: string): Promise<readonly AwardableRecord[]> {
    return this.#manager.query(
      `SELECT ${COLUMNS} FROM badge WHERE programme_id = $1 AND state <> 'DRAFT' ORDER BY id FOR NO KEY UPDATE`,
      [programmeId],
    );
  }

  /** The latest drafted first; one row more than the limit. */
  page(
    wanted: { readonly programmeId: string; readonly states: readonly BadgeState[] },
    request: PageRequest<BadgePosition>,
  ): Promise<readonly BadgeRecord[]> {
    const backward = request.direction === 'backward';
    const beyond = request.position === null ? '' : `AND id ${backward ? '>' : '<'} $4::uuid`;
    return this.#manager.query(
      `SELECT ${COLUMNS} FROM badge WHERE programme_id = $1 AND kind = 'BADGE' AND state = ANY ($2) ${beyond}
        ORDER BY id ${backward ? 'ASC' : 'DESC'} LIMIT $3`,
      [wanted.programmeId, wanted.states, request.limit + 1, ...(request.position ?? [])],
    );
  }

  async count(wanted: { readonly programmeId: string; readonly states: readonly BadgeState[] }): Promise<number> {
    const [row] = await this.#manager.query(
      `SELECT count(*)::integer AS count FROM badge WHERE programme_id = $1 AND kind = 'BADGE' AND state = ANY ($2)`,
      [wanted.programmeId, wanted.states],
    );
    return row.count;
  }

  /** The one ladder of a programme that is drafted, or in force; null without one. */
  async ladder(programmeId: string, state: 'DRAFT' | 'PUBLISHED'): Promise<LadderRecord | null> {
    const rows: readonly LadderRecord[] = await this.#manager.query(
      `SELECT ${COLUMNS} FROM badge WHERE programme_id = $1 AND kind = 'LADDER' AND state = $2`,
      [programmeId, state],
    );
    return rows[0] ?? null;
  }

  async insert(
    draft: Author & {
      readonly id: string;
      readonly programmeId: string;
      readonly kind: AwardableKind;
      readonly document: object;
    },
  ): Promise<void> {
    const { id, programmeId, kind, document, now, actor } = draft;
    await this.#manager.query(
      `INSERT INTO badge (id, programme_id, kind, document, created_at, created_by, changed_at, changed_by)
       VALUES ($1, $2, $3, $4, $5, $6, $5, $6)`,
      [id, programmeId, kind, document, now, actor],
    );
  }

  async update(id: string, { document, now, actor }: Author & { readonly document: object }): Promise<void> {
    await this.#manager.query(
      'UPDATE badge SET document = $2, changed_at = $3, changed_by = $4, revision = revision + 1 WHERE id = $1',
      [id, document, now, actor],
    );
  }

  /** It is counted for everybody from now on. */
  async publish(id: string, { now, actor }: Author): Promise<void> {
    await this.#manager.query(
      `UPDATE badge SET state = 'PUBLISHED', published_at = $2, changed_at = $2, changed_by = $3, is_stale = true WHERE id = $1`,
      [id, now, actor],
    );
  }

  async retire(id: string, { now, actor }: Author): Promise<void> {
    await this.#manager.query(
      `UPDATE badge SET state = 'RETIRED', retired_at = $2, changed_at = $2, changed_by = $3 WHERE id = $1`,
      [id, now, actor],
    );
  }

  async delete(id: string): Promise<void> {
    await this.#manager.query('DELETE FROM badge WHERE id = $1', [id]);
  }
}
