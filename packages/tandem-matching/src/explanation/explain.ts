import type { AffinityModel } from '../affinity/affinity-model.ts';
import { HINDRANCES, type Hindrance } from '../affinity/types.ts';
import type { StageLevel } from '../certificate/types.ts';
import { forEachPair, type Positions, pairAffinity, positionsOf } from '../matching/edges.ts';
import { type Matching, type MatchingProblem, NO_EDGE } from '../matching/types.ts';
import { BestTwo, type OtherPair } from './best-two.ts';
import { Exchange } from './exchange.ts';
import { HallSets } from './hall-set.ts';
import type { NextBest, OverrideCost, PairExplanation, UnmatchedExplanation, UnmatchedReason } from './types.ts';
import { factorWords, nextBestWords, unmatchedWords } from './words.ts';

/** Explains one run; see SPEC.md [EX]. Reads every pair once when made, and answers from that. */
export class Explainer {
  private readonly positions: Positions;
  private readonly seekerBest: BestTwo;
  private readonly partnerBest: BestTwo;
  private readonly partnerOf: ReadonlyMap<string, string>;
  private readonly rankOfRounds: ReadonlyMap<number, number>;
  private hallSets: HallSets | undefined;
  private exchange: Exchange | undefined;

  /** `model` must compare the problem's seekers and partners in the same order; without it there are no factors and hindrances. */
  constructor(
    private readonly problem: MatchingProblem,
    private readonly matching: Matching,
    private readonly model?: AffinityModel,
  ) {
    this.positions = positionsOf(problem);
    this.partnerOf = new Map(matching.pairs.map((pair) => [pair.seekerId, pair.partnerId]));
    const rounds = [...new Set(problem.seekers.map(({ waitedRounds }) => waitedRounds))].sort((a, b) => a - b);
    this.rankOfRounds = new Map(rounds.map((waited, index) => [waited, index + 1]));
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

  /** What forcing two people together would cost, from the reduced costs of the run's certificate; locked people aside. */
  overrideCost(seekerId: string, partnerId: string): OverrideCost {
    const seeker = this.seekerAt(seekerId);
    const partner = this.partnerAt(partnerId);
    if (this.partnerOf.get(seekerId) === partnerId) return { kind: 'chosen' };
    const affinity = pairAffinity(this.problem, seeker, partner);
    if (affinity === NO_EDGE) return { kind: 'impossible', hindrance: this.hindrance(seeker, partner) };
    if (affinity < this.problem.options.floor) return { kind: 'impossible', hindrance: undefined };
    return this.coverageCost(seeker, partner, affinity) ?? this.affinityCost(seeker, partner, affinity);
  }

  private coverageCost(seeker: number, partner: number, affinity: number): OverrideCost | undefined {
    const { certificate } = this.matching;
    if (this.problem.options.objective === 'bestFit') return undefined;
    if (this.dualSum('coverage', seeker, partner) > this.waitRank(seeker)) return { kind: 'coverage' };
    this.exchange ??= new Exchange(this.problem, this.matching, this.positions, (s) => this.waitRank(s));
    if (!this.exchange.keepsCoverage(seeker, partner, this.problem.options.floor)) return { kind: 'coverage' };
    const { worstGrade } = certificate;
    if (affinity >= worstGrade && this.exchange.keepsCoverage(seeker, partner, worstGrade)) return undefined;
    return { kind: 'worst', worstGrade };
  }

  private affinityCost(seeker: number, partner: number, affinity: number): OverrideCost {
    const running = this.problem.seekers[seeker]?.runningPartnerId === this.problem.partners[partner]?.id;
    const weight = affinity + (running ? this.problem.options.runningBonus : 0);
    const atLeast = this.dualSum('affinity', seeker, partner) - weight;
    return atLeast > 0 ? { kind: 'affinity', atLeast } : { kind: 'free' };
  }

  private dualSum(level: StageLevel, seeker: number, partner: number): number {
    const stage = this.matching.certificate.stages.find((candidate) => candidate.level === level);
    return (stage?.seekerDual[seeker] ?? 0) + (stage?.partnerDual[partner] ?? 0);
  }

  /** The reason for everybody who stayed without a partner, in the order of the matching. */
  explainUnmatched(): UnmatchedExplanation[] {
    return this.matching.unmatchedSeekerIds.map((seekerId) => {
      const reason = this.unmatchedReason(this.seekerAt(seekerId));
      return { seekerId, reason, words: unmatchedWords(reason) };
    });
  }

  private unmatchedReason(seeker: number): UnmatchedReason {
    const { floor } = this.problem.options;
    let best = NO_EDGE;
    const acceptable: number[] = [];
    forEachPair(this.problem, seeker, (partner, affinity) => {
      best = Math.max(best, affinity);
      if (affinity >= floor) acceptable.push(partner);
    });
    if (best === NO_EDGE) return { code: 'NOBODY_POSSIBLE', hindrances: this.tallyHindrances(seeker) };
    if (acceptable.length === 0) return { code: 'ALL_BELOW_FLOOR', best, floor };
    this.hallSets ??= new HallSets(this.problem, this.matching, this.positions);
    const hallSet = this.hallSets.of(seeker);
    if (hallSet === undefined) return { code: 'BEST_FIT_PREFERRED' };
    if (hallSet.places === 0) return { code: 'NO_PLACES_OFFERED', partners: hallSet.partnerIds.length };
    return { code: 'TOO_FEW_PLACES', ...hallSet };
  }

  private tallyHindrances(seeker: number): { hindrance: Hindrance; partners: number }[] {
    const counts = new Map<Hindrance, number>();
    for (let partner = 0; partner < this.problem.partners.length; partner += 1) {
      const hindrance = this.hindrance(seeker, partner);
      if (hindrance === undefined || hindrance === 'SAME_PERSON') continue;
      counts.set(hindrance, (counts.get(hindrance) ?? 0) + 1);
    }
    return Array.from(counts, ([hindrance, partners]) => ({ hindrance, partners })).sort(
      (a, b) => b.partners - a.partners || HINDRANCES.indexOf(a.hindrance) - HINDRANCES.indexOf(b.hindrance),
    );
  }

  private hindrance(seeker: number, partner: number): Hindrance | undefined {
    if (this.model === undefined) return undefined;
    return this.model.hindrance(seeker, partner) ?? (this.model.timesMet(seeker, partner) > 0 ? 'ALREADY_MET' : undefined);
  }

  /** The weight of a seeker in the coverage level. */
  private waitRank(seeker: number): number {
    return this.rankOfRounds.get(this.problem.seekers[seeker]?.waitedRounds ?? 0) ?? 0;
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
