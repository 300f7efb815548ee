import type { ContentState, MemberState } from '@fanfare/gamification';
import type { EntityManager } from 'typeorm';
import type { Transaction } from '../../platform/database/database.ts';
import { sentTogether } from '../../platform/database/sent-together.ts';
import { newId } from '../../platform/ids.ts';
import { type ProgrammeCalendar, type ProgrammeHead, saveProgrammeHead } from '../programmes/index.ts';
import { announceBoards, applyToStandings, type ChangedBoard, type MemberPlace } from '../standings/index.ts';
import { EngineStateRepository } from './engine-state.repository.ts';
import { LedgerRepository } from './ledger.repository.ts';
import { type ChainedLine, hashOfLine, type LedgerLine } from './ledger-chain.ts';
import { pointsBooked } from './points.events.ts';

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

/** A line before it is numbered and chained. */
export type LineDraft = Omit<LedgerLine, 'programmeId' | 'number' | 'id' | 'recordedAt'>;

export const nothingBooked: Booking = { lines: [], changedBoards: [] };

/** What follows from lines, beside the lines themselves. */
export interface BookedStates {
  readonly programme: ProgrammeCalendar;
  readonly memberStates: ReadonlyMap<string, MemberState>;
  readonly contentStates: ReadonlyMap<string, ContentState>;
}

/** Numbers, chains and writes lines, with everything that follows from them: balances, the engine's memory, standings. */
export async function writeLines(
  context: BookingContext,
  work: BookedStates & { readonly drafts: readonly LineDraft[] },
): Promise<Booking> {
  const lines = chainLines(context, work.drafts);
  const appended = new LedgerRepository(context.manager).append(lines);
  const [, booking] = await sentTogether([appended, writeWhatFollows(context, { ...work, lines })]);
  return booking;
}

/** Gives lines their numbers and hashes: the end of the ledger moves on with each. */
export function chainLines(
  { head, now }: Pick<BookingContext, 'head' | 'now'>,
  drafts: readonly LineDraft[],
): readonly ChainedLine[] {
  return drafts.map((draft) => chain(head, draft, now));
}

/** Writes balances, the engine's memory and standings; sent at once and worked through in this order. */
export async function writeWhatFollows(
  { manager, memberships, now }: BookingContext,
  { lines, ...states }: BookedStates & { readonly lines: readonly ChainedLine[] },
): Promise<Booking> {
  const repository = new EngineStateRepository(manager);
  const [, , changedBoards] = await sentTogether([
    repository.saveContentStates(states.contentStates),
    repository.saveMemberStates(states.memberStates, grantedByMember(lines)),
    applyToStandings(manager, { programme: states.programme, entries: lines, memberships, now }),
  ]);
  return { lines, changedBoards };
}

/** The end of every transaction that books: keeps the number of the last fact and tells which boards have changed. */
export async function closeBooking(transaction: Transaction, done: { head: ProgrammeHead; booking: Booking }): Promise<void> {
  await saveProgrammeHead(transaction.manager, done.head);
  announceBooking(transaction, done.booking);
}

/** Tells which boards have changed, and that the ledger has grown. */
export function announceBooking(transaction: Pick<Transaction, 'announce'>, { lines, changedBoards }: Booking): void {
  announceBoards(transaction, changedBoards);
  const last = lines.at(-1);
  if (last !== undefined) transaction.announce(pointsBooked.event({ programmeId: last.programmeId, number: last.number }));
}

/** Property by property: copying the draft takes several times as long as its hash. */
function chain(head: ProgrammeHead, draft: LineDraft, now: Date): ChainedLine {
  const { programmeId, ledgerHash: previousHash } = head;
  const line = {
    programmeId,
    number: head.ledgerNumber + 1,
    id: newId(),
    kind: draft.kind,
    factSequence: draft.factSequence,
    ambassadorId: draft.ambassadorId,
    activityId: draft.activityId,
    readingId: draft.readingId,
    rescoringId: draft.rescoringId,
    ruleSetVersion: draft.ruleSetVersion,
    ruleKey: draft.ruleKey,
    requested: draft.requested,
    granted: draft.granted,
    countsAt: draft.countsAt,
    recordedAt: now.getTime(),
    reasons: draft.reasons,
    reversesNumber: draft.reversesNumber,
    reason: draft.reason,
    idempotencyKey: draft.idempotencyKey,
    previousHash,
    hash: previousHash,
  };
  line.hash = hashOfLine(line, previousHash);
  head.ledgerNumber = line.number;
  head.ledgerHash = line.hash;
  return line;
}

function grantedByMember(lines: readonly ChainedLine[]): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const line of lines) sums.set(line.ambassadorId, (sums.get(line.ambassadorId) ?? 0) + line.granted);
  return sums;
}
