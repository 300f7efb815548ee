import type { Language } from '@fanfare/contracts';
import { type CompiledRuleSet, explainDecision } from '@fanfare/gamification';
import type { LocalisedText } from '../../platform/localised-text.ts';
import type { LedgerEntryRow } from './ledger.repository.ts';
import type { LedgerEntry } from './points.types.ts';

/** Whose entry it is, as far as the access rules ask. */
export interface EntryOwner {
  readonly ambassadorId: string;
  readonly personId: string | null;
  readonly departmentId: string | null;
}

export function toLedgerEntry(row: LedgerEntryRow, owner: EntryOwner): LedgerEntry {
  const { programmeId, id, number, kind, ruleSetVersion, requested, granted, countsAt, recordedAt, reason } = row;
  const { activityId, rescoringId, reversesNumber, reasons } = row;
  return {
    ...{ programmeId, id, number, kind, ruleSetVersion, requested, granted, countsAt, recordedAt, reason },
    ...{ activityId, rescoringId, reversesNumber, reasons },
    ...{ ambassadorId: owner.ambassadorId, personId: owner.personId, departmentId: owner.departmentId },
    rule: row.ruleKey,
  };
}

/** The sentence under an entry. */
export function explainEntry(
  entry: LedgerEntry,
  context: {
    readonly language: Language;
    readonly ruleSet: CompiledRuleSet | null;
    readonly timeZone: string;
    /** The kind of activity behind the entry. */
    readonly activityKind: Parameters<typeof explainDecision>[0]['kind'];
  },
): string {
  const { language, ruleSet, timeZone } = context;
  if (entry.kind === 'EXCHANGE') return exchanged(entry.granted)[language];
  const decision = {
    type: entry.reasons.some(({ code }) => code === 'ENGAGEMENT') ? ('ENGAGEMENT' as const) : ('ACTIVITY' as const),
    kind: context.activityKind,
    ruleKey: entry.rule ?? '',
    ruleSetVersion: entry.ruleSetVersion ?? 0,
    granted: entry.granted,
    reasons: entry.reasons,
    countsAt: entry.countsAt.getTime(),
  };
  const explained =
    entry.kind === 'REVERSAL'
      ? explainDecision(
          { ...decision, reverses: String(entry.reversesNumber) },
          { language, ruleSet, timeZone, stated: entry.reason },
        )
      : explainDecision({ ...decision, requested: entry.requested }, { language, ruleSet, timeZone });
  return entry.kind === 'ADJUSTMENT' ? `${rescored(entry.ruleSetVersion)[language]} ${explained}` : explained;
}

function exchanged(points: number): LocalisedText {
  return points < 0
    ? { GERMAN: `${-points} Punkte weitergegeben.`, ENGLISH: `${-points} points given on.` }
    : { GERMAN: `${points} Punkte erhalten.`, ENGLISH: `${points} points received.` };
}

function rescored(version: number | null): LocalisedText {
  return {
    GERMAN: `Neu gewertet nach Fassung ${version} der Regeln.`,
    ENGLISH: `Scored again under version ${version} of the rules.`,
  };
}
