import { activityKinds, channels, evidenceTiers } from '@fanfare/contracts';
import { z } from 'zod';
import type { Format } from '../rules/formats.ts';

/** What a goal counts. */
export const challengeMeasures = ['FACTS', 'POINTS', 'DISTINCT_PEOPLE', 'DISTINCT_WEEKS', 'STORIES', 'ENGAGEMENT'] as const;
export type ChallengeMeasure = (typeof challengeMeasures)[number];

/** Who reaches a goal: each for themselves, or all of a group together. */
export const challengeScopes = ['EACH_PERSON', 'EACH_TANDEM', 'EACH_DEPARTMENT', 'EVERYBODY'] as const;
export type ChallengeScope = (typeof challengeScopes)[number];

/** How people come to take part. */
export const challengeEntries = ['OPEN', 'INVITATION'] as const;
export type ChallengeEntry = (typeof challengeEntries)[number];

/** The most that a goal may ask for. */
export const MOST_TARGET = 1_000_000_000;
/** How many facts of one person a week count where the challenge says nothing else: volume never wins. */
const USUAL_FACTS_A_WEEK = 3;

const text = (longest: number) => z.string().trim().min(1).max(longest);
const words = (longest: number) => z.strictObject({ german: text(longest), english: text(longest) });
const list = <Item extends z.ZodType>(item: Item) => z.array(item).min(1).max(100);
const target = z.int().min(1).max(MOST_TARGET);

export const factFilterSchema = z.strictObject({
  kinds: list(z.enum(activityKinds)).optional(),
  channels: list(z.enum(channels)).optional(),
  campaigns: list(z.string().min(1).max(120)).optional(),
  hashtags: list(z.string().regex(/^[^#\s\p{Lu}]+$/u, 'HASHTAG' satisfies Format)).optional(),
  minimumEvidence: z.enum(evidenceTiers).optional(),
});

/** The shape of a challenge; what holds between its parts is checked by `compileChallenge`. */
export const challengeSchema = z.strictObject({
  format: z.literal(1),
  name: words(120),
  call: words(2000),
  scope: z.enum(challengeScopes),
  entry: z.enum(challengeEntries).default('OPEN'),
  goal: z.strictObject({
    measure: z.enum(challengeMeasures),
    filter: factFilterSchema.default({}),
    target,
    milestones: z.array(target).max(10).default([]),
    mostPerPersonAndWeek: z.int().min(1).max(100).default(USUAL_FACTS_A_WEEK),
    quietDaysBefore: z.int().min(7).max(366).nullable().default(null),
  }),
});

export type ChallengeDocument = z.output<typeof challengeSchema>;
/** A challenge as it is written by hand: what has a default may be left out. */
export type ChallengeDraft = z.input<typeof challengeSchema>;
export type FactFilter = z.output<typeof factFilterSchema>;

/** The published JSON Schema (draft 2020-12) of a challenge as it is written by hand. */
export function challengeJsonSchema(): Record<string, unknown> {
  return { ...z.toJSONSchema(challengeSchema, { io: 'input' }), $id: 'urn:fanfare:challenge:1', title: 'Challenge' };
}
