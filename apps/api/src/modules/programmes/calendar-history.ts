import type { Calendar } from '@fanfare/gamification';
import type { EntityManager } from 'typeorm';
import { type CalendarSettings, calendarOf } from './programme-calendar.ts';

interface NoteRow extends CalendarSettings<{ readonly startsOn: string; readonly endsOn: string }> {
  readonly afterSequence: number;
}

/** The calendars that were in force while the facts of a programme were recorded: which one, by a place in the order of recording. */
export async function readCalendarHistory(
  manager: Pick<EntityManager, 'query'>,
  programmeId: string,
): Promise<(sequence: number) => Calendar> {
  const rows: readonly NoteRow[] = await manager.query(
    `SELECT after_sequence::float8 AS "afterSequence", time_zone AS "timeZone", status, grace_hours AS "graceHours", seasons
       FROM programme_calendar WHERE programme_id = $1 ORDER BY id`,
    [programmeId],
  );
  const notes = rows.map(({ afterSequence, ...settings }) => ({ afterSequence, ...calendarOf(settings) }));
  return (sequence) => {
    const note = notes.findLast(({ afterSequence }) => afterSequence < sequence) ?? notes[0];
    if (note === undefined) throw new Error(`no calendar was ever noted for programme ${programmeId}`);
    return note.calendar;
  };
}
