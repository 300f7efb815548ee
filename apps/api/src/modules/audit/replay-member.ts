import type { Channel } from '@fanfare/contracts';
import {
  type CompiledRuleSet,
  type ContentState,
  correct,
  type Decision,
  emptyMemberState,
  evaluate,
  type MemberState,
  parseContentState,
  parseMemberState,
  type Reason,
  type Reversal,
  reverse,
  type StoredDecision,
  selectRuleSet,
  serializeContentState,
  serializeMemberState,
} from '@fanfare/gamification';
import { type AuditedProgramme, calendarAt } from './audited-programme.ts';
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
  /** In the words of whoever took the points back; undefined where only the ledger keeps them. */
  readonly reason: string | null | undefined;
  readonly idempotencyKey: string;
  /** Of the activity as it was recorded: boards of channels and campaigns go by them. */
  readonly channel: Channel;
  readonly campaignId: string | null;
}

interface StandingDecision extends StoredDecision {
  readonly activityId: string;
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
  /** Activities as they were recorded, and as they were corrected last. */
  readonly #recorded = new Map<string, TellingRow>();
  readonly #tellings = new Map<string, TellingRow>();
  /** What was granted and not taken back, by its key, in the order of the ledger. */
  readonly #standing = new Map<string, StandingDecision>();

  constructor(programme: AuditedProgramme, numberOf: (idempotencyKey: string) => number | null) {
    this.#programme = programme;
    this.#numberOf = numberOf;
  }

