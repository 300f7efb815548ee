import type { EntityManager } from 'typeorm';
import type { RewardAct, RewardDuties, RewardPolicyRecord, RewardStepRecord } from './reward-policy.ts';

const COLUMNS = `programme_id AS "programmeId", proposal, proposed_by AS "proposedBy", proposed_at AS "proposedAt", duties`;

/** SQL of reward policies. */
export class RewardPolicyRepository {
  readonly #manager: EntityManager;

  constructor(manager: EntityManager) {
    this.#manager = manager;
  }

  async find(programmeId: string): Promise<RewardPolicyRecord> {
    const rows: readonly RewardPolicyRecord[] = await this.#manager.query(
      `SELECT ${COLUMNS} FROM reward_policy WHERE programme_id = $1`,
      [programmeId],
    );
    return rows[0] ?? { programmeId, proposal: null, proposedBy: null, proposedAt: null, duties: null };
  }

  /** Waits for whoever changes the policy at this moment. */
  async lock(programmeId: string): Promise<RewardPolicyRecord> {
    await this.#manager.query('INSERT INTO reward_policy (programme_id) VALUES ($1) ON CONFLICT DO NOTHING', [programmeId]);
    await this.#manager.query('SELECT FROM reward_policy WHERE programme_id = $1 FOR NO KEY UPDATE', [programmeId]);
    return this.find(programmeId);
  }

  async save({ programmeId, proposal, proposedBy, proposedAt, duties }: RewardPolicyRecord): Promise<void> {
    await this.#manager.query(
      'UPDATE reward_policy SET proposal = $2, proposed_by = $3, proposed_at = $4, duties = $5 WHERE programme_id = $1',
      [programmeId, jsonOf(proposal), proposedBy, proposedAt, jsonOf(duties)],
    );
  }

  async log(step: {
    readonly id: string;
    readonly programmeId: string;
    readonly act: RewardAct;
    readonly actor: string;
    readonly proposedBy: string | null;
    readonly duties: RewardDuties | null;
    readonly now: Date;
  }): Promise<void> {
    const { id, programmeId, act, actor, proposedBy, duties, now } = step;
    await this.#manager.query(
      `INSERT INTO reward_policy_step (id, programme_id, act, actor, proposed_by, duties, happened_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [id, programmeId, act, actor, proposedBy, jsonOf(duties), now],
    );
  }

  /** Newest first. */
  steps(programmeId: string): Promise<readonly RewardStepRecord[]> {
    return this.#manager.query(
      `SELECT id, act, actor, duties, happened_at AS "happenedAt" FROM reward_policy_step
        WHERE programme_id = $1 ORDER BY happened_at DESC, id DESC LIMIT 200`,
      [programmeId],
    );
  }
}

function jsonOf(duties: RewardDuties | null): string | null {
  return duties === null ? null : JSON.stringify(duties);
}
