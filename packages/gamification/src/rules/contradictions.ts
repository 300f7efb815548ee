import { type ActivityKind, activityKinds } from '@fanfare/contracts';
import { canonicalJson } from '../facts/delivery.ts';
import type { Boost, Rule, RuleSetDocument } from './document.ts';
import { jsonPath, type RuleSetProblem, shownValue } from './problems.ts';

type Finding = Pick<RuleSetProblem, 'code' | 'problem' | 'expected'> & {
  readonly way: readonly PropertyKey[];
  readonly value: unknown;
};

/** Kinds in which a person speaks on their own profile, so that a private voice beside the working one exists at all. */
export const voicedKinds: readonly ActivityKind[] = ['POST', 'SHARE', 'COMMENT', 'ARTICLE', 'VIDEO'];

/** What is wrong between the parts of a document whose shape is right. */
export function contradictions(document: RuleSetDocument): readonly RuleSetProblem[] {
  const findings = [
    ...duplicateKeys(document),
    ...document.rules.flatMap((rule, index) => [...engagementFindings(rule, index), ...diminishingFindings(rule, index)]),
    ...duplicateLimits(document),
    ...onlyWork(document),
  ];
  return findings.map(({ way, value, ...finding }) => ({ path: jsonPath(way), found: shownValue(value), ...finding }));
}

function duplicateKeys(document: RuleSetDocument): readonly Finding[] {
  const first = new Map<string, number>();
  return document.rules.flatMap((rule, index): readonly Finding[] => {
    const before = first.get(rule.key);
    if (before === undefined) {
      first.set(rule.key, index);
      return [];
    }
    return [
      {
        way: ['rules', index, 'key'],
        value: rule.key,
        code: 'DUPLICATE_KEY',
        problem: { GERMAN: `Der Schlüssel steht schon bei rules[${before}]`, ENGLISH: `rules[${before}] has this key already` },
        expected: { GERMAN: 'ein Schlüssel, den keine andere Regel trägt', ENGLISH: 'a key that no other rule has' },
      },
    ];
  });
}

/** Two limits on the same thing: only the lower one could ever bind. */
function duplicateLimits(document: RuleSetDocument): readonly Finding[] {
  const places = [
    ...document.limits.map((limit, at) => ({ limit, owner: '', way: ['limits', at] })),
    ...document.rules.flatMap((rule, index) =>
      rule.limits.map((limit, at) => ({ limit, owner: rule.key, way: ['rules', index, 'limits', at] })),
    ),
  ];
  const seen = new Set<string>();
  return places.flatMap(({ limit, owner, way }): readonly Finding[] => {
    const { maximum: _, ...subject } = limit;
    const name = `${owner} ${canonicalJson(subject)}`;
    if (!seen.has(name)) {
      seen.add(name);
      return [];
    }
    return [
      {
        way,
        value: limit,
        code: 'DUPLICATE_KEY',
        problem: { GERMAN: 'Dieselbe Grenze steht schon weiter oben', ENGLISH: 'The same limit stands above already' },
        expected: { GERMAN: 'nur die niedrigere der beiden', ENGLISH: 'only the lower one of the two' },
      },
    ];
  });
}

