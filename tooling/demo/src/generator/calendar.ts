import { campaigns, company } from './company.ts';
import type { Randomness, Weighted } from './randomness.ts';

const dayLength = 86_400_000;
const hourLength = 3_600_000;

/**
 * Weekday and daytime rhythm. Weekdays, Sunday first, are the shares of the smaller history (nearly even: people write on weekends too).
 * Hours are those of the community history, moved from UTC to Central European summer time and smoothed over three hours, nights
 * halved because its authors lived on several continents: mornings from eight and a second rise after lunch.
 */
const weekdayWeights = [12, 15, 17, 17, 14, 13, 12] as const;
const hourWeights: Weighted<number> = [
  12, 13, 14, 13, 12, 12, 14, 33, 42, 62, 70, 79, 60, 59, 59, 67, 61, 48, 37, 26, 21, 20, 26, 14,
].map((weight, hour) => [hour, weight] as const);

/** Campaigns draw posting towards their first three days, as events do in both histories. */
const campaignOpening = { days: 3, factor: 2.5 } as const;

/** The days of a history, in the programme's time zone, and how heavily each is posted on. */
export interface Calendar {
  readonly startsAt: number;
  readonly endsAt: number;
  /** Draws moments in [from, until) with the rhythm of days and hours; until lies after from. Milliseconds since 1970. */
  momentsBetween(from: number, until: number): (randomness: Randomness) => number;
}

/** The calendar of so many weeks before now. */
export function calendarOf(now: Date, weeks: number): Calendar {
  const endsAt = now.getTime();
  const startsAt = endsAt - weeks * 7 * dayLength;
  const days = Array.from({ length: weeks * 7 + 1 }, (_, back) => dayBefore(endsAt, weeks * 7 - back));
  return {
    startsAt,
    endsAt,
    momentsBetween: (from, until) => {
      const candidates: Weighted<Day> = days
        .filter((day) => day.startsAt < until && day.startsAt + dayLength > from)
        .map((day) => [day, day.weight]);
      return (randomness) => drawWithin(randomness, candidates, { from, until });
    },
  };
}

interface Day {
  readonly startsAt: number;
  readonly weight: number;
}

function dayBefore(endsAt: number, daysAgo: number): Day {
  const noon = Math.floor((endsAt - daysAgo * dayLength) / dayLength) * dayLength + dayLength / 2;
  const opening = campaigns.some(
    ({ opensDaysAgo }) => daysAgo <= opensDaysAgo && daysAgo > opensDaysAgo - campaignOpening.days,
  );
  const weekday = weekdayWeights[new Date(noon).getUTCDay()] ?? 0;
  return { startsAt: noon - dayLength / 2 - offsetAt(noon), weight: weekday * (opening ? campaignOpening.factor : 1) };
}

const zoneParts = new Intl.DateTimeFormat('en', { timeZone: company.timeZone, hour: 'numeric', hourCycle: 'h23' });

/** How far the programme's clock is ahead of UTC at noon of a day, in milliseconds; good for any zone less than twelve hours away. */
function offsetAt(noon: number): number {
  return (Number(zoneParts.format(noon)) - 12) * hourLength;
}

function drawWithin(randomness: Randomness, days: Weighted<Day>, window: { from: number; until: number }): number {
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const moment =
      randomness.mixture(days).startsAt + randomness.mixture(hourWeights) * hourLength + randomness.below(3600) * 1000;
    if (moment >= window.from && moment < window.until) return moment;
  }
  return window.from + Math.floor(randomness.uniform() * (window.until - window.from));
}
