import { forEachPair, type Positions } from '../matching/edges.ts';
import type { Matching, MatchingProblem } from '../matching/types.ts';

/** Seekers who together can only be matched with these partners, who have fewer places than there are seekers. */
export interface HallSet {
  readonly seekerIds: readonly string[];
  readonly partnerIds: readonly string[];
  /** Places of the partners beyond those given to locked pairs. */
  readonly places: number;
}

interface Group {
  readonly seekers: Set<number>;
  readonly partners: Set<number>;
  reachesFreePlace: boolean;
}

/**
 * Follows every possible exchange of partners from those who are unmatched. Where none ends at a free place, everybody met on the way
 * forms a Hall set, and no matching at all can serve them together. People whose exchanges meet are one group, so the whole
 * takes time linear in the pairs.
 */
export class HallSets {
  private readonly free: Int32Array;
  private readonly open: Int32Array;
  private readonly held: number[][];
  private readonly groupOfPartner: (Group | undefined)[];
  private readonly groupOfSeeker = new Map<number, Group>();

  constructor(
    private readonly problem: MatchingProblem,
    matching: Matching,
    positions: Positions,
  ) {
    this.free = Int32Array.from(problem.partners, (partner) => partner.capacity);
    this.open = this.free.slice();
    this.held = problem.partners.map(() => []);
    this.groupOfPartner = problem.partners.map(() => undefined);
    for (const pair of matching.pairs) {
      const partner = positions.partner.get(pair.partnerId) ?? -1;
      this.free[partner] = (this.free[partner] ?? 0) - 1;
      if (pair.locked) this.open[partner] = (this.open[partner] ?? 0) - 1;
      else this.held[partner]?.push(positions.seeker.get(pair.seekerId) ?? -1);
    }
    for (const id of matching.unmatchedSeekerIds) this.explore(positions.seeker.get(id) ?? -1);
  }

  /** The Hall set that keeps an unmatched seeker without a partner; `undefined` where a free place could be reached. */
  of(seeker: number): HallSet | undefined {
    const group = this.groupOfSeeker.get(seeker);
    if (group === undefined || group.reachesFreePlace) return undefined;
    const partners = [...group.partners];
    return {
      seekerIds: Array.from(group.seekers, (s) => this.problem.seekers[s]?.id ?? ''),
      partnerIds: partners.map((p) => this.problem.partners[p]?.id ?? ''),
      places: partners.reduce((sum, p) => sum + (this.open[p] ?? 0), 0),
    };
  }

  private explore(seeker: number): void {
    let group: Group = { seekers: new Set([seeker]), partners: new Set(), reachesFreePlace: false };
    const queue = [seeker];
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      forEachPair(this.problem, next, (partner, affinity) => {
        if (affinity < this.problem.options.floor) return;
        const known = this.groupOfPartner[partner];
        if (known !== undefined) {
          group = this.merge(group, known);
          return;
        }
        this.groupOfPartner[partner] = group;
        group.partners.add(partner);
        if ((this.free[partner] ?? 0) > 0) group.reachesFreePlace = true;
        for (const other of this.held[partner] ?? []) {
          if (group.seekers.has(other)) continue;
          group.seekers.add(other);
          queue.push(other);
        }
      });
    }
    this.groupOfSeeker.set(seeker, group);
  }

  private merge(a: Group, b: Group): Group {
    if (a === b) return a;
    const [large, small] = a.seekers.size + a.partners.size >= b.seekers.size + b.partners.size ? [a, b] : [b, a];
    for (const seeker of small.seekers) {
      large.seekers.add(seeker);
      if (this.groupOfSeeker.has(seeker)) this.groupOfSeeker.set(seeker, large);
    }
    for (const partner of small.partners) {
      large.partners.add(partner);
      this.groupOfPartner[partner] = large;
    }
    large.reachesFreePlace ||= small.reachesFreePlace;
    return large;
  }
}
