import type { EntityManager } from 'typeorm';
import type { StoredRuleSetStatus } from './rule-set-life.ts';

/** A version of a programme's rules as it is stored. */
export interface RuleSetRow {
  readonly id: string;
  readonly programmeId: string;
  readonly version: number;
  /** Counts the changes of a draft, from 1. */
  readonly revision: number;
  readonly name: string;
  readonly status: StoredRuleSetStatus;
  readonly effectiveFrom: Date | null;
  readonly document: unknown;
  /** The version that a draft was copied from. */
  readonly basedOn: number | null;
  readonly createdAt: Date;
}

const COLUMNS = `id, programme_id AS "programmeId", version, revision, name, status, effective_from AS "effectiveFrom", document,
  based_on AS "basedOn", created_at AS "createdAt"`;

export class RuleSetsRepository {
  readonly #manager: Pick<EntityManager, 'query'>;

  constructor(manager: Pick<EntityManager, 'query'>) {
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

  /** The version as it stands now, kept from everybody else until the transaction ends. */
  async lock(id: string): Promise<RuleSetRow> {
    const rows: readonly RuleSetRow[] = await this.#manager.query(
      `SELECT ${COLUMNS} FROM rule_set WHERE id = $1 FOR NO KEY UPDATE`,
      [id],
    );
    const [row] = rows;
    if (row === undefined) throw new Error(`rule set ${id} is gone`);
    return row;
  }

  /** The draft gets the programme's next version number; two drafts at once never get the same. */
  async insertDraft(draft: {
    readonly id: string;
    readonly programmeId: string;
    readonly name: string;
    readonly document: unknown;
    readonly basedOn: number | null;
    readonly createdAt: Date;
    readonly createdBy: string;
  }): Promise<void> {
    await this.#manager.query('SELECT FROM programme WHERE id = $1 FOR UPDATE', [draft.programmeId]);
    await this.#manager.query(
      `INSERT INTO rule_set (id, programme_id, version, name, status, document, based_on, created_at, created_by)
       SELECT $1, $2, 1 + coalesce(max(version), 0), $3, 'DRAFT', $4, $5, $6, $7 FROM rule_set WHERE programme_id = $2`,
      [
        ...[draft.id, draft.programmeId, draft.name, JSON.stringify(draft.document), draft.basedOn],
        ...[draft.createdAt, draft.createdBy],
      ],
    );
  }

  /** Writes what a locked version has become. */
  async update(row: Pick<RuleSetRow, 'id' | 'revision' | 'name' | 'status' | 'effectiveFrom' | 'document'>): Promise<void> {
    await this.#manager.query(
      'UPDATE rule_set SET revision = $2, name = $3, status = $4, effective_from = $5, document = $6 WHERE id = $1',
      [row.id, row.revision, row.name, row.status, row.effectiveFrom, JSON.stringify(row.document)],
    );
  }

  /** Whether another version of the programme comes into force at exactly this time. */
  async isTaken(programmeId: string, effectiveFrom: Date): Promise<boolean> {
    const rows: readonly unknown[] = await this.#manager.query(
      `SELECT FROM rule_set WHERE programme_id = $1 AND status = 'SCHEDULED' AND effective_from = $2`,
      [programmeId, effectiveFrom],
    );
    return rows.length > 0;
  }

  /**
   * The earliest instant that judges a fact of the programme (see `judgedAt` of the engine) and is not before `instant`, as the fact was told
   * first or after a correction; null without such a fact. What is dated ahead is judged when it is recorded, so it holds up no later version.
   */
  async firstFactFrom(programmeId: string, instant: Date): Promise<Date | null> {
    const [row]: readonly { first: Date | null }[] = await this.#manager.query(
      `SELECT least(
         (SELECT min(least(occurred_at, recorded_at)) FROM activity
           WHERE programme_id = $1 AND occurred_at >= $2 AND recorded_at >= $2),
         (SELECT min(least(occurred_at, recorded_at)) FROM activity_correction
           WHERE programme_id = $1 AND occurred_at >= $2 AND recorded_at >= $2)) AS first`,
      [programmeId, instant],
    );
    return row?.first ?? null;
  }
}
