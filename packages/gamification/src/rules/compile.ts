import { type ActivityKind, activityKinds, type Channel, evidenceTiers, type Segment } from '@fanfare/contracts';
import { digest } from '../evaluation/digest.ts';
import { UNIT_NUMBER } from '../evaluation/member-state.ts';
import type { PeriodUnit } from '../periods/calendar.ts';
import { contradictions } from './contradictions.ts';
import { curveThresholds } from './curve.ts';
import {
  type Diminishing,
  type Matches,
  type Measure,
  type Rule,
  type RuleSetDocument,
  ruleSetSchema,
  type SetLimit,
  WHOLE,
} from './document.ts';
import type { RuleSetProblem } from './problems.ts';
import { shapeProblems } from './shape.ts';

/** What a limit counts together. ENGAGEMENT is the kind of readings. */
export interface LimitDescription {
  readonly scope: 'RULE' | 'KIND' | 'CONTENT' | 'ALL';
  /** The rule that it belongs to; null for a limit of the whole set. */
  readonly ruleKey: string | null;
  readonly kind: ActivityKind | 'ENGAGEMENT' | null;
  readonly per: PeriodUnit;
  readonly measure: Measure;
  readonly maximum: number;
}

export interface CompiledLimit {
  readonly description: LimitDescription;
  readonly name: string;
  /** `description.per` by number, and what else evaluation asks of the description. */
  readonly unit: number;
  readonly maximum: number;
  readonly isCount: boolean;
  readonly isContent: boolean;
  /** Digest of the name: the counter in a member's state; for CONTENT it is paired with the digest of the content. */
  readonly key: number;
  /** Whether several rules count in it. */
  readonly isShared: boolean;
}

/** What a rule asks of a fact, null where it does not ask: all rules have the same shape, which makes reading them fast. */
export interface CompiledConditions {
  readonly minimumEvidence: number;
  readonly channels: readonly Channel[] | null;
  readonly campaigns: readonly string[] | null;
  readonly hashtags: readonly string[] | null;
  readonly disclosed: boolean | null;
  readonly segments: readonly Segment[] | null;
  readonly tandem: boolean | null;
  readonly minimumTextLength: number | null;
}

export interface CompiledRule {
  readonly rule: Rule;
  readonly conditions: CompiledConditions;
  readonly limits: readonly CompiledLimit[];
  /** Counts the items of the diminishing returns' period, whose unit goes by number. */
  readonly itemKey: number;
  readonly itemUnit: number;
  /** Counts the awards that a boost of the first ones looks at. */
  readonly firstKey: number;
  readonly hasFirstBoost: boolean;
  /** Factors of the first, second ... item past the quota; the last one repeats. */
  readonly factors: readonly number[];
  /** For engagement awards; empty for others. */
  readonly thresholds: readonly number[];
}

/** A checked rule set, ready to evaluate. Immutable; build it once and keep it. */
export interface CompiledRuleSet {
  readonly version: number;
  readonly document: RuleSetDocument;
  /** Rules for activities, by kind, in the order of the document. */
  readonly byKind: ReadonlyMap<ActivityKind, readonly CompiledRule[]>;
  /** Rules for readings, by the kind of the post. */
  readonly engagementByKind: ReadonlyMap<ActivityKind, readonly CompiledRule[]>;
  readonly byKey: ReadonlyMap<string, CompiledRule>;
}

export type CompileResult =
  | { readonly ok: true; readonly ruleSet: CompiledRuleSet }
  | { readonly ok: false; readonly problems: readonly RuleSetProblem[] };

/**
 * Checks a rule-set document and prepares it for evaluation. Problems name the JSON path, what is wrong and what would be right.
 * `version` is what decisions name as `ruleSetVersion`; drafts that are only checked may leave it out.
 */
export function compileRuleSet(document: unknown, version = 0): CompileResult {
  const parsed = ruleSetSchema.safeParse(document);
  if (!parsed.success) return { ok: false, problems: shapeProblems(document, parsed.error.issues) };
  const problems = contradictions(parsed.data);
  if (problems.length > 0) return { ok: false, problems };
  const rules = parsed.data.rules.map((rule) => compileRule(rule, parsed.data.limits));
  const forKind = (type: 'ACTIVITY' | 'ENGAGEMENT') =>
    new Map(activityKinds.map((kind) => [kind, rules.flatMap((rule) => specialised({ rule, kind, type }))] as const));
  const ruleSet: CompiledRuleSet = {
    version,
    document: parsed.data,
    byKind: forKind('ACTIVITY'),
    engagementByKind: forKind('ENGAGEMENT'),
    byKey: new Map(rules.map((rule) => [rule.rule.key, rule])),
  };
  return { ok: true, ruleSet };
}

