export { announceBooking, type Booking, type BookingContext, closeBooking, nothingBooked } from './booking-lines.ts';
export { type BookingSettings, readBookingSettings, readSettings } from './booking-settings.ts';
export { EngineStateRepository } from './engine-state.repository.ts';
export { type LedgerEntryRow, LedgerRepository } from './ledger.repository.ts';
export { bookFacts, readBookingMemory } from './points.booking.ts';
export { bookCorrection } from './points.correction.ts';
export { pointsBooked } from './points.events.ts';
export { bookExchange } from './points.exchange.ts';
export { toLedgerEntry } from './points.mapper.ts';
export {
  bookRescoring,
  type RescoredMember,
  type Rescoring,
  type RescoringSpan,
  rescoreMembers,
} from './points.rescoring.ts';
export { bookEntryReversal, bookWithdrawal, storedDecision } from './points.reversal.ts';
export { createPointsSlice } from './points.slice.ts';
export { LedgerEntry, pointReaders } from './points.types.ts';
