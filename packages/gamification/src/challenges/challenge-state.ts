import type { ChallengeWindow } from './contribution.ts';

/**
 * The life of a challenge [CH8]:
 * - DRAFT: being written; nobody but its makers sees it.
 * - SCHEDULED: announced; it can go back to draft.
 * - RUNNING: the window is open.
 * - GRACE: the window has closed; what happened in it may still be told.
 * - COMPLETED: the result is frozen and never changes.
 * - CANCELLED: called off; what it had granted is taken back.
 */
export const challengeStates = ['DRAFT', 'SCHEDULED', 'RUNNING', 'GRACE', 'COMPLETED', 'CANCELLED'] as const;
export type ChallengeState = (typeof challengeStates)[number];

export const challengeActs = ['SCHEDULE', 'UNSCHEDULE', 'OPEN', 'CLOSE', 'COMPLETE', 'CANCEL'] as const;
export type ChallengeAct = (typeof challengeActs)[number];

const TRANSITIONS: Readonly<Record<ChallengeState, Partial<Readonly<Record<ChallengeAct, ChallengeState>>>>> = {
  DRAFT: { SCHEDULE: 'SCHEDULED' },
  SCHEDULED: { UNSCHEDULE: 'DRAFT', OPEN: 'RUNNING', CANCEL: 'CANCELLED' },
  RUNNING: { CLOSE: 'GRACE', CANCEL: 'CANCELLED' },
  GRACE: { COMPLETE: 'COMPLETED', CANCEL: 'CANCELLED' },
  COMPLETED: {},
  CANCELLED: {},
};

/** The state after an act, or null where the act is not allowed. */
export function nextChallengeState(state: ChallengeState, act: ChallengeAct): ChallengeState | null {
  return TRANSITIONS[state][act] ?? null;
}

/** Which act the clock asks for, or null. Ask again after it: who slept through a whole window opens, closes and completes in turn. */
export function dueAct(state: ChallengeState, window: ChallengeWindow, now: number): ChallengeAct | null {
  if (state === 'SCHEDULED' && now >= window.opensAt) return 'OPEN';
  if (state === 'RUNNING' && now >= window.closesAt) return 'CLOSE';
  if (state === 'GRACE' && now >= window.closesAt + window.graceMilliseconds) return 'COMPLETE';
  return null;
}