function compileRule(rule: Rule, setLimits: readonly SetLimit[]): CompiledRule {
  return {
    rule,
    conditions: compileConditions(rule.matches),
    limits: [...ruleLimits(rule), ...setLimits.map(compileSetLimit)],
    itemKey: digest(`items of ${rule.key}`),
    itemUnit: UNIT_NUMBER[rule.diminishing?.per ?? 'EVER'],
    firstKey: digest(`first of ${rule.key}`),
    hasFirstBoost: rule.boosts.some(({ type }) => type === 'FIRST'),
    factors: rule.diminishing ? factorsPastQuota(rule.diminishing) : [],
    thresholds: rule.award.type === 'ENGAGEMENT' ? curveThresholds(rule.award) : [],
  };
}

function compileConditions(matches: Matches): CompiledConditions {
  return {
    minimumEvidence: matches.minimumEvidence ? evidenceTiers.indexOf(matches.minimumEvidence) : 0,
    channels: matches.channels ?? null,
    campaigns: matches.campaigns ?? null,
    hashtags: matches.hashtags ?? null,
    disclosed: matches.disclosed ?? null,
    segments: matches.segments ?? null,
    tandem: matches.tandem ?? null,
    minimumTextLength: matches.minimumTextLength ?? null,
  };
}

/** The rule as it stands for one kind of fact: limits of other kinds left out. Empty when the rule is not for that kind. */
function specialised(wanted: {
  rule: CompiledRule;
  kind: ActivityKind;
  type: 'ACTIVITY' | 'ENGAGEMENT';
}): readonly CompiledRule[] {
  const { rule, kind, type } = wanted;
  const isEngagement = rule.rule.award.type === 'ENGAGEMENT';
  if (isEngagement !== (type === 'ENGAGEMENT')) return [];
  if (rule.rule.matches.kinds && !rule.rule.matches.kinds.includes(kind)) return [];
  const limitKind = isEngagement ? 'ENGAGEMENT' : kind;
  const applies = ({ description }: CompiledLimit) =>
    (description.scope !== 'KIND' || description.kind === limitKind) && !(isEngagement && description.measure === 'COUNT');
  return [{ ...rule, limits: rule.limits.filter(applies) }];
}

function ruleLimits(rule: Rule): readonly CompiledLimit[] {
  return rule.limits.map((limit) => compileLimit({ ...limit, ruleKey: rule.key, kind: null }));
}

function compileSetLimit(limit: SetLimit): CompiledLimit {
  const { scope, per, measure, maximum } = limit;
  return compileLimit({ scope, ruleKey: null, kind: limit.scope === 'KIND' ? limit.kind : null, per, measure, maximum });
}

/** Limits of different versions with the same name count in the same counter, so that a new version goes on where the old one stood. */
function compileLimit(description: LimitDescription): CompiledLimit {
  const { scope, ruleKey, kind, per, measure } = description;
  const name = [measure, scope, ruleKey ?? kind ?? '', per].join(' ');
  return {
    description,
    name,
    unit: UNIT_NUMBER[per],
    maximum: description.maximum,
    isCount: measure === 'COUNT',
    isContent: scope === 'CONTENT',
    key: digest(name),
    isShared: ruleKey === null,
  };
}

/** factor, factor², ... each rounded down, until the floor; then the floor or nothing for ever. */
export function factorsPastQuota(diminishing: Pick<Diminishing, 'factor' | 'floor' | 'end'>): readonly number[] {
  const end = diminishing.end === 'NOTHING' ? 0 : diminishing.floor;
  const factors: number[] = [];
  let factor = diminishing.factor;
  while (factor >= diminishing.floor && factor > 0 && factors[factors.length - 1] !== factor) {
    factors.push(factor);
    factor = Math.floor((factor * diminishing.factor) / WHOLE);
  }
  if (factors[factors.length - 1] !== end && diminishing.factor < WHOLE) factors.push(end);
  return factors;
}
