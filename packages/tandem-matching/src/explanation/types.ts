import type { FactorContribution, Hindrance } from '../affinity/types.ts';
import type { Bilingual } from '../shared/text.ts';

/** The best other choice one side of a pair had, and what the pair has over it; negative when the other would fit better. */
export interface NextBest {
  readonly id: string;
  readonly affinity: number;
  readonly gain: number;
}

export interface PairExplanation {
  readonly seekerId: string;
  readonly partnerId: string;
  readonly affinity: number;
  /** Empty when the problem was not built from profiles. */
  readonly factors: readonly FactorContribution[];
  /** Missing when there is no other possible partner or seeker. */
  readonly nextPartner: NextBest | undefined;
  readonly nextSeeker: NextBest | undefined;
  readonly words: readonly Bilingual[];
}

/** What it would cost to force a pair together, proved by the duals of the run. */
export type OverrideCost =
  | { readonly kind: 'chosen' }
  /** Nobody loses: there is an equally good matching with this pair, as far as the duals can tell. */
  | { readonly kind: 'free' }
  /** The sum of all affinities falls by at least this. */
  | { readonly kind: 'affinity'; readonly atLeast: number }
  /** This pair, or one that others would have to take for it, is below the grade that all reach now. */
  | { readonly kind: 'worst'; readonly worstGrade: number }
  /** Somebody else stays without a partner, or somebody who waited longer gives way. */
  | { readonly kind: 'coverage' }
  | { readonly kind: 'impossible'; readonly hindrance: Hindrance | undefined };

/** Why somebody stayed without a partner. */
export type UnmatchedReason =
  /** No partner is possible at all; how many partners each hindrance keeps away, most frequent first. */
  | {
      readonly code: 'NOBODY_POSSIBLE';
      readonly hindrances: readonly { readonly hindrance: Hindrance; readonly partners: number }[];
    }
  | { readonly code: 'ALL_BELOW_FLOOR'; readonly best: number; readonly floor: number }
  /** Every possible partner's places are given to locked pairs, or they offer none. */
  | { readonly code: 'NO_PLACES_OFFERED'; readonly partners: number }
  /** A Hall set: these seekers together have only these partners to choose from, who have fewer places. */
  | {
      readonly code: 'TOO_FEW_PLACES';
      readonly seekerIds: readonly string[];
      readonly partnerIds: readonly string[];
      readonly places: number;
    }
  /** A partner could be had, but the objective puts the sum of affinities first. */
  | { readonly code: 'BEST_FIT_PREFERRED' };

export interface UnmatchedExplanation {
  readonly seekerId: string;
  readonly reason: UnmatchedReason;
  readonly words: Bilingual;
}
