import type { BoardPeriod } from '@fanfare/contracts';
import type { Calendar } from '@fanfare/gamification';
import { dayIn, type ProgrammeCalendar } from '../programmes/index.ts';

/** A period of boards: its first day in the programme's zone and its half-open instants in epoch milliseconds. */
export interface BoardPeriodSpan {
  /** YYYY-MM-DD; null for all time. */
  readonly startsOn: string | null;
  readonly start: number | null;
  readonly end: number | null;
}

export const allTime: BoardPeriodSpan = { startsOn: null, start: null, end: null };

const units = { DAY: 'DAY', WEEK: 'ISO_WEEK', MONTH: 'MONTH' } as const;

/** First days by calendar and start: the formatter that finds them is too slow for every entry. */
const firstDays = new WeakMap<Calendar, Map<number, string>>();

function firstDayOf(calendar: Calendar, start: number): string {
  let known = firstDays.get(calendar);
  if (known === undefined) {
    known = new Map();
    firstDays.set(calendar, known);
  }
  let day = known.get(start);
  if (day === undefined) {
    day = dayIn(calendar.timeZone, new Date(start));
    known.set(start, day);
  }
  return day;
}

/** The one period of this kind that an instant lies in; null between seasons. Days, weeks and months are those of the programme's zone. */
export function periodAt(programme: ProgrammeCalendar, period: BoardPeriod, instant: number): BoardPeriodSpan | null {
  if (period === 'ALL_TIME') return allTime;
  if (period === 'SEASON') {
    const season = programme.seasons.find(({ start, end }) => start <= instant && instant < end);
    return season === undefined ? null : { startsOn: season.startsOn, start: season.start, end: season.end };
  }
  const { start, end } = programme.calendar.periodAt(units[period], instant);
  return { startsOn: firstDayOf(programme.calendar, start), start, end };
}

/** The period that begins on a day (YYYY-MM-DD); null where none of this kind does. */
export function periodStartingOn(
  programme: ProgrammeCalendar,
  period: Exclude<BoardPeriod, 'ALL_TIME'>,
  day: string,
): BoardPeriodSpan | null {
  const noon = Date.parse(`${day}T12:00:00Z`);
  // Noon in Greenwich is the day meant in most zones; in the outermost ones it is the day before or after.
  for (const instant of [noon, noon - 86_400_000 / 2, noon + 86_400_000 / 2]) {
    const span = periodAt(programme, period, instant);
    if (span?.startsOn === day) return span;
  }
  return null;
}

/** The period just before another; for seasons the one that came before, however long ago. Null where there is none. */
export function periodBefore(programme: ProgrammeCalendar, period: BoardPeriod, span: BoardPeriodSpan): BoardPeriodSpan | null {
  const { start } = span;
  if (start === null) return null;
  if (period !== 'SEASON') return periodAt(programme, period, start - 1);
  const before = programme.seasons.findLast((season) => season.end <= start);
  return before === undefined ? null : { startsOn: before.startsOn, start: before.start, end: before.end };
}

/** The period just after another; for seasons the next one, however late it begins. Null where there is none. */
export function periodAfter(programme: ProgrammeCalendar, period: BoardPeriod, span: BoardPeriodSpan): BoardPeriodSpan | null {
  const { end } = span;
  if (end === null) return null;
  if (period !== 'SEASON') return periodAt(programme, period, end);
  const after = programme.seasons.find((season) => season.start >= end);
  return after === undefined ? null : { startsOn: after.startsOn, start: after.start, end: after.end };
}

/** All periods of this kind that touch a span of time, in their order. */
export function periodsBetween(
  programme: ProgrammeCalendar,
  period: BoardPeriod,
  between: { readonly first: number; readonly last: number },
): readonly BoardPeriodSpan[] {
  if (period === 'ALL_TIME') return [allTime];
  if (period === 'SEASON') {
    return programme.seasons
      .filter(({ start, end }) => start <= between.last && between.first < end)
      .map(({ startsOn, start, end }) => ({ startsOn, start, end }));
  }
  const spans: BoardPeriodSpan[] = [];
  for (let instant = between.first; instant <= between.last; ) {
    const span = periodAt(programme, period, instant);
    if (span?.end == null) break;
    spans.push(span);
    instant = span.end;
  }
  return spans;
}
