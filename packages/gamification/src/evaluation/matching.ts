import { type EvidenceTier, evidenceTiers } from '@fanfare/contracts';
import type { FactAttributes } from '../facts/facts.ts';
import type { CompiledRule } from '../rules/compile.ts';
import type { Matches } from '../rules/document.ts';

const TIERS: Readonly<Record<EvidenceTier, number>> = {
  SELF_REPORTED: evidenceTiers.indexOf('SELF_REPORTED'),
  PEER_CONFIRMED: evidenceTiers.indexOf('PEER_CONFIRMED'),
  CHANNEL_VERIFIED: evidenceTiers.indexOf('CHANNEL_VERIFIED'),
};

/** Whether a rule is for a fact. The kind was matched when the rule set was compiled. Every stated condition must hold. */
export function ruleMatches({ rule, minimumEvidence }: CompiledRule, fact: FactAttributes): boolean {
  const { matches } = rule;
  if (TIERS[fact.evidence] < minimumEvidence) return false;
  if (matches.channels && !matches.channels.includes(fact.channel)) return false;
  if (matches.campaigns && !(fact.campaign !== null && matches.campaigns.includes(fact.campaign))) return false;
  if (matches.hashtags && !hasHashtag(matches.hashtags, fact.hashtags)) return false;
  if (matches.disclosed !== undefined && fact.disclosed !== matches.disclosed) return false;
  if (matches.segments && !(fact.segment !== null && matches.segments.includes(fact.segment))) return false;
  if (matches.tandem !== undefined && (fact.tandemId !== null) !== matches.tandem) return false;
  return isLongEnough(matches, fact);
}

function hasHashtag(wanted: readonly string[], given: readonly string[]): boolean {
  for (const hashtag of given) if (wanted.includes(hashtag)) return true;
  return false;
}

/** A length that nobody states is believed only where the channel itself vouches for the post. */
function isLongEnough(matches: Matches, fact: FactAttributes): boolean {
  if (matches.minimumTextLength === undefined) return true;
  if (fact.textLength === null) return fact.evidence === 'CHANNEL_VERIFIED';
  return fact.textLength >= matches.minimumTextLength;
}
