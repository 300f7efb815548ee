import type { EntityManager } from 'typeorm';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database/database.ts';
import { newId } from '../../platform/ids.ts';
import { keepAct } from './tandem-keeping.ts';
import { isAnybodyPaused } from './tandem-membership.ts';
import { tandemReminderDue } from './tandems.events.ts';

export type ReminderKind = 'ANSWER_PROPOSAL' | 'BEGIN_TANDEM' | 'CHECK_IN';

/** Days after which somebody is reminded for the first and the second time; never more often, and never again about the same. */
const daysToReminders: Readonly<Record<Exclude<ReminderKind, 'CHECK_IN'>, readonly number[]>> = {
  ANSWER_PROPOSAL: [4, 9],
  BEGIN_TANDEM: [7, 18],
};
/** An active tandem is asked how it goes once in so many days, unless somebody has said so since. */
const daysBetweenCheckIns = 28;
const dayInMilliseconds = 86_400_000;

export interface Upkeep {
  readonly expired: number;
  readonly resumed: number;
  readonly reminded: number;
}

interface Due {
  readonly tandemId: string;
  readonly programmeId: string;
  readonly ambassadorId: string;
  readonly kind: ReminderKind;
  readonly ordinal: number;
}

/** What time does to tandems: expiry, taking up again after pauses that ran out, reminders. Safe to repeat at any time. */
export class TandemUpkeep {
  readonly #database: Database;
  readonly #clock: Clock;

  constructor({ database, clock }: { readonly database: Database; readonly clock: Clock }) {
    this.#database = database;
    this.#clock = clock;
  }

  async run(): Promise<Upkeep> {
    const now = this.#clock.now();
    const expired = await this.#expire(now);
    const resumed = await this.#resume(now);
    return { expired, resumed, reminded: await this.#remind(now) };
  }

  async #expire(now: Date): Promise<number> {
    const ids = await idsOf(this.#database.manager, {
      sql: `SELECT id FROM tandem WHERE state IN ('PROPOSED', 'ACCEPTED') AND expires_at <= $1 ORDER BY id`,
      now,
    });
    for (const id of ids)
      await this.#database.transaction((transaction) => keepAct(transaction, id, { act: { kind: 'EXPIRE' }, now }));
    return ids.length;
  }

  async #resume(now: Date): Promise<number> {
    const ids = await idsOf(this.#database.manager, {
      sql: `SELECT id FROM tandem WHERE state = 'SUSPENDED' AND proposed_at <= $1 ORDER BY id`,
      now,
    });
    let resumed = 0;
    for (const tandemId of ids) {
      if (await isAnybodyPaused(this.#database.manager, { tandemId, now })) continue;
      await this.#database.transaction((transaction) => keepAct(transaction, tandemId, { act: { kind: 'RESUME' }, now }));
      resumed += 1;
    }
    return resumed;
  }

  async #remind(now: Date): Promise<number> {
    const due = await readDue(this.#database.manager, now);
    let reminded = 0;
    for (const reminder of due) reminded += (await this.#keepReminder(reminder, now)) ? 1 : 0;
    return reminded;
  }

  /** False where another node was faster. */
  async #keepReminder({ tandemId, programmeId, ambassadorId, kind, ordinal }: Due, now: Date): Promise<boolean> {
    return this.#database.transaction(async ({ manager, announce }) => {
      const reminderId = newId();
      const rows: readonly unknown[] = await manager.query(
        `INSERT INTO tandem_reminder (id, tandem_id, ambassador_id, kind, ordinal, reminded_at) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (tandem_id, ambassador_id, kind, ordinal) DO NOTHING RETURNING id`,
        [reminderId, tandemId, ambassadorId, kind, ordinal, now],
      );
      if (rows.length === 0) return false;
      announce(tandemReminderDue.event({ programmeId, tandemId, ambassadorId, reminderId, kind }));
      return true;
    });
  }
}

