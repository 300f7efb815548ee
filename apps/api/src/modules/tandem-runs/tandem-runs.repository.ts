import type { EntityManager } from 'typeorm';
import type { PageRequest } from '../../platform/graphql/pagination.ts';
import { newId } from '../../platform/ids.ts';
import type { LocalisedText } from '../../platform/localised-text.ts';
import {
  type LockRecord,
  lostAfterMilliseconds,
  type ProposalRecord,
  type RunStep,
  type SkipReason,
  type TandemRunRecord,
  type TandemRunStatus,
  type UnmatchedRecord,
} from './tandem-run.ts';

const COLUMNS = `id, programme_id AS "programmeId", name, status, settings, based_on AS "basedOn", attempt,
  people_read_at AS "peopleReadAt", step, progress, seekers, places, quality,
  objective_values AS "objectiveValues", certificate_verified AS "certificateVerified", violations, failure, skipped,
  created_at AS "createdAt", started_at AS "startedAt", heartbeat_at AS "heartbeatAt", finished_at AS "finishedAt",
  released_at AS "releasedAt", forgotten_at AS "forgottenAt"`;

const PROPOSAL = `id, ordinal, hesitant_id AS "hesitantId", frequent_id AS "frequentId", times_met AS "timesMet",
  CASE WHEN third_id IS NOT NULL THEN json_build_object('ambassadorId', third_id, 'affinity', third_affinity, 'factors', third_factors,
    'next', third_next, 'timesMet', third_times_met) END AS third, skip_reason AS "skipReason", affinity, factors, next_frequent AS "nextFrequent", next_hesitant AS "nextHesitant",
  is_locked AS "isLocked", is_running AS "isRunning"`;

export interface StoredProposal extends ProposalRecord {
  readonly id: string;
  readonly ordinal: number;
  readonly skipReason: SkipReason | null;
}

export interface StoredUnmatched extends UnmatchedRecord {
  readonly ordinal: number;
}

export interface RunEnding {
  readonly status: Extract<TandemRunStatus, 'COMPLETED' | 'CANCELLED' | 'FAILED' | 'INTERRUPTED'>;
  readonly now: Date;
  readonly failure?: LocalisedText;
  readonly violations?: readonly string[];
  readonly result?: {
    readonly quality: TandemRunRecord['quality'];
    readonly values: TandemRunRecord['objectiveValues'];
    readonly certificate: Uint8Array;
  };
}

/** One start of a run. */
export interface RunAttempt {
  readonly runId: string;
  readonly attempt: number;
}

export interface PeopleOfRun {
  readonly id: string;
  readonly readAt: Date;
  readonly seekers: number;
  readonly places: number;
}

/** SQL of runs. */
export class TandemRunsRepository {
  readonly #manager: EntityManager;

  constructor(manager: EntityManager) {
    this.#manager = manager;
  }

