/**
 * The states of a rescoring.
 *
 * PREVIEWING: a node finds out what it would change. Nothing is changed by it.
 * PREVIEWED: the answer is kept, with the rules and the end of the ledger that it was found at. It can be started as long as it holds.
 * CANCELLED: the preview was stopped. FAILED: it could not be found out, the log says why; or no node had moved it for a minute when somebody asked
 *   for something else.
 * BOOKING: it was started. Nodes book the people one after the other by their ids, some in each transaction; whoever takes a turn goes on
 *   behind the last of them, so that a node may die at any moment.
 * COMPLETED: everybody has been booked.
 * STOPPED: somebody stopped the booking, or it stopped by itself, because rules, calendar or closed days were no longer those of the preview: else
 *   people behind would be treated otherwise than those before them, and otherwise than was shown. The transaction that was going on has been kept whole: people up to one are rescored for good,
 *   people behind keep their entries. A new preview of the same version shows what is left, one of the other version leads back.
 *
 * PREVIEWING -> PREVIEWED | CANCELLED | FAILED; PREVIEWED -> BOOKING; BOOKING -> COMPLETED | STOPPED. In one programme one is PREVIEWING or BOOKING at
 * a time.
 */
export type RescoringStatus = 'PREVIEWING' | 'PREVIEWED' | 'CANCELLED' | 'FAILED' | 'BOOKING' | 'COMPLETED' | 'STOPPED';

/** States in which a node is at work, or soon will be. */
export const atWork: ReadonlySet<RescoringStatus> = new Set(['PREVIEWING', 'BOOKING']);

/** So many previews that were not started are kept in a programme; what was started is kept for ever. */
export const keptPreviews = 50;

/** A preview that has not moved for so long has lost its node, or never had one. */
export const lostAfterMilliseconds = 60_000;
/** One that a node works at shows at least this often that it is alive. */
export const touchEveryMilliseconds = 15_000;
