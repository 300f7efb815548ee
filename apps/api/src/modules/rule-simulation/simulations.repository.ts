import type { EntityManager } from 'typeorm';
import type { PageRequest } from '../../platform/graphql/pagination.ts';
import type { SimulationStatus } from './simulation-status.ts';
import type { MemberRow, SimulationResult } from './simulation-task.ts';

/** A simulation as it is stored. */
export interface SimulationRow {
  readonly id: string;
  readonly programmeId: string;
  readonly status: SimulationStatus;
  readonly ruleSetId: string;
  readonly ruleSetRevision: number;
  readonly againstId: string | null;
  readonly from: Date;
  readonly to: Date;
  readonly factSequence: number;
  readonly membersExpected: number;
  readonly membersDone: number;
  readonly factsDone: number;
  readonly result: SimulationResult | null;
  readonly startedBy: string;
  readonly startedAt: Date;
  readonly updatedAt: Date;
  readonly finishedAt: Date | null;
}

/** Somebody's points on both sides, with the difference by which they are ordered. */
export interface SimulatedMemberRow extends MemberRow {
  readonly difference: number;
}

const COLUMNS = `id, programme_id AS "programmeId", status, rule_set_id AS "ruleSetId", rule_set_revision AS "ruleSetRevision",
  against_id AS "againstId", counts_from AS "from", counts_to AS "to", fact_sequence::float8 AS "factSequence",
  members_expected AS "membersExpected", members_done AS "membersDone", facts_done::float8 AS "factsDone", result,
  started_by AS "startedBy", started_at AS "startedAt", updated_at AS "updatedAt", finished_at AS "finishedAt"`;

const MEMBER_COLUMNS = `ambassador_id AS "ambassadorId", facts, points_before::float8 AS before, points_after::float8 AS after,
  (points_after - points_before)::float8 AS difference`;

/** Who hides or leaves after a simulation is no longer in its list. */
const STILL_COUNTED = `EXISTS (SELECT FROM ambassador
  WHERE ambassador.id = member.ambassador_id AND ambassador.status <> 'LEFT' AND ambassador.visibility <> 'HIDDEN')`;

export class SimulationsRepository {
  readonly #manager: EntityManager;

  constructor(manager: EntityManager) {
    this.#manager = manager;
  }

