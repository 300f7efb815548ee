import { type EvidenceTier, evidenceTiers } from '@fanfare/contracts';
import type { FactAttributes } from '../facts/facts.ts';
import type { CompiledConditions, CompiledRule } from '../rules/compile.ts';

const TIERS: Readonly<Record<EvidenceTier, number>> = {
  SELF_REPORTED: evidenceTiers.indexOf('SELF_REPORTED'),
  PEER_CONFIRMED: evidenceTiers.indexOf('PEER_CONFIRMED'),
  CHANNEL_VERIFIED: evidenceTiers.indexOf('CHANNEL_VERIFIED'),
};

/** Whether a rule is for a fact. The kind was matched when the rule set was compiled. Every stated condition must hold. */
export function ruleMatches({ conditions }: CompiledRule, fact: FactAttributes): boolean {
  const { minimumEvidence, channels, campaigns, hashtags, disclosed, segments, tandem } = conditions;
  if (TIERS[fact.evidence] < minimumEvidence) return false;
  if (channels && !channels.includes(fact.channel)) return false;
  if (campaigns && !(fact.campaign !== null && campaigns.includes(fact.campaign))) return false;
  if (hashtags && !hasHashtag(hashtags, fact.hashtags)) return false;
  if (disclosed !== null && fact.disclosed !== disclosed) return false;
  if (segments && !(fact.segment !== null && segments.includes(fact.segment))) return false;
  if (tandem !== null && (fact.tandemId !== null) !== tandem) return false;
  return isLongEnough(conditions, fact);
}

function hasHashtag(wanted: readonly string[], given: readonly string[]): boolean {
  for (const hashtag of given) if (wanted.includes(hashtag)) return true;
  return false;
}

/** A length that nobody states is believed only where the channel itself vouches for the post. */
function isLongEnough({ minimumTextLength }: CompiledConditions, fact: FactAttributes): boolean {
  if (minimumTextLength === null) return true;
  if (fact.textLength === null) return fact.evidence === 'CHANNEL_VERIFIED';
  return fact.textLength >= minimumTextLength;
}
