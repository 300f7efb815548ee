import type { EntityManager } from 'typeorm';
import type { Transaction } from '../../platform/database/database.ts';
import { type HappeningRecord, takeHappenings } from '../happenings/index.ts';
import { notificationTopics, topicOf, unsaidSettings } from './notification.ts';
import { feedChanged } from './notifications.events.ts';

/** Happenings that one transaction passes on. */
const atOnce = 200;

/**
 * Passes happenings on into the feeds of those whom they concern, each once. Who keeps work and private life apart, is on leave or has
 * left gets none. Gives back how many happenings were passed on.
 */
export async function feedPending(transaction: Transaction, now: Date): Promise<number> {
  const { manager } = transaction;
  const happenings = await takeHappenings(manager, { consumer: 'FEED', limit: atOnce, now });
  if (happenings.length === 0) return 0;
  const fed = await insertItems(manager, happenings, now);
  for (const [programmeId, ambassadorIds] of fed) transaction.announce(feedChanged.event({ programmeId, ambassadorIds }));
  return happenings.length;
}

/** People of whom so many hear at once are not named one by one. */
const mostNamed = 500;

/**
 * Whose feed has grown, by programme; null for so many that everybody looks. Each person is looked up by id (OFFSET keeps the planner from
 * turning that round): a happening mostly concerns one.
 */
async function insertItems(
  manager: EntityManager,
  happenings: readonly HappeningRecord[],
  now: Date,
): Promise<ReadonlyMap<string, readonly string[] | null>> {
  const told = happenings.map((happening) => ({ ...happening, topic: topicOf[happening.kind] }));
  const rows: readonly { readonly programmeId: string; readonly people: string; readonly ambassadorIds: readonly string[] }[] =
    await manager.query(
      `WITH told AS (
         SELECT * FROM json_to_recordset($1) AS told (number bigint, id uuid, "programmeId" uuid, kind text, topic text, "subjectType" text,
           "subjectId" uuid, audience uuid[], "actorId" uuid, details json, "happenedAt" timestamptz)
       ), concerned AS MATERIALIZED (
         SELECT number, unnest(audience) AS id FROM told WHERE audience IS NOT NULL
         UNION ALL
         SELECT told.number, ambassador.id FROM told JOIN ambassador ON ambassador.programme_id = told."programmeId"
          WHERE told.audience IS NULL
       ), fed AS (
         INSERT INTO feed_item (programme_id, ambassador_id, happening_id, kind, subject_type, subject_id, actor_id, details, happened_at,
           arrived_at, wants_mail)
         SELECT told."programmeId", concerned.id, told.id, told.kind, told."subjectType", told."subjectId", told."actorId", told.details,
                told."happenedAt", $2, told.topic = ANY (coalesce(person.mail_topics, $4))
           FROM concerned
           JOIN told ON told.number = concerned.number
           CROSS JOIN LATERAL (
             SELECT settings.feed_topics, settings.mail_topics
               FROM ambassador AS person
               JOIN programme ON programme.id = person.programme_id
               LEFT JOIN notification_settings AS settings ON settings.ambassador_id = person.id
              WHERE person.id = concerned.id AND person.programme_id = told."programmeId" AND ${isReachable}
             OFFSET 0) AS person
          WHERE told.topic = ANY (coalesce(person.feed_topics, $3))
            AND (told."actorId" IS NULL OR EXISTS (SELECT FROM ambassador AS actor WHERE actor.id = told."actorId" AND actor.erased_at IS NULL))
          ORDER BY told.number
         ON CONFLICT (ambassador_id, happening_id) DO NOTHING
         RETURNING programme_id, ambassador_id
       )
       SELECT programme_id AS "programmeId", count(*) AS people, (array_agg(DISTINCT ambassador_id))[1:${mostNamed}] AS "ambassadorIds"
         FROM fed GROUP BY programme_id`,
      [JSON.stringify(told), now, notificationTopics, unsaidSettings.mailTopics],
    );
  return new Map(
    rows.map(({ programmeId, people, ambassadorIds }) => [programmeId, Number(people) > mostNamed ? null : ambassadorIds]),
  );
}

/** Whether somebody may be told anything at $2: takes part, is not on leave that day, and does not keep work and private life apart. */
export const isReachable = `NOT person.is_separator AND (person.status = 'ACTIVE'
  OR person.status = 'PAUSED' AND person.paused_until < ($2::timestamptz AT TIME ZONE programme.time_zone)::date)`;
