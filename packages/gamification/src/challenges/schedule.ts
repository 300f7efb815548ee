import { createZone, DAY } from '../periods/zone.ts';

/** Whole days of the programme's zone, both included: "2026-11-02" to "2026-11-08". */
export interface ChallengeDays {
  readonly opensOn: string;
  readonly closesOn: string;
}

/** A challenge that comes again: every so many weeks or months, the last one not opening after `until`. */
export interface Recurrence {
  readonly unit: 'WEEK' | 'MONTH';
  readonly every: number;
  readonly until: string | null;
}

/** [CH10] The window of some days: from the beginning of the first to the end of the last one, on the clock of the zone. */
export function instantsOf(days: ChallengeDays, timeZone: string): { readonly opensAt: number; readonly closesAt: number } {
  const zone = createZone(timeZone);
  return {
    opensAt: zone.startOfDay(dayNumber(days.opensOn)),
    closesAt: zone.startOfDay(dayNumber(days.closesOn) + 1),
  };
}

/**
 * [CH11] The days of the occurrence with a number, 0 being the first; null after `until`. Months keep the day of the first occurrence, or take
 * the last day of a shorter month. Counted from the first one, so that a short month does not shift those after it.
 */
export function occurrenceOf(first: ChallengeDays, recurrence: Recurrence, index: number): ChallengeDays | null {
  const opens = dayNumber(first.opensOn);
  const length = dayNumber(first.closesOn) - opens;
  const steps = index * recurrence.every;
  const opensOn = dayText(recurrence.unit === 'WEEK' ? opens + 7 * steps : addMonths(first.opensOn, steps));
  if (recurrence.until !== null && opensOn > recurrence.until) return null;
  return { opensOn, closesOn: dayText(dayNumber(opensOn) + length) };
}

/** Why days and a recurrence do not fit together; null where they do. */
export function scheduleProblem(
  days: ChallengeDays,
  recurrence: Recurrence | null,
): 'ENDS_BEFORE_START' | 'OVERLAPS_ITSELF' | null {
  const length = dayNumber(days.closesOn) - dayNumber(days.opensOn) + 1;
  if (length < 1) return 'ENDS_BEFORE_START';
  if (recurrence === null) return null;
  // The shortest month has 28 days.
  const gap = recurrence.unit === 'WEEK' ? 7 * recurrence.every : 28 * recurrence.every;
  return length > gap ? 'OVERLAPS_ITSELF' : null;
}

/** Days since 1970-01-01. Throws RangeError for what is no calendar day. */
function dayNumber(day: string): number {
  const instant = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(instant) || dayText(instant / DAY) !== day) {
    throw new RangeError(`"${day}" is no calendar day; one such as 2026-11-02 is right`);
  }
  return instant / DAY;
}

function dayText(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

function addMonths(day: string, months: number): number {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const lastOfMonth = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return Date.UTC(year, month - 1 + months, Math.min(date, lastOfMonth)) / DAY;
}
