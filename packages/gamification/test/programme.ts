import {
  type ActivityFact,
  type Calendar,
  type CompiledRuleSet,
  type ContentState,
  correct,
  type Decision,
  type EngagementFact,
  type StepOutcome as EvaluatedFact,
  type EvaluationStep,
  emptyMemberState,
  evaluate,
  judgedAt,
  MemberEvaluator,
  type MemberState,
  type Reversal,
  readPostOf,
  reverse,
  reverseEntries,
  type StoredDecision,
  selectRuleSet,
} from '../src/index.ts';
import type { Step } from './arbitraries.ts';

/** A rule-set version and when it takes effect. */
export interface Published {
  readonly version: number;
  readonly effectiveFrom: number;
  readonly ruleSet: CompiledRuleSet;
}

export interface StepOutcome {
  readonly decisions: readonly Decision[];
  readonly reversals: readonly Reversal[];
}

/** One person's facts with everything a caller of the engine keeps: states, activities, and entries that are not reversed. */
export class Programme {
  readonly contents = new Map<string, ContentState | null>();
  readonly activities: ActivityFact[] = [];
  readonly standing = new Map<string, StoredDecision[]>();
  private sequence = 0;
  private entries = 0;
  private now: number;
  private state: MemberState = emptyMemberState;
  /** Where facts are evaluated in one go: what comes after `state`. */
  private evaluator: MemberEvaluator | null = null;

  constructor(
    private readonly options: {
      calendar: Calendar;
      /** Where the calendar has changed: the one that was in force for what has this place in the order of recording. */
      calendarAt?: (sequence: number) => Calendar;
      versions: readonly Published[];
      startsAt: number;
      /** Whether states are taken only where somebody asks for them. */
      inOneGo?: boolean;
    },
  ) {
    this.now = options.startsAt;
  }

  get memberState(): MemberState {
    return this.evaluator ? this.evaluator.memberState : this.state;
  }

  set memberState(state: MemberState) {
    this.state = state;
    this.evaluator = null;
  }

  /** The fact that a step stands for; null where it refers to an activity and there is none yet. */
  factOf(step: Step): { activity: ActivityFact; reading: EngagementFact | null } | null {
    this.now += step.wait;
    this.sequence += 1;
    const times = { sequence: this.sequence, memberId: 'member-1', recordedAt: this.now };
    const referred = this.activities[step.of % Math.max(1, this.activities.length)];
    if (step.type === 'ACTIVITY') {
      const occurredAt = this.now - step.lag;
      return {
        activity: { type: 'ACTIVITY', factId: `fact-${this.sequence}`, ...times, occurredAt, ...step.attributes },
        reading: null,
      };
    }
    if (!referred) return null;
    if (step.type === 'CORRECTION')
      return {
        activity: { ...referred, ...times, ...step.attributes, occurredAt: referred.occurredAt - step.lag },
        reading: null,
      };
    if (step.type === 'WITHDRAWAL' || step.type === 'ENTRY_WITHDRAWAL')
      return { activity: { ...referred, ...times }, reading: null };
    const reading: EngagementFact = {
      type: 'ENGAGEMENT',
      factId: `reading-${this.sequence}`,
      ...times,
      readAt: this.now - step.lag,
      ...step.reading,
      post: readPostOf(referred),
    };
    return { activity: referred, reading };
  }

  versionAt(activity: ActivityFact): Published {
    const version = selectRuleSet(this.options.versions, judgedAt(activity));
    if (!version) throw new Error('the first version is in force from the beginning');
    return version;
  }

  apply(step: Step, fact: { activity: ActivityFact; reading: EngagementFact | null }): StepOutcome {
    const { activity, reading } = fact;
    if (step.type === 'WITHDRAWAL') return this.withdraw(activity);
    if (step.type === 'ENTRY_WITHDRAWAL') return this.takeBackEntry(activity, this.entryOf(activity.factId, step.entry));
    if (step.type === 'CORRECTION') return this.correct(activity);
    const { calendar } = this.judging((reading ?? activity).sequence);
    const { ruleSet } = this.versionAt(activity);
    const contentState = this.contents.get(activity.factId) ?? null;
    const evaluated = this.evaluate({ ruleSet, calendar, contentState, fact: reading ?? activity });
    if (!reading) this.activities.push(activity);
    this.keep(reading === null ? activity : { ...reading, factId: activity.factId }, evaluated);
    return { decisions: evaluated.decisions, reversals: [] };
  }

