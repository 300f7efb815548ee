/**
 * The clock of a demo while its history is made: it stands for a moment in the past and ticks on from there, so that people join, facts
 * arrive and periods end at their own time, as they would have. Afterwards it is the system's clock.
 */
export interface DemoClock {
  now(): Date;
  /** From now on it is this moment, ticking. */
  travelTo(moment: Date): void;
  /** From now on it is the present. */
  returnToPresent(): void;
}

/** A clock that shows the present until it is told otherwise. */
export function createDemoClock(present: () => number = Date.now): DemoClock {
  let offset = 0;
  return {
    now: () => new Date(present() + offset),
    travelTo: (moment) => {
      offset = moment.getTime() - present();
    },
    returnToPresent: () => {
      offset = 0;
    },
  };
}
