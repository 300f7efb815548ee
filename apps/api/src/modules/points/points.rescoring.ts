import { type HistoryEvent, type Rescored, rescore, serializeContentState, type Takeover } from '@fanfare/gamification';
import type { EntityManager } from 'typeorm';
import { readCalendarHistory } from '../programmes/index.ts';
import { type Booking, type BookingContext, type LineDraft, writeLines } from './booking-lines.ts';
import { readBookingSettings, ruleSetOfVersion } from './booking-settings.ts';
import { EngineStateRepository } from './engine-state.repository.ts';
import { readMemberTimelines } from './member-timelines.ts';
import { type BookedEntry, RescoringLedger } from './rescoring-ledger.ts';

/** A version that is applied to the history of people, and why. */
export interface Rescoring {
  readonly id: string;
  readonly ruleSetVersion: number;
  /** Epoch milliseconds; half-open. */
  readonly from: number;
  readonly until: number;
  /** In the words of who started it; stands with every reversal. */
  readonly reason: string;
}

/**
 * Books the step of one person: opposites of the entries that differ under the version and, as ADJUSTMENT, what is granted instead. The
 * step is recorded like a fact, also where no entry differs, because later facts of the person go by the version too. Who has no history has
 * no step, and a step is taken once: null for both.
 */
export async function bookRescoring(
  context: BookingContext,
  { rescoring, ambassadorId, events }: RescoringStep,
): Promise<Booking | null> {
  const { manager, head, now } = context;
  const ledger = new RescoringLedger(manager);
  if (events.length === 0 || (await ledger.hasStep(rescoring.id, ambassadorId))) return null;
  const settings = await readBookingSettings(manager, head);
  const timelineOf = await readMemberTimelines(manager, { settings, ambassadorIds: [ambassadorId] });
  const booked = await ledger.bookedOf(ambassadorId, events);
  head.factSequence += 1;
  const sequence = head.factSequence;
  const rescored = rescore({
    ...{ events, booked, sequence, recordedAt: now.getTime(), timeline: timelineOf(ambassadorId) },
    calendarAt: await readCalendarHistory(manager, head.programmeId),
    versions: settings.ruleSets.map(({ compiled }) => compiled),
    takeover: takeoverOf(rescoring, ruleSetOfVersion(rescoring.ruleSetVersion, settings.ruleSets)),
  });
  await ledger.insertStep({ ...rescoring, programmeId: head.programmeId, sequence, ambassadorId, now });
  const step = { rescoring, ambassadorId, sequence, booked };
  return writeLines(context, {
    programme: settings.programme,
    drafts: draftsOf(rescored, step),
    memberStates: new Map([[ambassadorId, rescored.memberState]]),
    contentStates: await changedContents(manager, rescored),
  });
}

interface RescoringStep {
  readonly rescoring: Rescoring;
  readonly ambassadorId: string;
  /** Everything that was recorded of the person, in its order. */
  readonly events: readonly HistoryEvent[];
}

function takeoverOf({ from, until }: Pick<Rescoring, 'from' | 'until'>, compiled: Takeover['compiled']): Takeover {
  return { compiled, from, until };
}

async function changedContents(manager: EntityManager, { contentStates }: Rescored): Promise<Rescored['contentStates']> {
  const stored = await new EngineStateRepository(manager).contentStates([...contentStates.keys()]);
  const textOf = (id: string) => {
    const state = stored.get(id);
    return state === undefined ? null : serializeContentState(state);
  };
  return new Map([...contentStates].filter(([id, state]) => serializeContentState(state) !== textOf(id)));
}

interface Drafting {
  readonly rescoring: Rescoring;
  readonly ambassadorId: string;
  readonly sequence: number;
  readonly booked: readonly BookedEntry[];
}

/** The key of an adjustment also names the fact that it is for: another of the same rule may be in the same step. */
function draftsOf({ reversals, decisions }: Rescored, drafting: Drafting): readonly LineDraft[] {
  const { rescoring, ambassadorId, sequence, booked } = drafting;
  const numbers = new Map(booked.map(({ entryId, number }) => [entryId, number]));
  const common = { factSequence: sequence, ambassadorId, rescoringId: rescoring.id };
  const taken = reversals.map((reversal): LineDraft => {
    const number = numbers.get(reversal.reverses);
    if (number === undefined) throw new Error(`the engine reversed an entry that it was not given: ${reversal.reverses}`);
    const { activityId, ruleSetVersion, ruleKey, granted, countsAt, reasons } = reversal;
    return {
      ...common,
      ...{ kind: 'REVERSAL', activityId, readingId: null, ruleSetVersion, ruleKey, requested: granted, granted, countsAt },
      ...{ reasons, reversesNumber: number, reason: rescoring.reason, idempotencyKey: `${sequence}:reversal:${number}` },
    };
  });
  const given = decisions.map((decision): LineDraft => {
    const { activityId, readingId, ruleSetVersion, ruleKey, requested, granted, countsAt, reasons, origin } = decision;
    return {
      ...common,
      ...{ kind: 'ADJUSTMENT', activityId, readingId, ruleSetVersion, ruleKey, requested, granted, countsAt, reasons },
      ...{ reversesNumber: null, reason: null, idempotencyKey: `${sequence}:${origin}:${ruleKey}` },
    };
  });
  return [...taken, ...given];
}
