import type { FactAttributes } from '../facts/facts.ts';
import type { Calendar } from '../periods/calendar.ts';
import type { CompiledRuleSet } from '../rules/compile.ts';
import { countItem } from './activity.ts';
import { type ContentState, emptyContentState } from './content-state.ts';
import { Counters } from './counters.ts';
import type { Reason, Reversal, ReversalCause, StoredDecision } from './decision.ts';
import { type Counting, countGranted } from './limits.ts';
import { stateOf } from './member-memory.ts';
import type { MemberState } from './member-state.ts';
import { countMix } from './mix.ts';
import { hasFrozen } from './timing.ts';

export interface ReversalInput {
  /** The version that the decisions name. */
  readonly ruleSet: CompiledRuleSet;
  /** Further versions that decisions may name: after a rescoring the readings of a post may follow another version than the post ([RE4]). */
  readonly others?: readonly CompiledRuleSet[];
  readonly calendar: Calendar;
  readonly memberState: MemberState;
  readonly contentState: ContentState | null;
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
  const { calendar, memberState, decisions } = input;
  if (input.sequence <= memberState.sequence) {
    throw new RangeError(`the reversal has sequence ${input.sequence}, but ${memberState.sequence} was evaluated already`);
  }
  const recordedAt = Math.max(memberState.recordedAt, input.recordedAt);
  const counted: string[] = [];
  const granting = decisions.filter(({ granted }) => granted !== 0);
  const counters = new Counters(memberState);
  for (const decision of granting) giveBack({ input, counters, decision, counted });
  const reversals = granting.map((decision) => reversalOf({ calendar, decision, recordedAt, cause: input.cause }));
  const lastActiveAt = decisions.reduce((known, decision) => silenceRestored(known, decision), memberState.lastActiveAt);
  return {
    reversals,
    memberState: stateOf({ sequence: input.sequence, recordedAt, lastActiveAt, counters }),
    contentState: contentAfter(input),
  };
}

/**
 * The state as if `given` had been granted instead of `taken`, both for the fact that was evaluated last: its windows are open. Amounts
 * alone change hands; when the person was active stays.
 */
export function exchange(
  input: Pick<ReversalInput, 'ruleSet' | 'others' | 'calendar' | 'memberState' | 'activity'>,
  { taken, given }: { readonly taken: readonly StoredDecision[]; readonly given: readonly StoredDecision[] },
): MemberState {
  const { memberState } = input;
  const { sequence, recordedAt, lastActiveAt } = memberState;
  const counters = new Counters(memberState);
  const counting = { input: { ...input, recordedAt }, counters };
  const granting = ({ granted }: StoredDecision) => granted !== 0;
  const countedBefore: string[] = [];
  for (const decision of taken.filter(granting)) giveBack({ ...counting, decision, counted: countedBefore });
  const counted: string[] = [];
  for (const decision of given.filter(granting))
    giveBack({ ...counting, decision: { ...decision, granted: -decision.granted }, counted });
  return stateOf({ sequence, recordedAt, lastActiveAt, counters });
}

interface GivingBack {
  readonly input: Pick<ReversalInput, 'ruleSet' | 'others' | 'calendar' | 'memberState' | 'activity' | 'recordedAt'>;
  readonly counters: Counters;
  readonly decision: StoredDecision;
  readonly counted: string[];
}

/** Takes what one decision used out of the counters. Windows that have frozen are no longer held, so nothing is given back in them. */
function giveBack({ input, counters, decision, counted }: GivingBack): void {
  const { calendar, activity } = input;
  const ruleSet = versionOf(decision, input);
  const kindRules = decision.type === 'ACTIVITY' ? ruleSet.byKind : ruleSet.engagementByKind;
  const rule = kindRules.get(activity.kind)?.find((candidate) => candidate.rule.key === decision.ruleKey);
  if (!rule) throw new RangeError(`entry ${decision.entryId} names rule "${decision.ruleKey}", which is not in the rule set`);
  const { countsAt } = decision;
  const recordedAt = Math.max(input.memberState.recordedAt, input.recordedAt);
  const periods = calendar.periodsAt(countsAt);
  counters.moveTo(periods, recordedAt - calendar.graceMilliseconds);
  const timing = { countsAt, periods, notes: [] };
  const counting: Counting = { counters, timing, attributes: activity, contents: null, counted };
  const points = -decision.granted;
  countGranted(counting, rule.limits, points);
  if (decision.type === 'ACTIVITY') {
    countMix(counting, ruleSet.document.mix, points);
    countItem(counting, rule, points);
  }
}

function versionOf(
  { entryId, ruleSetVersion }: StoredDecision,
  { ruleSet, others }: Pick<ReversalInput, 'ruleSet' | 'others'>,
): CompiledRuleSet {
  if (ruleSet.version === ruleSetVersion) return ruleSet;
  const other = others?.find(({ version }) => version === ruleSetVersion);
  if (other !== undefined) return other;
  throw new RangeError(`entry ${entryId} is of version ${ruleSetVersion}, not ${ruleSet.version}`);
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
function silenceRestored(known: number | null, { reasons, countsAt }: StoredDecision): number | null {
  const comeback = reasons.find((reason) => reason.code === 'BOOST' && reason.boost.type === 'COMEBACK');
  return comeback?.code === 'BOOST' && known === countsAt ? comeback.lastActiveAt : known;
}

function contentAfter({ contentState, cause }: ReversalInput): ContentState | null {
  const mayAskAgain = cause === 'CORRECTED' || cause === 'RESCORED';
  if (mayAskAgain) return contentState ? { ...contentState, rules: [] } : null;
  return { ...(contentState ?? emptyContentState), rules: [], withdrawn: true };
}
