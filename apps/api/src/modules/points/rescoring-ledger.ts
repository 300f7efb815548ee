import type { ActivityKind } from '@fanfare/contracts';
import type { Reason } from '@fanfare/gamification';
import { activityOf, type BookedDecision, type HistoryEvent, sequenceOf } from '@fanfare/gamification';
import type { EntityManager } from 'typeorm';

/** A booked decision with the number of its entry. */
export interface BookedEntry extends BookedDecision {
  readonly number: number;
}

interface EntryRow {
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

/** What was granted to one person and not taken back by a rescoring: for each fact and rule the entry that was booked last. */
const bookedSql = `
  SELECT entry.number::float8 AS number, entry.id AS "entryId", entry.activity_id AS "activityId", entry.reading_id AS "readingId",
         CASE entry.kind WHEN 'ADJUSTMENT' THEN split_part(entry.idempotency_key, ':', 2)::float8 ELSE entry.fact_sequence::float8 END AS origin,
         entry.rule_set_version AS "ruleSetVersion", entry.rule_key AS "ruleKey", entry.requested::float8 AS requested,
         entry.granted::float8 AS granted, round(extract(epoch FROM entry.counts_at) * 1000)::float8 AS "countsAt", entry.reasons
    FROM ledger_entry AS entry
    LEFT JOIN ledger_reversal AS taken ON taken.programme_id = entry.programme_id AND taken.number = entry.number
    LEFT JOIN ledger_entry AS reversal ON reversal.programme_id = taken.programme_id AND reversal.number = taken.reversal_number
   WHERE entry.ambassador_id = $1 AND entry.kind IN ('GRANT', 'ADJUSTMENT') AND reversal.rescoring_id IS NULL
   ORDER BY entry.number`;

export class RescoringLedger {
  readonly #manager: Pick<EntityManager, 'query'>;

  constructor(manager: Pick<EntityManager, 'query'>) {
    this.#manager = manager;
  }

  /** Kinds are those of the activities as they were told last, by `events`. */
  async bookedOf(ambassadorId: string, events: readonly HistoryEvent[]): Promise<readonly BookedEntry[]> {
    const rows: readonly EntryRow[] = await this.#manager.query(bookedSql, [ambassadorId]);
    const kinds = new Map(events.map((event) => [`${activityOf(event)} ${sequenceOf(event)}`, kindOf(event)]));
    return rows.map((row): BookedEntry => {
      const kind = kinds.get(`${row.activityId} ${row.origin}`);
      if (kind === undefined) throw new Error(`entry ${row.number} names fact ${row.origin}, which is not in the history`);
      const type = row.reasons.some(({ code }) => code === 'ENGAGEMENT') ? 'ENGAGEMENT' : 'ACTIVITY';
      return { ...row, type, kind };
    });
  }

  async hasStep(rescoringId: string, ambassadorId: string): Promise<boolean> {
    const rows: readonly unknown[] = await this.#manager.query(
      'SELECT FROM rescoring_step WHERE rescoring_id = $1 AND ambassador_id = $2',
      [rescoringId, ambassadorId],
    );
    return rows.length > 0;
  }

  async insertStep(step: {
    readonly programmeId: string;
    readonly sequence: number;
    readonly id: string;
    readonly ambassadorId: string;
    readonly ruleSetVersion: number;
    readonly from: number;
    readonly until: number;
    readonly reason: string;
    readonly now: Date;
  }): Promise<void> {
    const { programmeId, sequence, id, ambassadorId, ruleSetVersion, from, until, reason, now } = step;
    await this.#manager.query(
      `INSERT INTO rescoring_step (programme_id, sequence, rescoring_id, ambassador_id, rule_set_version, reaches_from, reaches_until,
         reason, recorded_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [programmeId, sequence, id, ambassadorId, ruleSetVersion, new Date(from), new Date(until), reason, now],
    );
  }
}

function kindOf(event: HistoryEvent): ActivityKind {
  if (event.type === 'CORRECTION') return event.corrected.kind;
  if (event.type !== 'FACT') return event.attributes.kind;
  return event.fact.type === 'ENGAGEMENT' ? event.fact.post.kind : event.fact.kind;
}
