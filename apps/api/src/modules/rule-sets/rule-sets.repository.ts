import type { EntityManager } from 'typeorm';

export type StoredRuleSetStatus = 'DRAFT' | 'SCHEDULED' | 'DISCARDED';

/** A version of a programme's rules as it is stored. A scheduled version is immutable. */
export interface RuleSetRow {
  readonly id: string;
  readonly programmeId: string;
  readonly version: number;
  readonly name: string;
  readonly status: StoredRuleSetStatus;
  readonly effectiveFrom: Date | null;
  readonly document: unknown;
  readonly createdAt: Date;
}

const COLUMNS = `id, programme_id AS "programmeId", version, name, status, effective_from AS "effectiveFrom", document,
  created_at AS "createdAt"`;

export class RuleSetsRepository {
  readonly #manager: EntityManager;

  constructor(manager: EntityManager) {
    this.#manager = manager;
  }

  /** Newest version first. */
  async ofProgramme(programmeId: string): Promise<readonly RuleSetRow[]> {
    return this.#manager.query(`SELECT ${COLUMNS} FROM rule_set WHERE programme_id = $1 ORDER BY version DESC`, [programmeId]);
  }

  /** Scheduled versions, whether in force, still to come or superseded. */
  async scheduled(programmeId: string): Promise<readonly (RuleSetRow & { readonly effectiveFrom: Date })[]> {
    return this.#manager.query(
      `SELECT ${COLUMNS} FROM rule_set WHERE programme_id = $1 AND status = 'SCHEDULED' ORDER BY effective_from`,
      [programmeId],
    );
  }

  async find(id: string): Promise<RuleSetRow | null> {
    const [row]: readonly RuleSetRow[] = await this.#manager.query(`SELECT ${COLUMNS} FROM rule_set WHERE id = $1`, [id]);
    return row ?? null;
  }

  /** The draft gets the programme's next version number; two drafts at once never get the same. */
  async insertDraft(draft: {
    readonly id: string;
    readonly programmeId: string;
    readonly name: string;
    readonly document: unknown;
    readonly createdAt: Date;
    readonly createdBy: string;
  }): Promise<void> {
    await this.#manager.query('SELECT FROM programme WHERE id = $1 FOR UPDATE', [draft.programmeId]);
    await this.#manager.query(
      `INSERT INTO rule_set (id, programme_id, version, name, status, document, created_at, created_by)
       SELECT $1, $2, 1 + coalesce(max(version), 0), $3, 'DRAFT', $4, $5, $6 FROM rule_set WHERE programme_id = $2`,
      [draft.id, draft.programmeId, draft.name, JSON.stringify(draft.document), draft.createdAt, draft.createdBy],
    );
  }

  /** Whether the draft was still one, and no other version takes effect at the same instant. */
  async schedule(id: string, effectiveFrom: Date): Promise<'SCHEDULED' | 'NOT_A_DRAFT' | 'TAKEN'> {
    const [taken]: readonly unknown[] = await this.#manager.query(
      `SELECT 1 FROM rule_set AS other JOIN rule_set AS draft ON draft.programme_id = other.programme_id
        WHERE draft.id = $1 AND other.status = 'SCHEDULED' AND other.effective_from = $2`,
      [id, effectiveFrom],
    );
    if (taken !== undefined) return 'TAKEN';
    const [rows]: [readonly unknown[], number] = await this.#manager.query(
      `UPDATE rule_set SET status = 'SCHEDULED', effective_from = $2 WHERE id = $1 AND status = 'DRAFT' RETURNING id`,
      [id, effectiveFrom],
    );
    return rows.length === 1 ? 'SCHEDULED' : 'NOT_A_DRAFT';
  }

  /** When the programme's earliest fact that a rule set from `instant` on would apply to happened; null without such a fact. */
  async firstFactFrom(programmeId: string, instant: Date): Promise<Date | null> {
    const [row]: readonly { first: Date | null }[] = await this.#manager.query(
      'SELECT min(occurred_at) AS first FROM activity WHERE programme_id = $1 AND occurred_at >= $2',
      [programmeId, instant],
    );
    return row?.first ?? null;
  }
}
