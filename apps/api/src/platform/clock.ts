/** Where the time comes from. Handed to whatever depends on the present, so that tests decide what "now" is. */
export interface Clock {
  now(): Date;
}

/** The clock of this machine. */
export const systemClock: Clock = { now: () => new Date() };
