export { type Booking, type BookingContext, closeBooking, nothingBooked } from './booking-lines.ts';
export { EngineStateRepository } from './engine-state.repository.ts';
export { type LedgerEntryRow, LedgerRepository } from './ledger.repository.ts';
export { bookFacts } from './points.booking.ts';
export { type AdjustmentDraft, bookAdjustments, bookCorrection } from './points.correction.ts';
export { toLedgerEntry } from './points.mapper.ts';
export { bookEntryReversal, bookWithdrawal, storedDecision } from './points.reversal.ts';
export { createPointsSlice } from './points.slice.ts';
export { LedgerEntry, pointReaders } from './points.types.ts';
