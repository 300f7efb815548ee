import type { Reason } from '@fanfare/gamification';
import type { EntityManager } from 'typeorm';
import { bytesArray, plainArray, textArray, timeArray } from '../../platform/database/array-literals.ts';
import { prepared } from '../../platform/database/prepared-statement.ts';
import type { PageRequest } from '../../platform/graphql/pagination.ts';
import type { ChainedLine, LedgerEntryKind } from './ledger-chain.ts';

/** A ledger entry as it is read: the line and, where there is one, the entry that reverses it. */
export interface LedgerEntryRow {
  readonly programmeId: string;
  readonly number: number;
  readonly id: string;
  readonly kind: LedgerEntryKind;
  readonly ambassadorId: string;
  readonly activityId: string | null;
  /** Place in the order of recording of the fact or correction that it is for; of a reversal, of what took the points back. */
  readonly origin: number;
  readonly rescoringId: string | null;
  readonly ruleSetVersion: number | null;
  readonly ruleKey: string | null;
  readonly requested: number;
  readonly granted: number;
  readonly countsAt: Date;
  readonly recordedAt: Date;
  readonly reasons: readonly Reason[];
  readonly reversesNumber: number | null;
  readonly reason: string | null;
}

type RawEntry = Record<keyof LedgerEntryRow, unknown>;

const COLUMNS = `programme_id AS "programmeId", number, id, kind, ambassador_id AS "ambassadorId", activity_id AS "activityId",
  rescoring_id AS "rescoringId", rule_set_version AS "ruleSetVersion", rule_key AS "ruleKey", requested, granted, counts_at AS "countsAt", recorded_at AS "recordedAt",
  reasons, reverses_number AS "reversesNumber", reason,
  CASE kind WHEN 'ADJUSTMENT' THEN split_part(idempotency_key, ':', 2)::bigint ELSE fact_sequence END AS origin`;

// What a line follows is the hash before it in the batch: told once for the first one, and checked of all by the database.
const appendLines = prepared(
  `INSERT INTO ledger_entry (programme_id, number, id, kind, fact_sequence, ambassador_id, activity_id, reading_id, rescoring_id,
     rule_set_version, rule_key, requested, granted, counts_at, recorded_at, reasons, reverses_number, reason, idempotency_key,
     previous_hash, hash)
   SELECT $1::uuid, number, id, kind, fact_sequence, ambassador_id, activity_id, reading_id, rescoring_id, rule_set_version, rule_key,
     requested, granted, counts_at, $2::timestamptz, reasons, reverses_number, reason, idempotency_key,
     lag(hash, 1, $3::bytea) OVER (ORDER BY number), hash
     FROM unnest($4::bigint[], $5::uuid[], $6::text[], $7::bigint[], $8::uuid[], $9::uuid[], $10::uuid[], $11::uuid[], $12::integer[],
       $13::text[], $14::bigint[], $15::bigint[], $16::timestamptz[], $17::json[], $18::bigint[], $19::text[], $20::text[], $21::bytea[])
       AS line (number, id, kind, fact_sequence, ambassador_id, activity_id, reading_id, rescoring_id, rule_set_version, rule_key,
         requested, granted, counts_at, reasons, reverses_number, reason, idempotency_key, hash)`,
);

/** The driver gives bigint as text; every amount and number in the ledger is a safe integer by constraint. */
function toRow(raw: RawEntry): LedgerEntryRow {
  return {
    ...(raw as unknown as LedgerEntryRow),
    number: Number(raw.number),
    origin: Number(raw.origin),
    requested: Number(raw.requested),
    granted: Number(raw.granted),
    reversesNumber: raw.reversesNumber === null ? null : Number(raw.reversesNumber),
  };
}

export class LedgerRepository {
  readonly #manager: EntityManager;

  constructor(manager: EntityManager) {
    this.#manager = manager;
  }

