import { type ActivityKind, type Channel, type EvidenceTier, userErrorCodes } from '@fanfare/contracts';
import { z } from 'zod';
import type { UserFailure } from '../../platform/graphql/payload.ts';
import type { ActivityRow } from './activities.repository.ts';

const ownPrefix = 'self:';

/** The likes, comments, reposts and clicks of a post as read at one time: totals, never differences. */
export interface ReadingDraft {
  readonly readAt: Date;
  readonly likes: number;
  readonly comments: number;
  readonly reposts: number;
  readonly clicks: number;
  /** Those of the likes that colleagues are known to have left, as the source names them. */
  readonly colleagueLikes: readonly { readonly colleague: string; readonly likes: number }[];
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

/** A further reading of an activity that its source has told of before. */
export interface ReadingReport {
  readonly source: string;
  readonly externalId: string;
  readonly reading: ReadingDraft;
}

/** What is refused whatever the programme knows. It keeps its place among the outcomes, so that a kept answer is whole. */
export interface RefusedReport {
  readonly refused: readonly UserFailure[];
}

export type Report = ActivityDraft | ReadingReport | RefusedReport;

/** The source of what a member reports of oneself. */
export function ownSource(ambassadorId: string): string {
  return `${ownPrefix}${ambassadorId}`;
}

/** Whether people told it of themselves. */
export function isOwnReport({ source }: Pick<ActivityDraft, 'source'>): boolean {
  return source.startsWith(ownPrefix);
}

export function isWellFormed(report: Report): report is Exclude<Report, RefusedReport> {
  return !('refused' in report);
}

/** Whether it tells of an activity itself. */
export function isActivityDraft(report: Report): report is ActivityDraft {
  return 'ambassador' in report;
}

/** An activity that was just recorded or found, and whose it is: what an answer needs without reading it again. */
export interface KnownActivity {
  readonly activity: ActivityRow;
  readonly owner: { readonly personId: string | null; readonly departmentId: string | null };
}

/** What became of one draft. A duplicate may have brought a new reading of a known activity. `known` is null in a repeated answer. */
export type RecordOutcome =
  | { readonly outcome: 'RECORDED'; readonly activityId: string; readonly known: KnownActivity | null }
  | {
      readonly outcome: 'DUPLICATE';
      readonly activityId: string;
      readonly readingRecorded: boolean;
      readonly known: KnownActivity | null;
    }
  | { readonly outcome: 'REFUSED'; readonly failures: readonly UserFailure[] };

const failureSchema = z.object({
  code: z.enum(userErrorCodes),
  path: z.array(z.string()),
  message: z.object({ GERMAN: z.string(), ENGLISH: z.string() }),
});

/** Outcomes as they are kept for requests that come again. */
export const recordOutcomesSchema: z.ZodType<readonly RecordOutcome[]> = z.array(
  z.discriminatedUnion('outcome', [
    z.object({ outcome: z.literal('RECORDED'), activityId: z.string(), known: z.null() }),
    z.object({ outcome: z.literal('DUPLICATE'), activityId: z.string(), readingRecorded: z.boolean(), known: z.null() }),
    z.object({ outcome: z.literal('REFUSED'), failures: z.array(failureSchema) }),
  ]),
);
