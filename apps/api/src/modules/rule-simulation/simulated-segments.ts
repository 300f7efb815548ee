import type { ActivityKind, Segment } from '@fanfare/contracts';
import { createZone, type HistoryEvent, type Zone } from '@fanfare/gamification';
import {
  DEFAULT_SEGMENT_OPTIONS,
  decideSegment,
  learnSegments,
  type PostingHistory,
  type SegmentModels,
  type SegmentOptions,
} from '@fanfare/tandem-matching';

/** Who somebody is, as far as their segment depends on it. */
export interface Poster {
  readonly id: string;
  /** Epoch milliseconds. */
  readonly joinedAt: number;
  /** Keeps work and private life apart by own choice, which always wins. */
  readonly isSeparator: boolean;
}

const ownPosts: ReadonlySet<ActivityKind> = new Set(['POST', 'ARTICLE', 'VIDEO', 'SHARE']);

/**
 * Segments by how people posted until the end of the window, after the models of the tandem engine. The models are learnt from a sample,
 * of which only the days of posts are kept; a programme no larger than that is its own sample.
 */
export class SimulatedSegments {
  readonly #zone: Zone;
  readonly #options: SegmentOptions;
  readonly #sample: PostingHistory[] = [];
  #models: SegmentModels | undefined;

  constructor({ timeZone, to }: { readonly timeZone: string; readonly to: number }) {
    this.#zone = createZone(timeZone);
    this.#options = { ...DEFAULT_SEGMENT_OPTIONS, today: this.#zone.dayAt(to) + 1 };
  }

  /** Adds somebody to the sample, before anybody's segment is asked for. */
  learn(poster: Poster, events: readonly HistoryEvent[]): void {
    this.#sample.push(this.#history(poster, events));
  }

  of(poster: Poster, events: readonly HistoryEvent[]): Segment {
    this.#models ??= learnSegments(this.#sample, this.#options);
    const { segment } = decideSegment(this.#history(poster, events), this.#models, this.#options);
    return segment.toUpperCase() as Uppercase<typeof segment>;
  }

  /** Who was there before joining, in a history that was brought in, has been there since the first post. */
  #history({ id, joinedAt, isSeparator }: Poster, events: readonly HistoryEvent[]): PostingHistory {
    const posts = new Map<number, number>();
    for (const event of events) {
      if (event.type !== 'FACT' || event.fact.type !== 'ACTIVITY' || event.isTakenBack || !ownPosts.has(event.fact.kind))
        continue;
      const day = this.#zone.dayAt(event.fact.occurredAt);
      posts.set(day, (posts.get(day) ?? 0) + 1);
    }
    const postsByDay = [...posts].map(([day, count]) => ({ day, posts: count })).sort((one, other) => one.day - other.day);
    const joinedOn = Math.min(this.#zone.dayAt(joinedAt), postsByDay[0]?.day ?? Number.POSITIVE_INFINITY);
    return { id, joinedOn, pauses: [], postsByDay, ...(isSeparator ? { declaration: 'separator' } : {}) };
  }
}
