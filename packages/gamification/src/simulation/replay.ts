import { type ContentState, emptyContentState } from '../evaluation/content-state.ts';
import type { Decision, Reversal, ReversalCause, StoredDecision } from '../evaluation/decision.ts';
import { evaluate } from '../evaluation/evaluate.ts';
import { emptyMemberState, type MemberState } from '../evaluation/member-state.ts';
import { reverse } from '../evaluation/reverse.ts';
import type { Fact, FactAttributes } from '../facts/facts.ts';
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
  return event.fact.type === 'ENGAGEMENT' ? event.fact.post.occurredAt : event.fact.occurredAt;
}

/** The activity that an event is about. */
export function activityOf(event: HistoryEvent): string {
  if (event.type === 'WITHDRAWAL') return event.activityId;
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

  constructor(rules: { readonly calendar: Calendar; readonly timeline: readonly RuleVersion[] }, before?: MemberReplay) {
    this.#calendar = rules.calendar;
    this.#timeline = rules.timeline;
    this.#contents = new Map(before === undefined ? [] : before.#contents);
    this.#remembered = new Map(before === undefined ? [] : before.#remembered);
    this.#state = before === undefined ? emptyMemberState : before.#state;
  }

  /** A replay under other rules that goes on from here, as a new version goes on where the old one stood ([LI5]). */
  fork(timeline: readonly RuleVersion[]): MemberReplay {
    return new MemberReplay({ calendar: this.#calendar, timeline }, this);
  }

  get memberState(): MemberState {
    return this.#state;
  }

  /** What is remembered of posts that have readings or were taken back, by activity. */
  get contentStates(): ReadonlyMap<string, ContentState> {
    return this.#contents;
  }

  apply(event: HistoryEvent): readonly (Decision | Reversal)[] {
    return event.type === 'FACT' ? this.#evaluate(event) : this.#takeBack(event);
  }

  #evaluate(event: Extract<HistoryEvent, { type: 'FACT' }>): readonly Decision[] {
    const { fact } = event;
    const version = selectRuleSet(this.#timeline, instantOf(event));
    if (version === null) return [];
    const contentId = fact.type === 'ENGAGEMENT' ? fact.post.activityId : null;
    const contentState = contentId === null ? null : (this.#contents.get(contentId) ?? null);
    const evaluation = evaluate({
      ...{ ruleSet: version.compiled, calendar: this.#calendar, memberState: this.#state, contentState, fact },
    });
    this.#state = evaluation.memberState;
    if (contentId !== null && evaluation.contentState !== null) this.#contents.set(contentId, evaluation.contentState);
    if (event.isTakenBack) this.#remember(activityOf(event), evaluation.decisions);
    return evaluation.decisions;
  }

  #remember(activityId: string, decisions: readonly Decision[]): void {
    const known = this.#remembered.get(activityId) ?? [];
    const stored = decisions.map((decision, index) => ({ ...decision, entryId: String(known.length + index) }));
    this.#remembered.set(activityId, [...known, ...stored]);
  }

  #takeBack(event: Extract<HistoryEvent, { type: 'WITHDRAWAL' }>): readonly Reversal[] {
    const { activityId, attributes: activity, sequence, recordedAt, cause } = event;
    const decisions = this.#remembered.get(activityId) ?? [];
    const version = selectRuleSet(this.#timeline, event.occurredAt);
    if (version === null) return [];
    const reversed = reverse({
      ...{ ruleSet: version.compiled, calendar: this.#calendar, memberState: this.#state, activity, decisions },
      ...{ sequence, recordedAt, cause, contentState: this.#contents.get(activityId) ?? null },
    });
    this.#state = reversed.memberState;
    this.#contents.set(activityId, reversed.contentState ?? emptyContentState);
    this.#remembered.delete(activityId);
    return reversed.reversals;
  }
}
