import type { EngagementFact } from '../facts/facts.ts';
import type { CompiledRule } from '../rules/compile.ts';
import { MOST_ENGAGEMENT, pointsOnCurve } from '../rules/curve.ts';
import { sumOf, wholeTime } from './activity.ts';
import { boosted, strongestBoost } from './boosts.ts';
import { type ContentRuleUse, type ContentState, emptyContentState, withReading } from './content-state.ts';
import type { Decision, Reason } from './decision.ts';
import type { EvaluationStep, StepOutcome } from './evaluate.ts';
import { type Asked, applyLimits, type Counting, countGranted } from './limits.ts';
import { ruleMatches } from './matching.ts';
import type { MemberMemory } from './member-memory.ts';
import { leave, withReadingGranted } from './taken-back.ts';
import { timingOf } from './timing.ts';

export interface ReadingStep extends Omit<EvaluationStep, 'fact'> {
  readonly fact: EngagementFact;
  /** Whether a correction asks anew for what was read before, and not a reading for what is new. */
  readonly isAskedAnew: boolean;
}

/**
 * Asks, for each rule, for what the highest reading so far is worth beyond what was asked before. What a limit refuses was asked for, so
 * a later reading cannot fetch it. A reading counts when it was read, never before the post was made.
 */
export function evaluateEngagement(memory: MemberMemory, step: ReadingStep): StepOutcome {
  const { ruleSet, calendar, fact, isAskedAnew } = step;
  const { counters } = memory;
  memory.recordedAt = Math.max(memory.recordedAt, wholeTime(fact.recordedAt));
  const happenedAt = Math.max(wholeTime(fact.readAt), wholeTime(fact.post.judgedAt));
  const timing = timingOf({ calendar, happenedAt, recordedAt: memory.recordedAt });
  counters.moveTo(timing.periods, memory.recordedAt - calendar.graceMilliseconds);
  memory.sequence = fact.sequence;
  const { activityId } = fact.post;
  const counting: Counting = { counters, timing, attributes: fact.post, activityId, contents: null, counted: [] };
  const read = withReading(step.contentState ?? emptyContentState, fact);
  const rules = read.withdrawn ? [] : (ruleSet.engagementByKind.get(fact.post.kind) ?? []);
  const decisions: Decision[] = [];
  for (const rule of rules) {
    if (!ruleMatches(rule, fact.post)) continue;
    const decision = decide({ rule, version: ruleSet.version, read, counting, before: isAskedAnew ? decisions : null });
    if (decision) decisions.push(decision);
  }
  if (decisions.length === 0) return { decisions, contentState: read };
  const takenBack = isAskedAnew ? read.takenBack : withReadingGranted(read.takenBack, sumOf(decisions));
  return { decisions, contentState: { ...read, rules: withDecisions(read.rules, decisions), takenBack } };
}

interface Deciding {
  readonly rule: CompiledRule;
  readonly version: number;
  readonly read: ContentState;
  readonly counting: Counting;
  /** By the rules before, where a correction asks anew; null for a reading. */
  readonly before: readonly Decision[] | null;
}

function decide({ rule, version, read, counting, before }: Deciding): Decision | null {
  const { attributes, timing } = counting;
  const { countsAt } = timing;
  const engagement = weightedEngagement(rule, read);
  const plain = pointsOnCurve(rule.thresholds, engagement);
  const boost = strongestBoost(rule.rule.boosts, { attributes, awardsBefore: 0, lastActiveAt: null, countsAt });
  const total = boosted(plain, boost, null);
  const askedBefore = askedSoFar(read.rules, rule.rule.key);
  const requested = total.points - askedBefore;
  if (requested <= 0) return null;
  const reasons: Reason[] = [...timing.notes, { code: 'ENGAGEMENT', engagement, total: total.points, askedBefore }];
  if (total.reason) reasons.push(total.reason);
  const asked: Asked = { points: requested, reasons };
  const taken = read.takenBack?.rules.find(({ key }) => key === rule.rule.key)?.points ?? 0;
  leave(asked, Math.max(0, total.points - taken) - Math.max(0, askedBefore - taken), 'TAKEN_BACK');
  applyLimits(counting, rule.limits, asked);
  if (before !== null && read.takenBack !== null) leave(asked, read.takenBack.engagement - sumOf(before), 'REMAINDER');
  const granted = asked.points;
  countGranted(counting, rule.limits, granted);
  return {
    type: 'ENGAGEMENT',
    kind: attributes.kind,
    ruleKey: rule.rule.key,
    ruleSetVersion: version,
    requested,
    granted,
    reasons,
    countsAt,
  };
}

function askedSoFar(rules: readonly ContentRuleUse[], ruleKey: string): number {
  for (const { key, requested } of rules) if (key === ruleKey) return requested;
  return 0;
}

function weightedEngagement({ rule }: CompiledRule, read: ContentState): number {
  if (rule.award.type !== 'ENGAGEMENT') return 0;
  const { weights, colleagueLikes } = rule.award;
  const likes = read.likes + Math.min(colleagueLikes, read.colleagues.length);
  const sum =
    weights.likes * likes + weights.comments * read.comments + weights.reposts * read.reposts + weights.clicks * read.clicks;
  return Math.min(sum, MOST_ENGAGEMENT);
}

function withDecisions(rules: readonly ContentRuleUse[], decisions: readonly Decision[]): readonly ContentRuleUse[] {
  const uses = [...rules];
  for (const { ruleKey: key, requested, granted } of decisions) {
    let index = 0;
    while (index < uses.length && (uses[index]?.key ?? key) < key) index += 1;
    const before = index < uses.length ? uses[index] : undefined;
    if (before?.key === key) uses[index] = { key, requested: before.requested + requested, granted: before.granted + granted };
    else uses.splice(index, 0, { key, requested, granted });
  }
  return uses;
}
