import { z } from 'zod';
import type { EngagementFact } from '../facts/facts.ts';
import { MOST_ENGAGEMENT } from '../rules/curve.ts';

/** More distinct colleagues than this are not remembered on a post; rules cannot count more either. */
export const MOST_COLLEAGUES = 100;

/** What is remembered about one post: its highest reading, each measure on its own, and what each rule has asked for it so far. */
export interface ContentState {
  readonly version: 1;
  /** Likes of people outside the programme. */
  readonly likes: number;
  readonly comments: number;
  readonly reposts: number;
  readonly clicks: number;
  /** Colleagues that liked it, each once, in code-unit order, never the author; at most `MOST_COLLEAGUES`. */
  readonly colleagues: readonly string[];
  /** Points asked and granted so far, by rule, ordered by key. */
  readonly rules: readonly ContentRuleUse[];
  /** Withdrawn posts earn nothing more. */
  readonly withdrawn: boolean;
}

export interface ContentRuleUse {
  readonly key: string;
  readonly requested: number;
  readonly granted: number;
}

export const emptyContentState: ContentState = {
  version: 1,
  likes: 0,
  comments: 0,
  reposts: 0,
  clicks: 0,
  colleagues: [],
  rules: [],
  withdrawn: false,
};

/** Canonical JSON: equal states have equal text. */
export function serializeContentState(state: ContentState): string {
  const { version, likes, comments, reposts, clicks, colleagues, withdrawn } = state;
  const rules = state.rules.map(({ key, requested, granted }) => ({ key, requested, granted }));
  return JSON.stringify({ version, likes, comments, reposts, clicks, colleagues, rules, withdrawn });
}

const count = z.int().min(0);
const stateSchema = z.strictObject({
  version: z.literal(1),
  likes: count,
  comments: count,
  reposts: count,
  clicks: count,
  colleagues: z.array(z.string()).max(MOST_COLLEAGUES),
  rules: z.array(z.strictObject({ key: z.string(), requested: count, granted: count })),
  withdrawn: z.boolean(),
});

/** Reads what `serializeContentState` or a JSON column holds; throws where it is no content state. */
export function parseContentState(stored: unknown): ContentState {
  return stateSchema.parse(typeof stored === 'string' ? JSON.parse(stored) : stored);
}

/**
 * Takes a reading in: every measure keeps its highest value, colleagues add up to a set. Independent of the order of readings; a reading
 * that is nowhere higher changes nothing.
 */
export function withReading(state: ContentState, fact: EngagementFact): ContentState {
  const { colleagueLikes } = fact;
  const likes = checkedCount(fact.likes) - (colleagueLikes.length === 0 ? 0 : likesOfColleagues(fact));
  const colleagues = colleagueLikes.length === 0 ? state.colleagues : joinedColleagues(state.colleagues, fact);
  const comments = checkedCount(fact.comments);
  const reposts = checkedCount(fact.reposts);
  const clicks = checkedCount(fact.clicks);
  const isHigher = likes > state.likes || comments > state.comments || reposts > state.reposts || clicks > state.clicks;
  if (!isHigher && colleagues === state.colleagues) return state;
  return {
    version: 1,
    likes: Math.max(state.likes, likes),
    comments: Math.max(state.comments, comments),
    reposts: Math.max(state.reposts, reposts),
    clicks: Math.max(state.clicks, clicks),
    colleagues,
    rules: state.rules,
    withdrawn: state.withdrawn,
  };
}

function likesOfColleagues({ colleagueLikes }: EngagementFact): number {
  return colleagueLikes.reduce((sum, { likes }) => sum + checkedCount(likes), 0);
}

function joinedColleagues(known: readonly string[], fact: EngagementFact): readonly string[] {
  const added = fact.colleagueLikes
    .filter(({ memberId, likes }) => likes > 0 && memberId !== fact.memberId && !known.includes(memberId))
    .map(({ memberId }) => memberId);
  return added.length === 0 ? known : [...new Set([...known, ...added])].sort().slice(0, MOST_COLLEAGUES);
}

function checkedCount(value: number): number {
  if (!Number.isSafeInteger(value) || value < 0)
    throw new RangeError(`a reading counts ${value}; a whole number from 0 is right`);
  return Math.min(value, MOST_ENGAGEMENT);
}
