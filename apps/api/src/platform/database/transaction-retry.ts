import { setTimeout as pause } from 'node:timers/promises';
import { sqlStateOf } from './sql-errors.ts';

/** PostgreSQL's own words for "run it again": serialization_failure and deadlock_detected. */
const retryableStates = new Set(['40001', '40P01']);

/** How often the work runs at most, and the pause before the first repetition, doubled each time, in milliseconds. */
const maximumAttempts = 4;
const firstPauseMilliseconds = 10;

/**
 * Runs the work, and again when PostgreSQL sacrificed it to a concurrent transaction. The pauses are spread at random, so that two
 * transactions that met once do not meet again. Any other error, and the last attempt's, is thrown.
 */
export async function retrySerialisationFailures<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt === maximumAttempts || !isRetryable(error)) throw error;
      await pause(firstPauseMilliseconds * 2 ** (attempt - 1) * (0.5 + Math.random()));
    }
  }
}

function isRetryable(error: unknown): boolean {
  return retryableStates.has(sqlStateOf(error) ?? '');
}