/** Engagement is a running total of one post, so what counts items or looks at the person's history has no meaning on it. */
function engagementFindings(rule: Rule, index: number): readonly Finding[] {
  if (rule.award.type !== 'ENGAGEMENT') return [];
  const findings: Finding[] = [];
  if (Object.values(rule.award.weights).every((weight) => weight === 0)) {
    findings.push({
      way: ['rules', index, 'award', 'weights'],
      value: rule.award.weights,
      code: 'CONTRADICTION',
      problem: { GERMAN: 'Keine Reaktion zählt', ENGLISH: 'No reaction counts' },
      expected: { GERMAN: 'mindestens ein Gewicht über 0', ENGLISH: 'at least one weight above 0' },
    });
  }
  if (rule.diminishing) {
    findings.push({
      way: ['rules', index, 'diminishing'],
      value: rule.diminishing,
      code: 'CONTRADICTION',
      problem: { GERMAN: 'Reaktionen haben kein Kontingent an Beiträgen', ENGLISH: 'Engagement has no quota of items' },
      expected: {
        GERMAN: 'weglassen; die Kurve und ihr maximum bremsen schon',
        ENGLISH: 'leave it out; the curve and its maximum slow down already',
      },
    });
  }
  rule.limits.forEach((limit, at) => {
    if (limit.measure !== 'COUNT') return;
    findings.push({
      way: ['rules', index, 'limits', at, 'measure'],
      value: limit.measure,
      code: 'CONTRADICTION',
      problem: {
        GERMAN: 'Reaktionen lassen sich nicht nach Anzahl begrenzen',
        ENGLISH: 'Engagement cannot be limited by count',
      },
      expected: { GERMAN: '"POINTS"', ENGLISH: '"POINTS"' },
    });
  });
  rule.boosts.forEach((boost, at) => {
    if (isBoostOfPost(boost)) return;
    findings.push({
      way: ['rules', index, 'boosts', at, 'type'],
      value: boost.type,
      code: 'CONTRADICTION',
      problem: { GERMAN: 'Dieser Bonus gilt nur für Aktivitäten', ENGLISH: 'This boost is for activities only' },
      expected: { GERMAN: '"SEGMENT" oder "TANDEM_STORY"', ENGLISH: '"SEGMENT" or "TANDEM_STORY"' },
    });
  });
  return findings;
}

function diminishingFindings(rule: Rule, index: number): readonly Finding[] {
  const { diminishing } = rule;
  if (!diminishing || diminishing.floor <= diminishing.factor) return [];
  return [
    {
      way: ['rules', index, 'diminishing', 'floor'],
      value: diminishing.floor,
      code: 'CONTRADICTION',
      problem: { GERMAN: 'Die Untergrenze liegt über dem Faktor', ENGLISH: 'The floor is above the factor' },
      expected: { GERMAN: `höchstens ${diminishing.factor}`, ENGLISH: `at most ${diminishing.factor}` },
    },
  ];
}

/**
 * A voice is credible through its mix of private and work, so a kind that is paid for work must be paid without it too: for every voiced
 * kind with a rule that asks for a campaign, a hashtag or a disclosure there is a rule of the same sort that asks for none of them.
 */
function onlyWork(document: RuleSetDocument): readonly Finding[] {
  return document.rules.flatMap((rule, index): readonly Finding[] => {
    if (!asksForWork(rule)) return [];
    const uncovered = kindsOf(rule).filter(
      (kind) => voicedKinds.includes(kind) && !document.rules.some((other) => isFreeFor(other, rule, kind)),
    );
    if (uncovered.length === 0) return [];
    return [
      {
        way: ['rules', index, 'matches'],
        value: rule.matches,
        code: 'ONLY_WORK',
        problem: {
          GERMAN: `${uncovered.join(', ')} zählt nur, wenn es um die Arbeit geht`,
          ENGLISH: `${uncovered.join(', ')} is rewarded only when it is about work`,
        },
        expected: {
          GERMAN: 'dazu eine Regel für dieselben Arten ohne campaigns, hashtags und disclosed',
          ENGLISH: 'a rule for the same kinds without campaigns, hashtags and disclosed beside it',
        },
      },
    ];
  });
}

function isFreeFor(other: Rule, rule: Rule, kind: ActivityKind): boolean {
  const sameSort = (other.award.type === 'ENGAGEMENT') === (rule.award.type === 'ENGAGEMENT');
  return sameSort && !asksForWork(other) && kindsOf(other).includes(kind);
}

function asksForWork({ matches }: Rule): boolean {
  return matches.campaigns !== undefined || matches.hashtags !== undefined || matches.disclosed === true;
}

function kindsOf({ matches }: Rule): readonly ActivityKind[] {
  return matches.kinds ?? activityKinds;
}

/** Whether a boost depends on the attributes of the post alone, so that it may also stand on engagement. */
function isBoostOfPost(boost: Boost): boolean {
  return boost.type === 'SEGMENT' || boost.type === 'TANDEM_STORY';
}
