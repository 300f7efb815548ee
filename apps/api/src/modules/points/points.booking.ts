import { type ContentState, type Decision, type Fact, MemberEvaluator, type MemberState } from '@fanfare/gamification';
import type { EntityManager } from 'typeorm';
import { awaitedLater, sentTogether } from '../../platform/database/sent-together.ts';
import type { ProgrammeHead } from '../programmes/index.ts';
import {
  type Booking,
  type BookingContext,
  chainLines,
  type LineDraft,
  nothingBooked,
  writeWhatFollows,
} from './booking-lines.ts';
import { type BookingSettings, readBookingSettings, ruleSetFor } from './booking-settings.ts';
import { EngineStateRepository } from './engine-state.repository.ts';
import { LedgerRepository } from './ledger.repository.ts';
import type { ChainedLine } from './ledger-chain.ts';
import { type MemberTimelines, readMemberTimelines } from './member-timelines.ts';

/** What evaluating facts of some members needs to know of them. */
export interface BookingMemory {
  readonly settings: BookingSettings;
  readonly timelineOf: MemberTimelines;
  readonly memberStates: ReadonlyMap<string, MemberState>;
}

/** PostgreSQL writes the lines of so many facts while the next ones are evaluated. */
const factsAtOnce = 250;

/** Reads it; the caller holds the head until what follows from it has been booked. */
export async function readBookingMemory(
  manager: EntityManager,
  { head, ambassadorIds }: { readonly head: ProgrammeHead; readonly ambassadorIds: readonly string[] },
): Promise<BookingMemory> {
  const settings = await readBookingSettings(manager, head);
  const [memberStates, timelineOf] = await sentTogether([
    new EngineStateRepository(manager).memberStates(ambassadorIds),
    readMemberTimelines(manager, { settings, ambassadorIds }),
  ]);
  return { settings, timelineOf, memberStates };
}

/**
 * Evaluates facts in the order of their sequence and books what the rules grant: ledger lines, balances, standings and the engine's
 * memory, all inside the caller's transaction. The facts themselves must have been sent to the database before. A decision of 0 points is
 * booked too, so that a retry cannot be paid later.
 */
export async function bookFacts(
  context: BookingContext,
  { facts, memory }: { readonly facts: readonly Fact[]; readonly memory: BookingMemory },
): Promise<Booking> {
  if (facts.length === 0) return nothingBooked;
  const { manager } = context;
  const posts = facts.flatMap((fact) => (fact.type === 'ENGAGEMENT' ? [fact.post.activityId] : []));
  const contentStates = await new EngineStateRepository(manager).contentStates(posts);
  const evaluation = new Evaluation(memory, contentStates);
  const ledger = new LedgerRepository(manager);
  const lines: ChainedLine[] = [];
  const appended: Promise<void>[] = [];
  for (let at = 0; at < facts.length; at += factsAtOnce) {
    await sent();
    const drafts = facts.slice(at, at + factsAtOnce).flatMap((fact) => evaluation.decide(fact));
    const chained = chainLines(context, drafts);
    appended.push(awaitedLater(ledger.append(chained)));
    lines.push(...chained);
  }
  await sent();
  const { programme } = memory.settings;
  const followed = writeWhatFollows(context, { programme, lines, memberStates: evaluation.memberStates(), contentStates });
  const [, booking] = await sentTogether([sentTogether(appended), followed]);
  return booking;
}

/** Resolves once statements that were begun are on their way. */
function sent(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Evaluates fact by fact and keeps what each leaves behind. */
class Evaluation {
  readonly #memory: BookingMemory;
  readonly #contentStates: Map<string, ContentState>;
  readonly #evaluators = new Map<string, MemberEvaluator>();

  constructor(memory: BookingMemory, contentStates: Map<string, ContentState>) {
    this.#memory = memory;
    this.#contentStates = contentStates;
  }

  decide(fact: Fact): readonly LineDraft[] {
    const ruleSet = ruleSetFor(fact, this.#memory.timelineOf(fact.memberId));
    if (ruleSet === null) return [];
    const contentId = fact.type === 'ENGAGEMENT' ? fact.post.activityId : null;
    const before = contentId === null ? null : (this.#contentStates.get(contentId) ?? null);
    const { calendar } = this.#memory.settings.programme;
    const outcome = this.#evaluatorOf(fact.memberId).evaluate({ ruleSet, calendar, contentState: before, fact });
    if (contentId !== null && outcome.contentState !== null) this.#contentStates.set(contentId, outcome.contentState);
    return outcome.decisions.map((decision) => draftOfGrant(fact, decision));
  }

  /** Of everybody of whom a fact was evaluated. */
  memberStates(): ReadonlyMap<string, MemberState> {
    return new Map([...this.#evaluators].map(([memberId, { memberState }]) => [memberId, memberState]));
  }

  #evaluatorOf(memberId: string): MemberEvaluator {
    const known = this.#evaluators.get(memberId);
    if (known !== undefined) return known;
    const state = this.#memory.memberStates.get(memberId);
    if (state === undefined) throw new Error(`no state was read for ambassador ${memberId}`);
    const evaluator = new MemberEvaluator(state);
    this.#evaluators.set(memberId, evaluator);
    return evaluator;
  }
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
