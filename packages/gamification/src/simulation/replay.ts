import { sumOf } from '../evaluation/activity.ts';
import { type ContentState, emptyContentState } from '../evaluation/content-state.ts';
import { correct } from '../evaluation/correct.ts';
import type { Decision, Reversal, ReversalCause, StoredDecision } from '../evaluation/decision.ts';
import { MemberEvaluator } from '../evaluation/evaluate.ts';
import { emptyMemberState, type MemberState } from '../evaluation/member-state.ts';
import { exchange, type ReversalInput, reverse, reverseEntries } from '../evaluation/reverse.ts';
import { withReadingGranted } from '../evaluation/taken-back.ts';
import { canonicalJson } from '../facts/delivery.ts';
import { type ActivityFact, type Fact, type FactAttributes, judgedAt } from '../facts/facts.ts';
import type { Calendar } from '../periods/calendar.ts';
import type { CompiledRuleSet } from '../rules/compile.ts';
import { selectRuleSet } from '../rules/select.ts';
import type { RuleVersion } from './timeline.ts';

/** One line in the history of one person. */
export type HistoryEvent =
  | {
      readonly type: 'FACT';
      readonly fact: Fact;
      /** Whether a later event takes it back: its decisions are remembered until then. */
      readonly isTakenBack: boolean;
    }
  | {
      readonly type: 'CORRECTION';
      /** The activity as it should have been, with the sequence and time of recording of the correction. */
      readonly corrected: ActivityFact;
      /** As it was evaluated last, and the instant whose rules judged that. */
      readonly attributes: FactAttributes;
      readonly judgedAt: number;
      readonly isTakenBack: boolean;
    }
  | {
      readonly type: 'WITHDRAWAL';
      readonly activityId: string;
      /** Of the activity, as it was evaluated. */
      readonly attributes: FactAttributes;
      readonly judgedAt: number;
      readonly sequence: number;
      readonly recordedAt: number;
      readonly cause: ReversalCause;
    }
  | {
      /** A person took back what one rule had granted for one fact. What was asked for stays asked. */
      readonly type: 'ENTRY_WITHDRAWAL';
      readonly activityId: string;
      /** Of the activity, as it was evaluated last. */
      readonly attributes: FactAttributes;
      readonly judgedAt: number;
      /** Of the fact, or of the correction, for which the entry was granted. */
      readonly origin: number;
      readonly ruleKey: string;
      readonly sequence: number;
      readonly recordedAt: number;
    };

/** What one rule decided for one fact or correction, as a replay remembers it. */
export interface ReplayedDecision extends StoredDecision {
  /** The reading that was the fact; null for activities and corrections. */
  readonly readingId: string | null;
}

/** The instant by which an event finds its rules ([RS1]); for a reading, that of the post ([EN5]). */
export function instantOf(event: HistoryEvent): number {
  if (event.type === 'WITHDRAWAL' || event.type === 'ENTRY_WITHDRAWAL') return event.judgedAt;
  if (event.type === 'CORRECTION') return judgedAt(event.corrected);
  return event.fact.type === 'ENGAGEMENT' ? event.fact.post.judgedAt : judgedAt(event.fact);
}

/** The place of an event in the order of recording. */
export function sequenceOf(event: HistoryEvent): number {
  if (event.type === 'FACT') return event.fact.sequence;
  return event.type === 'CORRECTION' ? event.corrected.sequence : event.sequence;
}

/** The activity that an event is about. */
export function activityOf(event: HistoryEvent): string {
  if (event.type === 'WITHDRAWAL' || event.type === 'ENTRY_WITHDRAWAL') return event.activityId;
  if (event.type === 'CORRECTION') return event.corrected.factId;
  return event.fact.type === 'ENGAGEMENT' ? event.fact.post.activityId : event.fact.factId;
}

/** What judges a history. */
export interface ReplayRules {
  /** The calendar that was in force for what has this place in the order of recording. */
  readonly calendarAt: (sequence: number) => Calendar;
  readonly timeline: readonly RuleVersion[];
  /** Versions that decisions which are kept may name beside those of the timeline. */
  readonly versions?: readonly CompiledRuleSet[];
}

/** Decisions that stay as they stand. */
export interface KeptDecisions {
  readonly given: readonly ReplayedDecision[];
  /** Whether a decision counts where nothing is judged any more. */
  readonly isKept: (decision: ReplayedDecision) => boolean;
}

/**
 * The history of one person under a timeline of rules, event by event in the order of recording: what each event is granted, or what it
 * takes back. It remembers what the ledger's own memory holds and the decisions of what will be taken back, nothing else.
 */
export class MemberReplay {
  readonly #calendarAt: (sequence: number) => Calendar;
  readonly #timeline: readonly RuleVersion[];
  readonly #versions: readonly CompiledRuleSet[];
  readonly #contents: Map<string, ContentState>;
  readonly #remembered: Map<string, readonly ReplayedDecision[]>;
  #state: MemberState;
  /** What comes after `#state` while facts follow facts; null after anything else. */
  #evaluator: MemberEvaluator | null = null;

