import type { CastMember } from '../cast.ts';

/** What a generated history depends on; the same options give the same history. */
export interface HistoryOptions {
  readonly seed: string;
  readonly ambassadors: number;
  readonly weeks: number;
  /** Nothing generated lies after it. */
  readonly now: Date;
  /** People with a fixed name and place who take the first indices: those who can sign in to the demo. */
  readonly cast: readonly CastMember[];
}

const defaults: Omit<HistoryOptions, 'now'> = { seed: 'fanfare', ambassadors: 240, weeks: 10, cast: [] };

/** Completes and checks options; throws a RangeError that names what is wrong. */
export function historyOptions(given: Partial<HistoryOptions> & Pick<HistoryOptions, 'now'>): HistoryOptions {
  const options = { ...defaults, ...given };
  requireWhole('ambassadors', options.ambassadors, 10_000_000);
  requireWhole('weeks', options.weeks, 520);
  if (Number.isNaN(options.now.getTime())) throw new RangeError('now is not a date.');
  if (options.cast.length > options.ambassadors) throw new RangeError('There are fewer ambassadors than cast members.');
  return options;
}

function requireWhole(name: string, value: number, maximum: number): void {
  if (Number.isInteger(value) && value >= 1 && value <= maximum) return;
  throw new RangeError(`${name} must be a whole number from 1 to ${maximum}.`);
}
