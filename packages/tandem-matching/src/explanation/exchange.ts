import { forEachPair, type Positions, pairAffinity } from '../matching/edges.ts';
import type { Matching, MatchingProblem } from '../matching/types.ts';
import { CostHeap } from './cost-heap.ts';
import { type LevelCost, levelCosts, type ObjectiveLevel } from './levels.ts';

const NONE = -1;

/** Somebody who changes place; `partner` is -1 for who stays without. Positions in the problem. */
export interface Move {
  readonly seeker: number;
  readonly partner: number;
}

/** The cheapest way to bring two people together. */
export interface Exchange {
  /** What the others lose level by level: the best matching with the pair, beside the present one, without the pair's own cost. */
  readonly lossOfOthers: ReadonlyMap<ObjectiveLevel, number>;
  /** What is lost in all, the pair counting like any other. */
  readonly loss: ReadonlyMap<ObjectiveLevel, number>;
  /** Everybody who moves, the two first. */
  readonly moves: readonly Move[];
}

/**
 * Finds the best matching that contains a given pair, from a best matching without it: the two differ by one chain of people giving way to
 * each other. It starts where the new seeker takes a place and ends at the place that this seeker left, or outside, where people without a
 * partner and empty places are. The costs of `levelCosts` are never negative in the order of the levels, so the cheapest chain is a
 * shortest path (Dijkstra) with lists of numbers for lengths; it takes time linear in the pairs but for the heap. Locked people stay.
 */
export class Exchanges {
  private readonly levels: readonly LevelCost[];
  private readonly partnerOf: Int32Array;
  /** Places not given to locked pairs, and how many of them are free. */
  private readonly open: Int32Array;
  private readonly free: Int32Array;
  /** Seekers who may move, by partner; those without a partner last. */
  private readonly held: number[][];
  private readonly outside: number;

  constructor(
    private readonly problem: MatchingProblem,
    matching: Matching,
    positions: Positions,
  ) {
    this.levels = levelCosts(problem, matching);
    this.outside = problem.partners.length;
    this.partnerOf = new Int32Array(problem.seekers.length).fill(NONE);
    this.open = Int32Array.from(problem.partners, ({ capacity }) => capacity);
    this.free = this.open.slice();
    this.held = Array.from({ length: this.outside + 1 }, () => []);
    for (const { seekerId, partnerId, locked } of matching.pairs) {
      const seeker = positions.seeker.get(seekerId) ?? NONE;
      const partner = positions.partner.get(partnerId) ?? NONE;
      this.partnerOf[seeker] = partner;
      this.free[partner] = (this.free[partner] as number) - 1;
      if (locked) this.open[partner] = (this.open[partner] as number) - 1;
      else this.held[partner]?.push(seeker);
    }
    this.held[this.outside] = matching.unmatchedSeekerIds.map((id) => positions.seeker.get(id) ?? NONE);
  }

  /** Whether all places of a partner are given to locked pairs, or there are none. */
  hasNoPlace(partner: number): boolean {
    return this.open[partner] === 0;
  }

  /** The pair must be possible, the seeker not locked, and the partner have a place; the pair itself may be below the floor. */
  cheapest(seeker: number, partner: number): Exchange {
    const from = this.partnerOf[seeker] as number;
    const target = from === NONE ? this.outside : from;
    const search = new ChainSearch(this.levels, this.outside + 1);
    search.start(partner);
    for (let node = search.next(); node !== target; node = search.next()) this.leave(search, node);
    const affinity = pairAffinity(this.problem, seeker, partner);
    const costs = this.levels.map((level, index) => {
      const ofOthers = search.costOf(target, index);
      return { level: level.level, ofOthers, inAll: ofOthers + level.ofPair(seeker, partner, affinity) };
    });
    return {
      lossOfOthers: new Map(costs.map(({ level, ofOthers }) => [level, ofOthers])),
      loss: new Map(costs.map(({ level, inAll }) => [level, inAll])),
      moves: [{ seeker, partner }, ...search.chainTo(target, this.outside)],
    };
  }

