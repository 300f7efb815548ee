import {
  type FactAttributes,
  type Reversal,
  type ReversalCause,
  reverse,
  reverseEntries,
  type StoredDecision,
  selectRuleSet,
} from '@fanfare/gamification';
import { readCalendarHistory } from '../programmes/index.ts';
import { type Booking, type BookingContext, type LineDraft, nothingBooked, writeLines } from './booking-lines.ts';
import { readBookingSettings, ruleSetOfVersion } from './booking-settings.ts';
import { EngineStateRepository } from './engine-state.repository.ts';
import { type LedgerEntryRow, LedgerRepository } from './ledger.repository.ts';
import { readMemberTimelines } from './member-timelines.ts';

/** What takes points back: numbered and recorded like a fact. */
export interface TakenBack {
  readonly activityId: string;
  readonly ambassadorId: string;
  /** Of the activity, as it was evaluated last. */
  readonly attributes: FactAttributes;
  readonly sequence: number;
  /** In the words of whoever took the points back; stands in the ledger. */
  readonly reason: string;
}

/** Books the opposite of everything that an activity and its readings have earned so far. */
export async function bookWithdrawal(
  context: BookingContext,
  withdrawal: TakenBack & { readonly judgedAt: number; readonly cause: Extract<ReversalCause, 'WITHDRAWN' | 'REJECTED'> },
): Promise<Booking> {
  const { manager, head, now } = context;
  const { activityId, ambassadorId, attributes, sequence, cause } = withdrawal;
  const settings = await readBookingSettings(manager, head);
  const states = new EngineStateRepository(manager);
  const entries = await new LedgerRepository(manager).standingGrantsOf(activityId, sequence);
  // Without entries the engine still has to learn that later readings of the post earn nothing more.
  const timelineOf = await readMemberTimelines(manager, { settings, ambassadorIds: [ambassadorId] });
  const version = entries[0]?.ruleSetVersion ?? selectRuleSet(timelineOf(ambassadorId), withdrawal.judgedAt)?.version;
  if (version === undefined) return nothingBooked;
  const reversed = reverse({
    ruleSet: ruleSetOfVersion(version, settings.ruleSets),
    others: settings.ruleSets.map(({ compiled }) => compiled),
    calendar: settings.programme.calendar,
    calendarAt: await readCalendarHistory(manager, head.programmeId),
    memberState: await states.memberState(ambassadorId),
    contentState: (await states.contentStates([activityId])).get(activityId) ?? null,
    activityId,
    activity: attributes,
    decisions: entries.map((entry) => storedDecision(entry, attributes)),
    sequence,
    recordedAt: now.getTime(),
    cause,
  });
  return writeLines(context, {
    programme: settings.programme,
    drafts: reversalDrafts(reversed.reversals, { ...withdrawal, entries }),
    memberStates: new Map([[ambassadorId, reversed.memberState]]),
    contentStates: new Map(reversed.contentState === null ? [] : [[activityId, reversed.contentState]]),
  });
}

/**
 * Books the opposite of one entry, that a person takes back. What was asked for the post stays asked, so that neither a later reading nor a
 * correction fetches the points again.
 */
export async function bookEntryReversal(
  context: BookingContext,
  { entry, ...taken }: TakenBack & { readonly entry: LedgerEntryRow },
): Promise<Booking> {
  const { manager, head, now } = context;
  const { activityId, ambassadorId, attributes, sequence } = taken;
  const settings = await readBookingSettings(manager, head);
  const states = new EngineStateRepository(manager);
  const standing = await new LedgerRepository(manager).standingGrantsOf(activityId, sequence);
  const decisionOf = (one: LedgerEntryRow) => storedDecision(one, attributes);
  const reversed = reverseEntries({
    ruleSet: ruleSetOfVersion(entry.ruleSetVersion, settings.ruleSets),
    others: settings.ruleSets.map(({ compiled }) => compiled),
    calendar: settings.programme.calendar,
    calendarAt: await readCalendarHistory(manager, head.programmeId),
    memberState: await states.memberState(ambassadorId),
    contentState: (await states.contentStates([activityId])).get(activityId) ?? null,
    ...{ activityId, activity: attributes, sequence, recordedAt: now.getTime() },
    decisions: [decisionOf(entry)],
    kept: standing.filter(({ number }) => number !== entry.number).map(decisionOf),
  });
  return writeLines(context, {
    programme: settings.programme,
    drafts: reversalDrafts(reversed.reversals, { ...taken, entries: [entry] }),
    memberStates: new Map([[ambassadorId, reversed.memberState]]),
    contentStates: new Map(reversed.contentState === null ? [] : [[activityId, reversed.contentState]]),
  });
}

/** Lines of what the engine reversed; `entries` are those that it was given. */
export function reversalDrafts(
  reversals: readonly Reversal[],
  taken: Pick<TakenBack, 'activityId' | 'ambassadorId' | 'sequence' | 'reason'> & {
    readonly entries: readonly Pick<LedgerEntryRow, 'id' | 'number'>[];
  },
): readonly LineDraft[] {
  const { activityId, ambassadorId, sequence, reason } = taken;
  const numbers = new Map(taken.entries.map((entry) => [entry.id, entry.number]));
  return reversals.map((reversal): LineDraft => {
    const number = numbers.get(reversal.reverses);
    if (number === undefined) throw new Error(`the engine reversed an entry that it was not given: ${reversal.reverses}`);
    return {
      kind: 'REVERSAL',
      ...{ factSequence: sequence, ambassadorId, activityId, readingId: null, rescoringId: null },
      ruleSetVersion: reversal.ruleSetVersion,
      ruleKey: reversal.ruleKey,
      requested: reversal.granted,
      granted: reversal.granted,
      countsAt: reversal.countsAt,
      reasons: reversal.reasons,
      reversesNumber: number,
      reason,
      idempotencyKey: `${sequence}:reversal:${number}`,
    };
  });
}

/** The decision that an entry has kept, as the engine takes it back. */
export function storedDecision(entry: LedgerEntryRow, attributes: FactAttributes): StoredDecision {
  const isReading = entry.reasons.some((reason) => reason.code === 'ENGAGEMENT');
  return {
    entryId: entry.id,
    origin: entry.origin,
    type: isReading ? 'ENGAGEMENT' : 'ACTIVITY',
    kind: attributes.kind,
    ruleKey: entry.ruleKey ?? '',
    ruleSetVersion: entry.ruleSetVersion ?? 0,
    requested: entry.requested,
    granted: entry.granted,
    reasons: entry.reasons,
    countsAt: entry.countsAt.getTime(),
  };
}
