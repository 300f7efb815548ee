import type { ActivityFact } from '../facts/facts.ts';
import type { CompiledRule } from '../rules/compile.ts';
import { type Award, WHOLE } from '../rules/document.ts';
import { boosted, strongestBoost } from './boosts.ts';
import type { Decision, Reason } from './decision.ts';
import type { Evaluation, EvaluationInput } from './evaluate.ts';
import { applyLimits, type Counting, countGranted } from './limits.ts';
import { ruleMatches } from './matching.ts';
import { addToCounter, ever, openCounters, readCounter } from './member-state.ts';
import { applyMix, countMix } from './mix.ts';
import { type Timing, timingOf } from './timing.ts';

/** Award, boost, diminishing returns, mix, limits: in this order, rule by rule as the document lists them. */
export function evaluateActivity(input: EvaluationInput, fact: ActivityFact): Evaluation {
  const { ruleSet, calendar, memberState, contentState } = input;
  const recordedAt = Math.max(memberState.recordedAt, wholeTime(fact.recordedAt));
  const timing = timingOf({ calendar, happenedAt: wholeTime(fact.occurredAt), recordedAt });
  const counters = openCounters({ state: memberState, calendar, recordedAt });
  const counting: Counting = { calendar, counters, countsAt: timing.countsAt, attributes: fact, counted: [] };
  const decisions: Decision[] = [];
  for (const rule of ruleSet.byKind.get(fact.kind) ?? []) {
    if (!ruleMatches(rule, fact) || plainAward(rule.rule.award, fact.count) === 0) continue;
    decisions.push(decide({ input, rule, counting, timing }));
  }
  const lastActiveAt = decisions.length === 0 ? memberState.lastActiveAt : latest(memberState.lastActiveAt, timing.countsAt);
  return {
    decisions,
    memberState: { version: 1, sequence: fact.sequence, recordedAt, lastActiveAt, windows: counters.windows },
    contentState,
  };
}

function decide(deciding: { input: EvaluationInput; rule: CompiledRule; counting: Counting; timing: Timing }): Decision {
  const { input, rule, counting, timing } = deciding;
  const { mix } = input.ruleSet.document;
  const reasons: Reason[] = timing.notes.slice();
  const requested = requestedPoints(deciding, reasons);
  const diminished = applyDiminishing(counting, rule, { points: requested, reasons });
  const mixed = applyMix(counting, mix, { points: diminished, reasons });
  const granted = applyLimits(counting, rule.limits, { points: mixed, reasons });
  countGranted(counting, rule.limits, granted);
  countMix(counting, mix, granted);
  countItem(counting, rule, granted);
  return {
    type: 'ACTIVITY',
    kind: counting.attributes.kind,
    ruleKey: rule.rule.key,
    ruleSetVersion: input.ruleSet.version,
    requested,
    granted,
    reasons,
    countsAt: timing.countsAt,
  };
}

function requestedPoints(
  deciding: { input: EvaluationInput; rule: CompiledRule; counting: Counting },
  reasons: Reason[],
): number {
  const { input, rule, counting } = deciding;
  const { boosts, award } = rule.rule;
  const points = plainAward(award, counting.attributes.count);
  if (boosts.length === 0) return points;
  const { lastActiveAt } = input.memberState;
  const awardsBefore = countsFirst(rule) ? readCounter(counting.counters, ever, rule.firstCounter) : 0;
  const { attributes, countsAt } = counting;
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

function applyDiminishing(
  counting: Counting,
  { rule, itemCounter, factors }: CompiledRule,
  asked: { points: number; reasons: Reason[] },
) {
  const { diminishing } = rule;
  if (!diminishing) return asked.points;
  const { per, quota } = diminishing;
  const before = readCounter(counting.counters, counting.calendar.periodAt(per, counting.countsAt), itemCounter);
  if (before < quota) return asked.points;
  const factor = factors[Math.min(before - quota, factors.length - 1)] ?? WHOLE;
  const after = Math.floor((asked.points * factor) / WHOLE);
  if (after < asked.points) {
    asked.reasons.push({ code: 'QUOTA', per, quota, item: before + 1, factor, before: asked.points, after });
  }
  return after;
}

/** Items that earned at least a point use the quota and the boost of the first ones; with negative points, they give it back. */
export function countItem(counting: Counting, rule: CompiledRule, granted: number): void {
  if (granted === 0) return;
  const amount = Math.sign(granted);
  const { diminishing } = rule.rule;
  if (diminishing) {
    const window = counting.calendar.periodAt(diminishing.per, counting.countsAt);
    addToCounter(counting.counters, window, { key: rule.itemCounter, amount });
  }
  if (countsFirst(rule)) addToCounter(counting.counters, ever, { key: rule.firstCounter, amount });
}

function countsFirst({ rule }: CompiledRule): boolean {
  return rule.boosts.some(({ type }) => type === 'FIRST');
}

export function latest(known: number | null, instant: number): number {
  return known === null ? instant : Math.max(known, instant);
}

export function wholeTime(instant: number): number {
  if (!Number.isSafeInteger(instant)) throw new RangeError(`${instant} is no time in whole milliseconds`);
  return instant;
}
