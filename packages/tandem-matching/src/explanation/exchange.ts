import { forEachPair, type Positions } from '../matching/edges.ts';
import type { Matching, MatchingProblem } from '../matching/types.ts';

const NONE = -1;

/** Whether others can move so that two people come together and nobody's coverage suffers. Locked people do not move. */
export class Exchange {
  private readonly partnerOf: Int32Array;
  private readonly locked: Uint8Array;
  private readonly free: Int32Array;
  private readonly held: number[][];
  private readonly seekerDual: Float64Array;
  private readonly partnerDual: Float64Array;
  private readonly refillableAt = new Map<number, ReadonlySet<number>>();

  constructor(
    private readonly problem: MatchingProblem,
    matching: Matching,
    positions: Positions,
    private readonly waitRank: (seeker: number) => number,
  ) {
    const coverage = matching.certificate.stages.find((stage) => stage.level === 'coverage');
    this.seekerDual = coverage?.seekerDual ?? new Float64Array(problem.seekers.length);
    this.partnerDual = coverage?.partnerDual ?? new Float64Array(problem.partners.length);
    this.partnerOf = new Int32Array(problem.seekers.length).fill(NONE);
    this.locked = new Uint8Array(problem.seekers.length);
    this.free = Int32Array.from(problem.partners, (partner) => partner.capacity);
    this.held = problem.partners.map(() => []);
    for (const pair of matching.pairs) {
      const seeker = positions.seeker.get(pair.seekerId) ?? NONE;
      const partner = positions.partner.get(pair.partnerId) ?? NONE;
      this.partnerOf[seeker] = partner;
      this.free[partner] = (this.free[partner] ?? 0) - 1;
      if (pair.locked) this.locked[seeker] = 1;
      else this.held[partner]?.push(seeker);
    }
  }

  /**
   * The seeker leaves one place and takes another: somebody has to give way there, move on, and so on, until the place left behind is reached
   * or somebody may stay without; in that case the place left behind must be filled from outside, unless it may stay empty.
   *
   * Whether some matching of the same coverage has this pair and no affinity below `least`. The pair itself must be allowed by both, and
   * the present matching must reach `least` too.
   */
  keepsCoverage(seeker: number, partner: number, least: number): boolean {
    if (this.locked[seeker] === 1) return false;
    const left = this.partnerOf[seeker] as number;
    const reached = new Set([partner]);
    let reachesOutside = false;
    for (const p of reached) {
      if (p === left) return true;
      if ((this.free[p] as number) > 0) reachesOutside = true;
      for (const other of this.held[p] ?? []) {
        if (other === seeker) continue;
        if (this.seekerDual[other] === 0) reachesOutside = true;
        this.forEachAllowed(other, least, (next) => reached.add(next));
      }
    }
    if (!reachesOutside) return false;
    return left === NONE || this.partnerDual[left] === 0 || this.refillable(least).has(left);
  }

  /** Partners whose place, once left, somebody can take who is unmatched or whose own place may stay empty. */
  private refillable(least: number): ReadonlySet<number> {
    const known = this.refillableAt.get(least);
    if (known !== undefined) return known;
    const reached = new Set<number>();
    for (let seeker = 0; seeker < this.partnerOf.length; seeker += 1) {
      const own = this.partnerOf[seeker] as number;
      const mayMove = this.locked[seeker] === 0 && (own === NONE || this.partnerDual[own] === 0);
      if (mayMove) this.forEachAllowed(seeker, least, (next) => reached.add(next));
    }
    for (const p of reached) {
      for (const other of this.held[p] ?? []) this.forEachAllowed(other, least, (next) => reached.add(next));
    }
    this.refillableAt.set(least, reached);
    return reached;
  }

  /** Pairs that a matching of the same coverage can contain. */
  private forEachAllowed(seeker: number, least: number, visit: (partner: number) => void): void {
    const needed = this.waitRank(seeker) - (this.seekerDual[seeker] as number);
    forEachPair(this.problem, seeker, (partner, affinity) => {
      if (affinity >= least && this.partnerDual[partner] === needed) visit(partner);
    });
  }
}
