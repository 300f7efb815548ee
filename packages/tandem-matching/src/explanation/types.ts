import type { FactorContribution, Hindrance } from '../affinity/types.ts';
import type { Objective } from '../matching/types.ts';
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

/** What it would cost to force a pair together: the first level of the objective at which the best matching with this pair is worse. */
export type OverrideCost =
  | { readonly kind: 'chosen' }
  /** Nothing at any level: an equally good matching has this pair. Single people may still fare better or worse in it. */
  | { readonly kind: 'free' }
  /** The sum of all affinities, running tandems counting their bonus, falls by exactly this. */
  | { readonly kind: 'affinity'; readonly points: number }
  /** The sum stays, but exactly so many running tandems more come to an end. */
  | { readonly kind: 'inertia'; readonly tandems: number }
  /** This pair, or one that others would have to take for it, is below the grade that all reach now. */
  | { readonly kind: 'worst'; readonly worstGrade: number }
  /** Somebody else stays without a partner, or somebody who waited longer gives way. */
  | { readonly kind: 'coverage' }
  /** The pair itself is below what the run asks for; a lock can bring it together all the same. */
  | { readonly kind: 'belowFloor'; readonly affinity: number; readonly floor: number }
  /** The seeker is locked to somebody else; that lock would have to go. */
  | { readonly kind: 'locked' }
  /** The partner offers no place, or all of them are given to locked pairs. */
  | { readonly kind: 'noPlace' }
  | { readonly kind: 'impossible'; readonly hindrance: Hindrance | undefined };

/** Why somebody stayed without a partner. */
export type UnmatchedReason =
  /** No partner is possible at all; how many partners each hindrance keeps away, most frequent first. */
  | {
      readonly code: 'NOBODY_POSSIBLE';
      readonly hindrances: readonly { readonly hindrance: Hindrance; readonly partners: number }[];
    }
  | { readonly code: 'ALL_BELOW_FLOOR'; readonly best: number; readonly floor: number }
  /** So many are possible, and every place of theirs is taken or given to locked pairs, or they offer none. */
  | { readonly code: 'NO_PLACES_OFFERED'; readonly partners: number }
  /** A Hall set: these seekers together have only these partners to choose from, who have fewer places. */
  | {
      readonly code: 'TOO_FEW_PLACES';
      /** Who goes first of them follows from it. */
      readonly objective: Objective;
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
