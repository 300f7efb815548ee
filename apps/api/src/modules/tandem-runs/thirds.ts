import type { Matching, MatchingProblem, TrioRequest } from '@fanfare/tandem-matching';
import type { Participants } from './tandem-run.ts';

/**
 * Who stayed without may join a new tandem whose partner agrees to a third; running ones stay as they are. Undefined where nobody looks
 * for that or nobody agrees.
 */
export function thirdsOf(
  participants: Participants,
  problem: MatchingProblem,
  matching: Pick<Matching, 'pairs' | 'unmatchedSeekerIds'>,
): TrioRequest | undefined {
  const inNewPairs = new Set(matching.pairs.filter(({ running }) => !running).map(({ partnerId }) => partnerId));
  const accepting = participants.partners
    .filter(({ acceptsThird, profile }) => acceptsThird && inNewPairs.has(profile.id))
    .map(({ profile }) => profile.id);
  if (accepting.length === 0 || matching.unmatchedSeekerIds.length === 0) return undefined;
  return { problem, matching, acceptingPartnerIds: new Set(accepting) };
}
