import type { EngagementFact, FactAttributes, Rule } from '../../src/index.ts';

const EVIDENCE = ['SELF_REPORTED', 'PEER_CONFIRMED', 'CHANNEL_VERIFIED'];

/** Whether all stated conditions hold. */
export function naiveMatches({ matches }: Rule, fact: FactAttributes): boolean {
  const conditions = [
    !matches.kinds || matches.kinds.includes(fact.kind),
    !matches.channels || matches.channels.includes(fact.channel),
    !matches.campaigns || (fact.campaign !== null && matches.campaigns.includes(fact.campaign)),
    !matches.hashtags || fact.hashtags.some((hashtag) => matches.hashtags?.includes(hashtag)),
    EVIDENCE.indexOf(fact.evidence) >= EVIDENCE.indexOf(matches.minimumEvidence ?? 'SELF_REPORTED'),
    matches.disclosed === undefined || matches.disclosed === fact.disclosed,
    !matches.segments || (fact.segment !== null && matches.segments.includes(fact.segment)),
    matches.tandem === undefined || matches.tandem === (fact.tandemId !== null),
    matches.minimumTextLength === undefined ||
      (fact.textLength === null ? fact.evidence === 'CHANNEL_VERIFIED' : fact.textLength >= matches.minimumTextLength),
  ];
  return conditions.every(Boolean);
}

/** What the highest readings of a post are worth, found by trying every point. */
export function naiveCurve(rule: Rule, readings: readonly EngagementFact[]): number {
  if (rule.award.type !== 'ENGAGEMENT') return 0;
  const { weights, curve, points, per, maximum, colleagueLikes } = rule.award;
  const highest = (measure: (fact: EngagementFact) => number) => Math.max(0, ...readings.map(measure));
  const outside = highest((fact) => fact.likes - fact.colleagueLikes.reduce((sum, { likes }) => sum + likes, 0));
  const colleagues = new Set(
    readings.flatMap((fact) =>
      fact.colleagueLikes.filter((one) => one.memberId !== fact.memberId && one.likes > 0).map((one) => one.memberId),
    ),
  );
  const x =
    weights.likes * (outside + Math.min(colleagueLikes, colleagues.size)) +
    weights.comments * highest((fact) => fact.comments) +
    weights.reposts * highest((fact) => fact.reposts) +
    weights.clicks * highest((fact) => fact.clicks);
  let earned = 0;
  const reaches = (p: number) => {
    if (curve === 'LINEAR') return points * x >= p * per;
    if (curve === 'SQRT') return BigInt(points) ** 2n * BigInt(x) >= BigInt(p) ** 2n * BigInt(per);
    return BigInt(per + x) ** BigInt(points) >= 2n ** BigInt(p) * BigInt(per) ** BigInt(points);
  };
  while (earned < maximum && reaches(earned + 1)) earned += 1;
  return earned;
}
