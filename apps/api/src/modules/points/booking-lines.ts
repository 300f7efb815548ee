import type { ContentState, MemberState } from '@fanfare/gamification';
import type { EntityManager } from 'typeorm';
import type { Transaction } from '../../platform/database/database.ts';
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

/** Numbers, chains and writes lines, with everything that follows from them: balances, the engine's memory, standings. */
export async function writeLines(
  context: BookingContext,
  work: {
    readonly programme: ProgrammeCalendar;
    readonly drafts: readonly LineDraft[];
    readonly memberStates: ReadonlyMap<string, MemberState>;
    readonly contentStates: ReadonlyMap<string, ContentState>;
  },
): Promise<Booking> {
  const { manager, head, now } = context;
  const lines = work.drafts.map((draft) => chain(head, draft, now));
  const states = new EngineStateRepository(manager);
  // Sent at once and worked through in this order; what comes behind is made ready while PostgreSQL works on what was sent.
  const [, , , changedBoards] = await Promise.all([
    new LedgerRepository(manager).append(lines),
    states.saveContentStates(work.contentStates),
    states.saveMemberStates(work.memberStates, grantedByMember(lines)),
    applyToStandings(manager, { programme: work.programme, entries: lines, memberships: context.memberships, now }),
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

function chain(head: ProgrammeHead, draft: LineDraft, now: Date): ChainedLine {
  const { programmeId, ledgerHash: previousHash } = head;
  const line: LedgerLine = { ...draft, programmeId, number: head.ledgerNumber + 1, id: newId(), recordedAt: now.getTime() };
  const hash = hashOfLine(line, previousHash);
  head.ledgerNumber = line.number;
  head.ledgerHash = hash;
  return Object.assign(line, { previousHash, hash });
}

function grantedByMember(lines: readonly ChainedLine[]): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const line of lines) sums.set(line.ambassadorId, (sums.get(line.ambassadorId) ?? 0) + line.granted);
  return sums;
}
