import type { Channel } from '@fanfare/contracts';
import {
  type BookedDecision,
  type CompiledRuleSet,
  type ContentState,
  correct,
  type Decision,
  emptyMemberState,
  evaluate,
  type HistoryEvent,
  judgedAt,
  type MemberState,
  parseContentState,
  parseMemberState,
  type Reason,
  type Reversal,
  type RuleVersion,
  rescore,
  reverse,
  reverseEntries,
  type StoredDecision,
  selectRuleSet,
  serializeContentState,
  serializeMemberState,
} from '@fanfare/gamification';
import { type AuditedProgramme, calendarAt } from './audited-programme.ts';
import { MemberHistory } from './member-history.ts';
import type { EntryKind } from './member-rows.ts';
import {
  activityFact,
  attributesOf,
  type EntryWithdrawalRow,
  type ReadingRow,
  type ReplayFact,
  type RescoringRow,
  type TellingRow,
  type WithdrawalRow,
} from './replay-facts.ts';

/** A line of the ledger as the facts and rules give it: everything but the id and the hashes. */
export interface ReplayedLine {
  readonly kind: EntryKind;
  readonly factSequence: number;
  readonly activityId: string;
  readonly readingId: string | null;
  readonly rescoringId: string | null;
  readonly ruleSetVersion: number;
  readonly ruleKey: string;
  readonly requested: number;
  readonly granted: number;
  readonly countsAt: number;
  /** A line is written in the transaction that records its fact. */
  readonly recordedAt: number;
  readonly reasons: readonly Reason[];
  readonly reversesNumber: number | null;
  /** In the words of whoever took the points back. */
  readonly reason: string | null;
  readonly idempotencyKey: string;
  /** Of the activity as it was told when the points were granted: boards of channels and campaigns go by them. */
  readonly channel: Channel;
  readonly campaignId: string | null;
}

interface StandingDecision extends StoredDecision {
  readonly activityId: string;
}

interface GrantedFor extends Pick<ReplayedLine, 'kind' | 'activityId' | 'readingId'> {
  readonly fact: ReplayFact;
  /** Where a rescoring granted it: by which run, and for which fact or correction. */
  readonly adjusted?: { readonly rescoringId: string; readonly origin: number };
}

interface TakenBackFor extends Pick<ReplayedLine, 'activityId' | 'rescoringId' | 'reason'> {
  readonly fact: ReplayFact;
}

/**
 * One member's points from zero: applies facts in the order of recording and keeps what follows from them. Knows of the stored ledger
 * only the numbers of its entries, by their keys, because reversals name numbers.
 */
export class MemberReplay {
  readonly lines: ReplayedLine[] = [];
  memberState: MemberState = emptyMemberState;
  readonly contentStates = new Map<string, ContentState>();
  readonly #programme: AuditedProgramme;
  readonly #numberOf: (idempotencyKey: string) => number | null;
  /** Activities as they were recorded and corrected, oldest first. */
  readonly #tellings = new Map<string, readonly TellingRow[]>();
  /** What was granted and not taken back, by its key, in the order of the ledger. */
  readonly #standing = new Map<string, StandingDecision>();
  /** What was granted and not taken back by a rescoring, by the fact that it is for and the rule. */
  readonly #booked = new Map<string, BookedDecision>();
  /** What was recorded so far, as a rescoring plays it again. */
  readonly #events: HistoryEvent[] = [];
  readonly #history: MemberHistory;
  /** The rules by which the member is judged. */
  #timeline: readonly RuleVersion[];

  constructor(programme: AuditedProgramme, numberOf: (idempotencyKey: string) => number | null) {
    this.#programme = programme;
    this.#numberOf = numberOf;
    this.#history = new MemberHistory(programme);
    this.#timeline = programme.ruleSets;
  }

  apply(fact: ReplayFact): void {
    switch (fact.type) {
      case 'ACTIVITY':
        this.#tellings.set(fact.activityId, [fact]);
        this.#evaluate(fact, null);
        break;
      case 'READING':
        this.#evaluate(this.#telling(fact), fact);
        break;
      case 'WITHDRAWAL':
        this.#withdraw(fact);
        break;
      case 'ENTRY_WITHDRAWAL':
        this.#withdrawEntry(fact);
        break;
      case 'CORRECTION':
        this.#correct(fact);
        break;
      case 'RESCORING':
        this.#rescore(fact);
        break;
    }
  }

  /** Puts everything remembered through its stored form. */
  passCheckpoint(): void {
    this.memberState = parseMemberState(serializeMemberState(this.memberState));
    for (const [id, state] of this.contentStates) this.contentStates.set(id, parseContentState(serializeContentState(state)));
  }

