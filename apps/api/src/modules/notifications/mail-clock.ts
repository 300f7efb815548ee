import { unsaidSettings } from './notification.ts';

/**
 * SQL joins behind `person` and `programme`: what the person said (`settings`), and at $2 their clock: `wall` is the time on it, `zone` its
 * zone.
 */
export const personalClock = `
  LEFT JOIN notification_settings AS settings ON settings.ambassador_id = person.id
  CROSS JOIN LATERAL (SELECT coalesce(settings.time_zone, programme.time_zone) AS zone,
    $2::timestamptz AT TIME ZONE coalesce(settings.time_zone, programme.time_zone) AS wall) AS clock
  CROSS JOIN LATERAL (SELECT extract(hour FROM clock.wall) * 60 + extract(minute FROM clock.wall) AS minute,
    coalesce(settings.quiet_from, ${unsaidSettings.quietFrom}) AS begins, coalesce(settings.quiet_until, ${unsaidSettings.quietUntil}) AS ends) AS quiet`;

/** SQL behind `personalClock`: whether it is neither a quiet hour of the person nor a weekend on which they rest. */
export const takesMail = `NOT (coalesce(settings.rests_on_weekends, ${unsaidSettings.restsOnWeekends}) AND extract(isodow FROM clock.wall) > 5)
     AND NOT (CASE WHEN begins <= ends THEN minute >= begins AND minute < ends ELSE minute >= begins OR minute < ends END)`;
