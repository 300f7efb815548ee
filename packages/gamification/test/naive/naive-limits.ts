import type { FactAttributes, PeriodUnit, Rule, RuleSetDocument } from '../../src/index.ts';

export interface NaiveLimit {
  readonly scope: string;
  readonly owner: string;
  readonly per: PeriodUnit;
  readonly measure: string;
  readonly maximum: number;
}

/** The limits that count for an entry, each with whose it is. */
export function limitsOf(rule: Rule, document: RuleSetDocument, fact: { kind: string; type: string }): readonly NaiveLimit[] {
  const own = rule.limits.map((limit) => ({ ...limit, owner: `rule ${rule.key}` }));
  const kind = fact.type === 'ENGAGEMENT' ? 'ENGAGEMENT' : fact.kind;
  const shared = document.limits
    .filter((limit) => limit.scope !== 'KIND' || limit.kind === kind)
    .map((limit) => ({ ...limit, owner: limit.scope === 'KIND' ? `kind ${limit.kind}` : 'set' }));
  return [...own, ...shared].filter((limit) => limit.measure === 'POINTS' || fact.type === 'ACTIVITY');
}

export function sameLimit(left: NaiveLimit, right: NaiveLimit): boolean {
  return left.scope === right.scope && left.owner === right.owner && left.per === right.per && left.measure === right.measure;
}

/** What a content is known again by. */
export function contentsOf({ amplifies, contentKey }: FactAttributes, activityId: string): readonly string[] {
  if (amplifies === null && contentKey === null) return [`activity ${activityId}`];
  return [...(amplifies === null ? [] : [`item ${amplifies}`]), ...(contentKey === null ? [] : [`text ${contentKey}`])];
}
