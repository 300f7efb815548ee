import type { EntityManager } from 'typeorm';
import { isReachable } from './feeding.ts';
import { personalClock, takesMail } from './mail-clock.ts';
import { digestHour, mailBounds, unsaidSettings } from './notification.ts';

/** Mails that one transaction plans. */
const atOnce = 500;

/** Everybody who may get mail at $2, with their clock: `wall` is the time on it, `zone` its zone. Nobody in their quiet hours. */
const people = `
  SELECT person.id AS ambassador_id, person.programme_id, clock.zone, clock.wall,
         coalesce(settings.wants_digest, ${unsaidSettings.wantsDigest}) AS wants_digest
    FROM ambassador AS person
    JOIN programme ON programme.id = person.programme_id AND programme.status <> 'ARCHIVED'
    JOIN person AS human ON human.id = person.person_id AND human.email IS NOT NULL
    ${personalClock}
   WHERE ${isReachable} AND ${takesMail}`;

/**
 * Plans mails about what arrived and is to be mailed: one for each person, once the first of it has waited for the others, within the number
 * of a day. Called in a transaction; one at a time plans. Gives back how many were planned.
 */
export async function planNotifications(manager: EntityManager, now: Date): Promise<number> {
  if (!(await mayPlan(manager))) return 0;
  const batched = new Date(now.getTime() - mailBounds.batchMinutes * 60_000);
  const stale = new Date(now.getTime() - mailBounds.staleHours * 3_600_000);
  const rows: readonly unknown[] = await manager.query(
    `WITH people AS (${people}), planned AS (
       INSERT INTO mail (id, programme_id, ambassador_id, list, day, state, next_attempt_at, created_at)
       SELECT gen_random_uuid(), programme_id, ambassador_id, 'NOTIFICATIONS', wall::date, 'WAITING', $2, $2 FROM people
        WHERE EXISTS (SELECT FROM feed_item AS item WHERE item.ambassador_id = people.ambassador_id AND item.wants_mail AND item.mail_id IS NULL
                         AND item.read_at IS NULL AND item.arrived_at > $4 AND item.arrived_at <= $3)
          AND (SELECT count(*) FROM mail WHERE mail.ambassador_id = people.ambassador_id AND mail.list = 'NOTIFICATIONS'
                  AND mail.day = people.wall::date) < ${mailBounds.mostADay}
        LIMIT $1
       RETURNING id, ambassador_id
     )
     UPDATE feed_item AS item SET mail_id = planned.id FROM planned
      WHERE item.ambassador_id = planned.ambassador_id AND item.wants_mail AND item.mail_id IS NULL AND item.read_at IS NULL
        AND item.arrived_at > $4
     RETURNING planned.id`,
    [atOnce, now, batched, stale],
  );
  return (rows[0] as readonly unknown[]).length;
}

/**
 * Plans the digests of the week for whom it has come: on Monday at the hour of digests on their own clock, of what arrived since that hour a
 * week before, whatever the clock did in between; in the two days after that where it could not be sent then. One a person and week.
 */
export async function planDigests(manager: EntityManager, now: Date): Promise<number> {
  if (!(await mayPlan(manager))) return 0;
  const monday = `date_trunc('week', wall) + interval '${digestHour} hours'`;
  const rows: readonly unknown[] = await manager.query(
    `WITH people AS (${people}), weeks AS (
       SELECT ambassador_id, programme_id, date_trunc('week', wall)::date AS day, (${monday} - interval '7 days') AT TIME ZONE zone AS covers_from,
              (${monday}) AT TIME ZONE zone AS covers_until
         FROM people WHERE wants_digest AND wall >= ${monday} AND wall < ${monday} + interval '2 days'
     )
     INSERT INTO mail (id, programme_id, ambassador_id, list, day, covers_from, covers_until, state, next_attempt_at, created_at)
     SELECT gen_random_uuid(), programme_id, ambassador_id, 'DIGEST', day, covers_from, covers_until, 'WAITING', $2, $2 FROM weeks
      WHERE EXISTS (SELECT FROM feed_item AS item WHERE item.ambassador_id = weeks.ambassador_id
                       AND item.arrived_at >= covers_from AND item.arrived_at < covers_until)
        AND NOT EXISTS (SELECT FROM mail WHERE mail.ambassador_id = weeks.ambassador_id AND mail.list = 'DIGEST' AND mail.day = weeks.day)
      LIMIT $1
     RETURNING id`,
    [atOnce, now],
  );
  return rows.length;
}

async function mayPlan(manager: EntityManager): Promise<boolean> {
  const [lock] = await manager.query(`SELECT pg_try_advisory_xact_lock(hashtext('notifications.mails')) AS held`);
  return lock.held === true;
}
