import {
  type HistoryEvent,
  type Rescored,
  type RescoringInput,
  rescore,
  serializeContentState,
  type Takeover,
} from '@fanfare/gamification';
import type { EntityManager } from 'typeorm';
import { readCalendarHistory } from '../programmes/index.ts';
import { type Booking, type BookingContext, type LineDraft, nothingBooked, writeLines } from './booking-lines.ts';
import { type BookingSettings, readBookingSettings, ruleSetOfVersion } from './booking-settings.ts';
import { EngineStateRepository } from './engine-state.repository.ts';
import { readMemberTimelines } from './member-timelines.ts';
import { type BookedEntry, RescoringLedger } from './rescoring-ledger.ts';

/** A version that is applied to the history of people. */
export interface RescoringSpan {
  readonly ruleSetVersion: number;
  /** Epoch milliseconds; half-open. */
  readonly from: number;
  readonly until: number;
}

/** A version that is applied, and why. */
export interface Rescoring extends RescoringSpan {
  readonly id: string;
  /** In the words of who started it; stands with every reversal. */
  readonly reason: string;
}

/** Everything that was recorded of people, in its order. */
export type MemberHistories = ReadonlyMap<string, readonly HistoryEvent[]>;

/** What the engine makes of somebody's history under a rescoring, and what was booked until then. */
export interface RescoredMember {
  readonly rescored: Rescored;
  readonly booked: readonly BookedEntry[];
}

/**
 * Evaluates the histories of some people anew, each as a step with a place in the order of recording of its own. Changes nothing.
 */
export async function rescoreMembers(
  manager: Pick<EntityManager, 'query'>,
  asked: {
    readonly settings: BookingSettings;
    readonly span: RescoringSpan;
    readonly histories: MemberHistories;
    /** The place of the first step; the next ones follow. */
    readonly sequence: number;
    readonly recordedAt: number;
  },
): Promise<ReadonlyMap<string, RescoredMember>> {
  const { settings, span, sequence, recordedAt } = asked;
  const histories = [...asked.histories];
  const ambassadorIds = histories.map(([id]) => id);
  const timelineOf = await readMemberTimelines(manager, { settings, ambassadorIds });
  const booked = await new RescoringLedger(manager).bookedOf(asked.histories);
  const { from, until } = span;
  const takeover: Takeover = { compiled: ruleSetOfVersion(span.ruleSetVersion, settings.ruleSets), from, until };
  const rules: Pick<RescoringInput, 'calendarAt' | 'versions' | 'takeover' | 'recordedAt'> = {
    ...{ takeover, recordedAt, calendarAt: await readCalendarHistory(manager, settings.programme.programmeId) },
    versions: settings.ruleSets.map(({ compiled }) => compiled),
  };
  return new Map(
    histories.map(([id, events], index) => {
      const own = { events, booked: booked.get(id) ?? [], sequence: sequence + index, timeline: timelineOf(id) };
      return [id, { rescored: rescore({ ...rules, ...own }), booked: own.booked }];
    }),
  );
}

/**
 * Books the steps of some people: opposites of the entries that differ under the version and, as ADJUSTMENT, what is granted instead. A
 * step is recorded like a fact, also where no entry differs, because later facts of the person go by the version too, as the first one
 * that somebody tells late. A step is taken once.
 */
export async function bookRescoring(
  context: BookingContext,
  { rescoring, histories }: { readonly rescoring: Rescoring; readonly histories: MemberHistories },
): Promise<Booking> {
  const { manager, head, now } = context;
  const ledger = new RescoringLedger(manager);
  const taken = await ledger.steppedOf(rescoring.id, [...histories.keys()]);
  const settings = await readBookingSettings(manager, head);
  const members = await rescoreMembers(manager, {
    ...{ settings, span: rescoring, sequence: head.factSequence + 1, recordedAt: now.getTime() },
    histories: new Map([...histories].filter(([id]) => !taken.has(id))),
  });
  if (members.size === 0) return nothingBooked;
  const steps = [...members.keys()].map((ambassadorId, index) => ({ ambassadorId, sequence: head.factSequence + 1 + index }));
  head.factSequence += steps.length;
  await ledger.insertSteps({ ...rescoring, programmeId: head.programmeId, now, steps });
  const rescored = [...members.values()];
  return writeLines(context, {
    programme: settings.programme,
    drafts: steps.flatMap((step) => draftsOf({ ...step, rescoring, member: members.get(step.ambassadorId) })),
    memberStates: new Map([...members].map(([id, member]) => [id, member.rescored.memberState])),
    contentStates: await changedContents(manager, new Map(rescored.flatMap((member) => [...member.rescored.contentStates]))),
  });
}

async function changedContents(
  manager: EntityManager,
  contentStates: Rescored['contentStates'],
): Promise<Rescored['contentStates']> {
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
  readonly member: RescoredMember | undefined;
}

/** The key of an adjustment also names the fact that it is for: another of the same rule may be in the same step. */
function draftsOf({ rescoring, ambassadorId, sequence, member }: Drafting): readonly LineDraft[] {
  if (member === undefined) return [];
  const { rescored, booked } = member;
  const numbers = new Map(booked.map(({ entryId, number }) => [entryId, number]));
  const common = { factSequence: sequence, ambassadorId, rescoringId: rescoring.id };
  const taken = rescored.reversals.map((reversal): LineDraft => {
    const number = numbers.get(reversal.reverses);
    if (number === undefined) throw new Error(`the engine reversed an entry that it was not given: ${reversal.reverses}`);
    const { activityId, ruleSetVersion, ruleKey, granted, countsAt, reasons } = reversal;
    return {
      ...common,
      ...{ kind: 'REVERSAL', activityId, readingId: null, ruleSetVersion, ruleKey, requested: granted, granted, countsAt },
      ...{ reasons, reversesNumber: number, reason: rescoring.reason, idempotencyKey: `${sequence}:reversal:${number}` },
    };
  });
  const given = rescored.decisions.map((decision): LineDraft => {
    const { activityId, readingId, ruleSetVersion, ruleKey, requested, granted, countsAt, reasons, origin } = decision;
    return {
      ...common,
      ...{ kind: 'ADJUSTMENT', activityId, readingId, ruleSetVersion, ruleKey, requested, granted, countsAt, reasons },
      ...{ reversesNumber: null, reason: null, idempotencyKey: `${sequence}:${origin}:${ruleKey}` },
    };
  });
  return [...taken, ...given];
}
