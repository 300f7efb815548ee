import type { ActivityKind } from '@fanfare/contracts';
import type { Randomness } from './randomness.ts';

const hourLength = 3_600_000;

/** What others did with a post, as read at one moment. */
export interface GeneratedReading {
  readonly readAt: string;
  readonly likes: number;
  readonly comments: number;
  readonly reposts: number;
  readonly clicks: number;
}

/**
 * Reactions to a person's own posts. Likes are log-normal, rounded down: measured p50 3, p90 15, p99 75 on the community history, which a
 * median of 3.3 and a sigma of 1.28 meet (3, 17, 65). Reposts there: p50 1, p90 5, p99 22. A third of the variance belongs to the person.
 * Comments and clicks are not in the histories: a comment to every six likes and two and a half clicks to every like are assumptions.
 */
const reactions = {
  likesMedian: 3.3,
  likesSigma: 1.28,
  personShare: 1 / 3,
  repostsShare: 0.34,
  commentsShare: 0.16,
  clicksShare: 2.5,
};

/** How much of the final reactions is there after so many hours: half on the first day, nearly all after a week. */
const growth = [
  { hours: 6, share: 0.35 },
  { hours: 24, share: 0.68 },
  { hours: 72, share: 0.9 },
  { hours: 168, share: 1 },
] as const;

/** Reactions are read for what somebody wrote or filmed themselves; those to a share belong to the original. */
export function earnsReactions(kind: ActivityKind): boolean {
  return kind === 'POST' || kind === 'ARTICLE' || kind === 'VIDEO';
}

interface ReadingOptions {
  readonly occurredAt: number;
  readonly until: number;
  readonly appeal: number;
  readonly randomness: Randomness;
}

/** The readings of one post up to a moment, oldest first; no count ever shrinks. */
export function readingsOf({ occurredAt, until, appeal, randomness }: ReadingOptions): readonly GeneratedReading[] {
  const spread = Math.sqrt(reactions.personShare) * appeal + Math.sqrt(1 - reactions.personShare) * randomness.normal();
  const likes = reactions.likesMedian * Math.exp(reactions.likesSigma * spread);
  const final = {
    likes,
    comments: likes * reactions.commentsShare * randomness.logNormal(1, 0.5),
    reposts: likes * reactions.repostsShare * randomness.logNormal(1, 0.4),
    clicks: likes * reactions.clicksShare * randomness.logNormal(1, 0.5),
  };
  return growth
    .filter(({ hours }) => occurredAt + hours * hourLength < until)
    .map(({ hours, share }) => ({
      readAt: new Date(occurredAt + hours * hourLength).toISOString(),
      likes: Math.floor(final.likes * share),
      comments: Math.floor(final.comments * share),
      reposts: Math.floor(final.reposts * share),
      clicks: Math.floor(final.clicks * share),
    }));
}
