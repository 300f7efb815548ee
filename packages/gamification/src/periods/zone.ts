const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
/** Wall clocks differ from UTC by at most 14 hours; days are looked for within this reach. */
const REACH = 16 * HOUR;
const KEPT_DAYS = 20_000;

/** One IANA zone: which calendar day it is, and when a day begins. Days are numbered from 1970-01-01 = 0. */
export interface Zone {
  readonly name: string;
  /** The number of the local calendar day at an instant. */
  dayAt(instant: number): number;
  /** The first instant of a local calendar day: midnight, or what the clock shows instead where midnight is skipped. */
  startOfDay(day: number): number;
}

/** Throws RangeError for a name that is no IANA zone. */
export function createZone(name: string): Zone {
  const offsetAt = createOffsets(name);
  const starts = new Map<number, number>();
  const wallDay = (instant: number) => Math.floor((instant + offsetAt(instant)) / DAY);
  const startOfDay = (day: number): number => {
    const known = starts.get(day);
    if (known !== undefined) return known;
    if (starts.size >= KEPT_DAYS) starts.clear();
    const start = firstInstant({ from: day * DAY - REACH, to: day * DAY + REACH, reached: (at) => wallDay(at) >= day });
    starts.set(day, start);
    return start;
  };
  const dayAt = (instant: number): number => {
    // Where a clock is set back over midnight the wall shows a day twice; the intervals between starts decide, so days never overlap.
    let day = wallDay(instant);
    while (startOfDay(day) > instant) day -= 1;
    while (startOfDay(day + 1) <= instant) day += 1;
    return day;
  };
  return { name, dayAt, startOfDay };
}

/** Milliseconds to add to UTC; asks the zone database once a UTC day and, on days with a change, finds the change to the millisecond. */
function createOffsets(zone: string): (instant: number) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    era: 'short',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const exact = (instant: number): number => wallClock(format, instant) - Math.floor(instant / 1000) * 1000;
  const days = new Map<number, { before: number; after: number; changesAt: number }>();
  return (instant) => {
    const day = Math.floor(instant / DAY);
    let known = days.get(day);
    if (known === undefined) {
      if (days.size >= KEPT_DAYS) days.clear();
      known = offsetsOfDay(day, exact);
      days.set(day, known);
    }
    return instant < known.changesAt ? known.before : known.after;
  };
}

function offsetsOfDay(day: number, exact: (instant: number) => number) {
  const from = day * DAY;
  const to = from + DAY - 1;
  const before = exact(from);
  const after = exact(to);
  if (before === after) return { before, after, changesAt: from };
  return { before, after, changesAt: firstInstant({ from, to, reached: (at) => exact(at) !== before }) };
}

/** The wall clock at an instant, read as if it were UTC. */
function wallClock(format: Intl.DateTimeFormat, instant: number): number {
  const parts = new Map(format.formatToParts(instant).map(({ type, value }) => [type, value]));
  const part = (type: Intl.DateTimeFormatPartTypes) => Number(parts.get(type));
  const clock = new Date(0);
  clock.setUTCFullYear(parts.get('era') === 'BC' ? 1 - part('year') : part('year'), part('month') - 1, part('day'));
  clock.setUTCHours(part('hour'), part('minute'), part('second'));
  return clock.getTime();
}

/** Bisects for the first instant in (from, to] that has been reached; `to` when none before it has. */
function firstInstant(search: { from: number; to: number; reached: (instant: number) => boolean }): number {
  let { from, to } = search;
  while (to - from > 1) {
    const middle = Math.floor((from + to) / 2);
    if (search.reached(middle)) to = middle;
    else from = middle;
  }
  return to;
}
