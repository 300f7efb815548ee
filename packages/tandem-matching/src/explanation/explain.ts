import type { AffinityModel } from '../affinity/affinity-model.ts';
import { HINDRANCES, type Hindrance } from '../affinity/types.ts';
import { forEachPair, type Positions, pairAffinity, positionsOf } from '../matching/edges.ts';
import { type Matching, type MatchingProblem, NO_EDGE } from '../matching/types.ts';
import { BestTwo, type OtherPair } from './best-two.ts';
import { Exchanges } from './exchange.ts';
import { HallSets } from './hall-set.ts';
import type { ObjectiveLevel } from './levels.ts';
import type { NextBest, OverrideCost, PairExplanation, UnmatchedExplanation, UnmatchedReason } from './types.ts';
import { factorWords, nextBestWords, unmatchedWords } from './words.ts';

/** Explains one run; see SPEC.md [EX]. Reads every pair once when made, and answers from that. */
export class Explainer {
  private readonly positions: Positions;
  private readonly seekerBest: BestTwo;
  private readonly partnerBest: BestTwo;
  private readonly partnerOf: ReadonlyMap<string, string>;
  private hallSets: HallSets | undefined;
  private exchanges: Exchanges | undefined;

  /**
   * `model` must compare the problem's seekers and partners in the same order; without it there are no factors and hindrances.
   * `full` compares the same seekers with those who would accompany but have no place, and who therefore are no part of the problem.
   */
  constructor(
    private readonly problem: MatchingProblem,
    private readonly matching: Matching,
    private readonly model?: AffinityModel,
    private readonly full?: AffinityModel,
  ) {
    this.positions = positionsOf(problem);
    this.partnerOf = new Map(matching.pairs.map((pair) => [pair.seekerId, pair.partnerId]));
    this.seekerBest = new BestTwo(problem.seekers.length);
    this.partnerBest = new BestTwo(problem.partners.length);
    const { floor } = problem.options;
    const capacity = Int32Array.from(problem.partners, (partner) => partner.capacity);
    for (let seeker = 0; seeker < problem.seekers.length; seeker += 1) {
      forEachPair(problem, seeker, (partner, affinity) => {
        if (affinity < floor || capacity[partner] === 0) return;
        this.seekerBest.offer(seeker, partner, affinity);
        this.partnerBest.offer(partner, seeker, affinity);
      });
    }
  }

  /** Factors and alternatives of a chosen pair. */
  explainPair(seekerId: string, partnerId: string): PairExplanation {
    const seeker = this.seekerAt(seekerId);
    const partner = this.partnerAt(partnerId);
    const affinity = pairAffinity(this.problem, seeker, partner);
    const factors = this.model?.contributions(seeker, partner) ?? [];
    const nextPartner = this.nextBest(this.seekerBest.besides(seeker, partner), affinity, this.problem.partners);
    const nextSeeker = this.nextBest(this.partnerBest.besides(partner, seeker), affinity, this.problem.seekers);
    const words = [...factorWords(factors), nextBestWords('partner', nextPartner), nextBestWords('seeker', nextSeeker)];
    return { seekerId, partnerId, affinity, factors, nextPartner, nextSeeker, words };
  }

  private nextBest(
    next: OtherPair | undefined,
    affinity: number,
    people: readonly { readonly id: string }[],
  ): NextBest | undefined {
    if (next === undefined) return undefined;
    return { id: people[next.other]?.id ?? '', affinity: next.affinity, gain: affinity - next.affinity };
  }

  /**
   * What forcing two people together would cost, exactly: the first level of the objective that suffers, and by how much. The pair may be
   * one that the run could not choose (they met before): then others may even gain by it, which counts as free.
   */
  overrideCost(seekerId: string, partnerId: string): OverrideCost {
    const seeker = this.seekerAt(seekerId);
    const partner = this.partnerAt(partnerId);
    if (this.partnerOf.get(seekerId) === partnerId) return { kind: 'chosen' };
    const { floor } = this.problem.options;
    const affinity = pairAffinity(this.problem, seeker, partner);
    if (affinity === NO_EDGE) return { kind: 'impossible', hindrance: this.hindrance(seeker, partner) };
    if (this.problem.locks.some((lock) => lock.seekerId === seekerId)) return { kind: 'locked' };
    this.exchanges ??= new Exchanges(this.problem, this.matching, this.positions);
    if (this.exchanges.hasNoPlace(partner)) return { kind: 'noPlace' };
    if (affinity < floor) return { kind: 'belowFloor', affinity, floor };
    const { loss } = this.exchanges.cheapest(seeker, partner);
    const [first] = [...loss].filter(([, lost]) => lost !== 0);
    return first !== undefined && first[1] > 0 ? costAt(first[0], first[1], this.matching) : { kind: 'free' };
  }

