import type { Bilingual } from '../shared/text.ts';

/**
 * How a person posts: `frequent`, `steady`, `occasional` by rate; `hesitant` by intent without output; `lapsed` by recency; `silent` without posts
 * and without intent; `new` while nothing can be said; `separator` by own choice, never nudged and never matched.
 */
export type Segment = 'frequent' | 'steady' | 'occasional' | 'hesitant' | 'lapsed' | 'silent' | 'new' | 'separator';

/** Days are whole numbers: days since 1970-01-01 in the programme's time zone. Ranges are half-open. */
export interface DayRange {
  readonly from: number;
  readonly to: number;
}

/**
 * A trace of intent, from people who opted in to be helped this way. `opportunities` times somebody began (a draft given to the
 * API, an approval asked for, a share opened, a comment written) and `followedThrough` of them led to a post.
 */
export interface IntentSignal {
  readonly kind: 'draft' | 'approval' | 'shareOpened' | 'comment';
  readonly opportunities: number;
  readonly followedThrough: number;
}

/** What is known about one ambassador. */
export interface PostingHistory {
  readonly id: string;
  readonly joinedOn: number;
  /** Declared pauses and leave: not counted against anybody. */
  readonly pauses: readonly DayRange[];
  /** Own posts by day, ascending, at most one entry a day. */
  readonly postsByDay: readonly { readonly day: number; readonly posts: number }[];
  /** Missing unless the person opted in. */
  readonly intent?: readonly IntentSignal[] | undefined;
  /** A person's own word about themselves; it always wins. */
  readonly declaration?: Exclude<Segment, 'new' | 'lapsed'> | undefined;
}

export interface SegmentOptions {
  /** The first day that is not observed any more. */
  readonly today: number;
  readonly windowDays: number;
  /** Posts a day beyond this say nothing about a person's rate. */
  readonly dailyCap: number;
  /** A frequent poster is above this quantile of the programme's rates ... */
  readonly frequentQuantile: number;
  /** ... with at least this probability, which is also what every other decision needs. */
  readonly certainty: number;
  /** Observed days below which nobody is called silent, steady or occasional. */
  readonly minimumExposureDays: number;
  /** Below this probability of still being active somebody has lapsed. */
  readonly lapsedBelow: number;
}

export const DEFAULT_SEGMENT_OPTIONS: Omit<SegmentOptions, 'today'> = {
  windowDays: 182,
  dailyCap: 3,
  frequentQuantile: 0.85,
  certainty: 0.8,
  minimumExposureDays: 28,
  lapsedBelow: 0.3,
};

/** Probabilities from 0 to 1. */
export interface SegmentProbabilities {
  /** Rate above the quantile of frequent posters. */
  readonly frequent: number;
  /** Rate above the median of the programme. */
  readonly aboveMedian: number;
  /** Still active; 1 for somebody who never posted, of whom the model can say nothing. */
  readonly alive: number;
  /** Withholds more often than not; missing without intent signals. */
  readonly withholding: number | undefined;
}

export interface SegmentDecision {
  readonly id: string;
  readonly segment: Segment;
  readonly decidedBy: 'declaration' | 'evidence' | 'abstention';
  readonly probabilities: SegmentProbabilities;
  /** Expected posts a week, shrunk towards the programme. */
  readonly expectedPostsPerWeek: number;
  readonly reasons: readonly Bilingual[];
  readonly wouldChange: readonly Bilingual[];
}
