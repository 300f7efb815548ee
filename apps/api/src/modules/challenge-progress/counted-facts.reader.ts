import type { CountedFact, Grant, Reaction } from '@fanfare/gamification';
import type { EntityManager } from 'typeorm';

/** Instants as epoch milliseconds, so that nothing has to be parsed from text. */
const milliseconds = (column: string) => `round(extract(epoch FROM ${column}) * 1000)::float8`;

/**
 * What somebody did, as it is told now: withdrawn activities are left out, corrections are read in the place of what they correct. Points
 * are those of entries that stand. A story is known by the identity of its fact, `<story>:<ambassador>`.
 */
const FACTS = `
  SELECT activity.id AS "factId", activity.ambassador_id AS "memberId", activity.sequence::float8 AS sequence,
         told.kind, told.channel, told.evidence, campaign.key AS campaign, told.hashtags, told.content_key AS "contentKey", told.amplifies,
         CASE WHEN told.kind = 'STORY' THEN split_part(activity.external_id, ':', 1) END AS "storyId",
         ${milliseconds('told.occurred_at')} AS "occurredAt", ${milliseconds('activity.recorded_at')} AS "recordedAt",
         coalesce(grants.list, '[]') AS grants, coalesce(readings.list, '[]') AS readings
    FROM activity
    LEFT JOIN LATERAL (
      SELECT * FROM activity_correction WHERE activity_id = activity.id ORDER BY sequence DESC LIMIT 1
    ) AS correction ON true
    CROSS JOIN LATERAL (
      SELECT coalesce(correction.kind, activity.kind) AS kind, coalesce(correction.channel, activity.channel) AS channel,
             coalesce(correction.evidence, activity.evidence) AS evidence,
             coalesce(correction.occurred_at, activity.occurred_at) AS occurred_at,
             CASE WHEN correction.id IS NULL THEN activity.campaign_id ELSE correction.campaign_id END AS campaign_id,
             coalesce(correction.hashtags, activity.hashtags) AS hashtags,
             CASE WHEN correction.id IS NULL THEN activity.content_key ELSE correction.content_key END AS content_key,
             CASE WHEN correction.id IS NULL THEN activity.amplifies ELSE correction.amplifies END AS amplifies
    ) AS told
    LEFT JOIN campaign ON campaign.id = told.campaign_id
    LEFT JOIN LATERAL (
      SELECT json_agg(json_build_object('points', granted, 'countsAt', ${milliseconds('counts_at')},
                                        'recordedAt', ${milliseconds('recorded_at')})) AS list
        FROM ledger_entry AS entry
       WHERE entry.activity_id = activity.id AND entry.kind <> 'REVERSAL' AND granted > 0
         AND NOT EXISTS (SELECT FROM ledger_reversal AS reversal
                          WHERE reversal.programme_id = entry.programme_id AND reversal.number = entry.number)
    ) AS grants ON true
    LEFT JOIN LATERAL (
      SELECT json_agg(json_build_object('total', likes::bigint + comments + reposts, 'readAt', ${milliseconds('read_at')},
                                        'recordedAt', ${milliseconds('recorded_at')})) AS list
        FROM engagement_reading WHERE activity_id = activity.id
    ) AS readings ON true
   WHERE activity.ambassador_id = ANY ($1::uuid[]) AND told.occurred_at >= $2 AND told.occurred_at < $3
     AND NOT EXISTS (SELECT FROM activity_withdrawal WHERE activity_id = activity.id)`;

export interface FactSpan {
  readonly ambassadorIds: readonly string[];
  /** Epoch milliseconds, half-open. */
  readonly from: number;
  readonly until: number;
}

/** The facts of each of the ambassadors that happened in the span; everybody asked for is in the answer. */
export async function readCountedFacts(
  manager: Pick<EntityManager, 'query'>,
  { ambassadorIds, from, until }: FactSpan,
): Promise<ReadonlyMap<string, readonly CountedFact[]>> {
  const rows: readonly (CountedFact & { readonly grants: readonly Grant[]; readonly readings: readonly Reaction[] })[] =
    await manager.query(FACTS, [ambassadorIds, new Date(from), new Date(until)]);
  const facts = new Map<string, CountedFact[]>(ambassadorIds.map((id) => [id, []]));
  for (const row of rows) facts.get(row.memberId)?.push(row);
  return facts;
}

/** When each of the ambassadors last did something before an instant; who never did is not in the answer. */
export async function readLastActivities(
  manager: EntityManager,
  { ambassadorIds, before }: { readonly ambassadorIds: readonly string[]; readonly before: number },
): Promise<ReadonlyMap<string, number>> {
  const rows: readonly { readonly id: string; readonly at: number }[] = await manager.query(
    `SELECT ambassador_id AS id, ${milliseconds('max(occurred_at)')} AS at FROM activity
      WHERE ambassador_id = ANY ($1::uuid[]) AND occurred_at < $2 AND kind <> 'CHALLENGE_REACHED'
        AND NOT EXISTS (SELECT FROM activity_withdrawal WHERE activity_id = activity.id)
      GROUP BY ambassador_id`,
    [ambassadorIds, new Date(before)],
  );
  return new Map(rows.map(({ id, at }) => [id, at]));
}

/** Who did anything in the span, in slices of at most `size` people. */
export async function* membersWithFacts(
  manager: EntityManager,
  {
    programmeId,
    from,
    until,
    size,
  }: { readonly programmeId: string } & Omit<FactSpan, 'ambassadorIds'> & { readonly size: number },
): AsyncGenerator<readonly string[]> {
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const rows: readonly { readonly id: string }[] = await manager.query(
      `SELECT ambassador.id FROM ambassador
        WHERE programme_id = $1 AND id > $2
          AND (EXISTS (SELECT FROM activity WHERE ambassador_id = ambassador.id AND occurred_at >= $3 AND occurred_at < $4)
               OR EXISTS (SELECT FROM activity JOIN activity_correction AS correction ON correction.activity_id = activity.id
                           WHERE ambassador_id = ambassador.id AND correction.occurred_at >= $3 AND correction.occurred_at < $4))
        ORDER BY id LIMIT $5`,
      [programmeId, after, new Date(from), new Date(until), size],
    );
    const last = rows.at(-1);
    if (last === undefined) return;
    yield rows.map(({ id }) => id);
    after = last.id;
  }
}
