import type { Season } from '../../src/index.ts';

const QUARTER = 900_000;
const formats = new Map<string, Intl.DateTimeFormat>();
const ends = new Map<string, number>();

/** Which calendar day the wall clock shows, as YYYY-MM-DD. */
export function wallDate(instant: number, timeZone: string): string {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' });
    formats.set(timeZone, format);
  }
  return format.format(instant);
}

/** A name that two instants share exactly when they lie in the same period. */
export function naivePeriod(per: string, instant: number, place: { timeZone: string; seasons: readonly Season[] }): string {
  const date = wallDate(instant, place.timeZone);
  if (per === 'DAY') return date;
  if (per === 'MONTH') return date.slice(0, 7);
  if (per === 'ISO_WEEK') return isoWeek(date);
  const begun = place.seasons.filter((season) => season.start <= instant).map(({ key }) => key);
  const over = place.seasons.filter((season) => season.end <= instant).map(({ key }) => key);
  return `begun ${begun.sort()} over ${over.sort()}`;
}

/** The Monday of the week, found by walking back. */
function isoWeek(date: string): string {
  const day = new Date(`${date}T12:00:00Z`);
  while (day.getUTCDay() !== 1) day.setUTCDate(day.getUTCDate() - 1);
  return day.toISOString().slice(0, 10);
}

/** When the wall clock leaves the day of an instant, looked for in quarters of an hour from the instant rounded down. */
export function naiveEndOfDay(instant: number, timeZone: string): number {
  const date = wallDate(instant, timeZone);
  const key = `${timeZone} ${date}`;
  const known = ends.get(key);
  if (known !== undefined) return known;
  let end = Math.floor(instant / QUARTER) * QUARTER;
  while (wallDate(end, timeZone) <= date) end += QUARTER;
  ends.set(key, end);
  return end;
}
