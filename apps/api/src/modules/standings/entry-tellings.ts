/**
 * Joins to `entry`, lines of the ledger, what their activity was said to be when the points were granted: as it was recorded, or corrected last
 * before. A reversal is where the entry is that it reverses ([RV8]). Gives `activity` and, where there was one, `correction`.
 */
export const tellingsInSql = `
  LEFT JOIN ledger_entry AS reversed
         ON entry.kind = 'REVERSAL' AND reversed.programme_id = entry.programme_id AND reversed.number = entry.reverses_number
  JOIN activity ON activity.id = entry.activity_id
  LEFT JOIN LATERAL (
    SELECT id, channel, campaign_id FROM activity_correction AS correction
     WHERE correction.activity_id = entry.activity_id
       AND correction.sequence <= CASE coalesce(reversed.kind, entry.kind)
             WHEN 'ADJUSTMENT' THEN split_part(coalesce(reversed.idempotency_key, entry.idempotency_key), ':', 2)::bigint
             ELSE coalesce(reversed.fact_sequence, entry.fact_sequence) END
     ORDER BY correction.sequence DESC LIMIT 1) AS correction ON true`;

/** A column of what was said. */
export function told(column: 'channel' | 'campaign_id'): string {
  return `CASE WHEN correction.id IS NULL THEN activity.${column} ELSE correction.${column} END`;
}
