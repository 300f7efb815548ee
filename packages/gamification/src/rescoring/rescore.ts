import type { ContentState } from '../evaluation/content-state.ts';
import type { Reversal } from '../evaluation/decision.ts';
import type { MemberState } from '../evaluation/member-state.ts';
import { reversalOf } from '../evaluation/reverse.ts';
import { hasFrozen } from '../evaluation/timing.ts';
import { canonicalJson } from '../facts/delivery.ts';
import type { Calendar } from '../periods/calendar.ts';
import {
  activityOf,
  type HistoryEvent,
  MemberReplay,
  type ReplayedDecision,
  type ReplayRules,
  sequenceOf,
} from '../simulation/replay.ts';
import { type RuleVersion, type Takeover, withTakeover } from '../simulation/timeline.ts';

/** A decision as it was booked last, for one fact or correction and one rule; what a rescoring took back is none. */
export interface BookedDecision extends ReplayedDecision {
  readonly activityId: string;
}

/** Evaluates the history of one person anew, as one step in the order of recording. */
export interface RescoringInput extends ReplayRules {
  /** The version that is applied, and from when until when ([RE1]). */
  readonly takeover: Takeover;
  /** Everything that was recorded of the person, in its order. */
  readonly events: readonly HistoryEvent[];
  /** In any order; of one fact and rule the one that was booked last. */
  readonly booked: readonly BookedDecision[];
  readonly sequence: number;
  readonly recordedAt: number;
}

export interface Rescored {
  /** What happened from then on is judged by the version that is applied; not before the first day that is open. */
  readonly from: number;
  /** The rules by which the person is judged from now on. */
  readonly timeline: readonly RuleVersion[];
  readonly reversals: readonly (Reversal & { readonly activityId: string })[];
  readonly decisions: readonly (ReplayedDecision & { readonly activityId: string })[];
  readonly memberState: MemberState;
  /** Of every post that has one. */
  readonly contentStates: ReadonlyMap<string, ContentState>;
}

/**
 * Plays the history of one person under the timeline with the takeover and compares it with what is booked: opposites of the entries that
 * differ, and what is granted instead. What counts in a frozen period stays as it is booked, as do activities of which a person took an entry
 * back ([RE7]), and the replay goes on from that. Pure.
 */
export function rescore(input: RescoringInput): Rescored {
  const { calendarAt, takeover, sequence, recordedAt } = input;
  const calendar = calendarAt(sequence);
  const from = Math.max(takeover.from, firstOpenInstant(calendar, recordedAt));
  const isReached = takeover.until === null || from < takeover.until;
  const timeline = isReached ? withTakeover(input.timeline, { ...takeover, from }) : input.timeline;
  const decided = new Set(input.events.filter(({ type }) => type === 'ENTRY_WITHDRAWAL').map(activityOf));
  const stays = ({ activityId, countsAt }: BookedDecision) =>
    decided.has(activityId) || hasFrozen(calendar, calendar.periodsAt(countsAt), recordedAt);
  const replay = playAgain({ ...input, timeline }, stays);
  const { memberState, contentStates } = replay;
  return { from, timeline, memberState, contentStates, ...differences(replay, { input, calendar, stays }) };
}

/** The earliest instant at which something may happen and still count when it happened, where it is recorded at `recordedAt`. */
export function firstOpenInstant(calendar: Calendar, recordedAt: number): number {
  const day = calendar.periodAt('DAY', recordedAt - calendar.graceMilliseconds);
  const season = calendar.periodAt('SEASON', day.start);
  return hasFrozen(calendar, calendar.periodsAt(day.start), recordedAt) ? season.end : day.start;
}

/** Whether a decision is not judged again. */
type Stays = (decision: BookedDecision) => boolean;

function playAgain(input: RescoringInput, stays: Stays): MemberReplay {
  const kept = new Map<number, BookedDecision[]>();
  for (const decision of input.booked) {
    if (stays(decision)) kept.set(decision.origin, [...(kept.get(decision.origin) ?? []), decision]);
  }
  const replay = new MemberReplay(input);
  for (const told of input.events) {
    const event = 'isTakenBack' in told ? { ...told, isTakenBack: true } : told;
    replay.apply(event);
    if (!('isTakenBack' in event)) continue;
    const given = (kept.get(sequenceOf(event)) ?? []).map(({ activityId: _, ...decision }) => decision);
    const activityId = activityOf(event);
    replay.keep(event, { given, isKept: (decision) => stays({ ...decision, activityId }) });
  }
  return replay;
}

interface Comparing {
  readonly input: RescoringInput;
  readonly calendar: Calendar;
  readonly stays: Stays;
}

function differences(replay: MemberReplay, { input, calendar, stays }: Comparing): Pick<Rescored, 'reversals' | 'decisions'> {
  const { recordedAt } = input;
  const isOpen = (decision: BookedDecision) => !stays(decision);
  const revisions = input.events.filter(({ type }) => type !== 'FACT');
  const standing = input.booked.filter((decision) => !isTakenBack(decision, revisions));
  const booked = new Map(standing.map((decision) => [nameOf(decision), decision]));
  const judged = new Map(
    [...replay.remembered].flatMap(([activityId, decisions]) =>
      decisions.map((decision) => [nameOf(decision), { ...decision, activityId }] as const),
    ),
  );
  const changed = [...booked.values()].filter((one) => isOpen(one) && !isSame(one, judged.get(nameOf(one)))).sort(inOrder);
  const decisions = [...judged.values()].filter((one) => isOpen(one) && !isSame(one, booked.get(nameOf(one)))).sort(inOrder);
  const reversals = changed.map((decision) => ({
    ...reversalOf({ calendar, decision, recordedAt, cause: 'RESCORED' }),
    activityId: decision.activityId,
  }));
  return { reversals, decisions };
}

/** Entries of 0 points are taken back by no entry, so the events tell. */
function isTakenBack({ activityId, origin, ruleKey }: BookedDecision, revisions: readonly HistoryEvent[]): boolean {
  return revisions.some((event) => {
    if (activityOf(event) !== activityId) return false;
    if (event.type === 'ENTRY_WITHDRAWAL') return event.origin === origin && event.ruleKey === ruleKey;
    return sequenceOf(event) > origin;
  });
}

function inOrder(one: ReplayedDecision, other: ReplayedDecision): number {
  return one.origin - other.origin || (one.ruleKey < other.ruleKey ? -1 : 1);
}

function nameOf({ origin, ruleKey }: ReplayedDecision): string {
  return `${origin}:${ruleKey}`;
}

/** An entry also names the version that judges it, and tells why it is not more. */
function isSame(one: ReplayedDecision, other: ReplayedDecision | undefined): boolean {
  return other !== undefined && canonicalJson(told(one)) === canonicalJson(told(other));
}

function told({ ruleSetVersion, requested, granted, countsAt, reasons }: ReplayedDecision) {
  return { ruleSetVersion, requested, granted, countsAt, reasons };
}
