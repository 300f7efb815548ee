import { type Booking, type BookingContext, chainLines, type LineDraft } from './booking-lines.ts';
import { LedgerRepository } from './ledger.repository.ts';

/** Points that go from one account to another. */
export interface ExchangedPoints {
  /** Its place in the order of recording. */
  readonly sequence: number;
  readonly giverId: string;
  readonly receiverId: string;
  readonly points: number;
}

/**
 * Books points that were given on, as a pair of opposite lines, the giver's first. They are no part of what anybody has earned: balances,
 * boards, challenges and the engine's memory stay as they are.
 */
export async function bookExchange(
  context: Pick<BookingContext, 'manager' | 'head' | 'now'>,
  { sequence, giverId, receiverId, points }: ExchangedPoints,
): Promise<Booking> {
  const lineOf = (ambassadorId: string, granted: number, side: 'given' | 'received'): LineDraft => ({
    ...{ kind: 'EXCHANGE', factSequence: sequence, ambassadorId, requested: granted, granted },
    ...{ activityId: null, readingId: null, rescoringId: null, ruleSetVersion: null, ruleKey: null, reversesNumber: null },
    ...{ countsAt: context.now.getTime(), reasons: [], reason: null, idempotencyKey: `${sequence}:${side}` },
  });
  const lines = chainLines(context, [lineOf(giverId, -points, 'given'), lineOf(receiverId, points, 'received')]);
  await new LedgerRepository(context.manager).append(lines);
  return { lines, changedBoards: [] };
}