  private evaluate(step: EvaluationStep): EvaluatedFact {
    if (this.options.inOneGo) {
      this.evaluator ??= new MemberEvaluator(this.state);
      return this.evaluator.evaluate(step);
    }
    const { memberState, ...outcome } = evaluate({ ...step, memberState: this.memberState });
    this.memberState = memberState;
    return outcome;
  }

  private judging(sequence: number): { calendar: Calendar; calendarAt: (sequence: number) => Calendar } {
    const calendarAt = this.options.calendarAt ?? (() => this.options.calendar);
    return { calendar: calendarAt(sequence), calendarAt };
  }

  private withdraw(activity: ActivityFact): StepOutcome {
    const { factId } = activity;
    const reversed = reverse({
      ruleSet: this.versionAt(this.original(factId)).ruleSet,
      others: this.options.versions.map(({ ruleSet }) => ruleSet),
      ...this.judging(activity.sequence),
      memberState: this.memberState,
      contentState: this.contents.get(factId) ?? null,
      activityId: factId,
      activity: this.original(factId),
      decisions: this.standing.get(factId) ?? [],
      sequence: activity.sequence,
      recordedAt: activity.recordedAt,
      cause: 'WITHDRAWN',
    });
    this.standing.delete(factId);
    this.memberState = reversed.memberState;
    this.keep(activity, { ...reversed, decisions: [] });
    return { decisions: [], reversals: reversed.reversals };
  }

  /** The entry of an activity that a step means: of those that granted something, by number. */
  entryOf(factId: string, number: number): StoredDecision | null {
    const standing = (this.standing.get(factId) ?? []).filter(({ granted }) => granted > 0);
    return standing[number % Math.max(1, standing.length)] ?? null;
  }

  /** Where there is nothing to take back nothing is recorded. */
  private takeBackEntry(activity: ActivityFact, entry: StoredDecision | null): StepOutcome {
    const { factId, sequence, recordedAt } = activity;
    if (entry === null) return { decisions: [], reversals: [] };
    const original = this.original(factId);
    const kept = (this.standing.get(factId) ?? []).filter(({ entryId }) => entryId !== entry.entryId);
    const reversed = reverseEntries({
      ruleSet: this.versionAt(original).ruleSet,
      others: this.options.versions.map(({ ruleSet }) => ruleSet),
      ...this.judging(sequence),
      ...{ memberState: this.memberState, contentState: this.contents.get(factId) ?? null },
      ...{ activityId: factId, activity: original, decisions: [entry], kept, sequence, recordedAt },
    });
    this.memberState = reversed.memberState;
    this.contents.set(factId, reversed.contentState);
    this.standing.set(factId, kept);
    return { decisions: [], reversals: reversed.reversals };
  }

  private correct(corrected: ActivityFact): StepOutcome {
    const { factId, sequence, recordedAt } = corrected;
    const original = this.original(factId);
    const correction = correct({
      ruleSet: this.versionAt(original).ruleSet,
      correctedRuleSet: this.versionAt(corrected).ruleSet,
      others: this.options.versions.map(({ ruleSet }) => ruleSet),
      ...this.judging(sequence),
      memberState: this.memberState,
      contentState: this.contents.get(factId) ?? null,
      activityId: factId,
      activity: original,
      corrected,
      decisions: this.standing.get(factId) ?? [],
      sequence,
      recordedAt,
      cause: 'CORRECTED',
    });
    this.standing.delete(factId);
    this.activities[this.activities.indexOf(original)] = corrected;
    this.memberState = correction.memberState;
    this.keep(corrected, correction);
    return correction;
  }

  private original(factId: string): ActivityFact {
    const original = this.activities.find((activity) => activity.factId === factId);
    if (!original) throw new Error(`${factId} was never evaluated`);
    return original;
  }

  private keep(
    { factId, sequence: origin }: Pick<ActivityFact, 'factId' | 'sequence'>,
    kept: { decisions: readonly Decision[]; contentState: ContentState | null },
  ) {
    this.contents.set(factId, kept.contentState);
    const stored = kept.decisions.map((decision) => {
      this.entries += 1;
      return { ...decision, entryId: `entry-${this.entries}`, origin };
    });
    this.standing.set(factId, [...(this.standing.get(factId) ?? []), ...stored]);
  }
}