  #evaluate(telling: TellingRow, reading: ReadingRow | null): void {
    const recorded = reading ?? telling;
    this.#events.push(this.#history.fact(telling, reading));
    const ruleSet = this.#inForce(telling);
    if (ruleSet === null) return;
    const { activityId } = telling;
    const evaluation = evaluate({
      ...{ ruleSet, calendar: this.#calendar(recorded.sequence), memberState: this.memberState },
      contentState: reading === null ? null : (this.contentStates.get(activityId) ?? null),
      fact:
        reading === null
          ? activityFact(telling, { programme: this.#programme, recorded })
          : this.#history.readingFact(telling, reading),
    });
    this.memberState = evaluation.memberState;
    if (reading !== null && evaluation.contentState !== null) this.contentStates.set(activityId, evaluation.contentState);
    for (const decision of evaluation.decisions) {
      this.#grant(decision, { kind: 'GRANT', fact: recorded, activityId, readingId: reading?.readingId ?? null });
    }
  }

  #withdraw(fact: WithdrawalRow): void {
    const telling = this.#telling(fact);
    this.#events.push(this.#history.withdrawal(fact, telling));
    const decisions = this.#standingOf(fact.activityId);
    const ruleSet = this.#version(decisions[0]?.ruleSetVersion) ?? this.#inForce(telling);
    if (ruleSet === null) return;
    const reversed = reverse({
      ...{ ...this.#judging(fact), ruleSet, decisions, cause: fact.cause },
      contentState: this.contentStates.get(fact.activityId) ?? null,
      activity: attributesOf(telling, this.#programme),
    });
    this.memberState = reversed.memberState;
    if (reversed.contentState !== null) this.contentStates.set(fact.activityId, reversed.contentState);
    const { activityId, reason } = fact;
    for (const reversal of reversed.reversals) this.#takeBack(reversal, { fact, activityId, rescoringId: null, reason });
  }

  /** The activity stands, and what is remembered of it tells that nothing brings the points back. */
  #withdrawEntry(fact: EntryWithdrawalRow): void {
    const { activityId, reason } = fact;
    const standing = this.#standingOf(activityId);
    const decisions = standing.filter(({ entryId }) => this.#numberOf(entryId) === fact.entryNumber);
    const ruleSet = this.#version(decisions[0]?.ruleSetVersion);
    const taken = [...this.#booked.values()].find(({ entryId }) => this.#numberOf(entryId) === fact.entryNumber);
    if (taken !== undefined) this.#events.push(this.#history.entryWithdrawal(fact, { telling: this.#telling(fact), taken }));
    if (ruleSet === null) return;
    const reversed = reverseEntries({
      ...{ ...this.#judging(fact), ruleSet, decisions, kept: standing.filter((one) => !decisions.includes(one)) },
      contentState: this.contentStates.get(activityId) ?? null,
      activity: attributesOf(this.#telling(fact), this.#programme),
    });
    this.memberState = reversed.memberState;
    if (reversed.contentState !== null) this.contentStates.set(activityId, reversed.contentState);
    for (const reversal of reversed.reversals) this.#takeBack(reversal, { fact, activityId, rescoringId: null, reason });
  }

  #correct(fact: TellingRow): void {
    const { activityId, reason } = fact;
    const before = this.#telling(fact);
    this.#tellings.set(activityId, [...(this.#tellings.get(activityId) ?? []), fact]);
    this.#events.push(this.#history.correction(fact, before));
    const decisions = this.#standingOf(activityId);
    const applied = this.#inForce(fact);
    const ruleSet = this.#version(decisions[0]?.ruleSetVersion) ?? applied;
    if (ruleSet === null) return;
    const step = correct({
      ...{ ...this.#judging(fact), ruleSet, decisions, cause: 'CORRECTED' },
      correctedRuleSet: applied ?? { ...ruleSet, byKind: new Map(), engagementByKind: new Map() },
      contentState: this.contentStates.get(activityId) ?? null,
      activity: attributesOf(before, this.#programme),
      corrected: activityFact(fact, { programme: this.#programme, recorded: fact }),
    });
    this.memberState = step.memberState;
    if (step.contentState !== null) this.contentStates.set(activityId, step.contentState);
    for (const reversal of step.reversals) this.#takeBack(reversal, { fact, activityId, rescoringId: null, reason });
    // Entries of 0 points are taken back by no entry, but they are for what was told before.
    for (const { entryId } of decisions) this.#standing.delete(entryId);
    for (const decision of step.decisions) this.#grant(decision, { kind: 'GRANT', fact, activityId, readingId: null });
  }

  #judging({ activityId, sequence, recordedAt }: Pick<TellingRow, 'activityId' | 'sequence' | 'recordedAt'>) {
    const calendarAt = (at: number) => this.#calendar(at);
    const others = this.#versions();
    const { memberState } = this;
    return { calendar: calendarAt(sequence), calendarAt, others, memberState, activityId, sequence, recordedAt };
  }

  /** What the engine makes of everything that was recorded so far, and of what is booked of it. */
  #rescore(fact: RescoringRow): void {
    const { sequence, recordedAt, rescoringId, from, until, reason } = fact;
    const compiled = this.#version(fact.ruleSetVersion);
    if (compiled === null) return;
    const rescored = rescore({
      ...{ sequence, recordedAt, timeline: this.#timeline, takeover: { compiled, from, until }, events: this.#events },
      calendarAt: (at) => this.#calendar(at),
      versions: this.#versions(),
      booked: [...this.#booked.values()],
    });
    this.#timeline = rescored.timeline;
    this.memberState = rescored.memberState;
    for (const [id, state] of rescored.contentStates) this.contentStates.set(id, state);
    for (const reversal of rescored.reversals) {
      for (const [name, { entryId }] of this.#booked) if (entryId === reversal.reverses) this.#booked.delete(name);
      this.#takeBack(reversal, { fact, activityId: reversal.activityId, rescoringId, reason });
    }
    for (const decision of rescored.decisions) {
      const { activityId, readingId, origin } = decision;
      this.#grant(decision, { kind: 'ADJUSTMENT', fact, activityId, readingId, adjusted: { rescoringId, origin } });
    }
  }

  #grant(decision: Decision, booked: GrantedFor): void {
    const { kind, activityId, readingId, fact, adjusted } = booked;
    const { ruleSetVersion, ruleKey, requested, granted, countsAt, reasons } = decision;
    const origin = adjusted?.origin ?? fact.sequence;
    const idempotencyKey = `${fact.sequence}:${adjusted === undefined ? '' : `${origin}:`}${ruleKey}`;
    const rescoringId = adjusted?.rescoringId ?? null;
    this.lines.push({
      ...{ kind, factSequence: fact.sequence, activityId, readingId, rescoringId, ruleSetVersion, ruleKey },
      ...{ requested, granted, countsAt, recordedAt: fact.recordedAt, reasons, reversesNumber: null, reason: null },
      ...{ idempotencyKey, ...this.#boardAttributes(activityId, origin) },
    });
    // As the ledger tells it again: what kind of decision it was, an entry shows by its reasons alone.
    const type = reasons.some(({ code }) => code === 'ENGAGEMENT') ? 'ENGAGEMENT' : 'ACTIVITY';
    const standing = { ...decision, type, entryId: idempotencyKey, origin, activityId } as const;
    this.#standing.set(idempotencyKey, standing);
    this.#booked.set(`${origin}:${ruleKey}`, { ...standing, readingId });
  }

  #takeBack(reversal: Reversal, taken: TakenBackFor): void {
    const { fact, activityId, rescoringId, reason } = taken;
    const { ruleSetVersion, ruleKey, granted, countsAt, reasons, reverses } = reversal;
    const reversesNumber = this.#numberOf(reverses);
    const origin = this.#standing.get(reverses)?.origin ?? fact.sequence;
    this.#standing.delete(reverses);
    this.lines.push({
      ...{ kind: 'REVERSAL', factSequence: fact.sequence, activityId, readingId: null, rescoringId },
      ...{ ruleSetVersion, ruleKey, requested: granted, granted, countsAt, recordedAt: fact.recordedAt, reasons },
      ...{ reversesNumber, reason, idempotencyKey: `${fact.sequence}:reversal:${reversesNumber}` },
      ...this.#boardAttributes(activityId, origin),
    });
  }

  #standingOf(activityId: string): readonly StandingDecision[] {
    const { kind } = this.#telling({ activityId });
    return [...this.#standing.values()].filter((one) => one.activityId === activityId).map((one) => ({ ...one, kind }));
  }

  #boardAttributes(activityId: string, origin: number): Pick<TellingRow, 'channel' | 'campaignId'> {
    const told = this.#tellings.get(activityId)?.findLast(({ sequence }) => sequence <= origin);
    const { channel, campaignId } = told ?? this.#telling({ activityId });
    return { channel, campaignId };
  }

  #telling({ activityId }: { readonly activityId: string }): TellingRow {
    const telling = this.#tellings.get(activityId)?.at(-1);
    if (telling === undefined)
      throw new Error(`something was recorded of activity ${activityId} before it was recorded itself`);
    return telling;
  }

  #inForce(telling: TellingRow): CompiledRuleSet | null {
    return selectRuleSet(this.#timeline, judgedAt(telling))?.compiled ?? null;
  }

  #version(version: number | undefined): CompiledRuleSet | null {
    return this.#programme.ruleSets.find((candidate) => candidate.version === version)?.compiled ?? null;
  }

  #versions(): readonly CompiledRuleSet[] {
    return this.#programme.ruleSets.map(({ compiled }) => compiled);
  }

  #calendar(sequence: number) {
    return calendarAt(this.#programme, sequence).calendar;
  }
}
