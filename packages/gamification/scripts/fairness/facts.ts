import { type ActivityFact, type EngagementFact, type FactAttributes, readPostOf } from '../../src/index.ts';

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
export const WEEK = 7 * DAY;
/** Monday, 2026-03-02, 00:00 in Berlin; ten weeks that hold the change to summer time. */
export const seasonStart = Date.parse('2026-03-01T23:00:00Z');
export const WEEKS = 10;
export const timeZone = 'Europe/Berlin';

/** What a person did, before it has a place in their sequence. */
export type Deed =
  | {
      readonly type: 'ACTIVITY';
      readonly recordedAt: number;
      readonly occurredAt: number;
      readonly id: string;
      readonly attributes: FactAttributes;
    }
  | {
      readonly type: 'READING';
      readonly recordedAt: number;
      readonly of: string;
      readonly counts: Pick<EngagementFact, 'likes' | 'comments' | 'reposts' | 'clicks' | 'colleagueLikes'>;
    }
  | { readonly type: 'WITHDRAWAL'; readonly recordedAt: number; readonly of: string };

const plain: FactAttributes = {
  kind: 'POST',
  channel: 'LINKEDIN',
  evidence: 'CHANNEL_VERIFIED',
  campaign: null,
  hashtags: [],
  disclosed: false,
  textLength: 300,
  contentKey: null,
  amplifies: null,
  segment: null,
  tandemId: null,
  count: null,
};

/** An activity that is recorded when it happens; its own id is its content where nothing else is said. */
export function deed(id: string, at: number, changes: Partial<FactAttributes> & { occurredAt?: number } = {}): Deed {
  const { occurredAt = at, ...attributes } = changes;
  return {
    type: 'ACTIVITY',
    recordedAt: at,
    occurredAt,
    id,
    attributes: { ...plain, contentKey: `text of ${id}`, ...attributes },
  };
}

export function reading(of: string, at: number, counts: Partial<EngagementFact>): Deed {
  return {
    type: 'READING',
    recordedAt: at,
    of,
    counts: { likes: 0, comments: 0, reposts: 0, clicks: 0, colleagueLikes: [], ...counts },
  };
}

/** The deed as a fact with its place in the person's sequence. */
export function activityFact(made: Deed & { type: 'ACTIVITY' }, sequence: number): ActivityFact {
  const { id, occurredAt, recordedAt, attributes } = made;
  return { type: 'ACTIVITY', factId: id, sequence, memberId: 'member', occurredAt, recordedAt, ...attributes };
}

export function readingFact(made: Deed & { type: 'READING' }, post: ActivityFact, sequence: number): EngagementFact {
  const { recordedAt, counts } = made;
  const times = { sequence, memberId: post.memberId, readAt: recordedAt, recordedAt };
  return { type: 'ENGAGEMENT', factId: `reading ${sequence}`, ...times, ...counts, post: readPostOf(post) };
}