  /** Lines of one programme that follow each other and were recorded at the same time. */
  async append(lines: readonly ChainedLine[]): Promise<void> {
    const [first] = lines;
    if (first === undefined) return;
    await appendLines(this.#manager, [
      first.programmeId,
      new Date(first.recordedAt).toISOString(),
      first.previousHash,
      plainArray(lines.map((line) => line.number)),
      plainArray(lines.map((line) => line.id)),
      plainArray(lines.map((line) => line.kind)),
      plainArray(lines.map((line) => line.factSequence)),
      plainArray(lines.map((line) => line.ambassadorId)),
      plainArray(lines.map((line) => line.activityId)),
      plainArray(lines.map((line) => line.readingId)),
      plainArray(lines.map((line) => line.rescoringId)),
      plainArray(lines.map((line) => line.ruleSetVersion)),
      textArray(lines.map((line) => line.ruleKey)),
      plainArray(lines.map((line) => line.requested)),
      plainArray(lines.map((line) => line.granted)),
      timeArray(lines.map((line) => line.countsAt)),
      textArray(lines.map((line) => (line.reasons.length === 0 ? '[]' : JSON.stringify(line.reasons)))),
      plainArray(lines.map((line) => line.reversesNumber)),
      textArray(lines.map((line) => line.reason)),
      textArray(lines.map((line) => line.idempotencyKey)),
      bytesArray(lines.map((line) => line.hash)),
    ]);
  }

  /**
   * Entries of an activity and its readings that stand just before the revision with this sequence, in the order of the ledger: no entry has
   * reversed them, and those of 0 points, which no entry reverses, are for what was told last.
   */
  async standingGrantsOf(activityId: string, before: number): Promise<readonly LedgerEntryRow[]> {
    const rows: readonly RawEntry[] = await this.#manager.query(
      `SELECT * FROM (SELECT ${COLUMNS} FROM ledger_entry WHERE activity_id = $1 AND kind <> 'REVERSAL') AS entry
        WHERE NOT EXISTS (SELECT FROM ledger_reversal AS reversal
                           WHERE reversal.programme_id = entry."programmeId" AND reversal.number = entry.number)
          AND NOT EXISTS (SELECT FROM activity_correction AS correction
                           WHERE correction.activity_id = $1 AND correction.sequence > entry.origin AND correction.sequence < $2)
        ORDER BY number`,
      [activityId, before],
    );
    return rows.map(toRow);
  }

  async byIds(ids: readonly string[]): Promise<readonly LedgerEntryRow[]> {
    const rows: readonly RawEntry[] = await this.#manager.query(
      `SELECT ${COLUMNS} FROM ledger_entry WHERE id = ANY ($1::uuid[])`,
      [ids],
    );
    return rows.map(toRow);
  }

  /** A person took one entry back: recorded like a fact. */
  async insertEntryWithdrawal(withdrawal: {
    readonly programmeId: string;
    readonly sequence: number;
    readonly entryNumber: number;
    readonly reason: string;
    readonly withdrawnBy: string;
    readonly now: Date;
  }): Promise<void> {
    const { programmeId, sequence, entryNumber, reason, withdrawnBy, now } = withdrawal;
    await this.#manager.query(
      `INSERT INTO entry_withdrawal (programme_id, sequence, entry_number, reason, withdrawn_by, recorded_at)
       VALUES ($1, $2, $3, $4, $5, $6)`,
      [programmeId, sequence, entryNumber, reason, withdrawnBy, now],
    );
  }

  /** Newest first; one row more than the limit, to see whether there are further ones. */
  async pageOfAmbassador(ambassadorId: string, request: PageRequest<readonly [number]>): Promise<readonly LedgerEntryRow[]> {
    const rows: readonly RawEntry[] = await this.#manager.query(
      `SELECT ${COLUMNS} FROM ledger_entry
        WHERE ambassador_id = $1 ${request.position === null ? '' : 'AND number < $3'}
        ORDER BY number DESC LIMIT $2`,
      [ambassadorId, request.limit + 1, ...(request.position ?? [])],
    );
    return rows.map(toRow);
  }

  /** Behind a number, in the order of the ledger. */
  async followingOfAmbassador(
    ambassadorId: string,
    { after, limit }: { readonly after: number; readonly limit: number },
  ): Promise<readonly LedgerEntryRow[]> {
    const rows: readonly RawEntry[] = await this.#manager.query(
      `SELECT ${COLUMNS} FROM ledger_entry WHERE ambassador_id = $1 AND number > $2 ORDER BY number LIMIT $3`,
      [ambassadorId, after, limit],
    );
    return rows.map(toRow);
  }

  /** 0 where there is none. */
  async lastNumberOfAmbassador(ambassadorId: string): Promise<number> {
    const [row]: readonly { number: string | null }[] = await this.#manager.query(
      'SELECT max(number) AS number FROM ledger_entry WHERE ambassador_id = $1',
      [ambassadorId],
    );
    return Number(row?.number ?? 0);
  }

  async countOfAmbassador(ambassadorId: string): Promise<number> {
    const [row]: readonly { count: string }[] = await this.#manager.query(
      'SELECT count(*) FROM ledger_entry WHERE ambassador_id = $1',
      [ambassadorId],
    );
    return Number(row?.count ?? 0);
  }

  /** In the order of the ledger. */
  async ofActivities(activityIds: readonly string[]): Promise<readonly LedgerEntryRow[]> {
    const rows: readonly RawEntry[] = await this.#manager.query(
      `SELECT ${COLUMNS} FROM ledger_entry WHERE activity_id = ANY ($1::uuid[]) ORDER BY number`,
      [activityIds],
    );
    return rows.map(toRow);
  }

  async byNumbers(programmeId: string, numbers: readonly number[]): Promise<readonly LedgerEntryRow[]> {
    const rows: readonly RawEntry[] = await this.#manager.query(
      `SELECT ${COLUMNS} FROM ledger_entry WHERE programme_id = $1 AND number = ANY ($2::bigint[])`,
      [programmeId, numbers],
    );
    return rows.map(toRow);
  }

  /** The reversals of the given entries. */
  async reversalsOf(programmeId: string, numbers: readonly number[]): Promise<readonly LedgerEntryRow[]> {
    const rows: readonly RawEntry[] = await this.#manager.query(
      `SELECT ${COLUMNS} FROM ledger_entry
        WHERE programme_id = $1
          AND number IN (SELECT reversal_number FROM ledger_reversal WHERE programme_id = $1 AND number = ANY ($2::bigint[]))`,
      [programmeId, numbers],
    );
    return rows.map(toRow);
  }

  async balances(ambassadorIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const rows: readonly { ambassador_id: string; balance: string }[] = await this.#manager.query(
      'SELECT ambassador_id, balance FROM member_state WHERE ambassador_id = ANY ($1::uuid[])',
      [ambassadorIds],
    );
    return new Map(rows.map((row) => [row.ambassador_id, Number(row.balance)]));
  }
}
