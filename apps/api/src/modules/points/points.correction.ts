import { type ActivityFact, correct, type Decision, type FactAttributes } from '@fanfare/gamification';
import { readCalendarHistory } from '../programmes/index.ts';
import { type Booking, type BookingContext, type LineDraft, nothingBooked, writeLines } from './booking-lines.ts';
import { readBookingSettings, ruleSetFor, ruleSetOfVersion } from './booking-settings.ts';
import { EngineStateRepository } from './engine-state.repository.ts';
import { LedgerRepository } from './ledger.repository.ts';
import { readMemberTimelines } from './member-timelines.ts';
import { reversalDrafts, storedDecision } from './points.reversal.ts';

/**
 * Takes back what an activity and its readings earned and books what the corrected activity earns, as one step. Where no rules were in
 * force when the corrected activity happened, only the taking back remains.
 */
export async function bookCorrection(
  context: BookingContext,
  correction: {
    /** As it was evaluated last. */
    readonly attributes: FactAttributes;
    /** With the sequence and time of recording of the correction. */
    readonly corrected: ActivityFact;
    readonly reason: string;
  },
): Promise<Booking> {
  const { manager, head } = context;
  const { attributes, corrected, reason } = correction;
  const { factId: activityId, memberId: ambassadorId, sequence } = corrected;
  const settings = await readBookingSettings(manager, head);
  const { programme, ruleSets } = settings;
  const entries = await new LedgerRepository(manager).standingGrantsOf(activityId, sequence);
  const timelineOf = await readMemberTimelines(manager, { settings, ambassadorIds: [ambassadorId] });
  const correctedRuleSet = ruleSetFor(corrected, timelineOf(ambassadorId));
  const ruleSet = entries[0] === undefined ? correctedRuleSet : ruleSetOfVersion(entries[0].ruleSetVersion, ruleSets);
  if (ruleSet === null) return nothingBooked;
  const states = new EngineStateRepository(manager);
  const step = correct({
    ...{ ruleSet, calendar: programme.calendar, activityId, activity: attributes, corrected, sequence, cause: 'CORRECTED' },
    calendarAt: await readCalendarHistory(manager, head.programmeId),
    correctedRuleSet: correctedRuleSet ?? withoutRules(ruleSet),
    others: ruleSets.map(({ compiled }) => compiled),
    memberState: await states.memberState(ambassadorId),
    contentState: (await states.contentStates([activityId])).get(activityId) ?? null,
    decisions: entries.map((entry) => storedDecision(entry, attributes)),
    recordedAt: corrected.recordedAt,
  });
  const taken = { activityId, ambassadorId, sequence, reason, entries };
  return writeLines(context, {
    programme,
    drafts: [...reversalDrafts(step.reversals, taken), ...step.decisions.map((decision) => draftOf(decision, taken))],
    memberStates: new Map([[ambassadorId, step.memberState]]),
    contentStates: new Map(step.contentState === null ? [] : [[activityId, step.contentState]]),
  });
}

function withoutRules(ruleSet: Parameters<typeof correct>[0]['ruleSet']): Parameters<typeof correct>[0]['ruleSet'] {
  return { ...ruleSet, byKind: new Map(), engagementByKind: new Map() };
}

function draftOf(
  decision: Decision,
  step: { readonly activityId: string; readonly ambassadorId: string; readonly sequence: number },
): LineDraft {
  const { activityId, ambassadorId, sequence } = step;
  return {
    kind: 'GRANT',
    ...{ factSequence: sequence, ambassadorId, activityId, readingId: null, rescoringId: null },
    ruleSetVersion: decision.ruleSetVersion,
    ruleKey: decision.ruleKey,
    requested: decision.requested,
    granted: decision.granted,
    countsAt: decision.countsAt,
    reasons: decision.reasons,
    reversesNumber: null,
    reason: null,
    idempotencyKey: `${sequence}:${decision.ruleKey}`,
  };
}