  apply(fact: ReplayFact): void {
    switch (fact.type) {
      case 'ACTIVITY':
        this.#recorded.set(fact.activityId, fact);
        this.#tellings.set(fact.activityId, fact);
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
        this.#correct(fact, fact);
        break;
      case 'RESCORING':
        this.#correct(fact, this.#telling(fact));
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
    const ruleSet = this.#inForce(telling.occurredAt);
    if (ruleSet === null) return;
    const { activityId } = telling;
    const evaluation = evaluate({
      ...{ ruleSet, calendar: this.#calendar(recorded.sequence), memberState: this.memberState },
      contentState: reading === null ? null : (this.contentStates.get(activityId) ?? null),
      fact:
        reading === null
          ? activityFact(telling, { programme: this.#programme, recorded })
          : this.#readingFact(telling, reading),
    });
    this.memberState = evaluation.memberState;
    if (reading !== null && evaluation.contentState !== null) this.contentStates.set(activityId, evaluation.contentState);
    for (const decision of evaluation.decisions) {
      this.#grant(decision, {
        kind: 'GRANT',
        fact: recorded,
        activityId,
        readingId: reading?.readingId ?? null,
        rescoringId: null,
      });
    }
  }

  #readingFact(telling: TellingRow, reading: ReadingRow) {
    const { readingId: factId, sequence, memberId, readAt, recordedAt, likes, comments, reposts, clicks } = reading;
    const { activityId, occurredAt } = telling;
    const post = { activityId, occurredAt, ...attributesOf(telling, this.#programme) };
    const counts = { likes, comments, reposts, clicks, colleagueLikes: [] };
    return { type: 'ENGAGEMENT' as const, factId, sequence, memberId, readAt, recordedAt, ...counts, post };
  }

  #withdraw(fact: WithdrawalRow): void {
    const telling = this.#telling(fact);
    const decisions = this.#standingOf(fact.activityId);
    const ruleSet = this.#version(decisions[0]?.ruleSetVersion) ?? this.#inForce(telling.occurredAt);
    if (ruleSet === null) return;
    const reversed = reverse({
      ...{ ruleSet, calendar: this.#calendar(fact.sequence), memberState: this.memberState, decisions },
      contentState: this.contentStates.get(fact.activityId) ?? null,
      activity: attributesOf(telling, this.#programme),
      ...{ sequence: fact.sequence, recordedAt: fact.recordedAt, cause: fact.cause },
    });
    this.memberState = reversed.memberState;
    if (reversed.contentState !== null) this.contentStates.set(fact.activityId, reversed.contentState);
    for (const reversal of reversed.reversals) this.#takeBack(reversal, { fact, rescoringId: null, reason: fact.reason });
  }

  /** The reading of the post stays asked for, so what is remembered of the post does not change. */
  #withdrawEntry(fact: EntryWithdrawalRow): void {
    const decisions = [...this.#standing.values()].filter(({ entryId }) => this.#numberOf(entryId) === fact.entryNumber);
    const ruleSet = this.#version(decisions[0]?.ruleSetVersion);
    if (ruleSet === null) return;
    const reversed = reverse({
      ...{ ruleSet, calendar: this.#calendar(fact.sequence), memberState: this.memberState, decisions, contentState: null },
      activity: attributesOf(this.#telling(fact), this.#programme),
      ...{ sequence: fact.sequence, recordedAt: fact.recordedAt, cause: 'REJECTED' },
    });
    this.memberState = reversed.memberState;
    for (const reversal of reversed.reversals) this.#takeBack(reversal, { fact, rescoringId: null, reason: fact.reason });
  }

  #correct(fact: TellingRow | RescoringRow, corrected: TellingRow): void {
    const { activityId, sequence, recordedAt } = fact;
    const isRescoring = fact.type === 'RESCORING';
    const before = this.#telling(fact);
    this.#tellings.set(activityId, corrected);
    const decisions = this.#standingOf(activityId);
    const applied = isRescoring ? this.#version(fact.ruleSetVersion) : this.#inForce(corrected.occurredAt);
    const ruleSet = this.#version(decisions[0]?.ruleSetVersion) ?? applied;
    if (ruleSet === null) return;
    const step = correct({
      ...{ ruleSet, calendar: this.#calendar(sequence), memberState: this.memberState, decisions, sequence, recordedAt },
      correctedRuleSet: applied ?? { ...ruleSet, byKind: new Map(), engagementByKind: new Map() },
      contentState: this.contentStates.get(activityId) ?? null,
      activity: attributesOf(before, this.#programme),
      corrected: activityFact(corrected, { programme: this.#programme, recorded: fact }),
      cause: isRescoring ? 'RESCORED' : 'CORRECTED',
    });
    this.memberState = step.memberState;
    if (step.contentState !== null) this.contentStates.set(activityId, step.contentState);
    const rescoringId = isRescoring ? fact.rescoringId : null;
    const reason = isRescoring ? undefined : fact.reason;
    for (const reversal of step.reversals) this.#takeBack(reversal, { fact, rescoringId, reason });
    const kind = isRescoring ? 'ADJUSTMENT' : 'GRANT';
    for (const decision of step.decisions) this.#grant(decision, { kind, fact, activityId, readingId: null, rescoringId });
  }

  #grant(
    decision: Decision,
    booked: Pick<ReplayedLine, 'kind' | 'activityId' | 'readingId' | 'rescoringId'> & { readonly fact: ReplayFact },
  ): void {
    const { kind, activityId, readingId, rescoringId, fact } = booked;
    const { ruleSetVersion, ruleKey, requested, granted, countsAt, reasons } = decision;
    const idempotencyKey = `${fact.sequence}:${ruleKey}`;
    this.lines.push({
      ...{ kind, factSequence: fact.sequence, activityId, readingId, rescoringId, ruleSetVersion, ruleKey },
      ...{ requested, granted, countsAt, recordedAt: fact.recordedAt, reasons, reversesNumber: null, reason: null },
      ...{ idempotencyKey, ...this.#boardAttributes(activityId) },
    });
    // As the ledger tells it again: what kind of decision it was, an entry shows by its reasons alone.
    const type = reasons.some(({ code }) => code === 'ENGAGEMENT') ? 'ENGAGEMENT' : 'ACTIVITY';
    this.#standing.set(idempotencyKey, { ...decision, type, entryId: idempotencyKey, activityId });
  }

  #takeBack(reversal: Reversal, taken: Pick<ReplayedLine, 'rescoringId' | 'reason'> & { readonly fact: ReplayFact }): void {
    const { fact, rescoringId, reason } = taken;
    const { ruleSetVersion, ruleKey, granted, countsAt, reasons, reverses } = reversal;
    const reversesNumber = this.#numberOf(reverses);
    this.#standing.delete(reverses);
    this.lines.push({
      ...{ kind: 'REVERSAL', factSequence: fact.sequence, activityId: fact.activityId, readingId: null, rescoringId },
      ...{ ruleSetVersion, ruleKey, requested: granted, granted, countsAt, recordedAt: fact.recordedAt, reasons },
      ...{ reversesNumber, reason, idempotencyKey: `${fact.sequence}:reversal:${reversesNumber}` },
      ...this.#boardAttributes(fact.activityId),
    });
  }

  #standingOf(activityId: string): readonly StandingDecision[] {
    const { kind } = this.#telling({ activityId });
    return [...this.#standing.values()].filter((one) => one.activityId === activityId).map((one) => ({ ...one, kind }));
  }

  #boardAttributes(activityId: string): Pick<TellingRow, 'channel' | 'campaignId'> {
    const { channel, campaignId } = this.#recorded.get(activityId) ?? this.#telling({ activityId });
    return { channel, campaignId };
  }

  #telling({ activityId }: { readonly activityId: string }): TellingRow {
    const telling = this.#tellings.get(activityId);
    if (telling === undefined)
      throw new Error(`something was recorded of activity ${activityId} before it was recorded itself`);
    return telling;
  }

  #inForce(occurredAt: number): CompiledRuleSet | null {
    return selectRuleSet(this.#programme.ruleSets, occurredAt)?.compiled ?? null;
  }

  #version(version: number | undefined): CompiledRuleSet | null {
    return this.#programme.ruleSets.find((candidate) => candidate.version === version)?.compiled ?? null;
  }

  #calendar(sequence: number) {
    return calendarAt(this.#programme, sequence).calendar;
  }
}