  async find(id: string): Promise<SimulationRow | null> {
    const [row]: readonly SimulationRow[] = await this.#manager.query(`SELECT ${COLUMNS} FROM rule_simulation WHERE id = $1`, [
      id,
    ]);
    return row ?? null;
  }

  /** How many run; the programme is locked, so that no two count at once. */
  async countRunning(programmeId: string): Promise<number> {
    await this.#manager.query('SELECT FROM programme WHERE id = $1 FOR UPDATE', [programmeId]);
    const [row]: readonly { running: number }[] = await this.#manager.query(
      `SELECT count(*)::integer AS running FROM rule_simulation WHERE programme_id = $1 AND status = 'RUNNING'`,
      [programmeId],
    );
    return row?.running ?? 0;
  }

  /** Begins a simulation over the history as it is at this moment. */
  async insert(
    run: Pick<
      SimulationRow,
      'id' | 'programmeId' | 'ruleSetId' | 'ruleSetRevision' | 'againstId' | 'from' | 'to' | 'startedBy' | 'startedAt'
    >,
  ): Promise<void> {
    const { id, programmeId, ruleSetId, ruleSetRevision, againstId, from, to, startedBy, startedAt } = run;
    await this.#manager.query(
      `INSERT INTO rule_simulation (id, programme_id, status, rule_set_id, rule_set_revision, against_id, counts_from, counts_to,
         fact_sequence, members_expected, started_by, started_at, updated_at)
       SELECT $1, $2, 'RUNNING', $3, $4, $5, $6, $7,
              coalesce((SELECT fact_sequence FROM programme_head WHERE programme_id = $2), 0),
              (SELECT count(*) FROM ambassador WHERE programme_id = $2 AND status <> 'LEFT' AND visibility <> 'HIDDEN'), $8, $9, $9`,
      [id, programmeId, ruleSetId, ruleSetRevision, againstId, from, to, startedBy, startedAt],
    );
  }

  /** Writes a batch down. False where the simulation has ended: then nothing is written. */
  async advance(
    id: string,
    batch: { readonly members: readonly MemberRow[]; readonly looked: number; readonly facts: number; readonly now: Date },
  ): Promise<boolean> {
    const { members, looked, facts, now } = batch;
    const [rows]: [readonly unknown[], number] = await this.#manager.query(
      `UPDATE rule_simulation
          SET members_done = least(members_expected, members_done + $2), facts_done = facts_done + $3, updated_at = $4
        WHERE id = $1 AND status = 'RUNNING' RETURNING id`,
      [id, looked, facts, now],
    );
    if (rows.length === 0) return false;
    const column = (value: (member: MemberRow) => unknown) => members.map(value);
    await this.#manager.query(
      `INSERT INTO rule_simulation_member (simulation_id, ambassador_id, facts, points_before, points_after)
       SELECT $1, * FROM unnest($2::uuid[], $3::integer[], $4::bigint[], $5::bigint[])`,
      [
        id,
        ...[column((member) => member.ambassadorId), column((member) => member.facts)],
        ...[column((member) => member.before), column((member) => member.after)],
      ],
    );
    return true;
  }

  /** Shows that a simulation is alive. */
  async touch(ids: readonly string[], now: Date): Promise<void> {
    await this.#manager.query(`UPDATE rule_simulation SET updated_at = $2 WHERE id = ANY ($1::uuid[]) AND status = 'RUNNING'`, [
      ids,
      now,
    ]);
  }

  /** Ends a running simulation; false where it had ended. Only a completed one keeps what it found. */
  async end(
    id: string,
    ending: { readonly status: SimulationStatus; readonly result: SimulationResult | null; readonly now: Date },
  ): Promise<boolean> {
    const { status, result, now } = ending;
    const [rows]: [readonly unknown[], number] = await this.#manager.query(
      `UPDATE rule_simulation SET status = $2, result = $3, finished_at = $4, updated_at = $4,
              members_done = CASE WHEN $2 = 'COMPLETED' THEN members_expected ELSE members_done END
        WHERE id = $1 AND status = 'RUNNING' RETURNING id`,
      [id, status, result === null ? null : JSON.stringify(result), now],
    );
    if (rows.length === 1 && status !== 'COMPLETED') {
      await this.#manager.query('DELETE FROM rule_simulation_member WHERE simulation_id = $1', [id]);
    }
    return rows.length === 1;
  }

  /** Ends what has not moved since; gives back what was ended. */
  async interruptStale(before: Date, now: Date): Promise<readonly string[]> {
    const [rows]: [readonly { id: string }[], number] = await this.#manager.query(
      `UPDATE rule_simulation SET status = 'INTERRUPTED', finished_at = $2 WHERE status = 'RUNNING' AND updated_at < $1 RETURNING id`,
      [before, now],
    );
    return rows.map(({ id }) => id);
  }

  /** Forgets all but the newest simulations of a programme that have ended. */
  async forgetOld(programmeId: string, kept: number): Promise<void> {
    await this.#manager.query(
      `DELETE FROM rule_simulation WHERE programme_id = $1 AND status <> 'RUNNING' AND id NOT IN (
         SELECT id FROM rule_simulation WHERE programme_id = $1 ORDER BY started_at DESC, id DESC LIMIT $2)`,
      [programmeId, kept],
    );
  }

  /** Newest first; one row more than the limit. */
  async page(programmeId: string, request: PageRequest<readonly [string, string]>): Promise<readonly SimulationRow[]> {
    return this.#manager.query(
      `SELECT ${COLUMNS} FROM rule_simulation
        WHERE programme_id = $1 ${request.position === null ? '' : 'AND (started_at, id) < ($3::timestamptz, $4::uuid)'}
        ORDER BY started_at DESC, id DESC LIMIT $2`,
      [programmeId, request.limit + 1, ...(request.position ?? [])],
    );
  }

  async count(programmeId: string): Promise<number> {
    const [row]: readonly { count: number }[] = await this.#manager.query(
      'SELECT count(*)::integer AS count FROM rule_simulation WHERE programme_id = $1',
      [programmeId],
    );
    return row?.count ?? 0;
  }

  /** Who loses most first, or who gains most first; one row more than the limit. */
  async members(
    id: string,
    { request, gainersFirst }: { readonly request: PageRequest<readonly [number, string]>; readonly gainersFirst: boolean },
  ): Promise<readonly SimulatedMemberRow[]> {
    const [beyond, direction] = gainersFirst ? ['<', 'DESC'] : ['>', 'ASC'];
    const position = `AND (points_after - points_before, ambassador_id) ${beyond} ($3::bigint, $4::uuid)`;
    return this.#manager.query(
      `SELECT ${MEMBER_COLUMNS} FROM rule_simulation_member AS member
        WHERE simulation_id = $1 AND ${STILL_COUNTED} ${request.position === null ? '' : position}
        ORDER BY points_after - points_before ${direction}, ambassador_id ${direction} LIMIT $2`,
      [id, request.limit + 1, ...(request.position ?? [])],
    );
  }

  async countMembers(id: string): Promise<number> {
    const [row]: readonly { count: number }[] = await this.#manager.query(
      `SELECT count(*)::integer AS count FROM rule_simulation_member AS member WHERE simulation_id = $1 AND ${STILL_COUNTED}`,
      [id],
    );
    return row?.count ?? 0;
  }
}
