import type { EntityManager } from 'typeorm';
import type { Clock } from '../../platform/clock.ts';
import type { Database, Transaction } from '../../platform/database/database.ts';
import { newId } from '../../platform/ids.ts';
import type { Logger } from '../../platform/logger.ts';
import { tellHappenings } from '../happenings/index.ts';
import { daysToRest, type TandemDecision } from './tandem.ts';
import { reminded } from './tandem-happenings.ts';
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
/** Tandems that are read at a time. */
const batchSize = 500;
const nobodyYet = '00000000-0000-0000-0000-000000000000';

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

/** What time does to tandems: taking up again after pauses that ran out, expiry, reminders. Safe to repeat at any time. */
export class TandemUpkeep {
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #logger: Logger;

  constructor({ database, clock, logger }: { readonly database: Database; readonly clock: Clock; readonly logger: Logger }) {
    this.#database = database;
    this.#clock = clock;
    this.#logger = logger;
  }

  async run(): Promise<Upkeep> {
    const now = this.#clock.now();
    // Who is back comes first: a rest that is over ends nothing, however late the upkeep.
    const resumed = await this.#resume(now);
    const expired = await this.#expire(now);
    return { expired, resumed, reminded: await this.#remind(now) };
  }

  #expire(now: Date): Promise<number> {
    const due = `SELECT id FROM tandem
      WHERE (state IN ('PROPOSED', 'ACCEPTED') AND expires_at <= $1
          OR state = 'SUSPENDED' AND suspended_at <= $1::timestamptz - make_interval(hours => 24 * ${daysToRest}))
        AND id > $2 ORDER BY id LIMIT $3`;
    return this.#each(due, now, (transaction, id) => keepAct(transaction, id, { act: { kind: 'EXPIRE' }, now }));
  }

  #resume(now: Date): Promise<number> {
    const resting = `SELECT id FROM tandem WHERE state = 'SUSPENDED' AND proposed_at <= $1 AND id > $2 ORDER BY id LIMIT $3`;
    return this.#each(resting, now, async (transaction, tandemId) => {
      if (await isAnybodyPaused(transaction.manager, { tandemId, now })) return { kind: 'unchanged' };
      return keepAct(transaction, tandemId, { act: { kind: 'RESUME' }, now });
    });
  }

  /** Counts what changed. */
  async #each(
    sql: string,
    now: Date,
    work: (transaction: Transaction, tandemId: string) => Promise<TandemDecision>,
  ): Promise<number> {
    let changed = 0;
    for await (const ids of this.#batches(sql, now)) {
      for (const id of ids) {
        const hasChanged = await this.#safely(id, async (transaction) => (await work(transaction, id)).kind === 'change');
        changed += hasChanged ? 1 : 0;
      }
    }
    return changed;
  }

  async *#batches(sql: string, now: Date): AsyncGenerator<readonly string[]> {
    for (let after = nobodyYet; ; ) {
      const rows: readonly { id: string }[] = await this.#database.manager.query(sql, [now, after, batchSize]);
      const last = rows.at(-1);
      if (last === undefined) return;
      yield rows.map(({ id }) => id);
      after = last.id;
    }
  }

  /** A tandem at which something goes wrong is named in the log and stops none of the others. */
  async #safely(tandemId: string, work: (transaction: Transaction) => Promise<boolean>): Promise<boolean> {
    try {
      return await this.#database.transaction(work);
    } catch (error) {
      this.#logger.error({ err: error, tandemId }, 'A tandem could not be looked after');
      return false;
    }
  }

  async #remind(now: Date): Promise<number> {
    let reminded = 0;
    const running = `SELECT id FROM tandem
      WHERE state IN ('PROPOSED', 'ACCEPTED', 'ACTIVE') AND proposed_at <= $1 AND id > $2 ORDER BY id LIMIT $3`;
    for await (const tandemIds of this.#batches(running, now)) {
      const rows = await readMembers(this.#database.manager, { now, tandemIds });
      for (const reminder of rows.flatMap((row) => dueFor(row, now))) {
        const wasKept = await this.#safely(reminder.tandemId, (transaction) => keepReminder(transaction, reminder, now));
        reminded += wasKept ? 1 : 0;
      }
    }
    return reminded;
  }
}

