import { z } from 'zod';
import { channels, evidenceTiers, reportedActivityKinds } from './vocabulary.ts';

/** The most activities or readings that one request may bring. */
export const maximumActivitiesPerRequest = 1000;

const count = z.int().min(0).max(2_147_483_647);

/** What databases and people take for text: no control characters, no halves of a character. */
const isPlainText = (text: string): boolean => !/[\p{Cc}\p{Cs}]/u.test(text);
const plainText = (longest: number) => z.string().trim().min(1).max(longest).refine(isPlainText);

/** The most colleagues that one reading may name. */
export const maximumColleaguesPerReading = 1000;

/** The likes that one colleague left on a post, over all of their profiles. */
const colleagueLikesSchema = z.object({
  /** The id or the external reference of an ambassador; whoever takes no part is nobody's colleague here. */
  colleague: plainText(200),
  likes: z.int().min(1).max(1000).default(1),
});

/** The likes, comments, reposts and clicks of one post as read at one time: totals, never differences. */
export const engagementSchema = z.object({
  readAt: z.date(),
  likes: count.default(0),
  comments: count.default(0),
  reposts: count.default(0),
  clicks: count.default(0),
  colleagueLikes: z.array(colleagueLikesSchema).max(maximumColleaguesPerReading).default([]),
});

const hashtag = z
  .string()
  .trim()
  .max(100)
  .regex(/^#*[^\s#\p{Cc}\p{Cs}]+$/u);

/** An activity as somebody reports it, whatever the door: GraphQL, a form, a line of an import. */
export const activityReportSchema = z.object({
  externalId: plainText(200),
  kind: z.enum(reportedActivityKinds),
  channel: z.enum(channels),
  occurredAt: z.date(),
  evidence: z.enum(evidenceTiers).default('SELF_REPORTED'),
  campaign: plainText(63).nullish(),
  hashtags: z.array(hashtag).max(50).default([]),
  url: z
    .url({ protocol: /^https?$/ })
    .max(2000)
    .refine(isPlainText)
    .nullish(),
  disclosed: z.boolean().nullish(),
  textLength: z.int().min(0).max(10_000_000).nullish(),
  amplifies: plainText(200).nullish(),
  contentKey: plainText(100).nullish(),
  quantity: z.int().min(1).max(1_000_000).nullish(),
  engagement: engagementSchema.nullish(),
});
export type ActivityReport = z.output<typeof activityReportSchema>;

/** By these names the programme records what it knows itself: nobody else takes the identities of such facts. */
const programmeSources: ReadonlySet<string> = new Set(['tandem-story', 'challenge']);

/** Whether a fact is one that the programme itself recorded: a challenge that was reached, a tandem's story. */
export function isProgrammeSource(source: string): boolean {
  return programmeSources.has(source);
}

/** Where facts come from: names the connector, file or form, and is one half of a fact's identity. */
export const sourceSchema = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .regex(/^[\p{L}\p{N}][\p{L}\p{N}._:/ -]*$/u)
  .refine((source) => !isProgrammeSource(source), 'this name belongs to the programme itself');

/** What a record of an imported file can say, by the names that a mapping of columns refers to. */
export const importFields = [
  'externalId',
  'ambassador',
  'kind',
  'channel',
  'occurredAt',
  'evidence',
  'campaign',
  'hashtags',
  'url',
  'disclosed',
  'textLength',
  'amplifies',
  'contentKey',
  'quantity',
  'likes',
  'comments',
  'reposts',
  'clicks',
  'colleagueLikes',
  'readAt',
] as const;
export type ImportField = (typeof importFields)[number];
