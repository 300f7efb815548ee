import type { EntityManager } from 'typeorm';

export interface WeekRow {
  readonly startsOn: string;
  readonly activities: number;
  readonly activeMembers: number;
  readonly points: number;
}

/** Members who are on boards and in counts. */
const SHOWN = `SELECT id FROM ambassador WHERE programme_id = $1 AND status <> 'LEFT' AND visibility <> 'HIDDEN'`;

/** A read model over facts and ledger; it owns no table. */
export class OverviewRepository {
  readonly #manager: EntityManager;

  constructor(manager: EntityManager) {
    this.#manager = manager;
  }

  async participation(
    programmeId: string,
    activeSince: Date,
  ): Promise<{ readonly members: number; readonly activeMembers: number }> {
    const [row]: readonly { members: string; active: string }[] = await this.#manager.query(
      `SELECT count(*) AS members,
              count(*) FILTER (WHERE EXISTS (SELECT FROM activity WHERE ambassador_id = member.id AND occurred_at >= $2)) AS active
         FROM (${SHOWN}) AS member`,
      [programmeId, activeSince],
    );
    return { members: Number(row?.members ?? 0), activeMembers: Number(row?.active ?? 0) };
  }

  /** Every week of the range, also those in which nothing happened, oldest first. */
  async weeks(
    programmeId: string,
    range: { readonly now: Date; readonly weeks: number; readonly timeZone: string },
  ): Promise<readonly WeekRow[]> {
    return this.#manager.query(
      `WITH shown AS MATERIALIZED (${SHOWN}),
            span AS (SELECT date_trunc('week', $2::timestamptz AT TIME ZONE $4) - ($3::integer - 1) * interval '1 week' AS first),
            fact AS (SELECT date_trunc('week', occurred_at AT TIME ZONE $4) AS week, count(*) AS activities,
                            count(DISTINCT ambassador_id) AS members
                       FROM activity, span
                      WHERE programme_id = $1 AND occurred_at >= span.first AT TIME ZONE $4 AND ambassador_id IN (SELECT id FROM shown)
                        AND NOT EXISTS (SELECT FROM activity_withdrawal WHERE activity_id = activity.id)
                      GROUP BY 1),
            entry AS (SELECT date_trunc('week', counts_at AT TIME ZONE $4) AS week, sum(granted) AS points
                        FROM ledger_entry, span
                       WHERE programme_id = $1 AND kind <> 'EXCHANGE' AND counts_at >= span.first AT TIME ZONE $4 AND ambassador_id IN (SELECT id FROM shown)
                       GROUP BY 1)
       SELECT to_char(week, 'YYYY-MM-DD') AS "startsOn", coalesce(activities, 0)::float8 AS activities,
              coalesce(members, 0)::float8 AS "activeMembers", coalesce(points, 0)::float8 AS points
         FROM span, generate_series(span.first, span.first + ($3::integer - 1) * interval '1 week', interval '1 week') AS week
         LEFT JOIN fact USING (week) LEFT JOIN entry USING (week)
        ORDER BY week`,
      [programmeId, range.now, range.weeks, range.timeZone],
    );
  }
}
