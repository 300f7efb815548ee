import type { EntityManager } from 'typeorm';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database/database.ts';
import { type AmbassadorRecord, isShownToOthers } from '../ambassadors/index.ts';
import { bookRescoring, closeBooking, type Rescoring, readBookingSettings } from '../points/index.ts';
import { lockProgrammeHead } from '../programmes/index.ts';
import type { PreviewBasis } from './preview-basis.ts';
import { changedSettings, type SettingsChangeKind } from './preview-changes.ts';
import { readRescoredHistories } from './rescored-histories.ts';
import { rescoringUpdated } from './rescoring.events.ts';

/** So many people are booked in one transaction: the programme's other writers wait for no longer. */
const batchSize = 25;

interface BookingRow extends Rescoring {
  readonly programmeId: string;
  readonly bookedThrough: string | null;
  /** What was shown before it was started. */
  readonly basis: PreviewBasis;
}

/**
 * Books the next people of a rescoring, by id, under the head of the programme, and notes in the same transaction how far it has come: what
 * was interrupted anywhere goes on behind the last batch. Stops the booking where rules, calendar or closed days are no longer those of
 * the preview. True while there may be more; false once it is COMPLETED or STOPPED.
 */
export function bookNextPeople(
  { database, clock }: { readonly database: Database; readonly clock: Clock },
  rescoringId: string,
): Promise<boolean> {
  return database.transaction(async (transaction) => {
    const { manager } = transaction;
    const row = await lockBooking(manager, rescoringId);
    if (row === null) return false;
    transaction.announce(rescoringUpdated.event({ rescoringId }));
    const head = await lockProgrammeHead(manager, row.programmeId);
    const now = clock.now();
    const people = await nextPeople(manager, row);
    const last = people.at(-1)?.id;
    if (last === undefined) {
      await complete(manager, { id: rescoringId, now });
      return false;
    }
    const { basis, from } = row;
    const changed = changedSettings(await readBookingSettings(manager, head), { basis, from, now: now.getTime() });
    if (changed.length > 0) {
      await stop(manager, { id: rescoringId, changed, now });
      return false;
    }
    const histories = await readRescoredHistories((sql, parameters) => manager.query(sql, [...parameters]), {
      ambassadorIds: people.map((person) => person.id),
      factSequence: head.factSequence,
    });
    const memberships = new Map(people.map((person) => [person.id, { ...person, isShown: isShownToOthers(person) }]));
    const booking = await bookRescoring({ manager, head, memberships, now }, { rescoring: row, histories });
    await closeBooking(transaction, { head, booking });
    await advance(manager, { id: rescoringId, last, count: people.length, now });
    return true;
  });
}

async function lockBooking(manager: EntityManager, id: string): Promise<BookingRow | null> {
  const [row]: readonly BookingRow[] = await manager.query(
    `SELECT id, programme_id AS "programmeId", rule_set_version AS "ruleSetVersion", reason, booked_through AS "bookedThrough", basis,
            round(extract(epoch FROM reaches_from) * 1000)::float8 AS "from",
            round(extract(epoch FROM reaches_until) * 1000)::float8 AS "until"
       FROM rescoring WHERE id = $1 AND status = 'BOOKING' FOR UPDATE`,
    [id],
  );
  return row ?? null;
}

type Person = Pick<AmbassadorRecord, 'id' | 'departmentId' | 'teamId' | 'status' | 'visibility'>;

async function nextPeople(manager: EntityManager, { programmeId, bookedThrough }: BookingRow): Promise<readonly Person[]> {
  return manager.query(
    `SELECT id, department_id AS "departmentId", team_id AS "teamId", status, visibility FROM ambassador
      WHERE programme_id = $1 AND ($2::uuid IS NULL OR id > $2) ORDER BY id LIMIT ${batchSize}`,
    [programmeId, bookedThrough],
  );
}

async function advance(
  manager: EntityManager,
  { id, last, count, now }: { readonly id: string; readonly last: string; readonly count: number; readonly now: Date },
): Promise<void> {
  await manager.query(
    `UPDATE rescoring SET booked_through = $2, members_done = least(members_expected, members_done + $3), updated_at = $4 WHERE id = $1`,
    [id, last, count, now],
  );
}

async function stop(
  manager: EntityManager,
  { id, changed, now }: { readonly id: string; readonly changed: readonly SettingsChangeKind[]; readonly now: Date },
): Promise<void> {
  await manager.query(
    `UPDATE rescoring SET status = 'STOPPED', stopped_for = $2, updated_at = $3, finished_at = $3 WHERE id = $1`,
    [id, changed, now],
  );
}

async function complete(manager: EntityManager, { id, now }: { readonly id: string; readonly now: Date }): Promise<void> {
  await manager.query(
    `UPDATE rescoring SET status = 'COMPLETED', members_done = members_expected, updated_at = $2, finished_at = $2 WHERE id = $1`,
    [id, now],
  );
}
