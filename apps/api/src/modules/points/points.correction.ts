import {
  type ActivityFact,
  type ContentState,
  correct,
  type Decision,
  type FactAttributes,
  type MemberState,
  type Reversal,
} from '@fanfare/gamification';
import { type Booking, type BookingContext, type LineDraft, nothingBooked, writeLines } from './booking-lines.ts';
import { readBookingSettings, ruleSetFor, ruleSetOfVersion } from './booking-settings.ts';
import { EngineStateRepository } from './engine-state.repository.ts';
import { LedgerRepository } from './ledger.repository.ts';
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
  const { programme, ruleSets } = await readBookingSettings(manager, head);
  const entries = await new LedgerRepository(manager).standingGrantsOf([activityId]);
  const correctedRuleSet = ruleSetFor(corrected, ruleSets);
  const ruleSet = entries[0] === undefined ? correctedRuleSet : ruleSetOfVersion(entries[0].ruleSetVersion, ruleSets);
  if (ruleSet === null) return nothingBooked;
  const states = new EngineStateRepository(manager);
  const step = correct({
    ...{ ruleSet, calendar: programme.calendar, activity: attributes, corrected, sequence, cause: 'CORRECTED' },
    correctedRuleSet: correctedRuleSet ?? withoutRules(ruleSet),
    memberState: await states.memberState(ambassadorId),
    contentState: (await states.contentStates([activityId])).get(activityId) ?? null,
    decisions: entries.map((entry) => storedDecision(entry, attributes)),
    recordedAt: corrected.recordedAt,
  });
  const taken = { activityId, ambassadorId, sequence, reason, entries, rescoringId: null };
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

/** What evaluating one activity anew under other rules comes to, as the engine's `correct` gives it with the cause RESCORED. */
export interface AdjustmentDraft {
  readonly activityId: string;
  readonly ambassadorId: string;
  /** Taken from the head, one for each draft and rising: an adjustment is recorded like a fact. */
  readonly sequence: number;
  /** The version that was applied instead. */
  readonly ruleSetVersion: number;
  readonly reversals: readonly Reversal[];
  readonly decisions: readonly Decision[];
}

/**
 * Books rescored activities: for each the opposites of its entries and, as ADJUSTMENT, what the other version grants. The states are those
 * that the engine left behind after all drafts.
 */
export async function bookAdjustments(
  context: BookingContext,
  rescoring: {
    readonly id: string;
    /** Stands with every reversal. */
    readonly reason: string;
    readonly drafts: readonly AdjustmentDraft[];
    readonly memberStates: ReadonlyMap<string, MemberState>;
    readonly contentStates: ReadonlyMap<string, ContentState>;
  },
): Promise<Booking> {
  const { manager, head, now } = context;
  const { id: rescoringId, reason, drafts } = rescoring;
  if (drafts.length === 0) return nothingBooked;
  const ledger = new LedgerRepository(manager);
  await ledger.insertRescoringSteps(drafts.map((draft) => ({ ...draft, rescoringId, programmeId: head.programmeId, now })));
  const reversed = drafts.flatMap(({ reversals }) => reversals.map(({ reverses }) => reverses));
  const entries = await ledger.byIds(reversed);
  const { programme } = await readBookingSettings(manager, head);
  const lines = drafts.flatMap((draft) => [
    ...reversalDrafts(draft.reversals, { ...draft, reason, entries, rescoringId }),
    ...draft.decisions.map((decision) => draftOf(decision, { ...draft, rescoringId })),
  ]);
  const { memberStates, contentStates } = rescoring;
  return writeLines(context, { programme, drafts: lines, memberStates, contentStates });
}

function draftOf(
  decision: Decision,
  step: Pick<AdjustmentDraft, 'activityId' | 'ambassadorId' | 'sequence'> & { readonly rescoringId: string | null },
): LineDraft {
  const { activityId, ambassadorId, sequence, rescoringId } = step;
  return {
    kind: rescoringId === null ? 'GRANT' : 'ADJUSTMENT',
    ...{ factSequence: sequence, ambassadorId, activityId, readingId: null, rescoringId },
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
