import { pairAffinity, positionsOf } from '../matching/edges.ts';
import { runMatching } from '../matching/run.ts';
import {
  type Lock,
  type MatchedPair,
  type Matching,
  type MatchingProblem,
  type MatchingRejection,
  NO_EDGE,
  type RunControl,
} from '../matching/types.ts';
import { compareSeekers, type SeekerChange } from '../quality/compare.ts';
import { type Exchange, Exchanges, type Move } from './exchange.ts';
import { waitRanks } from './levels.ts';

export type OverrideTrial =
  | {
      readonly kind: 'tried';
      /** The best matching with the pair locked. */
      readonly pairs: readonly MatchedPair[];
      /** Everybody whose partner changes, largest loss first. */
      readonly changes: readonly SeekerChange[];
      /** Seekers who would stay without a partner and now have one. */
      readonly losing: readonly string[];
    }
  | { readonly kind: 'rejected'; readonly rejection: MatchingRejection }
  | { readonly kind: 'cancelled' };

export interface OverrideRequest {
  readonly problem: MatchingProblem;
  /** An optimal matching of the problem, with its certificate. */
  readonly matching: Matching;
  readonly lock: Lock;
}

/**
 * Whom it costs what to force a pair together: the best matching with that pair locked beside the present one. Where the certificate
 * shows that the grade all others reach stays as it is, the cheapest exchange gives that matching at once; else the problem is run
 * anew, which takes as long as a run. A lock of the same seeker is replaced.
 */
export function tryOverride(request: OverrideRequest, control: RunControl = {}): OverrideTrial {
  const exchanged = byExchange(request);
  if (exchanged !== undefined) return tried(request.matching.pairs, exchanged);
  const { problem, matching, lock } = request;
  const locks = [...problem.locks.filter(({ seekerId }) => seekerId !== lock.seekerId), lock];
  const outcome = runMatching({ ...problem, locks }, control);
  return outcome.kind === 'matched' ? tried(matching.pairs, outcome.matching.pairs) : outcome;
}

function tried(before: readonly MatchedPair[], pairs: readonly MatchedPair[]): OverrideTrial {
  const changes = compareSeekers(before, pairs);
  const losing = changes.filter((change) => change.before !== undefined && change.after === undefined);
  return { kind: 'tried', pairs, changes, losing: losing.map(({ seekerId }) => seekerId) };
}

/** Undefined where only a run can tell. */
function byExchange({ problem, matching, lock }: OverrideRequest): readonly MatchedPair[] | undefined {
  const positions = positionsOf(problem);
  const seeker = positions.seeker.get(lock.seekerId);
  const partner = positions.partner.get(lock.partnerId);
  if (seeker === undefined || partner === undefined || pairAffinity(problem, seeker, partner) === NO_EDGE) return undefined;
  if (problem.locks.some(({ seekerId }) => seekerId === lock.seekerId)) return undefined;
  const present = matching.pairs.find(({ seekerId }) => seekerId === lock.seekerId);
  const exchanges = new Exchanges(problem, matching, positions);
  if (exchanges.hasNoPlace(partner)) return undefined;
  const pair = { seeker, partner };
  const exchange = present?.partnerId === lock.partnerId ? nothingMoves(pair) : exchanges.cheapest(seeker, partner);
  return keepsGrade({ problem, matching, exchange, pair }) ? exchangedPairs(problem, matching, exchange) : undefined;
}

function nothingMoves(pair: Move): Exchange {
  return { loss: new Map(), lossOfOthers: new Map(), moves: [pair] };
}

interface Departure {
  readonly problem: MatchingProblem;
  readonly matching: Matching;
  readonly exchange: Exchange;
  readonly pair: Move;
}

/**
 * Whether the others, the pair being locked and so free of any grade, reach the present grade and provably no higher one: the witness
 * against the next grade, less the seeker and the place that the lock takes, still bounds their coverage below what the exchange leaves.
 */
function keepsGrade({ problem, matching, exchange, pair }: Departure): boolean {
  if (problem.options.objective === 'bestFit') return true;
  if ((exchange.lossOfOthers.get('worst') ?? 0) > 0) return false;
  const witness = matching.certificate.worstWitness;
  if (witness === undefined) return true;
  const ranks = waitRanks(problem);
  const lockOf = new Set(problem.locks.map(({ seekerId }) => seekerId));
  const places = new Map(problem.partners.map(({ id, capacity }) => [id, capacity]));
  for (const { partnerId } of problem.locks) places.set(partnerId, (places.get(partnerId) ?? 0) - 1);
  const matched = new Set(matching.pairs.map(({ seekerId }) => seekerId));
  let bound = -(witness.seekerDual[pair.seeker] ?? 0) - (witness.partnerDual[pair.partner] ?? 0);
  let reached = -(exchange.loss.get('coverage') ?? 0) - (ranks[pair.seeker] ?? 0);
  for (const [seeker, { id }] of problem.seekers.entries()) {
    if (lockOf.has(id)) continue;
    bound += witness.seekerDual[seeker] ?? 0;
    if (matched.has(id)) reached += ranks[seeker] ?? 0;
  }
  for (const [partner, { id }] of problem.partners.entries()) {
    bound += (witness.partnerDual[partner] ?? 0) * (places.get(id) ?? 0);
  }
  return bound < reached;
}

function exchangedPairs(problem: MatchingProblem, matching: Matching, { moves }: Exchange): readonly MatchedPair[] {
  const moved = new Set(moves.map(({ seeker }) => problem.seekers[seeker]?.id));
  const [forced] = moves;
  const pairs = moves.flatMap((move): MatchedPair[] => {
    const seeker = problem.seekers[move.seeker];
    const partner = problem.partners[move.partner];
    if (seeker === undefined || partner === undefined) return [];
    const affinity = pairAffinity(problem, move.seeker, move.partner);
    const running = seeker.runningPartnerId === partner.id;
    return [{ seekerId: seeker.id, partnerId: partner.id, affinity, locked: move === forced, running }];
  });
  return [...matching.pairs.filter(({ seekerId }) => !moved.has(seekerId)), ...pairs];
}
