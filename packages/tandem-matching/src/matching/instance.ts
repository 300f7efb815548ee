import {
  type Affinities,
  type Lock,
  type MatchingProblem,
  type MatchingRejection,
  NO_EDGE,
  type SparseAffinities,
} from './types.ts';
import { validateProblem } from './validate.ts';

const NONE = -1;

/** A validated problem in numbers only, people in the order of their ids so that the order of the input decides nothing. */
export interface Instance {
  readonly seekerCount: number;
  readonly partnerCount: number;
  /** Input position of each seeker and partner of the instance. */
  readonly seekerOrder: Int32Array;
  readonly partnerOrder: Int32Array;
  readonly affinities: Affinities;
  /** Places left after the locks. */
  readonly capacity: Int32Array;
  /** 1 + the rank of the rounds waited among those that occur; the coverage weight of a seeker. */
  readonly waitRank: Int32Array;
  /** Partner a seeker is locked to, or -1. */
  readonly lockedTo: Int32Array;
  /** Partner of the running tandem, or -1. */
  readonly runningWith: Int32Array;
}

export type Prepared =
  | { readonly ok: true; readonly instance: Instance }
  | { readonly ok: false; readonly rejection: MatchingRejection };

function compareIds(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function orderById(people: readonly { readonly id: string }[]): Int32Array {
  const idAt = (position: number): string => people[position]?.id ?? '';
  return Int32Array.from(people.keys()).sort((a, b) => compareIds(idAt(a), idAt(b)));
}

function isIdentity(order: Int32Array): boolean {
  return order.every((position, index) => position === index);
}

function inverse(order: Int32Array): Int32Array {
  const result = new Int32Array(order.length);
  for (let index = 0; index < order.length; index += 1) result[order[index] as number] = index;
  return result;
}

function permuteDense(affinity: Int16Array, seekerOrder: Int32Array, partnerOrder: Int32Array): Int16Array {
  const width = partnerOrder.length;
  const result = new Int16Array(affinity.length);
  for (let seeker = 0; seeker < seekerOrder.length; seeker += 1) {
    const from = (seekerOrder[seeker] as number) * width;
    const to = seeker * width;
    for (let partner = 0; partner < width; partner += 1) {
      result[to + partner] = affinity[from + (partnerOrder[partner] as number)] as number;
    }
  }
  return result;
}

/** Reorders seekers and sorts every seeker's pairs by partner: once by partner, then stably by seeker. */
function permuteSparse(graph: SparseAffinities, seekerOrder: Int32Array, partnerOrder: Int32Array): SparseAffinities {
  const seekerCount = seekerOrder.length;
  const partnerCount = partnerOrder.length;
  const rankOfPartner = inverse(partnerOrder);
  const edgeCount = graph.start[seekerCount] as number;
  const cursor = new Int32Array(partnerCount + 1);
  for (const partner of graph.partner) {
    const next = (rankOfPartner[partner] as number) + 1;
    cursor[next] = (cursor[next] as number) + 1;
  }
  for (let partner = 0; partner < partnerCount; partner += 1) {
    cursor[partner + 1] = (cursor[partner + 1] as number) + (cursor[partner] as number);
  }
  const bySeeker = new Int32Array(edgeCount);
  const byEdge = new Int32Array(edgeCount);
  const start = new Int32Array(seekerCount + 1);
  for (let seeker = 0; seeker < seekerCount; seeker += 1) {
    const from = seekerOrder[seeker] as number;
    const end = graph.start[from + 1] as number;
    start[seeker + 1] = (start[seeker] as number) + end - (graph.start[from] as number);
    for (let edge = graph.start[from] as number; edge < end; edge += 1) {
      const rank = rankOfPartner[graph.partner[edge] as number] as number;
      const at = cursor[rank] as number;
      cursor[rank] = at + 1;
      bySeeker[at] = seeker;
      byEdge[at] = edge;
    }
  }
  const partner = new Int32Array(edgeCount);
  const affinity = new Int16Array(edgeCount);
  const fill = start.slice(0, seekerCount);
  for (let at = 0; at < edgeCount; at += 1) {
    const seeker = bySeeker[at] as number;
    const to = fill[seeker] as number;
    fill[seeker] = to + 1;
    const edge = byEdge[at] as number;
    partner[to] = rankOfPartner[graph.partner[edge] as number] as number;
    affinity[to] = graph.affinity[edge] as number;
  }
  return { kind: 'sparse', start, partner, affinity };
}

function isSorted(graph: SparseAffinities): boolean {
  for (let seeker = 0; seeker + 1 < graph.start.length; seeker += 1) {
    const end = graph.start[seeker + 1] as number;
    for (let edge = (graph.start[seeker] as number) + 1; edge < end; edge += 1) {
      if ((graph.partner[edge - 1] as number) > (graph.partner[edge] as number)) return false;
    }
  }
  return true;
}

function permute(affinities: Affinities, seekerOrder: Int32Array, partnerOrder: Int32Array): Affinities {
  const inOrder = isIdentity(seekerOrder) && isIdentity(partnerOrder);
  if (affinities.kind === 'dense') {
    if (inOrder) return affinities;
    return { kind: 'dense', affinity: permuteDense(affinities.affinity, seekerOrder, partnerOrder) };
  }
  return inOrder && isSorted(affinities) ? affinities : permuteSparse(affinities, seekerOrder, partnerOrder);
}

function waitRanks(problem: MatchingProblem, seekerOrder: Int32Array): Int32Array {
  const rounds = [...new Set(problem.seekers.map((seeker) => seeker.waitedRounds))].sort((a, b) => a - b);
  const rankOf = new Map(rounds.map((waited, index) => [waited, index + 1]));
  return seekerOrder.map((position) => rankOf.get(problem.seekers[position]?.waitedRounds ?? 0) ?? 1);
}

/** The affinity of a pair in the instance's order, {@link NO_EDGE} where there is none. */
export function affinityOf(instance: Instance, seeker: number, partner: number): number {
  const { affinities } = instance;
  if (affinities.kind === 'dense') return affinities.affinity[seeker * instance.partnerCount + partner] as number;
  let low = affinities.start[seeker] as number;
  let high = affinities.start[seeker + 1] as number;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((affinities.partner[middle] as number) < partner) low = middle + 1;
    else high = middle;
  }
  const found = low < (affinities.start[seeker + 1] as number) && affinities.partner[low] === partner;
  return found ? (affinities.affinity[low] as number) : NO_EDGE;
}

