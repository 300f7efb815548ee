export { LedgerRepository } from './ledger.repository.ts';
export { type Booking, type BookingContext, bookFacts, bookWithdrawal } from './points.booking.ts';
export { toLedgerEntry } from './points.mapper.ts';
export { createPointsSlice } from './points.slice.ts';
export { LedgerEntry, pointReaders } from './points.types.ts';
