import { activityKinds, channels, evidenceTiers, segments } from '@fanfare/contracts';
import { z } from 'zod';
import { periodUnits } from '../periods/calendar.ts';
import type { Format } from './formats.ts';

/** Basis points: 10,000 is the whole, 5,000 half, 15,000 one and a half. */
export const WHOLE = 10_000;
/** The most points that one award, one limit or one reading's maximum may name. */
export const MOST_POINTS = 1_000_000;
/** The most points that an engagement curve may reach on one post: the curve is tabulated, a point a row. */
export const MOST_ENGAGEMENT_POINTS = 10_000;

const key = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'KEY' satisfies Format);
const text = z.string().trim().min(1).max(120);
const name = z.strictObject({ german: text, english: text });
const points = z.int().min(1).max(MOST_POINTS);
const per = z.enum(periodUnits);
const list = <Item extends z.ZodType>(item: Item) => z.array(item).min(1).max(100);

const matches = z.strictObject({
  kinds: list(z.enum(activityKinds)).optional(),
  channels: list(z.enum(channels)).optional(),
  campaigns: list(z.string().min(1).max(120)).optional(),
  hashtags: list(z.string().regex(/^[^#\s\p{Lu}]+$/u, 'HASHTAG' satisfies Format)).optional(),
  minimumEvidence: z.enum(evidenceTiers).optional(),
  disclosed: z.boolean().optional(),
  segments: list(z.enum(segments)).optional(),
  tandem: z.boolean().optional(),
  minimumTextLength: z.int().min(1).max(100_000).optional(),
});

const fixedAward = z.strictObject({ type: z.literal('FIXED'), points });
const perCountAward = z.strictObject({ type: z.literal('PER_COUNT'), points, maximum: points });
const weight = z.int().min(0).max(100);
export const curves = ['SQRT', 'LOG', 'LINEAR'] as const;
const engagementAward = z.strictObject({
  type: z.literal('ENGAGEMENT'),
  weights: z.strictObject({ likes: weight, comments: weight, reposts: weight, clicks: weight }),
  curve: z.enum(curves),
  points: z.int().min(1).max(100),
  per: z.int().min(1).max(10_000),
  maximum: z.int().min(1).max(MOST_ENGAGEMENT_POINTS),
  colleagueLikes: z.int().min(0).max(100),
});
const award = z.discriminatedUnion('type', [fixedAward, perCountAward, engagementAward]);

const measure = z.enum(['POINTS', 'COUNT']);
const ruleLimit = z.strictObject({ scope: z.enum(['RULE', 'CONTENT']), per, measure, maximum: points });
const setLimit = z.discriminatedUnion('scope', [
  z.strictObject({ scope: z.literal('ALL'), per, measure, maximum: points }),
  z.strictObject({ scope: z.literal('CONTENT'), per, measure, maximum: points }),
  z.strictObject({ scope: z.literal('KIND'), kind: z.enum([...activityKinds, 'ENGAGEMENT']), per, measure, maximum: points }),
]);

const share = z.int().min(0).max(WHOLE);
const diminishing = z.strictObject({
  per,
  quota: z.int().min(1).max(1000),
  factor: share,
  floor: share,
  end: z.enum(['FLOOR', 'NOTHING']),
});

const boostFactor = z
  .int()
  .min(WHOLE)
  .max(10 * WHOLE);
const boost = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('SEGMENT'), segments: list(z.enum(segments)), factor: boostFactor }),
  z.strictObject({ type: z.literal('FIRST'), count: z.int().min(1).max(100), factor: boostFactor }),
  z.strictObject({ type: z.literal('COMEBACK'), silentDays: z.int().min(1).max(366), factor: boostFactor }),
  z.strictObject({ type: z.literal('TANDEM_STORY'), factor: boostFactor }),
]);

const rule = z.strictObject({
  key,
  name,
  matches,
  award,
  limits: z.array(ruleLimit).max(20).default([]),
  diminishing: diminishing.nullable().default(null),
  boosts: z.array(boost).max(10).default([]),
});

const mix = z.strictObject({
  per,
  free: z.int().min(1).max(1000),
  perOther: z.int().min(0).max(100),
  factor: share,
});

/** The shape of a rule set; what holds between its parts is checked by `compileRuleSet`. */
export const ruleSetSchema = z.strictObject({
  format: z.literal(1),
  name,
  rules: z.array(rule).min(1).max(200),
  limits: z.array(setLimit).max(50).default([]),
  mix: mix.nullable().default(null),
});

export type RuleSetDocument = z.output<typeof ruleSetSchema>;
export type Rule = RuleSetDocument['rules'][number];
export type Matches = Rule['matches'];
export type Award = Rule['award'];
export type EngagementAward = Extract<Award, { type: 'ENGAGEMENT' }>;
export type RuleLimit = Rule['limits'][number];
export type SetLimit = RuleSetDocument['limits'][number];
export type Measure = RuleLimit['measure'];
export type Diminishing = NonNullable<Rule['diminishing']>;
export type Boost = Rule['boosts'][number];
export type Mix = NonNullable<RuleSetDocument['mix']>;

/** The published JSON Schema (draft 2020-12) of a rule-set document as it is written by hand: what has a default may be left out. */
export function ruleSetJsonSchema(): Record<string, unknown> {
  return {
    ...z.toJSONSchema(ruleSetSchema, { io: 'input' }),
    $id: 'urn:fanfare:rule-set:1',
    title: 'Rule set',
  };
}
