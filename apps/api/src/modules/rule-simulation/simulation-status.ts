/**
 * The states of a simulation.
 *
 * RUNNING: a node plays histories in a thread and shows every few seconds that it is alive.
 * COMPLETED: the result is stored. CANCELLED: somebody stopped it. FAILED: something went wrong, the log says what.
 * INTERRUPTED: its node stopped or died; a simulation changes nothing, so it is simply started again.
 *
 * RUNNING goes to each of the others and none of them anywhere else.
 */
export type SimulationStatus = 'RUNNING' | 'COMPLETED' | 'CANCELLED' | 'INTERRUPTED' | 'FAILED';

/** A simulation that has not moved for so long has lost its node. */
export const lostAfterMilliseconds = 60_000;
/** A running one shows at least this often that it is alive. */
export const touchEveryMilliseconds = 15_000;
/** So many run at once in one programme, and so many on one node. */
export const mostInProgramme = 2;
export const mostOnNode = 4;
/** So many are kept in a programme; older ones are forgotten. */
export const keptSimulations = 50;
/** The longest window. */
export const mostWeeks = 104;