/** False where another node was faster. */
async function keepReminder({ manager, announce }: Transaction, due: Due, now: Date): Promise<boolean> {
  const { tandemId, programmeId, ambassadorId, kind, ordinal } = due;
  const reminderId = newId();
  const rows: readonly unknown[] = await manager.query(
    `INSERT INTO tandem_reminder (id, tandem_id, ambassador_id, kind, ordinal, reminded_at) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (tandem_id, ambassador_id, kind, ordinal) DO NOTHING RETURNING id`,
    [reminderId, tandemId, ambassadorId, kind, ordinal, now],
  );
  if (rows.length === 0) return false;
  await tellHappenings(manager, [reminded({ programmeId, tandemId, ambassadorId, reminderId, kind, now })]);
  announce(tandemReminderDue.event({ programmeId, tandemId, ambassadorId, reminderId, kind }));
  return true;
}

interface MemberRow {
  readonly tandemId: string;
  readonly programmeId: string;
  readonly ambassadorId: string;
  readonly state: 'PROPOSED' | 'ACCEPTED' | 'ACTIVE';
  readonly since: Date;
  /** Since when nobody has said how it goes, a rest left out. */
  readonly quietSince: Date;
  readonly answered: boolean;
  readonly sent: readonly { readonly kind: ReminderKind; readonly ordinal: number }[];
}

/**
 * The members of these tandems who could be reminded. Nobody who keeps work and private life apart, rests from
 * tandems or from the programme, or has left is reminded of anything. Who only wants no further tandems is: the one at hand goes on, and
 * the other in it counts on that.
 */
async function readMembers(
  manager: EntityManager,
  { now, tandemIds }: { readonly now: Date; readonly tandemIds: readonly string[] },
): Promise<readonly MemberRow[]> {
  return manager.query(
    `SELECT tandem.id AS "tandemId", tandem.programme_id AS "programmeId", member.ambassador_id AS "ambassadorId", tandem.state,
            counts_from AS since,
            greatest(counts_from, (SELECT max(made_at) FROM tandem_check_in AS check_in WHERE check_in.tandem_id = tandem.id),
              (SELECT max(happened_at) FROM tandem_event AS event WHERE event.tandem_id = tandem.id AND kind = 'RESUME')) AS "quietSince",
            member.answer IS NOT NULL AS answered,
            coalesce((SELECT json_agg(json_build_object('kind', kind, 'ordinal', ordinal)) FROM tandem_reminder AS reminder
                       WHERE reminder.tandem_id = tandem.id AND reminder.ambassador_id = member.ambassador_id), '[]') AS sent
       FROM tandem
       JOIN programme ON programme.id = tandem.programme_id AND programme.status <> 'ARCHIVED'
       JOIN tandem_member AS member ON member.tandem_id = tandem.id AND member.is_open
       JOIN ambassador ON ambassador.id = member.ambassador_id
       LEFT JOIN tandem_preferences AS preferences ON preferences.ambassador_id = member.ambassador_id
      WHERE tandem.id = ANY ($2::uuid[]) AND tandem.state IN ('PROPOSED', 'ACCEPTED', 'ACTIVE')
        AND (ambassador.status = 'ACTIVE'
          OR (ambassador.status = 'PAUSED' AND paused_until < ($1::timestamptz AT TIME ZONE programme.time_zone)::date))
        AND NOT ambassador.is_separator
        AND (preferences.snoozed_until IS NULL OR preferences.snoozed_until < ($1::timestamptz AT TIME ZONE programme.time_zone)::date)
      ORDER BY tandem.id, member.ambassador_id`,
    [now, tandemIds],
  );
}

function dueFor(row: MemberRow, now: Date): readonly Due[] {
  const { tandemId, programmeId, ambassadorId } = row;
  const days = Math.floor((now.getTime() - row.since.getTime()) / dayInMilliseconds);
  if (row.state === 'ACTIVE') {
    const ordinal = Math.floor(days / daysBetweenCheckIns);
    const quietDays = Math.floor((now.getTime() - row.quietSince.getTime()) / dayInMilliseconds);
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
