import type { Certificate } from '../certificate/types.ts';

/** Largest affinity: every affinity is an integer from 0 to this. */
export const MAX_AFFINITY = 10_000;
/** Marks a missing edge in a dense affinity matrix. */
export const NO_EDGE = -1;

/** Somebody who needs one partner: the hesitant side of a tandem. */
export interface Seeker {
  readonly id: string;
  /** Rounds in which this person asked and stayed without a partner. */
  readonly waitedRounds: number;
  /** The partner of a tandem that is running now, if any. */
  readonly runningPartnerId?: string | undefined;
}

/** Somebody who takes up to `capacity` seekers: the frequent side of a tandem. */
export interface Partner {
  readonly id: string;
  readonly capacity: number;
}

/** All pairs, seeker by seeker: `affinity[seeker * partners + partner]`, {@link NO_EDGE} where the pair is impossible. */
export interface DenseAffinities {
  readonly kind: 'dense';
  readonly affinity: Int16Array;
}

/** Only the possible pairs: those of seeker s are `start[s] .. start[s + 1] - 1`. */
export interface SparseAffinities {
  readonly kind: 'sparse';
  readonly start: Int32Array;
  readonly partner: Int32Array;
  readonly affinity: Int16Array;
}

export type Affinities = DenseAffinities | SparseAffinities;

/** A pair fixed by a programme lead. It takes its place before anybody else is matched and needs an edge, but no minimum affinity. */
export interface Lock {
  readonly seekerId: string;
  readonly partnerId: string;
}

/** `mostPeople`: coverage before affinity. `bestFit`: the sum of affinities before coverage, and no search for the worst-off. */
export type Objective = 'mostPeople' | 'bestFit';

export interface MatchingOptions {
  readonly objective: Objective;
  /** Pairs below this affinity are not proposed, whatever it costs. */
  readonly floor: number;
  /** Grades at which the worst affinity is raised, ascending, 10 to 20 of them; grades below the floor are ignored. */
  readonly grades: readonly number[];
  /** Points added to a running tandem when affinities are summed; 0 lets a tandem run on only where that costs nothing. */
  readonly runningBonus: number;
}

export interface MatchingProblem {
  readonly seekers: readonly Seeker[];
  readonly partners: readonly Partner[];
  readonly affinities: Affinities;
  readonly locks: readonly Lock[];
  readonly options: MatchingOptions;
}

export interface MatchedPair {
  readonly seekerId: string;
  readonly partnerId: string;
  readonly affinity: number;
  readonly locked: boolean;
  readonly running: boolean;
}

/** What the objective is worth, level by level, over the pairs that are not locked. */
export interface ObjectiveValues {
  /** Seekers matched, by rounds waited, longest first. */
  readonly matchedByWaitedRounds: readonly {
    readonly waitedRounds: number;
    readonly matched: number;
    readonly seekers: number;
  }[];
  readonly matched: number;
  /** The grade that every pair reaches; the floor when no grade can be reached. */
  readonly worstGrade: number;
  readonly sumOfAffinities: number;
  readonly runningKept: number;
}

export interface Matching {
  readonly pairs: readonly MatchedPair[];
  readonly unmatchedSeekerIds: readonly string[];
  readonly values: ObjectiveValues;
  readonly certificate: Certificate;
}

/** Why a problem was not solved. Codes are stable. */
export type MatchingRejection =
  | { readonly code: 'DUPLICATE_ID'; readonly id: string }
  | { readonly code: 'INVALID_CAPACITY'; readonly id: string }
  | { readonly code: 'INVALID_WAITED_ROUNDS'; readonly id: string }
  | { readonly code: 'INVALID_AFFINITIES'; readonly detail: string }
  | { readonly code: 'INVALID_OPTIONS'; readonly detail: string }
  | { readonly code: 'LOCK_UNKNOWN_PERSON'; readonly lock: Lock }
  | { readonly code: 'LOCK_IMPOSSIBLE_PAIR'; readonly lock: Lock }
  | { readonly code: 'LOCK_SEEKER_TWICE'; readonly lock: Lock }
  | { readonly code: 'LOCK_OVER_CAPACITY'; readonly lock: Lock };

export type MatchingOutcome =
  | { readonly kind: 'matched'; readonly matching: Matching }
  | { readonly kind: 'rejected'; readonly rejection: MatchingRejection }
  | { readonly kind: 'cancelled' };

export type MatchingStep = 'prepare' | 'coverage' | 'worst' | 'affinity' | 'inertia' | 'ties' | 'done';

export interface MatchingProgress {
  readonly step: MatchingStep;
  /** Seekers whose component is finished. */
  readonly seekersDone: number;
  readonly seekers: number;
}

export interface RunControl {
  /** Told about each step; it must not throw. */
  readonly onProgress?: ((progress: MatchingProgress) => void) | undefined;
  /** Asked often; `true` ends the run with `cancelled`. An AbortSignal serves as `() => signal.aborted`. */
  readonly shouldStop?: (() => boolean) | undefined;
}
