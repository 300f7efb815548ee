import type { EntityManager } from 'typeorm';

export type RuleSetStepKind = 'DRAFTED' | 'EDITED' | 'DISCARDED' | 'SCHEDULED' | 'UNSCHEDULED';

/** Something that somebody did with a version. Steps are only ever added. */
export interface RuleSetStepRow {
  readonly ruleSetId: string;
  readonly step: RuleSetStepKind;
  /** The revision that the version had after it. */
  readonly revision: number;
  /** The name of who did it; null where the identity provider gives none. */
  readonly actorName: string | null;
  readonly happenedAt: Date;
  readonly effectiveFrom: Date | null;
}

/** How a draft read from one of its revisions on. */
export interface RuleSetRevision {
  readonly name: string;
  readonly document: unknown;
}

const NAMED = `SELECT step.rule_set_id AS "ruleSetId", step.step, step.revision, step.happened_at AS "happenedAt",
         step.effective_from AS "effectiveFrom", coalesce(person.name, api_token.name) AS "actorName"
    FROM rule_set_step AS step
    LEFT JOIN person ON step.actor = 'person:' || person.id
    LEFT JOIN api_token ON step.actor = 'token:' || api_token.id`;

export class RuleSetHistory {
  readonly #manager: EntityManager;

  constructor(manager: EntityManager) {
    this.#manager = manager;
  }

  /** Writes a step of a locked version; with `revised` the draft reads so from now on. */
  async add(step: {
    readonly ruleSetId: string;
    readonly step: RuleSetStepKind;
    readonly revision: number;
    readonly actor: string;
    readonly happenedAt: Date;
    readonly effectiveFrom: Date | null;
    readonly revised: RuleSetRevision | null;
  }): Promise<void> {
    const { ruleSetId, revision, actor, happenedAt, effectiveFrom, revised } = step;
    await this.#manager.query(
      `INSERT INTO rule_set_step (rule_set_id, ordinal, step, revision, actor, happened_at, effective_from, name, document)
       SELECT $1, 1 + coalesce(max(ordinal), 0), $2, $3, $4, $5, $6, $7, $8 FROM rule_set_step WHERE rule_set_id = $1`,
      [
        ...[ruleSetId, step.step, revision, actor, happenedAt, effectiveFrom],
        ...[revised?.name ?? null, revised === null ? null : JSON.stringify(revised.document)],
      ],
    );
  }

  /** The steps of several versions, oldest first. */
  async of(ruleSetIds: readonly string[]): Promise<readonly RuleSetStepRow[]> {
    return this.#manager.query(`${NAMED} WHERE step.rule_set_id = ANY ($1::uuid[]) ORDER BY step.rule_set_id, step.ordinal`, [
      ruleSetIds,
    ]);
  }

  /** How a draft read at a revision; null where it never had such a one. */
  async revision(ruleSetId: string, revision: number): Promise<RuleSetRevision | null> {
    const [row]: readonly RuleSetRevision[] = await this.#manager.query(
      `SELECT name, document FROM rule_set_step
        WHERE rule_set_id = $1 AND revision <= $2 AND document IS NOT NULL ORDER BY ordinal DESC LIMIT 1`,
      [ruleSetId, revision],
    );
    return row ?? null;
  }
}
