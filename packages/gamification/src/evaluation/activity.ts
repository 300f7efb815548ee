import type { ActivityFact } from '../facts/facts.ts';
import type { CompiledRule, CompiledRuleSet } from '../rules/compile.ts';
import { type Award, WHOLE } from '../rules/document.ts';
import { boosted, strongestBoost } from './boosts.ts';
import type { Decision, Reason } from './decision.ts';
import type { EvaluationStep } from './evaluate.ts';
import { type Asked, applyLimits, type Counting, countGranted } from './limits.ts';
import { ruleMatches } from './matching.ts';
import type { MemberMemory } from './member-memory.ts';
import { UNIT_NUMBER } from './member-state.ts';
import { applyMix, countMix } from './mix.ts';
import { leave, type TakenBack } from './taken-back.ts';
import { timingOf } from './timing.ts';

/**
 * Award, boost, what a person took back, diminishing returns, mix, limits, what is left of what a person took something of: in this order,
 * rule by rule as the document lists them.
 */
export function evaluateActivity(memory: MemberMemory, step: EvaluationStep, fact: ActivityFact): readonly Decision[] {
  const { ruleSet, calendar, contentState } = step;
  const { counters } = memory;
  memory.recordedAt = Math.max(memory.recordedAt, wholeTime(fact.recordedAt));
  const timing = timingOf({ calendar, happenedAt: wholeTime(fact.occurredAt), recordedAt: memory.recordedAt });
  counters.moveTo(timing.periods, memory.recordedAt - calendar.graceMilliseconds);
  const counting: Counting = { counters, timing, attributes: fact, activityId: fact.factId, contents: null, counted: [] };
  const takenBack = contentState?.takenBack ?? null;
  const decisions: Decision[] = [];
  for (const rule of ruleSet.byKind.get(fact.kind) ?? []) {
    if (!ruleMatches(rule, fact) || plainAward(rule.rule.award, fact.count) === 0) continue;
    decisions.push(decide({ ruleSet, lastActiveAt: memory.lastActiveAt, rule, counting, takenBack, before: decisions }));
  }
  if (decisions.length > 0) memory.lastActiveAt = latest(memory.lastActiveAt, timing.countsAt);
  memory.sequence = fact.sequence;
  return decisions;
}

interface Deciding {
  readonly ruleSet: CompiledRuleSet;
  /** Before this fact. */
  readonly lastActiveAt: number | null;
  readonly rule: CompiledRule;
  readonly counting: Counting;
  readonly takenBack: TakenBack | null;
  /** About this fact by the rules before. */
  readonly before: readonly Decision[];
}

function decide(deciding: Deciding): Decision {
  const { ruleSet, rule, counting, takenBack, before } = deciding;
  const { timing } = counting;
  const { mix } = ruleSet.document;
  const reasons: Reason[] = [...timing.notes];
  const requested = requestedPoints(deciding, reasons);
  const asked: Asked = { points: requested, reasons };
  if (takenBack?.rules.some(({ key }) => key === rule.rule.key)) leave(asked, 0, 'TAKEN_BACK');
  applyDiminishing(counting, rule, asked);
  applyMix(counting, mix, asked);
  applyLimits(counting, rule.limits, asked);
  if (takenBack !== null) leave(asked, takenBack.activity - sumOf(before), 'REMAINDER');
  const granted = asked.points;
  countGranted(counting, rule.limits, granted);
  countMix(counting, mix, granted);
  countItem(counting, rule, granted);
  return {
    type: 'ACTIVITY',
    kind: counting.attributes.kind,
    ruleKey: rule.rule.key,
    ruleSetVersion: ruleSet.version,
    requested,
    granted,
    reasons,
    countsAt: timing.countsAt,
  };
}

/** The points of some decisions together. */
export function sumOf(decisions: readonly Decision[]): number {
  return decisions.reduce((sum, { granted }) => sum + granted, 0);
}

function requestedPoints({ lastActiveAt, rule, counting }: Deciding, reasons: Reason[]): number {
  const { boosts, award } = rule.rule;
  const points = plainAward(award, counting.attributes.count);
  if (boosts.length === 0) return points;
  const awardsBefore = rule.hasFirstBoost ? counting.counters.read(UNIT_NUMBER.EVER, rule.firstKey) : 0;
  const { attributes, timing } = counting;
  const { countsAt } = timing;
  const boost = strongestBoost(boosts, { attributes, awardsBefore, lastActiveAt, countsAt });
  const raised = boosted(points, boost, lastActiveAt);
  if (raised.reason) reasons.push(raised.reason);
  return raised.points;
}

function plainAward(award: Award, count: number | null): number {
  if (award.type !== 'PER_COUNT') return award.type === 'FIXED' ? award.points : 0;
  const units = count ?? 1;
  if (!Number.isSafeInteger(units) || units < 0) throw new RangeError(`a fact counts ${units}; a whole number from 0 is right`);
  return Math.min(award.maximum, award.points * Math.min(units, award.maximum));
}

function applyDiminishing(counting: Counting, { rule, itemKey, itemUnit, factors }: CompiledRule, asked: Asked): void {
  const { diminishing } = rule;
  if (!diminishing) return;
  const { per, quota } = diminishing;
  const counted = counting.counters.read(itemUnit, itemKey);
  if (counted < quota) return;
  const factor = factors[Math.min(counted - quota, factors.length - 1)] ?? WHOLE;
  const before = asked.points;
  asked.points = Math.floor((before * factor) / WHOLE);
  if (asked.points < before)
    asked.reasons.push({ code: 'QUOTA', per, quota, item: counted + 1, factor, before, after: asked.points });
}

/** Items that earned at least a point use the quota and the boost of the first ones; with negative points, they give it back. */
export function countItem(counting: Counting, counted: CompiledRule, granted: number): void {
  if (granted === 0) return;
  const amount = Math.sign(granted);
  if (counted.rule.diminishing) counting.counters.add(counted.itemUnit, counted.itemKey, amount);
  if (counted.hasFirstBoost) counting.counters.add(UNIT_NUMBER.EVER, counted.firstKey, amount);
}

export function latest(known: number | null, instant: number): number {
  return known === null ? instant : Math.max(known, instant);
}

export function wholeTime(instant: number): number {
  if (!Number.isSafeInteger(instant)) throw new RangeError(`${instant} is no time in whole milliseconds`);
  return instant;
}
