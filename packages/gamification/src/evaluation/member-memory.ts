import { Counters } from './counters.ts';
import type { MemberState } from './member-state.ts';

/** A member state while facts and reversals are applied to it. The state it was opened with stays as it is. */
export interface MemberMemory {
  sequence: number;
  recordedAt: number;
  lastActiveAt: number | null;
  readonly counters: Counters;
}

export function memoryOf(state: MemberState): MemberMemory {
  const { sequence, recordedAt, lastActiveAt } = state;
  return { sequence, recordedAt, lastActiveAt, counters: new Counters(state) };
}

/** The state as it is now; what the memory learns later does not change it. */
export function stateOf({ sequence, recordedAt, lastActiveAt, counters: counted }: MemberMemory): MemberState {
  const { windows, counters, firstEnd } = counted.held();
  return { version: 1, sequence, recordedAt, lastActiveAt, windows, counters, firstEnd };
}
