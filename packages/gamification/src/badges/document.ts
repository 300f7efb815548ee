import { badgeMotifs, badgeShapes } from '@fanfare/contracts';
import { z } from 'zod';
import { factFilterSchema, MOST_TARGET } from '../challenges/document.ts';

/** What a badge may ask somebody to have done. */
export const badgeMeasures = ['FACTS', 'POINTS', 'DISTINCT_WEEKS', 'STORIES', 'STREAK'] as const;
export type BadgeMeasure = (typeof badgeMeasures)[number];

const text = (longest: number) => z.string().trim().min(1).max(longest);
const words = (longest: number) => z.strictObject({ german: text(longest), english: text(longest) });

const artworkSchema = z.strictObject({
  shape: z.enum(badgeShapes),
  motif: z.enum(badgeMotifs),
  /** Degrees on the colour wheel. */
  hue: z.int().min(0).max(359),
  /** How many rings lie around the motif: more for what is harder to earn. */
  rings: z.int().min(1).max(3),
});

/** The shape of a badge; [BD1]. */
export const badgeSchema = z.strictObject({
  format: z.literal(1),
  name: words(60),
  description: words(500),
  criterion: z.strictObject({
    measure: z.enum(badgeMeasures),
    filter: factFilterSchema.default({}),
    target: z.int().min(1).max(MOST_TARGET),
    per: z.enum(['EVER', 'SEASON']).default('EVER'),
    mostPerWeek: z.int().min(1).max(100).default(3),
  }),
  artwork: artworkSchema,
});

export type BadgeDocument = z.output<typeof badgeSchema>;
export type BadgeDraft = z.input<typeof badgeSchema>;
export type BadgeCriterion = BadgeDocument['criterion'];

/** A ladder of levels, the lowest first; [LV1]. */
export const ladderSchema = z.strictObject({
  format: z.literal(1),
  per: z.enum(['EVER', 'SEASON']).default('EVER'),
  levels: z
    .array(z.strictObject({ name: words(60), points: z.int().min(0).max(MOST_TARGET), artwork: artworkSchema }))
    .min(1)
    .max(30),
});
export type LadderDocument = z.output<typeof ladderSchema>;
export type LadderDraft = z.input<typeof ladderSchema>;
