import { canonicalJson } from '@fanfare/gamification';
import type { EntityManager } from 'typeorm';
import type { LocalisedText } from '../../platform/localised-text.ts';
import { type BookingSettings, readSettings } from '../points/index.ts';
import { basisOf, type PreviewBasis } from './preview-basis.ts';
import type { RescoringRow } from './rescoring.repository.ts';

export const previewChangeKinds = ['RULES', 'CALENDAR', 'FROZEN', 'RESCORED', 'FACTS'] as const;
export type PreviewChangeKind = (typeof previewChangeKinds)[number];

/** Something that makes a preview out of date. */
export interface PreviewChange {
  readonly kind: PreviewChangeKind;
  /** How many people were rescored, how many facts were recorded; null for other kinds. */
  readonly count: number | null;
  readonly message: LocalisedText;
}

/**
 * Facts of programme $1, recorded behind $2, that are about something that happened from $3 until $4: activities and what they are corrected
 * to, readings, and what was taken back.
 */
const factsSql = `
  SELECT (SELECT count(*) FROM activity WHERE programme_id = $1 AND sequence > $2 AND occurred_at >= $3 AND occurred_at < $4)
       + (SELECT count(*) FROM engagement_reading AS fact JOIN activity ON activity.id = activity_id
           WHERE fact.programme_id = $1 AND fact.sequence > $2 AND occurred_at >= $3 AND occurred_at < $4)
       + (SELECT count(*) FROM activity_correction AS fact JOIN activity ON activity.id = activity_id
           WHERE fact.programme_id = $1 AND fact.sequence > $2
             AND (activity.occurred_at >= $3 AND activity.occurred_at < $4 OR fact.occurred_at >= $3 AND fact.occurred_at < $4))
       + (SELECT count(*) FROM activity_withdrawal AS fact JOIN activity ON activity.id = activity_id
           WHERE fact.programme_id = $1 AND fact.sequence > $2 AND occurred_at >= $3 AND occurred_at < $4)
       + (SELECT count(*) FROM entry_withdrawal AS fact
            JOIN ledger_entry AS entry ON entry.programme_id = fact.programme_id AND entry.number = entry_number
            JOIN activity ON activity.id = entry.activity_id
           WHERE fact.programme_id = $1 AND fact.sequence > $2 AND occurred_at >= $3 AND occurred_at < $4) AS count`;

/** What has changed since the preview so that it would no longer find the same; empty as long as it holds. */
export async function changesSincePreview(
  manager: EntityManager,
  { row, now }: { readonly row: RescoringRow; readonly now: Date },
): Promise<readonly PreviewChange[]> {
  const { programmeId, basis } = row;
  if (basis === null) return [];
  const settings = await readSettings(manager, programmeId);
  const from = row.from.getTime();
  const changes: PreviewChange[] = changedSettings(settings, { basis, from, now: now.getTime() }).map(
    (kind) => settingsChanges[kind],
  );
  const rescored = await countSteps(manager, row, basis);
  if (rescored > 0) changes.push(peopleRescored(rescored));
  const facts = await countFacts(manager, { row, basis, settings, from: reachOf(basis, from) });
  if (facts > 0) changes.push(factsRecorded(facts));
  return changes;
}

/** Kinds of changes that make a booking stop: with them people behind would be treated otherwise than those before. */
export type SettingsChangeKind = Extract<PreviewChangeKind, 'RULES' | 'CALENDAR' | 'FROZEN'>;

/**
 * In which way the rules, the calendar or what is closed at `now` differ from those of the preview, for a version that is to reach from `from`
 * on (epoch milliseconds).
 */
export function changedSettings(
  settings: BookingSettings,
  { basis, from, now }: { readonly basis: PreviewBasis; readonly from: number; readonly now: number },
): readonly SettingsChangeKind[] {
  const present = basisOf(settings, { ...basis, now });
  const kinds: SettingsChangeKind[] = [];
  if (differs(basis.versions, versionsUntil(present, basis.lookedAt))) kinds.push('RULES');
  if (differs(basis.calendar, present.calendar)) kinds.push('CALENDAR');
  else if (reachOf(basis, from) !== reachOf(present, from)) kinds.push('FROZEN');
  return kinds;
}

/** From when on a version reaches that was asked for from `from` on. */
function reachOf({ openFrom }: PreviewBasis, from: number): number {
  return Math.max(openFrom, from);
}

/** What came into force since has no part in what had happened before. */
function versionsUntil({ versions }: PreviewBasis, instant: number) {
  return versions.filter(({ effectiveFrom }) => effectiveFrom <= instant);
}

function differs(one: unknown, other: unknown): boolean {
  return canonicalJson(one) !== canonicalJson(other);
}

async function countSteps(manager: EntityManager, { programmeId }: RescoringRow, basis: PreviewBasis): Promise<number> {
  const [row]: readonly { readonly count: number }[] = await manager.query(
    'SELECT count(*)::integer AS count FROM rescoring_step WHERE programme_id = $1 AND sequence > $2',
    [programmeId, basis.factSequence],
  );
  return row?.count ?? 0;
}

/**
 * Facts of the same day, week, month or season share limits with those that are rescored, so they matter from its start on; outside of
 * seasons that is the beginning of time.
 */
async function countFacts(
  manager: EntityManager,
  {
    row,
    basis,
    settings,
    from,
  }: { readonly row: RescoringRow; readonly basis: PreviewBasis; readonly settings: BookingSettings; readonly from: number },
): Promise<number> {
  const starts = settings.programme.calendar.periodsAt(from).map(({ start }) => start);
  const [found]: readonly { readonly count: string }[] = await manager.query(factsSql, [
    ...[row.programmeId, basis.factSequence, new Date(Math.max(0, Math.min(from, ...starts))), row.until],
  ]);
  return Number(found?.count ?? 0);
}

/** Changes that say all by their kind. */
export const settingsChanges: Readonly<Record<SettingsChangeKind, PreviewChange>> = {
  RULES: {
    kind: 'RULES',
    count: null,
    message: {
      GERMAN: 'Die Fassungen der Regeln, die in Kraft waren, sind andere geworden.',
      ENGLISH: 'The versions of the rules that were in force have become others.',
    },
  },
  CALENDAR: {
    kind: 'CALENDAR',
    count: null,
    message: {
      GERMAN: 'Zeitzone, Nachfrist oder Saisons des Programms wurden geändert.',
      ENGLISH: 'The time zone, the grace or the seasons of the programme were changed.',
    },
  },
  FROZEN: {
    kind: 'FROZEN',
    count: null,
    message: {
      GERMAN: 'Weitere Tage sind inzwischen abgeschlossen und bleiben, wie sie sind.',
      ENGLISH: 'Further days have closed in the meantime and stay as they are.',
    },
  },
};

function peopleRescored(count: number): PreviewChange {
  return {
    kind: 'RESCORED',
    count,
    message: {
      GERMAN: `Eine andere Neuwertung hat inzwischen ${count === 1 ? 'eine Person' : `${count} Personen`} erfasst.`,
      ENGLISH: `Another rescoring has reached ${count === 1 ? 'one person' : `${count} people`} in the meantime.`,
    },
  };
}

function factsRecorded(count: number): PreviewChange {
  return {
    kind: 'FACTS',
    count,
    message: {
      GERMAN: `Zu diesem Zeitraum wurde inzwischen etwas erfasst, berichtigt oder zurückgezogen (${count}).`,
      ENGLISH: `Things about this time were recorded, corrected or withdrawn in the meantime (${count}).`,
    },
  };
}
