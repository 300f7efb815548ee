import type { SeasonRecord } from './programme.ts';

/** The calendar day that it is somewhere, as YYYY-MM-DD. */
export function dayIn(timeZone: string, moment: Date): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(moment);
}

/** The season of a moment; undefined between seasons. Seasons of a programme do not overlap. */
export function currentSeason(
  seasons: readonly SeasonRecord[],
  at: { readonly now: Date; readonly timeZone: string },
): SeasonRecord | undefined {
  const today = dayIn(at.timeZone, at.now);
  return seasons.find((season) => season.startsOn <= today && today <= season.endsOn);
}
