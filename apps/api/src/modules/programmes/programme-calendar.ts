import { type Calendar, createCalendar, createZone, type Season, type Zone } from '@fanfare/gamification';
import type { EntityManager } from 'typeorm';

/** A season with its days (inclusive, in the programme's zone) and its half-open instants in epoch milliseconds. */
export interface ProgrammeSeason {
  readonly id: string;
  readonly name: string;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly start: number;
  readonly end: number;
}

/** The programme's time: its zone, its seasons in order, and the engine's calendar made of them. */
export interface ProgrammeCalendar {
  readonly programmeId: string;
  readonly calendar: Calendar;
  readonly seasons: readonly ProgrammeSeason[];
  /** The names of the kinds of boards that the programme has switched on. */
  readonly boards: readonly string[];
}

interface ProgrammeRow {
  readonly time_zone: string;
  readonly status: string;
  readonly grace_hours: number;
  readonly boards: readonly string[];
  readonly seasons: readonly Pick<ProgrammeSeason, 'id' | 'name' | 'startsOn' | 'endsOn'>[];
}

/**
 * Nothing freezes while a programme is a pilot: history may still be brought in, and no final standing has been taken. A hundred years
 * is longer than any history that an import can hold.
 */
const pilotGraceHours = 100 * 366 * 24;
const hour = 3_600_000;
const day = 24 * hour;

/** Calendars keep what they have learnt of a zone's clock changes, so they are kept; more than this many at a time are not. */
const keptCalendars = 200;
const calendars = new Map<string, Calendar>();

/** Zones as well: finding where the days of one begin costs milliseconds the first time. The world has some hundred names for them. */
const zones = new Map<string, Zone>();

/** Reads the programme's zone, grace and seasons. Throws where there is no such programme: callers have checked. */
export async function readProgrammeCalendar(
  manager: Pick<EntityManager, 'query'>,
  programmeId: string,
): Promise<ProgrammeCalendar> {
  const [row]: readonly ProgrammeRow[] = await manager.query(
    `SELECT time_zone, status, grace_hours, boards,
            coalesce((SELECT json_agg(json_build_object('id', id, 'name', name, 'startsOn', starts_on, 'endsOn', ends_on) ORDER BY starts_on)
                        FROM season WHERE programme_id = programme.id), '[]') AS seasons
       FROM programme WHERE id = $1`,
    [programmeId],
  );
  if (row === undefined) throw new Error(`there is no programme ${programmeId}`);
  const { time_zone: timeZone, status, grace_hours: graceHours, boards, seasons } = row;
  return { programmeId, boards, ...calendarOf({ timeZone, status, graceHours, seasons }) };
}

/** What a programme's calendar is made of, as the database holds it. */
export interface CalendarSettings<SeasonDays> {
  readonly timeZone: string;
  readonly status: string;
  readonly graceHours: number;
  readonly seasons: readonly SeasonDays[];
}

/** Puts the seasons on the clock of the zone and makes the engine's calendar. */
export function calendarOf<SeasonDays extends Pick<ProgrammeSeason, 'startsOn' | 'endsOn'>>(
  settings: CalendarSettings<SeasonDays>,
): {
  readonly calendar: Calendar;
  readonly seasons: readonly (SeasonDays & Pick<ProgrammeSeason, 'start' | 'end'>)[];
} {
  const { timeZone, status, graceHours } = settings;
  const zone = keptZone(timeZone);
  const seasons = settings.seasons.map((season) => ({
    ...season,
    start: zone.startOfDay(dayNumber(season.startsOn)),
    end: zone.startOfDay(dayNumber(season.endsOn) + 1),
  }));
  const graceMilliseconds = (status === 'PILOT' ? pilotGraceHours : graceHours) * hour;
  return { seasons, calendar: keptCalendar({ timeZone, graceMilliseconds, seasons }) };
}

/** Days since 1970-01-01 of a calendar date. */
function dayNumber(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / day;
}

function keptZone(name: string): Zone {
  const zone = zones.get(name) ?? createZone(name);
  zones.set(name, zone);
  return zone;
}

function keptCalendar(options: {
  readonly timeZone: string;
  readonly graceMilliseconds: number;
  readonly seasons: readonly Pick<ProgrammeSeason, 'startsOn' | 'start' | 'end'>[];
}): Calendar {
  const { timeZone, graceMilliseconds } = options;
  const name = JSON.stringify([timeZone, graceMilliseconds, options.seasons.map(({ start, end }) => [start, end])]);
  const known = calendars.get(name);
  if (known !== undefined) return known;
  const seasons = options.seasons.map(({ startsOn, start, end }): Season => ({ key: startsOn, start, end }));
  const calendar = createCalendar({ timeZone, graceMilliseconds, seasons });
  if (calendars.size >= keptCalendars) calendars.clear();
  calendars.set(name, calendar);
  return calendar;
}
