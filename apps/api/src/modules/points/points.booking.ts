import {
  type CompiledRuleSet,
  type ContentState,
  type Decision,
  evaluate,
  type Fact,
  type FactAttributes,
  type MemberState,
  type ReversalCause,
  reverse,
  selectRuleSet,
} from '@fanfare/gamification';
import type { EntityManager } from 'typeorm';
import { newId } from '../../platform/ids.ts';
import { type ProgrammeCalendar, type ProgrammeHead, readProgrammeCalendar } from '../programmes/index.ts';
import { type RuleSetInForce, readRuleSetsInForce } from '../rule-sets/index.ts';
import { applyToStandings, type ChangedBoard, type MemberPlace } from '../standings/index.ts';
import { EngineStateRepository } from './engine-state.repository.ts';
import { type LedgerEntryRow, LedgerRepository } from './ledger.repository.ts';
import { type ChainedLine, hashOfLine, type LedgerLine } from './ledger-chain.ts';

/** What one transaction has booked. */
export interface Booking {
  readonly lines: readonly ChainedLine[];
  readonly changedBoards: readonly ChangedBoard[];
}

export interface BookingContext {
  readonly manager: EntityManager;
  /** Locked by the caller; its ledger end moves on with every line. */
  readonly head: ProgrammeHead;
  /** Of every ambassador whose facts are booked. */
  readonly memberships: ReadonlyMap<string, MemberPlace>;
  readonly now: Date;
}

/** Takes a decision as it leaves the engine to the ledger: who, for what, under which key it can never be booked twice. */
type LineDraft = Omit<LedgerLine, 'programmeId' | 'number' | 'id' | 'recordedAt'>;

/**
 * Evaluates facts in the order of their sequence and books what the rules grant: ledger lines, balances, standings and the engine's
 * memory, all inside the caller's transaction. A decision of 0 points is booked too, so that a retry cannot be paid later.
 */
export async function bookFacts(context: BookingContext, facts: readonly Fact[]): Promise<Booking> {
  if (facts.length === 0) return { lines: [], changedBoards: [] };
  const { manager, head } = context;
  const programme = await readProgrammeCalendar(manager, head.programmeId);
  const ruleSets = await readRuleSetsInForce(manager, head.programmeId);
  const states = new EngineStateRepository(manager);
  const memberStates = await states.memberStates([...new Set(facts.map((fact) => fact.memberId))]);
  const contentStates = await states.contentStates(
    facts.flatMap((fact) => (fact.type === 'ENGAGEMENT' ? [fact.post.activityId] : [])),
  );
  const evaluated = facts.map((fact) => evaluateOne({ fact, programme, ruleSets, memberStates, contentStates }));
  const drafts = evaluated.flatMap(({ fact, decisions }) => decisions.map((decision) => draftOfGrant(fact, decision)));
  await states.saveContentStates(contentStates);
  return writeLines(context, { programme, drafts, memberStates });
}

function evaluateOne(input: {
  readonly fact: Fact;
  readonly programme: ProgrammeCalendar;
  readonly ruleSets: readonly RuleSetInForce[];
  readonly memberStates: Map<string, MemberState>;
  readonly contentStates: Map<string, ContentState>;
}): { readonly fact: Fact; readonly decisions: readonly Decision[] } {
  const { fact, memberStates, contentStates } = input;
  const ruleSet = ruleSetFor(fact, input.ruleSets);
  const memberState = memberStates.get(fact.memberId);
  if (memberState === undefined) throw new Error(`no state was read for ambassador ${fact.memberId}`);
  if (ruleSet === null) return { fact, decisions: [] };
  const contentId = fact.type === 'ENGAGEMENT' ? fact.post.activityId : null;
  const contentState = contentId === null ? null : (contentStates.get(contentId) ?? null);
  const evaluation = evaluate({ ruleSet, calendar: input.programme.calendar, memberState, contentState, fact });
  memberStates.set(fact.memberId, evaluation.memberState);
  if (contentId !== null && evaluation.contentState !== null) contentStates.set(contentId, evaluation.contentState);
  return { fact, decisions: evaluation.decisions };
}

/** The version in force when the activity happened; for a reading, when the post was made, so that a post keeps its curve. */
function ruleSetFor(fact: Fact, ruleSets: readonly RuleSetInForce[]): CompiledRuleSet | null {
  return selectRuleSet(ruleSets, fact.type === 'ENGAGEMENT' ? fact.post.occurredAt : fact.occurredAt)?.compiled ?? null;
}

function draftOfGrant(fact: Fact, decision: Decision): LineDraft {
  const isReading = fact.type === 'ENGAGEMENT';
  return {
    kind: 'GRANT',
    factSequence: fact.sequence,
    ambassadorId: fact.memberId,
    activityId: isReading ? fact.post.activityId : fact.factId,
    readingId: isReading ? fact.factId : null,
    rescoringId: null,
    ruleSetVersion: decision.ruleSetVersion,
    ruleKey: decision.ruleKey,
    requested: decision.requested,
    granted: decision.granted,
    countsAt: decision.countsAt,
    reasons: decision.reasons,
    reversesNumber: null,
    reason: null,
    idempotencyKey: `${fact.sequence}:${decision.ruleKey}`,
  };
}

