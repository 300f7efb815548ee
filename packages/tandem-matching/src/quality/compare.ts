import type { MatchingProblem } from '../matching/types.ts';
import { type ChosenPair, measureQuality, type QualityMeasures } from './measures.ts';

export interface SeekerChange {
  readonly seekerId: string;
  readonly before: { readonly partnerId: string; readonly affinity: number } | undefined;
  readonly after: { readonly partnerId: string; readonly affinity: number } | undefined;
  /** Affinity won or lost; having nobody counts as 0. */
  readonly gain: number;
}

export interface WhatIf {
  readonly before: QualityMeasures;
  readonly after: QualityMeasures;
  readonly changes: readonly SeekerChange[];
}

export interface WhatIfSide {
  readonly problem: MatchingProblem;
  readonly pairs: readonly ChosenPair[];
}

/** Two runs side by side: other weights, another lock, another objective. Each is measured against its own problem. */
export function compareMatchings(before: WhatIfSide, after: WhatIfSide): WhatIf {
  return {
    before: measureQuality(before.problem, before.pairs),
    after: measureQuality(after.problem, after.pairs),
    changes: compareSeekers(before.pairs, after.pairs),
  };
}

/** Everybody whose partner or affinity differs, largest loss first, then by id. */
export function compareSeekers(before: readonly ChosenPair[], after: readonly ChosenPair[]): SeekerChange[] {
  const pairsBefore = new Map(before.map((pair) => [pair.seekerId, pair]));
  const pairsAfter = new Map(after.map((pair) => [pair.seekerId, pair]));
  const seekerIds = new Set([...pairsBefore.keys(), ...pairsAfter.keys()]);
  const changes = [...seekerIds].flatMap((seekerId): SeekerChange[] => {
    const was = pairsBefore.get(seekerId);
    const is = pairsAfter.get(seekerId);
    if (was?.partnerId === is?.partnerId && was?.affinity === is?.affinity) return [];
    return [{ seekerId, before: placeOf(was), after: placeOf(is), gain: (is?.affinity ?? 0) - (was?.affinity ?? 0) }];
  });
  return changes.sort((a, b) => a.gain - b.gain || (a.seekerId < b.seekerId ? -1 : 1));
}

function placeOf(pair: ChosenPair | undefined): SeekerChange['before'] {
  return pair && { partnerId: pair.partnerId, affinity: pair.affinity };
}
