import { type ContentState, emptyContentState } from '../evaluation/content-state.ts';
import { correct } from '../evaluation/correct.ts';
import type { Decision, Reversal, ReversalCause, StoredDecision } from '../evaluation/decision.ts';
import { MemberEvaluator } from '../evaluation/evaluate.ts';
import { emptyMemberState, type MemberState } from '../evaluation/member-state.ts';
import { reverse } from '../evaluation/reverse.ts';
import type { ActivityFact, Fact, FactAttributes } from '../facts/facts.ts';
import type { Calendar } from '../periods/calendar.ts';
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
      /** As it was evaluated last, and when that happened. */
      readonly attributes: FactAttributes;
      readonly occurredAt: number;
      readonly isTakenBack: boolean;
    }
  | {
      readonly type: 'WITHDRAWAL';
      readonly activityId: string;
      /** Of the activity, as it was evaluated. */
      readonly attributes: FactAttributes;
      readonly occurredAt: number;
      readonly sequence: number;
      readonly recordedAt: number;
      readonly cause: ReversalCause;
    };

/** The instant by which an event finds its rules: when the activity happened; for a reading, when the post was made ([EN5]). */
export function instantOf(event: HistoryEvent): number {
  if (event.type === 'WITHDRAWAL') return event.occurredAt;
  if (event.type === 'CORRECTION') return event.corrected.occurredAt;
  return event.fact.type === 'ENGAGEMENT' ? event.fact.post.occurredAt : event.fact.occurredAt;
}

/** The activity that an event is about. */
export function activityOf(event: HistoryEvent): string {
  if (event.type === 'WITHDRAWAL') return event.activityId;
  if (event.type === 'CORRECTION') return event.corrected.factId;
  return event.fact.type === 'ENGAGEMENT' ? event.fact.post.activityId : event.fact.factId;
}

/**
 * The history of one person under a timeline of rules, event by event in the order of recording: what each event is granted, or what it
 * takes back. It remembers what the ledger's own memory holds and the decisions of what will be taken back, nothing else.
 */
export class MemberReplay {
  readonly #calendar: Calendar;
  readonly #timeline: readonly RuleVersion[];
  readonly #contents: Map<string, ContentState>;
  readonly #remembered: Map<string, readonly StoredDecision[]>;
  #state: MemberState;
  /** What comes after `#state` while facts follow facts; null after anything else. */
  #evaluator: MemberEvaluator | null = null;

  constructor(rules: { readonly calendar: Calendar; readonly timeline: readonly RuleVersion[] }, before?: MemberReplay) {
    this.#calendar = rules.calendar;
    this.#timeline = rules.timeline;
    this.#contents = new Map(before === undefined ? [] : before.#contents);
    this.#remembered = new Map(before === undefined ? [] : before.#remembered);
    this.#state = before === undefined ? emptyMemberState : before.memberState;
  }

  /** A replay under other rules that goes on from here, as a new version goes on where the old one stood ([LI5]). */
  fork(timeline: readonly RuleVersion[]): MemberReplay {
    return new MemberReplay({ calendar: this.#calendar, timeline }, this);
  }

  get memberState(): MemberState {
    return this.#evaluator === null ? this.#state : this.#evaluator.memberState;
  }

  /** What is remembered of posts that have readings or were taken back, by activity. */
  get contentStates(): ReadonlyMap<string, ContentState> {
    return this.#contents;
  }

  apply(event: HistoryEvent): readonly (Decision | Reversal)[] {
    switch (event.type) {
      case 'FACT':
        return this.#evaluate(event);
      case 'CORRECTION':
        return this.#correct(event);
      case 'WITHDRAWAL':
        return this.#takeBack(event);
    }
  }

  #evaluate(event: Extract<HistoryEvent, { type: 'FACT' }>): readonly Decision[] {
    const { fact } = event;
    const version = selectRuleSet(this.#timeline, instantOf(event));
    if (version === null) return [];
    const contentId = fact.type === 'ENGAGEMENT' ? fact.post.activityId : null;
    const contentState = contentId === null ? null : (this.#contents.get(contentId) ?? null);
    this.#evaluator ??= new MemberEvaluator(this.#state);
    const evaluation = this.#evaluator.evaluate({
      ...{ ruleSet: version.compiled, calendar: this.#calendar, contentState, fact },
    });
    if (contentId !== null && evaluation.contentState !== null) this.#contents.set(contentId, evaluation.contentState);
    if (event.isTakenBack) this.#remember(activityOf(event), evaluation.decisions);
    return evaluation.decisions;
  }

  #goOnFrom(state: MemberState): void {
    this.#state = state;
    this.#evaluator = null;
  }

  #remember(activityId: string, decisions: readonly Decision[]): void {
    const known = this.#remembered.get(activityId) ?? [];
    const stored = decisions.map((decision, index) => ({ ...decision, entryId: String(known.length + index) }));
    this.#remembered.set(activityId, [...known, ...stored]);
  }

  /** As the ledger does it: without rules at the corrected time only the taking back remains. */
  #correct(event: Extract<HistoryEvent, { type: 'CORRECTION' }>): readonly (Decision | Reversal)[] {
    const { corrected, attributes: activity } = event;
    const activityId = corrected.factId;
    const before = selectRuleSet(this.#timeline, event.occurredAt)?.compiled;
    const after = selectRuleSet(this.#timeline, corrected.occurredAt)?.compiled;
    const ruleSet = before ?? after;
    if (ruleSet === undefined) return [];
    const step = correct({
      ...{ ruleSet, calendar: this.#calendar, memberState: this.memberState, activity, corrected, cause: 'CORRECTED' },
      correctedRuleSet: after ?? { ...ruleSet, byKind: new Map(), engagementByKind: new Map() },
      contentState: this.#contents.get(activityId) ?? null,
      decisions: this.#remembered.get(activityId) ?? [],
      ...{ sequence: corrected.sequence, recordedAt: corrected.recordedAt },
    });
    this.#goOnFrom(step.memberState);
    if (step.contentState !== null) this.#contents.set(activityId, step.contentState);
    this.#remembered.delete(activityId);
    if (event.isTakenBack) this.#remember(activityId, step.decisions);
    return [...step.reversals, ...step.decisions];
  }

  #takeBack(event: Extract<HistoryEvent, { type: 'WITHDRAWAL' }>): readonly Reversal[] {
    const { activityId, attributes: activity, sequence, recordedAt, cause } = event;
    const decisions = this.#remembered.get(activityId) ?? [];
    const version = selectRuleSet(this.#timeline, event.occurredAt);
    if (version === null) return [];
    const reversed = reverse({
      ...{ ruleSet: version.compiled, calendar: this.#calendar, memberState: this.memberState, activity, decisions },
      ...{ sequence, recordedAt, cause, contentState: this.#contents.get(activityId) ?? null },
    });
    this.#goOnFrom(reversed.memberState);
    this.#contents.set(activityId, reversed.contentState ?? emptyContentState);
    this.#remembered.delete(activityId);
    return reversed.reversals;
  }
}