  constructor(rules: ReplayRules, before?: MemberReplay) {
    this.#calendarAt = rules.calendarAt;
    this.#timeline = rules.timeline;
    this.#versions = [...rules.timeline.map(({ compiled }) => compiled), ...(rules.versions ?? [])];
    this.#contents = new Map(before === undefined ? [] : before.#contents);
    this.#remembered = new Map(before === undefined ? [] : before.#remembered);
    this.#state = before === undefined ? emptyMemberState : before.memberState;
  }

  /** A replay under other rules that goes on from here, as a new version goes on where the old one stood ([LI5]). */
  fork(timeline: readonly RuleVersion[]): MemberReplay {
    return new MemberReplay({ calendarAt: this.#calendarAt, timeline, versions: this.#versions }, this);
  }

  get memberState(): MemberState {
    return this.#evaluator === null ? this.#state : this.#evaluator.memberState;
  }

  /** What is remembered of posts that have readings or were taken back, by activity. */
  get contentStates(): ReadonlyMap<string, ContentState> {
    return this.#contents;
  }

  /** Decisions of events that are told to be taken back, by activity, as long as they are not. */
  get remembered(): ReadonlyMap<string, readonly ReplayedDecision[]> {
    return this.#remembered;
  }

  apply(event: HistoryEvent): readonly (Decision | Reversal)[] {
    switch (event.type) {
      case 'FACT':
        return this.#evaluate(event);
      case 'CORRECTION':
        return this.#correct(event);
      case 'WITHDRAWAL':
        return this.#takeBack(event);
      case 'ENTRY_WITHDRAWAL':
        return this.#takeBackEntry(event);
    }
  }

  /**
   * Puts `given` in the place of what the event that was applied last was granted, where that counts in the same periods: what stands
   * there is no longer judged. `event` is told to be taken back.
   */
  keep(event: HistoryEvent, { given, isKept }: KeptDecisions): void {
    const activityId = activityOf(event);
    const origin = sequenceOf(event);
    const judged = this.#remembered.get(activityId) ?? [];
    const taken = judged.filter((decision) => decision.origin === origin && isKept(decision));
    const ruleSet = selectRuleSet(this.#timeline, instantOf(event))?.compiled;
    if (ruleSet === undefined || canonicalJson(taken.map(amounts)) === canonicalJson(given.map(amounts))) return;
    const activity = attributesOf(event);
    const step = { ruleSet, ...this.#judging(origin), activityId, activity };
    this.#goOnFrom(exchange(step, { taken, given }));
    const content = this.#contents.get(activityId);
    if (content !== undefined)
      this.#contents.set(activityId, withExchangedUses(content, { taken, given, isNew: event.type === 'FACT' }));
    this.#remembered.set(activityId, [...judged.filter((decision) => !taken.includes(decision)), ...given]);
  }

  #evaluate(event: Extract<HistoryEvent, { type: 'FACT' }>): readonly Decision[] {
    const { fact } = event;
    const version = selectRuleSet(this.#timeline, instantOf(event));
    if (version === null) return [];
    const contentId = fact.type === 'ENGAGEMENT' ? fact.post.activityId : null;
    const contentState = contentId === null ? null : (this.#contents.get(contentId) ?? null);
    this.#evaluator ??= new MemberEvaluator(this.#state);
    const evaluation = this.#evaluator.evaluate({
      ...{ ruleSet: version.compiled, calendar: this.#calendarAt(fact.sequence), contentState, fact },
    });
    if (contentId !== null && evaluation.contentState !== null) this.#contents.set(contentId, evaluation.contentState);
    if (event.isTakenBack) this.#remember(event, evaluation.decisions);
    return evaluation.decisions;
  }

  #goOnFrom(state: MemberState): void {
    this.#state = state;
    this.#evaluator = null;
  }

  #remember(event: HistoryEvent, decisions: readonly Decision[]): void {
    const activityId = activityOf(event);
    const known = this.#remembered.get(activityId) ?? [];
    const origin = sequenceOf(event);
    const readingId = event.type === 'FACT' && event.fact.type === 'ENGAGEMENT' ? event.fact.factId : null;
    const named = decisions.map((decision) => ({ ...decision, entryId: `${origin}:${decision.ruleKey}`, origin, readingId }));
    this.#remembered.set(activityId, [...known, ...named]);
  }

  /** As the ledger does it: without rules at the corrected time only the taking back remains. */
  #correct(event: Extract<HistoryEvent, { type: 'CORRECTION' }>): readonly (Decision | Reversal)[] {
    const { corrected, attributes: activity } = event;
    const { factId: activityId, sequence, recordedAt } = corrected;
    const before = selectRuleSet(this.#timeline, event.judgedAt)?.compiled;
    const after = selectRuleSet(this.#timeline, instantOf(event))?.compiled;
    const ruleSet = before ?? after;
    if (ruleSet === undefined) return [];
    const step = correct({
      ...{ ruleSet, ...this.#judging(sequence) },
      ...{ activityId, activity, corrected, cause: 'CORRECTED', sequence, recordedAt },
      correctedRuleSet: after ?? { ...ruleSet, byKind: new Map(), engagementByKind: new Map() },
      contentState: this.#contents.get(activityId) ?? null,
      decisions: this.#remembered.get(activityId) ?? [],
    });
    this.#goOnFrom(step.memberState);
    if (step.contentState !== null) this.#contents.set(activityId, step.contentState);
    this.#remembered.delete(activityId);
    if (event.isTakenBack) this.#remember(event, step.decisions);
    return [...step.reversals, ...step.decisions];
  }

  #takeBack(event: Extract<HistoryEvent, { type: 'WITHDRAWAL' }>): readonly Reversal[] {
    const { activityId, cause } = event;
    const decisions = this.#remembered.get(activityId) ?? [];
    const contentState = this.#contents.get(activityId) ?? null;
    const taking = this.#taking(event);
    if (taking === null) return [];
    const reversed = reverse({ ...taking, decisions, contentState, cause });
    this.#goOnFrom(reversed.memberState);
    this.#contents.set(activityId, reversed.contentState ?? emptyContentState);
    this.#remembered.delete(activityId);
    return reversed.reversals;
  }

  #takeBackEntry(event: Extract<HistoryEvent, { type: 'ENTRY_WITHDRAWAL' }>): readonly Reversal[] {
    const { activityId, origin, ruleKey } = event;
    const known = this.#remembered.get(activityId) ?? [];
    const decisions = known.filter((decision) => decision.origin === origin && decision.ruleKey === ruleKey);
    const kept = known.filter((decision) => !decisions.includes(decision));
    const taking = this.#taking(event);
    if (taking === null) return [];
    const reversed = reverseEntries({ ...taking, decisions, kept, contentState: this.#contents.get(activityId) ?? null });
    this.#goOnFrom(reversed.memberState);
    if (reversed.contentState !== null) this.#contents.set(activityId, reversed.contentState);
    this.#remembered.set(activityId, kept);
    return reversed.reversals;
  }

  #taking(event: Extract<HistoryEvent, { type: 'WITHDRAWAL' | 'ENTRY_WITHDRAWAL' }>): Taking | null {
    const { activityId, attributes: activity, sequence, recordedAt } = event;
    const ruleSet = selectRuleSet(this.#timeline, event.judgedAt)?.compiled;
    return ruleSet === undefined ? null : { ...this.#judging(sequence), ruleSet, activityId, activity, sequence, recordedAt };
  }

  #judging(sequence: number): Pick<Taking, 'others' | 'calendar' | 'calendarAt' | 'memberState'> {
    const calendarAt = this.#calendarAt;
    return { others: this.#versions, calendar: calendarAt(sequence), calendarAt, memberState: this.memberState };
  }
}

type Taking = Omit<ReversalInput, 'decisions' | 'contentState' | 'cause'>;

/** The attributes by which an event was evaluated last. */
function attributesOf(event: HistoryEvent): FactAttributes {
  if (event.type === 'CORRECTION') return event.corrected;
  if (event.type !== 'FACT') return event.attributes;
  return event.fact.type === 'ENGAGEMENT' ? event.fact.post : event.fact;
}

function amounts({ ruleKey, ruleSetVersion, requested, granted }: Decision) {
  return [ruleKey, ruleSetVersion, requested, granted];
}

/** What was asked and granted for a post when other decisions take the place of some. */
function withExchangedUses(
  content: ContentState,
  exchanged: {
    readonly taken: readonly Decision[];
    readonly given: readonly Decision[];
    /** Whether they are for a reading, and not for a correction that asks anew. */
    readonly isNew: boolean;
  },
): ContentState {
  const { taken, given, isNew } = exchanged;
  const uses = new Map(content.rules.map((use) => [use.key, use]));
  const add = ({ type, ruleKey: key, requested, granted }: Decision, sign: 1 | -1) => {
    if (type !== 'ENGAGEMENT') return;
    const known = uses.get(key) ?? { key, requested: 0, granted: 0 };
    uses.set(key, { key, requested: known.requested + sign * requested, granted: known.granted + sign * granted });
  };
  for (const decision of taken) add(decision, -1);
  for (const decision of given) add(decision, 1);
  const rules = [...uses.values()].filter(({ requested }) => requested > 0);
  const takenBack = isNew
    ? withReadingGranted(content.takenBack, readingPoints(given) - readingPoints(taken))
    : content.takenBack;
  return { ...content, rules: rules.sort((one, other) => (one.key < other.key ? -1 : 1)), takenBack };
}

function readingPoints(decisions: readonly Decision[]): number {
  return sumOf(decisions.filter(({ type }) => type === 'ENGAGEMENT'));
}
