import type { ActivityKind, Channel, EvidenceTier, Segment } from '@fanfare/contracts';

/** What rules may look at. The same attributes describe an activity and, later, the post that an engagement reading belongs to. */
export interface FactAttributes {
  readonly kind: ActivityKind;
  readonly channel: Channel;
  /** How sure the fact is; rules compare it by the order of `evidenceTiers`. */
  readonly evidence: EvidenceTier;
  /** Key of the campaign that the activity belongs to. */
  readonly campaign: string | null;
  /** Lower case, without "#". */
  readonly hashtags: readonly string[];
  /** Whether it was marked as said for the employer; null where nobody knows. */
  readonly disclosed: boolean | null;
  /** In characters; null where the source does not say. */
  readonly textLength: number | null;
  /** Equal for equal content: a digest of the normalised text, or null. */
  readonly contentKey: string | null;
  /** Identity of the item that a share passes on or a comment answers. */
  readonly amplifies: string | null;
  /** How the person posted when the activity was recorded. */
  readonly segment: Segment | null;
  /** The tandem whose story this is. */
  readonly tandemId: string | null;
  /** How many units a PER_COUNT award pays for (hours of a training, participants of a talk); null counts as one. */
  readonly count: number | null;
}

/** Somebody did something. Immutable; times are epoch milliseconds, `sequence` is the strictly increasing order of recording. */
export interface ActivityFact extends FactAttributes {
  readonly type: 'ACTIVITY';
  readonly factId: string;
  readonly sequence: number;
  readonly memberId: string;
  readonly occurredAt: number;
  readonly recordedAt: number;
}

/**
 * The instant whose rules judge an activity, and the readings of its post: when it happened, but no later than when it was told so. What is
 * dated ahead is judged, as it counts, when it is recorded.
 */
export function judgedAt({ occurredAt, recordedAt }: Pick<ActivityFact, 'occurredAt' | 'recordedAt'>): number {
  return Math.min(occurredAt, recordedAt);
}

/** The post that readings of an activity belong to. */
export function readPostOf(activity: ActivityFact): ReadPost {
  const {
    type: _,
    factId: activityId,
    sequence: __,
    memberId: ___,
    occurredAt: ____,
    recordedAt: _____,
    ...attributes
  } = activity;
  return { ...attributes, activityId, judgedAt: judgedAt(activity) };
}

/** How many of a reading's likes came from one colleague of the same programme, over all of that colleague's profiles. */
export interface ColleagueLikes {
  readonly memberId: string;
  readonly likes: number;
}

/** The post that a reading belongs to, as it was when it was recorded. */
export interface ReadPost extends FactAttributes {
  readonly activityId: string;
  /** See `judgedAt`; after a correction, of the corrected one. */
  readonly judgedAt: number;
}

/** The likes, comments, reposts and clicks of one post as read at one time: totals, never differences. */
export interface EngagementFact {
  readonly type: 'ENGAGEMENT';
  /** Identity of the reading. */
  readonly factId: string;
  readonly sequence: number;
  /** Whose post it is. */
  readonly memberId: string;
  readonly readAt: number;
  readonly recordedAt: number;
  /** All likes, those of colleagues included. */
  readonly likes: number;
  readonly comments: number;
  readonly reposts: number;
  readonly clicks: number;
  /** Those of `likes` that are known to be colleagues'; each colleague counts once per post however many likes they left. */
  readonly colleagueLikes: readonly ColleagueLikes[];
  readonly post: ReadPost;
}

export type Fact = ActivityFact | EngagementFact;