  async find(id: string): Promise<TandemRunRecord | null> {
    const [row]: readonly TandemRunRecord[] = await this.#manager.query(`SELECT ${COLUMNS} FROM tandem_run WHERE id = $1`, [
      id,
    ]);
    return row ?? null;
  }

  async lock(id: string): Promise<TandemRunRecord | null> {
    const [row]: readonly TandemRunRecord[] = await this.#manager.query(
      `SELECT ${COLUMNS} FROM tandem_run WHERE id = $1 FOR NO KEY UPDATE`,
      [id],
    );
    return row ?? null;
  }

  /** Newest first; one row more than the limit. */
  async page(programmeId: string, request: PageRequest<readonly [string, string]>): Promise<readonly TandemRunRecord[]> {
    return this.#manager.query(
      `SELECT ${COLUMNS} FROM tandem_run
        WHERE programme_id = $1 ${request.position === null ? '' : 'AND (created_at, id) < ($3::timestamptz, $4::uuid)'}
        ORDER BY created_at DESC, id DESC LIMIT $2`,
      [programmeId, request.limit + 1, ...(request.position ?? [])],
    );
  }

  async count(programmeId: string): Promise<number> {
    return this.#countOf('SELECT count(*)::integer AS count FROM tandem_run WHERE programme_id = $1', programmeId);
  }

  async insert(
    run: Pick<TandemRunRecord, 'id' | 'programmeId' | 'name' | 'settings' | 'basedOn' | 'createdAt'> & {
      readonly createdBy: string;
      readonly locks: readonly LockRecord[];
    },
  ): Promise<void> {
    const { id, programmeId, name, settings, basedOn, createdAt, createdBy, locks } = run;
    await this.#manager.query(
      `INSERT INTO tandem_run (id, programme_id, name, status, settings, based_on, created_by, created_at)
       VALUES ($1, $2, $3, 'DRAFT', $4, $5, $6, $7)`,
      [id, programmeId, name, JSON.stringify(settings), basedOn, createdBy, createdAt],
    );
    await this.replaceLocks(id, locks);
  }

  async updateDraft(run: Pick<TandemRunRecord, 'id' | 'name' | 'settings'>): Promise<void> {
    await this.#manager.query('UPDATE tandem_run SET name = $2, settings = $3 WHERE id = $1', [
      run.id,
      run.name,
      JSON.stringify(run.settings),
    ]);
  }

  async setStatus(id: string, status: TandemRunStatus): Promise<void> {
    await this.#manager.query('UPDATE tandem_run SET status = $2 WHERE id = $1', [id, status]);
  }

  async locksOf(runIds: readonly string[]): Promise<readonly (LockRecord & { readonly runId: string })[]> {
    return this.#manager.query(
      `SELECT run_id AS "runId", hesitant_id AS "hesitantId", frequent_id AS "frequentId" FROM tandem_run_lock
        WHERE run_id = ANY ($1::uuid[]) ORDER BY run_id, hesitant_id`,
      [runIds],
    );
  }

  async replaceLocks(runId: string, locks: readonly LockRecord[]): Promise<void> {
    await this.#manager.query('DELETE FROM tandem_run_lock WHERE run_id = $1', [runId]);
    await this.#manager.query(
      'INSERT INTO tandem_run_lock (run_id, hesitant_id, frequent_id) SELECT $1, * FROM unnest($2::uuid[], $3::uuid[])',
      [runId, locks.map(({ hesitantId }) => hesitantId), locks.map(({ frequentId }) => frequentId)],
    );
  }

  /** Takes a run to be done by this node; gives back the number of the attempt. Null where it is not to be started, or another node has it. */
  async claim(id: string, now: Date): Promise<number | null> {
    const staleBefore = new Date(now.getTime() - lostAfterMilliseconds);
    const [[row]]: [readonly { attempt: number }[], number] = await this.#manager.query(
      `UPDATE tandem_run SET status = 'RUNNING', step = 'WAITING', progress = 0, failure = NULL, violations = NULL, finished_at = NULL,
              started_at = $2, heartbeat_at = $2, attempt = attempt + 1
        WHERE id = $1 AND (status IN ('DRAFT', 'CANCELLED', 'FAILED', 'INTERRUPTED') OR (status = 'RUNNING' AND heartbeat_at < $3))
        RETURNING attempt`,
      [id, now, staleBefore],
    );
    return row?.attempt ?? null;
  }

  /** Until the end of the transaction nobody else starts a run of the programme. */
  async lockStarts(programmeId: string): Promise<void> {
    await this.#manager.query(`SELECT pg_advisory_xact_lock(hashtextextended('start tandem runs of ' || $1, 0))`, [
      programmeId,
    ]);
  }

  /** How many runs of the programme are computed or wait for it. */
  async countRunning(programmeId: string, now: Date): Promise<number> {
    const [row]: readonly { count: number }[] = await this.#manager.query(
      `SELECT count(*)::integer AS count FROM tandem_run WHERE programme_id = $1 AND status = 'RUNNING' AND heartbeat_at >= $2`,
      [programmeId, new Date(now.getTime() - lostAfterMilliseconds)],
    );
    return row?.count ?? 0;
  }

  /** Says that the attempt goes on. False where it was ended meanwhile: nobody waits for it any more. */
  async beat(
    { runId, attempt }: RunAttempt,
    beat: { readonly now: Date; readonly step: RunStep; readonly progress: number },
  ): Promise<boolean> {
    const [rows]: [readonly unknown[], number] = await this.#manager.query(
      `UPDATE tandem_run SET heartbeat_at = $3, step = $4, progress = greatest(progress, $5)
        WHERE id = $1 AND attempt = $2 AND status = 'RUNNING' RETURNING id`,
      [runId, attempt, beat.now, beat.step, beat.progress],
    );
    return rows.length === 1;
  }

  /** Holds an attempt that goes on, so that nobody ends it before the transaction is over. */
  async lockAttempt({ runId, attempt }: RunAttempt): Promise<boolean> {
    const rows: readonly unknown[] = await this.#manager.query(
      `SELECT FROM tandem_run WHERE id = $1 AND attempt = $2 AND status = 'RUNNING' FOR NO KEY UPDATE`,
      [runId, attempt],
    );
    return rows.length === 1;
  }

  /** Notes whom the attempt looks at. False, and nothing kept, where it was ended meanwhile. */
  async usePeople({ runId, attempt }: RunAttempt, people: PeopleOfRun): Promise<boolean> {
    const [rows]: [readonly unknown[], number] = await this.#manager.query(
      `UPDATE tandem_run SET people_id = $3, people_read_at = $4, seekers = $5, places = $6
        WHERE id = $1 AND attempt = $2 AND status = 'RUNNING' RETURNING id`,
      [runId, attempt, people.id, people.readAt, people.seekers, people.places],
    );
    return rows.length === 1;
  }

  async insertPeople(
    programmeId: string,
    { id, packed, readAt }: { readonly id: string; readonly packed: Buffer; readonly readAt: Date },
  ): Promise<void> {
    await this.#manager.query('INSERT INTO tandem_run_people (id, programme_id, packed, read_at) VALUES ($1, $2, $3, $4)', [
      ...[id, programmeId, packed, readAt],
    ]);
  }

  /** The people whom a run looked at, packed; null where they were forgotten. */
  async peopleOf(runId: string): Promise<{ readonly id: string; readonly packed: Buffer; readonly readAt: Date } | null> {
    const [row]: readonly { id: string; packed: Buffer; readAt: Date }[] = await this.#manager.query(
      `SELECT people.id, packed, read_at AS "readAt" FROM tandem_run JOIN tandem_run_people AS people ON people.id = people_id
        WHERE tandem_run.id = $1`,
      [runId],
    );
    return row ?? null;
  }

  /** The packed certificates of a computed run. */
  async certificateOf(runId: string): Promise<Buffer | null> {
    const [row]: readonly { certificate: Buffer | null }[] = await this.#manager.query(
      'SELECT certificate FROM tandem_run WHERE id = $1',
      [runId],
    );
    return row?.certificate ?? null;
  }

  /** Ends a running run, or only that attempt of it; false where it had ended. */
  async end(
    { runId, attempt }: { readonly runId: string; readonly attempt: number | null },
    ending: RunEnding,
  ): Promise<boolean> {
    const { status, now, failure, violations, result } = ending;
    const [rows]: [readonly unknown[], number] = await this.#manager.query(
      `UPDATE tandem_run SET status = $2, finished_at = $3, failure = $4, violations = $5, quality = $6, objective_values = $7,
              certificate = $8, certificate_verified = $9, step = NULL, progress = CASE WHEN $2 = 'COMPLETED' THEN 1 ELSE progress END
        WHERE id = $1 AND status = 'RUNNING' AND ($10::integer IS NULL OR attempt = $10) RETURNING id`,
      [
        ...[runId, status, now, jsonOf(failure), jsonOf(violations), jsonOf(result?.quality), jsonOf(result?.values)],
        ...[result === undefined ? null : Buffer.from(result.certificate), result !== undefined ? true : violations && false],
        attempt,
      ],
    );
    return rows.length === 1;
  }

  async replaceProposals(runId: string, proposals: readonly ProposalRecord[]): Promise<void> {
    await this.#manager.query('DELETE FROM tandem_proposal WHERE run_id = $1', [runId]);
    const column = (value: (proposal: ProposalRecord) => unknown) => proposals.map(value);
    await this.#manager.query(
      `INSERT INTO tandem_proposal (id, run_id, ordinal, hesitant_id, frequent_id, third_id, third_affinity, third_factors, third_next,
         third_times_met, times_met, affinity, factors, next_frequent, next_hesitant, is_locked, is_running)
       SELECT id, $1, ordinal, hesitant_id, frequent_id, third_id, third_affinity, third_factors, third_next, third_times_met, times_met,
              affinity, factors, next_frequent, next_hesitant, is_locked, is_running
         FROM unnest($2::uuid[], $3::integer[], $4::uuid[], $5::uuid[], $6::uuid[], $7::integer[], $8::json[], $9::json[],
           $10::integer[], $11::integer[], $12::integer[], $13::json[], $14::json[], $15::json[], $16::boolean[], $17::boolean[])
           AS new (id, ordinal, hesitant_id, frequent_id, third_id, third_affinity, third_factors, third_next, third_times_met, times_met,
             affinity, factors, next_frequent, next_hesitant, is_locked, is_running)`,
      [
        runId,
        column(() => newId()),
        proposals.map((_, index) => index),
        column(({ hesitantId }) => hesitantId),
        column(({ frequentId }) => frequentId),
        column(({ third }) => third?.ambassadorId ?? null),
        column(({ third }) => third?.affinity ?? null),
        column(({ third }) => jsonOf(third?.factors)),
        column(({ third }) => jsonOf(third?.next)),
        column(({ third }) => third?.timesMet ?? null),
        column(({ timesMet }) => timesMet),
        column(({ affinity }) => affinity),
        column(({ factors }) => JSON.stringify(factors)),
        column(({ nextFrequent }) => jsonOf(nextFrequent)),
        column(({ nextHesitant }) => jsonOf(nextHesitant)),
        column(({ isLocked }) => isLocked),
        column(({ isRunning }) => isRunning),
      ],
    );
  }

  async replaceUnmatched(runId: string, unmatched: readonly UnmatchedRecord[]): Promise<void> {
    await this.#manager.query('DELETE FROM tandem_unmatched WHERE run_id = $1', [runId]);
    await this.#manager.query(
      `INSERT INTO tandem_unmatched (run_id, ordinal, ambassador_id, waited_rounds, reason)
       SELECT $1, * FROM unnest($2::integer[], $3::uuid[], $4::integer[], $5::json[])`,
      [
        runId,
        unmatched.map((_, index) => index),
        unmatched.map(({ ambassadorId }) => ambassadorId),
        unmatched.map(({ waitedRounds }) => waitedRounds),
        unmatched.map(({ reason }) => JSON.stringify(reason)),
      ],
    );
  }

  async allProposals(runId: string): Promise<readonly StoredProposal[]> {
    return this.#manager.query(`SELECT ${PROPOSAL} FROM tandem_proposal WHERE run_id = $1 ORDER BY ordinal`, [runId]);
  }

  async findProposals(ids: readonly string[]): Promise<readonly (StoredProposal & { readonly runId: string })[]> {
    return this.#manager.query(`SELECT ${PROPOSAL}, run_id AS "runId" FROM tandem_proposal WHERE id = ANY ($1::uuid[])`, [ids]);
  }

  /** The best fitting first; one row more than the limit. */
  async proposals(runId: string, request: PageRequest<number>): Promise<readonly StoredProposal[]> {
    return this.#manager.query(
      `SELECT ${PROPOSAL} FROM tandem_proposal WHERE run_id = $1 AND ordinal > $3 ORDER BY ordinal LIMIT $2`,
      [runId, request.limit + 1, request.position ?? -1],
    );
  }

  async countProposals(runId: string): Promise<number> {
    return this.#countOf('SELECT count(*)::integer AS count FROM tandem_proposal WHERE run_id = $1', runId);
  }

  async unmatched(runId: string, request: PageRequest<number>): Promise<readonly StoredUnmatched[]> {
    return this.#manager.query(
      `SELECT ordinal, ambassador_id AS "ambassadorId", waited_rounds AS "waitedRounds", reason FROM tandem_unmatched
        WHERE run_id = $1 AND ordinal > $3 ORDER BY ordinal LIMIT $2`,
      [runId, request.limit + 1, request.position ?? -1],
    );
  }

  async unmatchedIds(runId: string): Promise<readonly string[]> {
    const rows: readonly { id: string }[] = await this.#manager.query(
      'SELECT ambassador_id AS id FROM tandem_unmatched WHERE run_id = $1 ORDER BY ordinal',
      [runId],
    );
    return rows.map(({ id }) => id);
  }

  async countUnmatched(runId: string): Promise<number> {
    return this.#countOf('SELECT count(*)::integer AS count FROM tandem_unmatched WHERE run_id = $1', runId);
  }

  async markReleased(
    id: string,
    release: { readonly now: Date; readonly by: string; readonly skipped: ReadonlyMap<string, SkipReason> },
  ): Promise<void> {
    await this.#manager.query(
      `UPDATE tandem_run SET status = 'RELEASED', released_at = $2, released_by = $3, skipped = $4 WHERE id = $1`,
      [id, release.now, release.by, release.skipped.size],
    );
    await this.#manager.query(
      `UPDATE tandem_proposal SET skip_reason = reason FROM unnest($1::uuid[], $2::text[]) AS skipped (proposal_id, reason)
        WHERE id = proposal_id`,
      [[...release.skipped.keys()], [...release.skipped.values()]],
    );
  }

  async #countOf(sql: string, id: string): Promise<number> {
    const [row]: readonly { count: number }[] = await this.#manager.query(sql, [id]);
    return row?.count ?? 0;
  }
}

function jsonOf(value: unknown): string | null {
  return value === undefined || value === null ? null : JSON.stringify(value);
}