  /** Somebody gives up a place of the node, or comes in from outside. */
  private leave(search: ChainSearch, node: number): void {
    const { problem, open, outside } = this;
    const { floor } = problem.options;
    for (const seeker of this.held[node] ?? []) {
      search.expand(node, seeker);
      forEachPair(problem, seeker, (partner, affinity) => {
        if (affinity >= floor && open[partner] !== 0) search.offerPair(partner, affinity);
      });
      if (node !== outside) search.offer(outside, ({ ofSeeker }) => ofSeeker[seeker] as number);
    }
    search.expand(node, NONE);
    if (node !== outside) {
      if ((this.free[node] as number) > 0) search.offer(outside, () => 0);
      return;
    }
    for (let partner = 0; partner < outside; partner += 1) {
      if (open[partner] !== 0) search.offer(partner, ({ ofPartner }) => ofPartner[partner] as number);
    }
  }
}

/** The state of one search: how cheaply each node was reached, and through whom. */
class ChainSearch {
  private readonly heap: CostHeap;
  private readonly isSettled: Uint8Array;
  private readonly fromNode: Int32Array;
  private readonly mover: Int32Array;
  private readonly trial: Float64Array;
  private node = NONE;
  private seeker = NONE;

  constructor(
    private readonly levels: readonly LevelCost[],
    nodes: number,
  ) {
    this.heap = new CostHeap(nodes, levels.length);
    this.isSettled = new Uint8Array(nodes);
    this.fromNode = new Int32Array(nodes).fill(NONE);
    this.mover = new Int32Array(nodes).fill(NONE);
    this.trial = new Float64Array(levels.length);
  }

  start(node: number): void {
    for (const key of this.heap.keys) key[node] = 0;
    this.heap.lowered(node);
  }

  /** The nearest node not settled yet, settled now. Everybody may stay outside, so that an end is always reached. */
  next(): number {
    const node = this.heap.take();
    if (node === undefined) throw new Error('no chain ends: the matching and its certificate do not belong together');
    this.isSettled[node] = 1;
    return node;
  }

  /** What follows is offered by this seeker leaving this node; -1 for an empty place. */
  expand(node: number, seeker: number): void {
    this.node = node;
    this.seeker = seeker;
  }

  /** The costs of the pair are read no further than needed to see that it is no cheaper than what is known: nearly all are not. */
  offerPair(partner: number, affinity: number): void {
    if (this.isSettled[partner] === 1) return;
    const { levels, trial, node, seeker } = this;
    const { keys } = this.heap;
    let isCheaper = false;
    for (let at = 0; at < trial.length; at += 1) {
      const key = keys[at] as Float64Array;
      const value = (key[node] as number) + (levels[at] as LevelCost).ofPair(seeker, partner, affinity);
      if (!isCheaper && value > (key[partner] as number)) return;
      if (value < (key[partner] as number)) isCheaper = true;
      trial[at] = value;
    }
    if (isCheaper) this.keep(partner);
  }

  /** A step that makes no pair. */
  offer(to: number, cost: (level: LevelCost) => number): void {
    if (this.isSettled[to] === 1) return;
    const { keys } = this.heap;
    for (const [at, level] of this.levels.entries()) this.trial[at] = (keys[at]?.[this.node] ?? 0) + cost(level);
    const first = keys.findIndex((key, at) => key[to] !== this.trial[at]);
    if (first >= 0 && (this.trial[first] as number) < (keys[first]?.[to] ?? 0)) this.keep(to);
  }

  private keep(to: number): void {
    for (const [at, key] of this.heap.keys.entries()) key[to] = this.trial[at] as number;
    this.fromNode[to] = this.node;
    this.mover[to] = this.seeker;
    this.heap.lowered(to);
  }

  costOf(node: number, level: number): number {
    return this.heap.keys[level]?.[node] ?? 0;
  }

  /** Who moves on the way to a settled node. */
  chainTo(target: number, outside: number): Move[] {
    const moves: Move[] = [];
    for (let node = target; this.fromNode[node] !== NONE; node = this.fromNode[node] as number) {
      const seeker = this.mover[node] as number;
      if (seeker !== NONE) moves.push({ seeker, partner: node === outside ? NONE : node });
    }
    return moves.reverse();
  }
}
