import { type ActivityKind, type Channel, type EvidenceTier, evidenceTiers } from '@fanfare/contracts';
import type { Calendar } from '../periods/calendar.ts';
import type { FactFilter } from './document.ts';

/** What one person did, with all that goals and badges look at. Times are epoch milliseconds. */
export interface CountedFact {
  readonly factId: string;
  /** The order of recording. */
  readonly sequence: number;
  readonly memberId: string;
  readonly kind: ActivityKind;
  readonly channel: Channel;
  readonly evidence: EvidenceTier;
  readonly campaign: string | null;
  /** Lower case, without "#". */
  readonly hashtags: readonly string[];
  /** Equal for equal content, or null. */
  readonly contentKey: string | null;
  /** The item that is passed on or answered, or null. */
  readonly amplifies: string | null;
  /** The joint story that this fact tells, for facts of the kind STORY. */
  readonly storyId: string | null;
  readonly occurredAt: number;
  readonly recordedAt: number;
  /** The entries for it and its readings that stand, more than 0 points each. */
  readonly grants: readonly Grant[];
  /** What is known of the reactions to it. */
  readonly readings: readonly Reaction[];
}

/** A ledger entry that stands. */
export interface Grant {
  readonly points: number;
  readonly countsAt: number;
  readonly recordedAt: number;
}

/** One reading of a post: likes, comments and reposts together. */
export interface Reaction {
  readonly total: number;
  readonly readAt: number;
  readonly recordedAt: number;
}

/** [CH3] Whether a fact is of the sort that is looked for. Every stated condition must hold; of its values one is enough. */
export function filterMatches(filter: FactFilter, fact: CountedFact): boolean {
  const { kinds, channels, campaigns, hashtags, minimumEvidence } = filter;
  if (kinds && !kinds.includes(fact.kind)) return false;
  if (channels && !channels.includes(fact.channel)) return false;
  if (campaigns && !(fact.campaign !== null && campaigns.includes(fact.campaign))) return false;
  if (hashtags && !fact.hashtags.some((hashtag) => hashtags.includes(hashtag))) return false;
  return minimumEvidence === undefined || evidenceTiers.indexOf(fact.evidence) >= evidenceTiers.indexOf(minimumEvidence);
}

/** The order in which a person did things, whatever the order in which they were told of. */
export function byOccurrence(left: CountedFact, right: CountedFact): number {
  return left.occurredAt - right.occurredAt || (left.factId < right.factId ? -1 : 1);
}

/**
 * [CH4] Chooses, of the facts of one person in the order of `byOccurrence`, those that count: each content once, and the earliest
 * `most` of an ISO week.
 */
export class WeeklyQuota {
  readonly #calendar: Calendar;
  readonly #most: number;
  readonly #contents = new Set<string>();
  readonly #weeks = new Map<number, number>();

  constructor(calendar: Calendar, most: number) {
    this.#calendar = calendar;
    this.#most = most;
  }

  take(fact: CountedFact): 'COUNTED' | 'SAME_CONTENT' | 'QUOTA' {
    const contents = contentsOf(fact);
    if (contents.some((content) => this.#contents.has(content))) return 'SAME_CONTENT';
    const week = this.#calendar.periodAt('ISO_WEEK', fact.occurredAt).start;
    const had = this.#weeks.get(week) ?? 0;
    if (had >= this.#most) return 'QUOTA';
    this.#weeks.set(week, had + 1);
    for (const content of contents) this.#contents.add(content);
    return 'COUNTED';
  }
}

function contentsOf({ contentKey, amplifies }: CountedFact): readonly string[] {
  return [contentKey === null ? null : `content ${contentKey}`, amplifies === null ? null : `item ${amplifies}`].filter(
    (content) => content !== null,
  );
}
