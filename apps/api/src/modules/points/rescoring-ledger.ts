import type { ActivityKind } from '@fanfare/contracts';
import type { Reason } from '@fanfare/gamification';
import { activityOf, type BookedDecision, type HistoryEvent, sequenceOf } from '@fanfare/gamification';
import type { EntityManager } from 'typeorm';

/** A booked decision with the number of its entry. */
export interface BookedEntry extends BookedDecision {
  readonly number: number;
}

interface EntryRow {
  readonly ambassadorId: string;
  readonly number: number;
  readonly entryId: string;
  readonly origin: number;
  readonly activityId: string;
  readonly readingId: string | null;
  readonly ruleSetVersion: number;
  readonly ruleKey: string;
  readonly requested: number;
  readonly granted: number;
  readonly countsAt: number;
  readonly reasons: readonly Reason[];
}

/** What was granted to people and not taken back by a rescoring: for each fact and rule the entry that was booked last. */
const bookedSql = `
  SELECT entry.ambassador_id AS "ambassadorId", entry.number::float8 AS number, entry.id AS "entryId", entry.activity_id AS "activityId",
         entry.reading_id AS "readingId",
         CASE entry.kind WHEN 'ADJUSTMENT' THEN split_part(entry.idempotency_key, ':', 2)::float8 ELSE entry.fact_sequence::float8 END AS origin,
         entry.rule_set_version AS "ruleSetVersion", entry.rule_key AS "ruleKey", entry.requested::float8 AS requested,
         entry.granted::float8 AS granted, round(extract(epoch FROM entry.counts_at) * 1000)::float8 AS "countsAt", entry.reasons
    FROM ledger_entry AS entry
    LEFT JOIN ledger_reversal AS taken ON taken.programme_id = entry.programme_id AND taken.number = entry.number
    LEFT JOIN ledger_entry AS reversal ON reversal.programme_id = taken.programme_id AND reversal.number = taken.reversal_number
   WHERE entry.ambassador_id = ANY ($1::uuid[]) AND entry.kind IN ('GRANT', 'ADJUSTMENT') AND reversal.rescoring_id IS NULL
   ORDER BY entry.number`;

export class RescoringLedger {
  readonly #manager: Pick<EntityManager, 'query'>;

  constructor(manager: Pick<EntityManager, 'query'>) {
    this.#manager = manager;
  }

  /** What is booked of people, by id. Kinds are those of the activities as they were told last, by their histories. */
  async bookedOf(
    histories: ReadonlyMap<string, readonly HistoryEvent[]>,
  ): Promise<ReadonlyMap<string, readonly BookedEntry[]>> {
    const rows: readonly EntryRow[] = await this.#manager.query(bookedSql, [[...histories.keys()]]);
    const kinds = new Map(
      [...histories.values()].flatMap((events) =>
        events.map((event) => [`${activityOf(event)} ${sequenceOf(event)}`, kindOf(event)] as const),
      ),
    );
    const booked = new Map<string, BookedEntry[]>([...histories.keys()].map((id) => [id, []]));
    for (const { ambassadorId, ...row } of rows) {
      const kind = kinds.get(`${row.activityId} ${row.origin}`);
      if (kind === undefined) throw new Error(`entry ${row.number} names fact ${row.origin}, which is not in the history`);
      const type = row.reasons.some(({ code }) => code === 'ENGAGEMENT') ? 'ENGAGEMENT' : 'ACTIVITY';
      booked.get(ambassadorId)?.push({ ...row, type, kind });
    }
    return booked;
  }

  /** Who of some people has taken the step already. */
  async steppedOf(rescoringId: string, ambassadorIds: readonly string[]): Promise<ReadonlySet<string>> {
    const rows: readonly { readonly id: string }[] = await this.#manager.query(
      'SELECT ambassador_id AS id FROM rescoring_step WHERE rescoring_id = $1 AND ambassador_id = ANY ($2::uuid[])',
      [rescoringId, ambassadorIds],
    );
    return new Set(rows.map(({ id }) => id));
  }

  async insertSteps(taken: {
    readonly programmeId: string;
    readonly id: string;
    readonly ruleSetVersion: number;
    readonly from: number;
    readonly until: number;
    readonly reason: string;
    readonly now: Date;
    readonly steps: readonly { readonly ambassadorId: string; readonly sequence: number }[];
  }): Promise<void> {
    const { programmeId, id, ruleSetVersion, from, until, reason, now, steps } = taken;
    await this.#manager.query(
      `INSERT INTO rescoring_step (programme_id, sequence, rescoring_id, ambassador_id, rule_set_version, reaches_from, reaches_until,
         reason, recorded_at)
       SELECT $1, sequence, $2, ambassador_id, $3, $4, $5, $6, $7 FROM unnest($8::bigint[], $9::uuid[]) AS step (sequence, ambassador_id)`,
      [
        ...[programmeId, id, ruleSetVersion, new Date(from), new Date(until), reason, now],
        ...[steps.map(({ sequence }) => sequence), steps.map(({ ambassadorId }) => ambassadorId)],
      ],
    );
  }
}

function kindOf(event: HistoryEvent): ActivityKind {
  if (event.type === 'CORRECTION') return event.corrected.kind;
  if (event.type !== 'FACT') return event.attributes.kind;
  return event.fact.type === 'ENGAGEMENT' ? event.fact.post.kind : event.fact.kind;
}
