import type { Transaction } from '../../platform/database/database.ts';
import { type Happening, tellHappenings } from '../happenings/index.ts';

/** Lines that one transaction looks through. */
const atOnce = 2000;
/** What happened longer ago is history that was brought in, and no news. */
const newsDays = 14;
const dayInMilliseconds = 86_400_000;

interface BookedRow {
  readonly ambassadorId: string;
  readonly activityId: string;
  readonly number: string;
  readonly points: string;
  readonly recordedAt: Date;
}

/**
 * Tells people what the ledger has booked for them since it was looked at last: one happening for each fact that changed their points. The
 * ledger is written by thousands a second and tells nobody itself. Gives back how many lines were looked through.
 */
export async function tellLedger(transaction: Transaction, now: Date): Promise<number> {
  const { manager } = transaction;
  const [behind]: readonly { readonly programmeId: string; readonly from: string; readonly until: string }[] =
    await manager.query(
      `SELECT head.programme_id AS "programmeId", coalesce(position.number, 0) AS from,
              least(head.ledger_number, coalesce(position.number, 0) + $1) AS until
         FROM programme_head AS head LEFT JOIN feed_ledger_position AS position ON position.programme_id = head.programme_id
        WHERE head.ledger_number > coalesce(position.number, 0) LIMIT 1`,
      [atOnce],
    );
  if (behind === undefined) return 0;
  const { programmeId, from, until } = behind;
  const [moved]: readonly unknown[] = await manager.query(
    `INSERT INTO feed_ledger_position AS position (programme_id, number) VALUES ($1, $3)
     ON CONFLICT (programme_id) DO UPDATE SET number = excluded.number WHERE position.number = $2 RETURNING programme_id`,
    [programmeId, from, until],
  );
  // Another node was faster.
  if (moved === undefined) return 0;
  const since = new Date(now.getTime() - newsDays * dayInMilliseconds);
  const rows: readonly BookedRow[] = await manager.query(
    `SELECT line.ambassador_id AS "ambassadorId", line.activity_id AS "activityId", min(line.number) AS number, sum(line.granted) AS points,
            min(line.recorded_at) AS "recordedAt"
       FROM ledger_entry AS line JOIN activity ON activity.id = line.activity_id
      WHERE line.programme_id = $1 AND line.number > $2 AND line.number <= $3 AND line.kind IN ('GRANT', 'REVERSAL') AND line.rescoring_id IS NULL
        AND activity.occurred_at >= $4
      GROUP BY line.ambassador_id, line.activity_id, line.fact_sequence HAVING sum(line.granted) <> 0
      ORDER BY min(line.number)`,
    [programmeId, from, until, since],
  );
  await tellHappenings(
    manager,
    rows.map((row) => happeningOf(programmeId, row)),
  );
  return Number(until) - Number(from);
}

function happeningOf(programmeId: string, row: BookedRow): Happening {
  const points = Number(row.points);
  return {
    ...{ programmeId, kind: points > 0 ? 'POINTS_GRANTED' : 'POINTS_TAKEN_BACK', key: row.number },
    subject: { type: 'ACTIVITY', id: row.activityId },
    audience: [row.ambassadorId],
    details: { points: Math.abs(points) },
    happenedAt: row.recordedAt,
  };
}
