import { createZone, DAY, type Zone } from './zone.ts';

/** The calendar periods that limits, quotas and boards use, smallest first. */
export const periodUnits = ['DAY', 'ISO_WEEK', 'MONTH', 'SEASON'] as const;
export type PeriodUnit = (typeof periodUnits)[number];

/** Half-open: `start` belongs to it, `end` does not. Epoch milliseconds. */
export interface Period {
  readonly unit: PeriodUnit;
  readonly start: number;
  readonly end: number;
}

export interface Season {
  readonly key: string;
  readonly start: number;
  readonly end: number;
}

export interface CalendarOptions {
  /** IANA name such as "Europe/Berlin". */
  readonly timeZone: string;
  /** In any order, without overlap. The time between two seasons is a period of its own. */
  readonly seasons: readonly Season[];
  /** How long after its end a period still accepts facts that happened in it, in milliseconds. */
  readonly graceMilliseconds: number;
}

/** A programme's calendar. Every instant lies in exactly one period of each unit. */
export interface Calendar {
  readonly timeZone: string;
  readonly graceMilliseconds: number;
  periodAt(unit: PeriodUnit, instant: number): Period;
  /** The periods of all units around an instant, in the order of `periodUnits`. */
  periodsAt(instant: number): readonly Period[];
  /** The season that an instant lies in, null between seasons. */
  seasonAt(instant: number): Season | null;
  /** Whether the period no longer accepts facts at `instant`: its grace window has ended. */
  isFrozen(period: Period, instant: number): boolean;
}

/** The first and last instant that a JavaScript date can hold: where the outermost periods between seasons end. */
export const earliestInstant = -8_640_000_000_000_000;
export const latestInstant = 8_640_000_000_000_000;

const KEPT_DAYS = 20_000;

/** Throws RangeError for an unknown zone, a negative grace, and seasons that overlap or end before they start. */
export function createCalendar(options: CalendarOptions): Calendar {
  const { timeZone, graceMilliseconds } = options;
  if (!Number.isSafeInteger(graceMilliseconds) || graceMilliseconds < 0) {
    throw new RangeError(`graceMilliseconds is ${graceMilliseconds}; a whole number from 0 is right`);
  }
  const zone = createZone(timeZone);
  const seasons = orderedSeasons(options.seasons);
  const dayPeriods = createDayPeriods(zone);
  const seasonPeriodAt = createSeasonPeriods(seasons);
  const periodAt = (unit: PeriodUnit, instant: number): Period => {
    if (unit === 'SEASON') return seasonPeriodAt(instant);
    const periods = dayPeriods(instant);
    if (unit === 'DAY') return periods.day;
    return unit === 'ISO_WEEK' ? periods.week : periods.month;
  };
  const periodsAt = (instant: number): readonly Period[] => {
    const periods = dayPeriods(instant);
    const season = seasonPeriodAt(instant);
    // A season may begin within a day, so a day can have two such lists.
    if (periods.all[3] !== season) periods.all = [periods.day, periods.week, periods.month, season];
    return periods.all;
  };
  return {
    timeZone,
    graceMilliseconds,
    periodAt,
    periodsAt,
    seasonAt: (instant) => seasons.find((season) => season.start <= instant && instant < season.end) ?? null,
    isFrozen: (period, instant) => period.end + graceMilliseconds <= instant,
  };
}

interface DayPeriods {
  readonly day: Period;
  readonly week: Period;
  readonly month: Period;
  /** The list that was asked for last. */
  all: readonly Period[];
}

function createDayPeriods(zone: Zone): (instant: number) => DayPeriods {
  const known = new Map<number, DayPeriods>();
  let last: DayPeriods = periodsOfDay(zone, 0);
  return (instant) => {
    if (last.day.start <= instant && instant < last.day.end) return last;
    const day = zone.dayAt(instant);
    let found = known.get(day);
    if (found === undefined) {
      if (known.size >= KEPT_DAYS) known.clear();
      found = periodsOfDay(zone, day);
      known.set(day, found);
    }
    last = found;
    return found;
  };
}

function periodsOfDay(zone: Zone, day: number): DayPeriods {
  const period = (unit: PeriodUnit, first: number, next: number): Period => ({
    unit,
    start: zone.startOfDay(first),
    end: zone.startOfDay(next),
  });
  // 1970-01-01 was a Thursday, the fourth day of its ISO week.
  const monday = day - ((((day + 3) % 7) + 7) % 7);
  const date = new Date(day * DAY);
  const month = (offset: number) => Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + offset, 1) / DAY;
  return {
    all: [],
    day: period('DAY', day, day + 1),
    week: period('ISO_WEEK', monday, monday + 7),
    month: period('MONTH', month(0), month(1)),
  };
}

function orderedSeasons(seasons: readonly Season[]): readonly Season[] {
  const ordered = [...seasons].sort((left, right) => left.start - right.start);
  ordered.forEach((season, index) => {
    if (season.end <= season.start) throw new RangeError(`season "${season.key}" ends at or before its start`);
    const next = ordered[index + 1];
    if (next && next.start < season.end) throw new RangeError(`seasons "${season.key}" and "${next.key}" overlap`);
  });
  return ordered;
}

function createSeasonPeriods(seasons: readonly Season[]): (instant: number) => Period {
  const edges = [...new Set([earliestInstant, ...seasons.flatMap(({ start, end }) => [start, end]), latestInstant])];
  const periods = edges.slice(1).map((end, index): Period => ({ unit: 'SEASON', start: edges[index] ?? earliestInstant, end }));
  const newest = periods[periods.length - 1] ?? { unit: 'SEASON', start: earliestInstant, end: latestInstant };
  let last = newest;
  return (instant) => {
    if (last.start <= instant && instant < last.end) return last;
    last = periods.find((period) => period.start <= instant && instant < period.end) ?? newest;
    return last;
  };
}
