import { type ContentState, type Decision, evaluate, type Fact, type MemberState } from '@fanfare/gamification';
import { type Booking, type BookingContext, type LineDraft, nothingBooked, writeLines } from './booking-lines.ts';
import { type BookingSettings, readBookingSettings, ruleSetFor } from './booking-settings.ts';
import { EngineStateRepository } from './engine-state.repository.ts';
import { type MemberTimelines, readMemberTimelines } from './member-timelines.ts';

interface Memory {
  readonly memberStates: Map<string, MemberState>;
  readonly contentStates: Map<string, ContentState>;
}

/**
 * Evaluates facts in the order of their sequence and books what the rules grant: ledger lines, balances, standings and the engine's
 * memory, all inside the caller's transaction. `written` begins to write the facts themselves, before anything that refers to them. A decision of 0 points is booked too, so that a retry cannot be paid later.
 */
export async function bookFacts(
  context: BookingContext,
  { facts, written }: { readonly facts: readonly Fact[]; readonly written: () => Promise<void> },
): Promise<Booking> {
  if (facts.length === 0) return nothingBooked;
  const { manager, head } = context;
  const settings = await readBookingSettings(manager, head);
  const states = new EngineStateRepository(manager);
  const ambassadorIds = [...new Set(facts.map((fact) => fact.memberId))];
  const [memberStates, timelineOf, contentStates] = await Promise.all([
    states.memberStates(ambassadorIds),
    readMemberTimelines(manager, { settings, ambassadorIds }),
    states.contentStates(facts.flatMap((fact) => (fact.type === 'ENGAGEMENT' ? [fact.post.activityId] : []))),
  ]);
  const memory = { memberStates, contentStates };
  const rules = { settings, timelineOf };
  // Facts are evaluated while PostgreSQL writes them.
  const writing = written();
  writing.catch(() => undefined);
  await sent();
  const drafts = facts.flatMap((fact) => evaluateOne(fact, rules, memory).map((decision) => draftOfGrant(fact, decision)));
  const booking = await writeLines(context, { programme: settings.programme, drafts, ...memory });
  await writing;
  return booking;
}

/** Resolves once statements that were begun are on their way. */
function sent(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Evaluates one fact and takes what it leaves behind into the memory. */
function evaluateOne(
  fact: Fact,
  { settings, timelineOf }: { readonly settings: BookingSettings; readonly timelineOf: MemberTimelines },
  { memberStates, contentStates }: Memory,
): readonly Decision[] {
  const ruleSet = ruleSetFor(fact, timelineOf(fact.memberId));
  const memberState = memberStates.get(fact.memberId);
  if (memberState === undefined) throw new Error(`no state was read for ambassador ${fact.memberId}`);
  if (ruleSet === null) return [];
  const contentId = fact.type === 'ENGAGEMENT' ? fact.post.activityId : null;
  const contentState = contentId === null ? null : (contentStates.get(contentId) ?? null);
  const evaluation = evaluate({ ruleSet, calendar: settings.programme.calendar, memberState, contentState, fact });
  memberStates.set(fact.memberId, evaluation.memberState);
  if (contentId !== null && evaluation.contentState !== null) contentStates.set(contentId, evaluation.contentState);
  return evaluation.decisions;
}

function draftOfGrant(fact: Fact, decision: Decision): LineDraft {
  const isReading = fact.type === 'ENGAGEMENT';
  return {
    kind: 'GRANT',
    factSequence: fact.sequence,
    ambassadorId: fact.memberId,
    activityId: isReading ? fact.post.activityId : fact.factId,
    readingId: isReading ? fact.factId : null,
    rescoringId: null,
    ruleSetVersion: decision.ruleSetVersion,
    ruleKey: decision.ruleKey,
    requested: decision.requested,
    granted: decision.granted,
    countsAt: decision.countsAt,
    reasons: decision.reasons,
    reversesNumber: null,
    reason: null,
    idempotencyKey: `${fact.sequence}:${decision.ruleKey}`,
  };
}