async function idsOf(
  manager: EntityManager,
  { sql, now }: { readonly sql: string; readonly now: Date },
): Promise<readonly string[]> {
  const rows: readonly { id: string }[] = await manager.query(sql, [now]);
  return rows.map(({ id }) => id);
}

interface MemberRow {
  readonly tandemId: string;
  readonly programmeId: string;
  readonly ambassadorId: string;
  readonly state: 'PROPOSED' | 'ACCEPTED' | 'ACTIVE';
  readonly since: Date;
  readonly lastCheckInAt: Date | null;
  readonly answered: boolean;
  readonly sent: readonly { readonly kind: ReminderKind; readonly ordinal: number }[];
}

/** Nobody who keeps work and private life apart, rests from tandems or from the programme, or has left is reminded of anything. */
async function readDue(manager: EntityManager, now: Date): Promise<readonly Due[]> {
  const rows: readonly MemberRow[] = await manager.query(
    `SELECT tandem.id AS "tandemId", tandem.programme_id AS "programmeId", member.ambassador_id AS "ambassadorId", tandem.state,
            CASE tandem.state WHEN 'PROPOSED' THEN proposed_at WHEN 'ACCEPTED' THEN accepted_at ELSE started_at END AS since,
            (SELECT max(made_at) FROM tandem_check_in AS check_in WHERE check_in.tandem_id = tandem.id) AS "lastCheckInAt",
            member.answer IS NOT NULL AS answered,
            coalesce((SELECT json_agg(json_build_object('kind', kind, 'ordinal', ordinal)) FROM tandem_reminder AS reminder
                       WHERE reminder.tandem_id = tandem.id AND reminder.ambassador_id = member.ambassador_id), '[]') AS sent
       FROM tandem
       JOIN programme ON programme.id = tandem.programme_id AND programme.status <> 'ARCHIVED'
       JOIN tandem_member AS member ON member.tandem_id = tandem.id AND member.is_open
       JOIN ambassador ON ambassador.id = member.ambassador_id
       LEFT JOIN tandem_preferences AS preferences ON preferences.ambassador_id = member.ambassador_id
      WHERE tandem.state IN ('PROPOSED', 'ACCEPTED', 'ACTIVE') AND tandem.proposed_at <= $1
        AND ambassador.status = 'ACTIVE' AND NOT ambassador.is_separator
        AND (preferences.snoozed_until IS NULL OR preferences.snoozed_until < ($1::timestamptz AT TIME ZONE programme.time_zone)::date)
      ORDER BY tandem.id, member.ambassador_id`,
    [now],
  );
  return rows.flatMap((row) => dueFor(row, now));
}

function dueFor(row: MemberRow, now: Date): readonly Due[] {
  const { tandemId, programmeId, ambassadorId } = row;
  const days = Math.floor((now.getTime() - row.since.getTime()) / dayInMilliseconds);
  if (row.state === 'ACTIVE') {
    const ordinal = Math.floor(days / daysBetweenCheckIns);
    const quietDays = Math.floor((now.getTime() - (row.lastCheckInAt ?? row.since).getTime()) / dayInMilliseconds);
    const isDue = ordinal >= 1 && quietDays >= daysBetweenCheckIns && !wasSent(row, 'CHECK_IN', ordinal);
    return isDue ? [{ tandemId, programmeId, ambassadorId, kind: 'CHECK_IN', ordinal }] : [];
  }
  if (row.state === 'PROPOSED' && row.answered) return [];
  const kind = row.state === 'PROPOSED' ? 'ANSWER_PROPOSAL' : 'BEGIN_TANDEM';
  const ordinal = daysToReminders[kind].filter((after) => days >= after).length;
  return ordinal >= 1 && !wasSent(row, kind, ordinal) ? [{ tandemId, programmeId, ambassadorId, kind, ordinal }] : [];
}

function wasSent(row: MemberRow, kind: ReminderKind, ordinal: number): boolean {
  return row.sent.some((sent) => sent.kind === kind && sent.ordinal >= ordinal);
}