export interface Withdrawal {
  readonly activityId: string;
  readonly ambassadorId: string;
  readonly attributes: FactAttributes;
  readonly occurredAt: number;
  readonly sequence: number;
  readonly cause: ReversalCause;
  /** In the words of whoever withdrew it; stands in the ledger. */
  readonly reason: string;
}

/** Books the opposite of everything that an activity and its readings have earned so far. */
export async function bookWithdrawal(context: BookingContext, withdrawal: Withdrawal): Promise<Booking> {
  const { manager, head, now } = context;
  const programme = await readProgrammeCalendar(manager, head.programmeId);
  const ruleSets = await readRuleSetsInForce(manager, head.programmeId);
  const states = new EngineStateRepository(manager);
  const memberStates = await states.memberStates([withdrawal.ambassadorId]);
  const contentStates = await states.contentStates([withdrawal.activityId]);
  const grants = await new LedgerRepository(manager).standingGrantsOf(withdrawal.activityId);
  // Without grants the engine still has to learn that later readings of the post earn nothing more.
  const version = grants[0]?.ruleSetVersion ?? selectRuleSet(ruleSets, withdrawal.occurredAt)?.version;
  const ruleSet = ruleSets.find((candidate) => candidate.version === version)?.compiled;
  const memberState = memberStates.get(withdrawal.ambassadorId);
  if (ruleSet === undefined || memberState === undefined) return { lines: [], changedBoards: [] };
  const reversed = reverse({
    ruleSet,
    calendar: programme.calendar,
    memberState,
    contentState: contentStates.get(withdrawal.activityId) ?? null,
    activity: withdrawal.attributes,
    decisions: grants.map((grant) => storedDecision(grant, withdrawal.attributes)),
    sequence: withdrawal.sequence,
    recordedAt: now.getTime(),
    cause: withdrawal.cause,
  });
  const numbers = new Map(grants.map((grant) => [grant.id, grant.number]));
  const drafts = reversed.reversals.map((reversal): LineDraft => {
    const number = numbers.get(reversal.reverses);
    if (number === undefined) throw new Error(`the engine reversed an entry that it was not given: ${reversal.reverses}`);
    return {
      kind: 'REVERSAL',
      factSequence: withdrawal.sequence,
      ambassadorId: withdrawal.ambassadorId,
      activityId: withdrawal.activityId,
      readingId: null,
      rescoringId: null,
      ruleSetVersion: reversal.ruleSetVersion,
      ruleKey: reversal.ruleKey,
      requested: reversal.granted,
      granted: reversal.granted,
      countsAt: reversal.countsAt,
      reasons: reversal.reasons,
      reversesNumber: number,
      reason: withdrawal.reason,
      idempotencyKey: `${withdrawal.sequence}:reversal:${number}`,
    };
  });
  if (reversed.contentState !== null) {
    await states.saveContentStates(new Map([[withdrawal.activityId, reversed.contentState]]));
  }
  return writeLines(context, { programme, drafts, memberStates: new Map([[withdrawal.ambassadorId, reversed.memberState]]) });
}

function storedDecision(grant: LedgerEntryRow, attributes: FactAttributes) {
  const isReading = grant.reasons.some((reason) => reason.code === 'ENGAGEMENT');
  return {
    entryId: grant.id,
    type: isReading ? ('ENGAGEMENT' as const) : ('ACTIVITY' as const),
    kind: attributes.kind,
    ruleKey: grant.ruleKey ?? '',
    ruleSetVersion: grant.ruleSetVersion ?? 0,
    requested: grant.requested,
    granted: grant.granted,
    reasons: grant.reasons,
    countsAt: grant.countsAt.getTime(),
  };
}

async function writeLines(
  context: BookingContext,
  work: {
    readonly programme: ProgrammeCalendar;
    readonly drafts: readonly LineDraft[];
    readonly memberStates: ReadonlyMap<string, MemberState>;
  },
): Promise<Booking> {
  const { manager, head, now } = context;
  const lines = work.drafts.map((draft) => chain(head, draft, now));
  await new LedgerRepository(manager).append(lines);
  await new EngineStateRepository(manager).saveMemberStates(work.memberStates, grantedByMember(lines));
  const changedBoards = await applyToStandings(manager, {
    programme: work.programme,
    entries: lines,
    memberships: context.memberships,
    now,
  });
  return { lines, changedBoards };
}

function chain(head: ProgrammeHead, draft: LineDraft, now: Date): ChainedLine {
  const line: LedgerLine = {
    ...draft,
    programmeId: head.programmeId,
    number: head.ledgerNumber + 1,
    id: newId(),
    recordedAt: now.getTime(),
  };
  const previousHash = head.ledgerHash;
  const hash = hashOfLine(line, previousHash);
  head.ledgerNumber = line.number;
  head.ledgerHash = hash;
  return { ...line, previousHash, hash };
}

function grantedByMember(lines: readonly ChainedLine[]): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const line of lines) sums.set(line.ambassadorId, (sums.get(line.ambassadorId) ?? 0) + line.granted);
  return sums;
}