  /** The reason for everybody who stayed without a partner, in the order of the matching. */
  explainUnmatched(): UnmatchedExplanation[] {
    return this.matching.unmatchedSeekerIds.map((seekerId) => {
      const reason = this.unmatchedReason(this.seekerAt(seekerId));
      return { seekerId, reason, words: unmatchedWords(reason) };
    });
  }

  private unmatchedReason(seeker: number): UnmatchedReason {
    const { floor, objective } = this.problem.options;
    const offered: number[] = [];
    forEachPair(this.problem, seeker, (_partner, affinity) => offered.push(affinity));
    const taken = this.fullAffinities(seeker);
    const acceptable = (affinities: readonly number[]) => affinities.filter((affinity) => affinity >= floor).length;
    const partners = acceptable(offered) + acceptable(taken);
    if (offered.length + taken.length === 0) return { code: 'NOBODY_POSSIBLE', hindrances: this.tallyHindrances(seeker) };
    if (partners === 0) return { code: 'ALL_BELOW_FLOOR', best: largest([...offered, ...taken]), floor };
    if (acceptable(offered) === 0) return { code: 'NO_PLACES_OFFERED', partners };
    this.hallSets ??= new HallSets(this.problem, this.matching, this.positions);
    const hallSet = this.hallSets.of(seeker);
    if (hallSet === undefined) return { code: 'BEST_FIT_PREFERRED' };
    if (hallSet.places === 0) return { code: 'NO_PLACES_OFFERED', partners };
    return { code: 'TOO_FEW_PLACES', objective, ...hallSet };
  }

  /** The affinities with everybody possible who has no place. */
  private fullAffinities(seeker: number): readonly number[] {
    const { full } = this;
    if (full === undefined) return [];
    return full.partners.flatMap((_, p) => (full.hindrance(seeker, p) === undefined ? [full.affinity(seeker, p)] : []));
  }

  private tallyHindrances(seeker: number): { hindrance: Hindrance; partners: number }[] {
    const counts = new Map<Hindrance, number>();
    const count = (hindrance: Hindrance | undefined): void => {
      if (hindrance === undefined || hindrance === 'SAME_PERSON') return;
      counts.set(hindrance, (counts.get(hindrance) ?? 0) + 1);
    };
    for (let p = 0; p < this.problem.partners.length; p += 1) count(this.hindrance(seeker, p));
    for (let p = 0; p < (this.full?.partners.length ?? 0); p += 1) count(this.full?.hindrance(seeker, p));
    return Array.from(counts, ([hindrance, partners]) => ({ hindrance, partners })).sort(
      (a, b) => b.partners - a.partners || HINDRANCES.indexOf(a.hindrance) - HINDRANCES.indexOf(b.hindrance),
    );
  }

  private hindrance(seeker: number, partner: number): Hindrance | undefined {
    if (this.model === undefined) return undefined;
    return this.model.hindrance(seeker, partner) ?? (this.model.timesMet(seeker, partner) > 0 ? 'ALREADY_MET' : undefined);
  }

  private seekerAt(id: string): number {
    const position = this.positions.seeker.get(id);
    if (position === undefined) throw new RangeError(`no seeker ${id}`);
    return position;
  }

  private partnerAt(id: string): number {
    const position = this.positions.partner.get(id);
    if (position === undefined) throw new RangeError(`no partner ${id}`);
    return position;
  }
}

function largest(affinities: readonly number[]): number {
  return affinities.reduce((most, affinity) => Math.max(most, affinity), NO_EDGE);
}

/** The first level that loses anything. Among equals the tie weights decide, and those are worth nothing to anybody. */
function costAt(level: ObjectiveLevel, lost: number, { certificate }: Matching): OverrideCost {
  switch (level) {
    case 'coverage':
      return { kind: 'coverage' };
    case 'worst':
      return { kind: 'worst', worstGrade: certificate.worstGrade };
    case 'affinity':
      return { kind: 'affinity', points: lost };
    case 'inertia':
      return { kind: 'inertia', tandems: lost };
    case 'ties':
      return { kind: 'free' };
  }
}
