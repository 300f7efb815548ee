import type { FactAttributes } from '../facts/facts.ts';
import { type Calendar, latestInstant, type Period } from '../periods/calendar.ts';
import type { CompiledRule, CompiledRuleSet } from '../rules/compile.ts';
import { countItem } from './activity.ts';
import { type ContentState, emptyContentState } from './content-state.ts';
import { Counters } from './counters.ts';
import type { Reason, Reversal, ReversalCause, StoredDecision } from './decision.ts';
import { type Counting, countGranted } from './limits.ts';
import { stateOf } from './member-memory.ts';
import type { MemberState } from './member-state.ts';
import { countMix, placeInMix } from './mix.ts';
import { afterTakingBack, type Comeback, comebackOf } from './taken-back.ts';
import { hasFrozen } from './timing.ts';

export interface ReversalInput {
  /** The version that the decisions name. */
  readonly ruleSet: CompiledRuleSet;
  /** Further versions that decisions may name: after a rescoring the readings of a post may follow another version than the post ([RE4]). */
  readonly others?: readonly CompiledRuleSet[];
  /** In force when the points are taken back. */
  readonly calendar: Calendar;
  /** The calendar that was in force for what has this place in the order of recording; without it `calendar` always was. */
  readonly calendarAt?: (sequence: number) => Calendar;
  readonly memberState: MemberState;
  readonly contentState: ContentState | null;
  readonly activityId: string;
  /** The activity whose points are taken back, as it was evaluated. */
  readonly activity: FactAttributes;
  /** All entries of the activity and of its readings that are not reversed yet. */
  readonly decisions: readonly StoredDecision[];
  /** The withdrawal itself: it is recorded like a fact, in the same sequence. */
  readonly sequence: number;
  readonly recordedAt: number;
  readonly cause: ReversalCause;
}

export interface Reversed {
  /** One for each entry that granted something. */
  readonly reversals: readonly Reversal[];
  readonly memberState: MemberState;
  readonly contentState: ContentState | null;
}

/**
 * Takes back every point of an activity and gives room back in windows that are still open, so that a corrected fact finds it. An entry
 * whose day has frozen is reversed in the period of the withdrawal; frozen standings do not move. After WITHDRAWN, DELETED and REJECTED
 * the post earns nothing more; after CORRECTED and RESCORED its readings may ask again from the start.
 */
export function reverse(input: ReversalInput): Reversed {
  const { memberState, contentState, decisions } = input;
  const { reversals, counters, recordedAt } = takeBack(input, []);
  const comebacks = [...decisions.map(comebackOf), contentState?.takenBack?.comeback ?? null];
  const lastActiveAt = comebacks.reduce(silenceRestored, memberState.lastActiveAt);
  return {
    reversals,
    memberState: stateOf({ sequence: input.sequence, recordedAt, lastActiveAt, counters }),
    contentState: contentAfter(input),
  };
}

export interface EntryReversalInput extends Omit<ReversalInput, 'cause'> {
  /**
   * All other entries of the activity and its readings that are not reversed: they go on to hold the places that they share with what is
   * taken back, and are the most that a correction grants.
   */
  readonly kept: readonly StoredDecision[];
}

/**
 * Takes back single entries of an activity, because a person wants it so. The activity stands: what was asked for stays asked, the person was
 * active all the same, and no correction brings the points back ([RV7]).
 */
export function reverseEntries(input: EntryReversalInput): Reversed {
  const { memberState, decisions, kept, sequence } = input;
  const contentState = input.contentState ?? emptyContentState;
  const { lastActiveAt } = memberState;
  const { reversals, counters, recordedAt } = takeBack({ ...input, cause: 'TAKEN_BACK' }, kept);
  return {
    reversals,
    memberState: stateOf({ sequence, recordedAt, lastActiveAt, counters }),
    contentState:
      decisions.length === 0
        ? input.contentState
        : { ...contentState, takenBack: afterTakingBack(contentState.takenBack, { decisions, kept }) },
  };
}

function takeBack(input: ReversalInput, kept: readonly StoredDecision[]) {
  const { calendar, memberState, decisions } = input;
  if (input.sequence <= memberState.sequence) {
    throw new RangeError(`the reversal has sequence ${input.sequence}, but ${memberState.sequence} was evaluated already`);
  }
  const recordedAt = Math.max(memberState.recordedAt, input.recordedAt);
  const granting = decisions.filter(({ granted }) => granted !== 0);
  const reversals = granting.map((decision) => reversalOf({ calendar, decision, recordedAt, cause: input.cause }));
  const counters = new Counters(memberState);
  const counted = new Map<number, string[]>();
  for (const [index, decision] of granting.entries()) {
    const { origin } = decision;
    if (!counted.has(origin)) counted.set(origin, placesHeld(input, kept, origin));
    const names = counted.get(origin) ?? [];
    giveBack({ input, counters, decision, counted: names, countsAt: reversals[index]?.countsAt ?? null });
  }
  return { reversals, counters, recordedAt };
}

/** Names of the shared places, in limits by count and in the mix, that entries for the same fact hold. */
function placesHeld(input: TakenOf, kept: readonly StoredDecision[], origin: number): string[] {
  const names = new Set<string>();
  for (const decision of kept) {
    if (decision.type !== 'ACTIVITY' || decision.granted === 0 || decision.origin !== origin) continue;
    const { ruleSet, rule } = judgedBy(decision, input);
    for (const { isCount, isShared, name } of rule.limits) if (isCount && isShared) names.add(name);
    const place = placeInMix(input.activity, ruleSet.document.mix);
    if (place !== null) names.add(place);
  }
  return [...names];
}

