import type { ActivityKind, Channel, EvidenceTier } from '@fanfare/contracts';
import type { UserFailure } from '../../platform/graphql/payload.ts';

/** The likes, comments, reposts and clicks of a post as read at one time: totals, never differences. */
export interface ReadingDraft {
  readonly readAt: Date;
  readonly likes: number;
  readonly comments: number;
  readonly reposts: number;
  readonly clicks: number;
}

/** An activity as a source reports it; checked in form, not yet against the programme. */
export interface ActivityDraft {
  /** With `externalId` the identity of the fact: the same twice counts once. */
  readonly source: string;
  readonly externalId: string;
  readonly ambassador: { readonly id: string } | { readonly reference: string };
  readonly kind: ActivityKind;
  readonly channel: Channel;
  readonly occurredAt: Date;
  readonly evidence: EvidenceTier;
  readonly campaignKey: string | null;
  /** Normalised: lower case, without "#", sorted. */
  readonly hashtags: readonly string[];
  readonly url: string | null;
  readonly disclosed: boolean | null;
  readonly textLength: number | null;
  readonly amplifies: string | null;
  readonly contentKey: string | null;
  readonly quantity: number | null;
  readonly reading: ReadingDraft | null;
  /** The tandem whose story it is; only the story itself says so. */
  readonly tandemId?: string;
}

/** What became of one draft. A duplicate may have brought a new reading of a known activity. */
export type RecordOutcome =
  | { readonly outcome: 'RECORDED'; readonly activityId: string }
  | { readonly outcome: 'DUPLICATE'; readonly activityId: string; readonly readingRecorded: boolean }
  | { readonly outcome: 'REFUSED'; readonly failures: readonly UserFailure[] };
