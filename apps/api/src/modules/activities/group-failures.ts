import { sqlStateOf } from '../../platform/database/sql-errors.ts';

/** How far a shared transaction came before it failed. */
export interface GroupProgress {
  /** It held the programme's lock, so the database was there. */
  readonly isLocked: boolean;
  /** Everything was written; what failed is the commit itself, and whether it happened is not known. */
  readonly isDone: boolean;
}

/** A transaction that several requests shared has failed; `cause` is why. */
export class SharedCommitError extends Error {
  override readonly cause: unknown;
  readonly progress: GroupProgress;

  constructor(cause: unknown, progress: GroupProgress) {
    super('a transaction that was shared has failed', { cause });
    this.cause = cause;
    this.progress = { ...progress };
  }
}

/** Wrong data, a broken constraint, a statement that took too long: PostgreSQL goes on. Other states say that it does not. */
const statesOfOneStatement = /^(?:2[0-9A-Z]|42|44|54|P0|57014|XX)/;
const sqlState = /^[0-9A-Z]{5}$/;

/**
 * Whether one request may be to blame, so that the others may succeed without it. Not so when the database did not answer, nor when the
 * commit failed: then every request fails, and whoever repeats it counts once.
 */
export function mayBeOfOneRequest(error: unknown): boolean {
  if (!(error instanceof SharedCommitError)) return true;
  const { cause, progress } = error;
  if (!progress.isLocked || progress.isDone) return false;
  const state = sqlStateOf(cause);
  if (state !== undefined && sqlState.test(state)) return statesOfOneStatement.test(state);
  // What is no error of the database was thrown by the work itself; an error of the driver without a state is a lost connection.
  return !isDriverError(cause);
}

function isDriverError(error: unknown): boolean {
  return error instanceof Error && ('driverError' in error || /connection/i.test(error.message));
}