/**
 * The state as if `given` had been granted instead of `taken`, both for the fact that was evaluated last: its windows are open. Amounts
 * alone change hands; when the person was active stays.
 */
export function exchange(
  input: TakenOf,
  { taken, given }: { readonly taken: readonly StoredDecision[]; readonly given: readonly StoredDecision[] },
): MemberState {
  const { memberState } = input;
  const { sequence, recordedAt, lastActiveAt } = memberState;
  const counters = new Counters(memberState);
  const counting = { input: { ...input, recordedAt }, counters, countsAt: null };
  const granting = ({ granted }: StoredDecision) => granted !== 0;
  const countedBefore: string[] = [];
  for (const decision of taken.filter(granting)) giveBack({ ...counting, decision, counted: countedBefore });
  const counted: string[] = [];
  for (const decision of given.filter(granting))
    giveBack({ ...counting, decision: { ...decision, granted: -decision.granted }, counted });
  return stateOf({ sequence, recordedAt, lastActiveAt, counters });
}

/** What was evaluated, and by what. */
type TakenOf = Pick<
  ReversalInput,
  'ruleSet' | 'others' | 'calendar' | 'calendarAt' | 'memberState' | 'activityId' | 'activity'
>;

interface GivingBack {
  readonly input: TakenOf & Pick<ReversalInput, 'recordedAt'>;
  readonly counters: Counters;
  readonly decision: StoredDecision;
  readonly counted: string[];
  /** When the reversal counts; null where nothing is reversed. */
  readonly countsAt: number | null;
}

/**
 * Takes what one decision used out of the counters of the windows in which it used it: by the calendar under which it was granted, and
 * only where the reversal counts in them too, since elsewhere the sum of the window does not change. Windows that have frozen are no
 * longer held.
 */
function giveBack({ input, counters, decision, counted, countsAt }: GivingBack): void {
  const { calendar, calendarAt, activity: attributes, activityId } = input;
  const { ruleSet, rule } = judgedBy(decision, input);
  const recordedAt = Math.max(input.memberState.recordedAt, input.recordedAt);
  const granting = calendarAt === undefined ? calendar : calendarAt(decision.origin);
  const periods = granting
    .periodsAt(decision.countsAt)
    .map((period) => (countsAt === null || holds(period, countsAt) ? period : { ...period, ...nowhere }));
  counters.moveTo(periods, recordedAt - calendar.graceMilliseconds);
  const timing = { countsAt: decision.countsAt, periods, notes: [] };
  const counting: Counting = { counters, timing, attributes, activityId, contents: null, counted };
  const points = -decision.granted;
  countGranted(counting, rule.limits, points);
  if (decision.type === 'ACTIVITY') {
    countMix(counting, ruleSet.document.mix, points);
    countItem(counting, rule, points);
  }
}

/** A window in which nothing was ever counted, so that nothing can be given back in it. */
const nowhere = { start: latestInstant, end: latestInstant };

function holds({ start, end }: Period, instant: number): boolean {
  return start <= instant && instant < end;
}

function judgedBy(
  { entryId, ruleSetVersion, ruleKey, type }: StoredDecision,
  { ruleSet: last, others, activity }: Pick<TakenOf, 'ruleSet' | 'others' | 'activity'>,
): { readonly ruleSet: CompiledRuleSet; readonly rule: CompiledRule } {
  const ruleSet = [last, ...(others ?? [])].find(({ version }) => version === ruleSetVersion);
  if (ruleSet === undefined) throw new RangeError(`entry ${entryId} is of version ${ruleSetVersion}, not ${last.version}`);
  const kindRules = type === 'ACTIVITY' ? ruleSet.byKind : ruleSet.engagementByKind;
  const rule = kindRules.get(activity.kind)?.find((candidate) => candidate.rule.key === ruleKey);
  if (rule === undefined) throw new RangeError(`entry ${entryId} names rule "${ruleKey}", which is not in the rule set`);
  return { ruleSet, rule };
}

/** The opposite of one entry; what has frozen counts when it was taken back. */
export function reversalOf(reversing: {
  calendar: Calendar;
  decision: StoredDecision;
  recordedAt: number;
  cause: ReversalCause;
}): Reversal {
  const { calendar, decision, recordedAt, cause } = reversing;
  const reasons: Reason[] = [{ code: 'REVERSED', cause }];
  const isFrozen = hasFrozen(calendar, calendar.periodsAt(decision.countsAt), recordedAt);
  if (isFrozen) reasons.push({ code: 'LATE', happenedAt: decision.countsAt, recordedAt });
  const { entryId, type, kind, ruleKey, ruleSetVersion, granted, countsAt } = decision;
  return {
    reverses: entryId,
    type,
    kind,
    ruleKey,
    ruleSetVersion,
    granted: 0 - granted,
    reasons,
    countsAt: isFrozen ? recordedAt : countsAt,
  };
}

/** A comeback that is taken back leaves the person as silent as before, so that its correction is a comeback too. */
function silenceRestored(known: number | null, comeback: Comeback | null): number | null {
  return comeback !== null && known === comeback.countsAt ? comeback.lastActiveAt : known;
}

function contentAfter({ contentState, cause }: ReversalInput): ContentState | null {
  const mayAskAgain = cause === 'CORRECTED' || cause === 'RESCORED';
  if (mayAskAgain && contentState === null) return null;
  const known = contentState ?? emptyContentState;
  // The comeback is over with what was told before; where the correction is one too, its own entries tell.
  const takenBack = known.takenBack && { ...known.takenBack, comeback: null };
  return { ...known, rules: [], takenBack, withdrawn: known.withdrawn || !mayAskAgain };
}