/** Brings a validated problem into the order of ids and takes the locks out of the capacities. */
export function prepareInstance(problem: MatchingProblem): Prepared {
  const invalid = validateProblem(problem);
  if (invalid !== undefined) return { ok: false, rejection: invalid };
  const seekerOrder = orderById(problem.seekers);
  const partnerOrder = orderById(problem.partners);
  const seekerAt = new Map(Array.from(seekerOrder, (position, index) => [problem.seekers[position]?.id ?? '', index]));
  const partnerAt = new Map(Array.from(partnerOrder, (position, index) => [problem.partners[position]?.id ?? '', index]));
  const instance: Instance = {
    seekerCount: seekerOrder.length,
    partnerCount: partnerOrder.length,
    seekerOrder,
    partnerOrder,
    affinities: permute(problem.affinities, seekerOrder, partnerOrder),
    capacity: partnerOrder.map((position) => problem.partners[position]?.capacity ?? 0),
    waitRank: waitRanks(problem, seekerOrder),
    lockedTo: new Int32Array(seekerOrder.length).fill(NONE),
    runningWith: seekerOrder.map((position) => partnerAt.get(problem.seekers[position]?.runningPartnerId ?? '') ?? NONE),
  };
  for (const lock of problem.locks) {
    const rejection = applyLock(instance, lock, seekerAt.get(lock.seekerId), partnerAt.get(lock.partnerId));
    if (rejection !== undefined) return { ok: false, rejection };
  }
  return { ok: true, instance };
}

function applyLock(
  instance: Instance,
  lock: Lock,
  seeker: number | undefined,
  partner: number | undefined,
): MatchingRejection | undefined {
  if (seeker === undefined || partner === undefined) return { code: 'LOCK_UNKNOWN_PERSON', lock };
  if (affinityOf(instance, seeker, partner) === NO_EDGE) return { code: 'LOCK_IMPOSSIBLE_PAIR', lock };
  if (instance.lockedTo[seeker] !== NONE) return { code: 'LOCK_SEEKER_TWICE', lock };
  const left = (instance.capacity[partner] as number) - 1;
  if (left < 0) return { code: 'LOCK_OVER_CAPACITY', lock };
  instance.capacity[partner] = left;
  instance.lockedTo[seeker] = partner;
  return undefined;
}
