import type { Language } from '@fanfare/contracts';
import type { EntityManager } from 'typeorm';
import type { FeedItemRecord } from './feed.repository.ts';
import { isReachable } from './feeding.ts';
import { personalClock, takesMail } from './mail-clock.ts';
import { mailBounds } from './notification.ts';
import type { MailList } from './settings.repository.ts';

/** A mail that is to be sent now, with all that has to be known of whom it goes to. */
export interface DueMail {
  readonly id: string;
  readonly programmeId: string;
  readonly programmeKey: string;
  readonly programmeName: string;
  readonly ambassadorId: string;
  readonly list: MailList;
  /** From 1. */
  readonly attempt: number;
  readonly coversFrom: Date | null;
  readonly coversUntil: Date | null;
  readonly name: string;
  readonly language: Language;
  /** Null for who may not be written to any more. */
  readonly address: string | null;
}

const minute = 60_000;

/**
 * Takes mails over that are due, for one attempt each: until the next one would be due nobody else has them. What has become late, because
 * a server was busy or no node ran, waits through quiet hours and weekends like what is planned.
 */
export async function takeDueMails(
  manager: EntityManager,
  { now, limit }: { readonly now: Date; readonly limit: number },
): Promise<readonly DueMail[]> {
  const again = new Date(now.getTime() + mailBounds.retryMinutes * minute);
  return manager.query(
    `WITH due AS (
       SELECT mail.id FROM mail JOIN ambassador AS person ON person.id = mail.ambassador_id JOIN programme ON programme.id = person.programme_id
         ${personalClock}
        WHERE state = 'WAITING' AND next_attempt_at <= $2 AND ${takesMail}
        ORDER BY next_attempt_at LIMIT $1 FOR UPDATE OF mail SKIP LOCKED
     ), taken AS (
       UPDATE mail SET attempts = attempts + 1, next_attempt_at = $3 FROM due WHERE mail.id = due.id RETURNING mail.*
     )
     SELECT taken.id, taken.programme_id AS "programmeId", programme.key AS "programmeKey", programme.name AS "programmeName", taken.ambassador_id AS "ambassadorId", list,
            attempts AS attempt, covers_from AS "coversFrom", covers_until AS "coversUntil", person.name, person.language,
            CASE WHEN ${isReachable} THEN human.email END AS address
       FROM taken
       JOIN ambassador AS person ON person.id = taken.ambassador_id
       JOIN programme ON programme.id = person.programme_id
       LEFT JOIN person AS human ON human.id = person.person_id`,
    [limit, now, again],
  );
}

export interface MailContent {
  readonly items: readonly Pick<FeedItemRecord, 'kind' | 'details' | 'happenedAt'>[];
  /** All that there are, where not all are listed. */
  readonly count: number;
  /** Points granted less those taken back in that time. */
  readonly points: number;
}

/** What a mail is about, the newest first; empty where all of it is gone. */
export async function contentOf(manager: EntityManager, mail: DueMail, limit: number): Promise<MailContent> {
  const rows: readonly (MailContent['items'][number] & { readonly count: number; readonly points: number })[] =
    await manager.query(
      `SELECT kind, details, happened_at AS "happenedAt", (count(*) OVER ())::int AS count,
              coalesce(sum((details ->> 'points')::bigint * CASE kind WHEN 'POINTS_GRANTED' THEN 1 WHEN 'POINTS_TAKEN_BACK' THEN -1 ELSE 0 END)
                OVER (), 0)::float8 AS points
         FROM feed_item
        WHERE ambassador_id = $1 AND CASE WHEN $2::timestamptz IS NULL THEN mail_id = $4 ELSE arrived_at >= $2 AND arrived_at < $3 END
        ORDER BY kind IN ('POINTS_GRANTED', 'POINTS_TAKEN_BACK'), number DESC LIMIT $5`,
      [mail.ambassadorId, mail.coversFrom, mail.coversUntil, mail.id, limit],
    );
  const [first] = rows;
  return { items: rows, count: first?.count ?? 0, points: first?.points ?? 0 };
}

export async function noteSent(manager: EntityManager, id: string, now: Date): Promise<void> {
  await manager.query(`UPDATE mail SET state = 'SENT', sent_at = $2 WHERE id = $1`, [id, now]);
}

/** It is not sent, now or later. */
export async function dropMail(manager: EntityManager, id: string): Promise<void> {
  await manager.query(`UPDATE mail SET state = 'DROPPED' WHERE id = $1`, [id]);
}

/** It could not be handed over: tried again later, twice as long after each attempt, until there were enough. */
export async function noteFailure(manager: EntityManager, { id, attempt }: DueMail, now: Date): Promise<void> {
  if (attempt >= mailBounds.attempts) {
    await manager.query(`UPDATE mail SET state = 'FAILED' WHERE id = $1`, [id]);
    return;
  }
  const again = new Date(now.getTime() + mailBounds.retryMinutes * minute * 2 ** (attempt - 1));
  await manager.query('UPDATE mail SET next_attempt_at = $2 WHERE id = $1', [id, again]);
}

export async function forgetMails(manager: EntityManager, before: Date): Promise<void> {
  await manager.query('DELETE FROM mailbox_message WHERE sent_at < $1', [before]);
  await manager.query('DELETE FROM mail WHERE created_at < $1', [before]);
}

/** A message of the mailbox in the database. */
export interface MailboxMessageRecord {
  readonly id: string;
  readonly programmeId: string;
  readonly ambassadorId: string;
  readonly sentAt: Date;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** The last 50, newest first. */
export async function readMailbox(manager: EntityManager, ambassadorId: string): Promise<readonly MailboxMessageRecord[]> {
  return manager.query(
    `SELECT mail_id AS id, programme_id AS "programmeId", ambassador_id AS "ambassadorId", sent_at AS "sentAt", subject, text, html
       FROM mailbox_message WHERE ambassador_id = $1 ORDER BY sent_at DESC, mail_id LIMIT 50`,
    [ambassadorId],
  );
}

export async function keepInMailbox(manager: EntityManager, message: MailboxMessageRecord): Promise<void> {
  const { id, programmeId, ambassadorId, sentAt, subject, text, html } = message;
  await manager.query(
    `INSERT INTO mailbox_message (mail_id, programme_id, ambassador_id, sent_at, subject, text, html) VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (mail_id) DO NOTHING`,
    [id, programmeId, ambassadorId, sentAt, subject, text, html],
  );
}
