import { firstOpenInstant } from '@fanfare/gamification';
import type { BookingSettings } from '../points/index.ts';

/** What a preview was found at: the ends of both histories, the rules that had come into force, the calendar. Plain data. */
export interface PreviewBasis {
  /** The last fact that was looked at. */
  readonly factSequence: number;
  /** The last ledger entry that was looked at. */
  readonly ledgerNumber: number;
  /** Epoch milliseconds. */
  readonly lookedAt: number;
  /** What happened before is closed: the version reaches to this instant, in epoch milliseconds, or to the one that was asked for. */
  readonly openFrom: number;
  readonly versions: readonly { readonly version: number; readonly effectiveFrom: number }[];
  readonly calendar: BasisCalendar;
}

interface BasisCalendar {
  readonly timeZone: string;
  readonly graceMilliseconds: number;
  readonly seasons: readonly { readonly start: number; readonly end: number }[];
}

/** Of versions still to come nothing depends on what has happened. */
export function basisOf(
  { programme, ruleSets }: BookingSettings,
  at: { readonly factSequence: number; readonly ledgerNumber: number; readonly now: number },
): PreviewBasis {
  const { factSequence, ledgerNumber, now } = at;
  const { calendar, seasons } = programme;
  const { timeZone, graceMilliseconds } = calendar;
  return {
    ...{ factSequence, ledgerNumber, lookedAt: now, openFrom: firstOpenInstant(calendar, now) },
    versions: ruleSets
      .filter(({ effectiveFrom }) => effectiveFrom <= now)
      .map(({ version, effectiveFrom }) => ({ version, effectiveFrom })),
    calendar: { timeZone, graceMilliseconds, seasons: seasons.map(({ start, end }) => ({ start, end })) },
  };
}
