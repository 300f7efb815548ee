import type { EngagementFact } from '../facts/facts.ts';
import { MOST_ENGAGEMENT } from '../rules/curve.ts';
import { isCount, refuse } from './stored.ts';
import { parseTakenBack, storedTakenBack, type TakenBack } from './taken-back.ts';

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
  /** What people took back of single entries; null where nobody did. */
  readonly takenBack: TakenBack | null;
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
  takenBack: null,
};

/** The parts as a JSON array, each use of a rule as key, requested, granted: equal states have equal text. */
export function serializeContentState(state: ContentState): string {
  const { version, likes, comments, reposts, clicks, colleagues, withdrawn, takenBack } = state;
  const rules = state.rules.map(({ key, requested, granted }) => [key, requested, granted]);
  return JSON.stringify([version, likes, comments, reposts, clicks, colleagues, rules, withdrawn, storedTakenBack(takenBack)]);
}

/** Reads what `serializeContentState` or a JSON column holds; throws TypeError where it is no content state. */
export function parseContentState(stored: unknown): ContentState {
  const read: unknown = typeof stored === 'string' ? JSON.parse(stored) : stored;
  if (!Array.isArray(read) || read.length !== 9) return refuse('content state', 'nine parts');
  const [version, likes, comments, reposts, clicks, colleagues, uses, withdrawn, taken]: unknown[] = read;
  if (version !== 1) return refuse('content state', 'version 1');
  if (!isCount(likes) || !isCount(comments) || !isCount(reposts) || !isCount(clicks))
    return refuse('content state', 'counts of likes, comments, reposts and clicks');
  if (!areColleagues(colleagues)) return refuse('content state', 'colleagues, each once');
  const rules = Array.isArray(uses) ? uses.map(ruleUseFrom) : refuse('content state', 'uses of rules');
  if (typeof withdrawn !== 'boolean') return refuse('content state', 'a note whether it was withdrawn');
  const takenBack = parseTakenBack(taken);
  return { version, likes, comments, reposts, clicks, colleagues, rules, withdrawn, takenBack };
}

function areColleagues(value: unknown): value is readonly string[] {
  return (
    Array.isArray(value) &&
    value.length <= MOST_COLLEAGUES &&
    value.every((colleague: unknown) => typeof colleague === 'string')
  );
}

function ruleUseFrom(use: unknown): ContentRuleUse {
  const [key, requested, granted]: unknown[] = Array.isArray(use) ? use : [];
  if (typeof key === 'string' && isCount(requested) && isCount(granted)) return { key, requested, granted };
  return refuse('content state', 'uses of rules, each with key, requested and granted points');
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
    takenBack: state.takenBack,
  };
}

function likesOfColleagues({ colleagueLikes }: EngagementFact): number {
  return colleagueLikes.reduce((sum, { likes }) => sum + checkedCount(likes), 0);
}

function joinedColleagues(known: readonly string[], fact: EngagementFact): readonly string[] {
  let joined: string[] | null = null;
  for (const { memberId, likes } of fact.colleagueLikes) {
    if (likes === 0 || memberId === fact.memberId || (joined ?? known).includes(memberId)) continue;
    joined ??= known.slice();
    joined.push(memberId);
  }
  return joined === null ? known : joined.sort().slice(0, MOST_COLLEAGUES);
}

function checkedCount(value: number): number {
  if (!Number.isSafeInteger(value) || value < 0)
    throw new RangeError(`a reading counts ${value}; a whole number from 0 is right`);
  return Math.min(value, MOST_ENGAGEMENT);
}
