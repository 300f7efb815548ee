import type { Transaction } from '../../platform/database/database.ts';
import type { UserFailure } from '../../platform/graphql/payload.ts';
import { newId } from '../../platform/ids.ts';
import { fail, type Outcome, succeed } from '../../platform/outcome.ts';
import { bookExchange, closeBooking } from '../points/index.ts';
import type { ProgrammeHead } from '../programmes/index.ts';
import { notEnough } from './points-exchange.errors.ts';
import { type ExchangeRecord, PointsExchangeRepository, spendableOf } from './points-exchange.repository.ts';

/** Inside a transaction that holds the head of the programme, so that nobody else spends the same points. */
export interface Exchanging {
  readonly transaction: Transaction;
  readonly head: ProgrammeHead;
  readonly now: Date;
}

export type NewExchange = Pick<ExchangeRecord, 'giverId' | 'receiverId' | 'requestId' | 'points' | 'note'>;

/** Gives points on, where the giver has so many; as a pair of ledger lines. */
export async function exchangePoints(
  exchanging: Exchanging,
  exchange: NewExchange,
): Promise<Outcome<ExchangeRecord, UserFailure>> {
  const { manager } = exchanging.transaction;
  const account = (await new PointsExchangeRepository(manager).accounts([exchange.giverId])).get(exchange.giverId);
  const spendable = account === undefined ? 0 : spendableOf(account);
  if (spendable < exchange.points) return fail(notEnough(spendable));
  return succeed(await keep(exchanging, { ...exchange, returnsId: null }));
}

/** Gives back what people gave for a request. Gives back to whom; safe to repeat. */
export async function returnPoints(exchanging: Exchanging, requestId: string): Promise<readonly ExchangeRecord[]> {
  const standing = await new PointsExchangeRepository(exchanging.transaction.manager).standingOf(requestId);
  const returned: ExchangeRecord[] = [];
  for (const { id, giverId, receiverId, points } of standing) {
    const back = { giverId: receiverId, receiverId: giverId, requestId, points, note: null, returnsId: id };
    returned.push(await keep(exchanging, back));
  }
  return returned;
}

async function keep(
  { transaction, head, now }: Exchanging,
  exchange: NewExchange & Pick<ExchangeRecord, 'returnsId'>,
): Promise<ExchangeRecord> {
  const { manager } = transaction;
  head.factSequence += 1;
  const record = { ...exchange, id: newId(), programmeId: head.programmeId, sequence: head.factSequence, madeAt: now };
  await new PointsExchangeRepository(manager).insert(record);
  const booking = await bookExchange({ manager, head, now }, record);
  await closeBooking(transaction, { head, booking });
  return record;
}
