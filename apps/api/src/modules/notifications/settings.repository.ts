import type { EntityManager } from 'typeorm';
import { type NotificationSettings, unsaidSettings } from './notification.ts';

/** What somebody has said, or what holds for who has said nothing. */
export async function findSettings(
  manager: EntityManager,
  { ambassadorId, programmeId }: { readonly ambassadorId: string; readonly programmeId: string },
): Promise<NotificationSettings> {
  const [row]: readonly NotificationSettings[] = await manager.query(
    `SELECT ambassador_id AS "ambassadorId", programme_id AS "programmeId", feed_topics AS "feedTopics", mail_topics AS "mailTopics",
            wants_digest AS "wantsDigest", time_zone AS "timeZone", quiet_from AS "quietFrom", quiet_until AS "quietUntil",
            rests_on_weekends AS "restsOnWeekends"
       FROM notification_settings WHERE ambassador_id = $1`,
    [ambassadorId],
  );
  return row ?? { ambassadorId, programmeId, ...unsaidSettings };
}

export async function saveSettings(manager: EntityManager, settings: NotificationSettings): Promise<void> {
  await manager.query(
    `INSERT INTO notification_settings (ambassador_id, programme_id, feed_topics, mail_topics, wants_digest, time_zone, quiet_from,
       quiet_until, rests_on_weekends)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     ON CONFLICT (ambassador_id) DO UPDATE SET feed_topics = excluded.feed_topics, mail_topics = excluded.mail_topics,
       wants_digest = excluded.wants_digest, time_zone = excluded.time_zone, quiet_from = excluded.quiet_from,
       quiet_until = excluded.quiet_until, rests_on_weekends = excluded.rests_on_weekends`,
    [
      settings.ambassadorId,
      settings.programmeId,
      settings.feedTopics,
      settings.mailTopics,
      settings.wantsDigest,
      settings.timeZone,
      settings.quietFrom,
      settings.quietUntil,
      settings.restsOnWeekends,
    ],
  );
}

/** The token by which somebody's mails can be stopped; made with what holds unsaid where there is none yet. */
export async function unsubscribeTokenOf(
  manager: EntityManager,
  person: { readonly ambassadorId: string; readonly programmeId: string },
): Promise<string> {
  const { feedTopics, mailTopics, wantsDigest, quietFrom, quietUntil, restsOnWeekends } = unsaidSettings;
  const [row] = await manager.query(
    `INSERT INTO notification_settings AS settings (ambassador_id, programme_id, feed_topics, mail_topics, wants_digest, quiet_from,
       quiet_until, rests_on_weekends)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
     ON CONFLICT (ambassador_id) DO UPDATE SET programme_id = settings.programme_id RETURNING unsubscribe_token AS token`,
    [person.ambassadorId, person.programmeId, feedTopics, mailTopics, wantsDigest, quietFrom, quietUntil, restsOnWeekends],
  );
  return row.token;
}

export type MailList = 'NOTIFICATIONS' | 'DIGEST';

/** Stops the mails of a list; what waits of it is not sent any more. Gives back whether the token is anybody's. */
export async function unsubscribe(
  manager: EntityManager,
  { token, list }: { readonly token: string; readonly list: MailList },
) {
  const change = list === 'DIGEST' ? 'wants_digest = false' : `mail_topics = '{}'`;
  const rows: readonly [readonly { readonly id: string }[], number] = await manager.query(
    `UPDATE notification_settings SET ${change} WHERE unsubscribe_token = $1 RETURNING ambassador_id AS id`,
    [token],
  );
  const [found] = rows[0];
  if (found === undefined) return false;
  await stopMails(manager, found.id, list);
  return true;
}

/** What waits of a list is not sent any more, and what arrived before is not mailed. */
export async function stopMails(manager: EntityManager, ambassadorId: string, list: MailList): Promise<void> {
  await manager.query(`UPDATE mail SET state = 'DROPPED' WHERE ambassador_id = $1 AND list = $2 AND state = 'WAITING'`, [
    ambassadorId,
    list,
  ]);
  if (list === 'DIGEST') return;
  await manager.query('UPDATE feed_item SET wants_mail = false WHERE ambassador_id = $1 AND wants_mail AND mail_id IS NULL', [
    ambassadorId,
  ]);
}
