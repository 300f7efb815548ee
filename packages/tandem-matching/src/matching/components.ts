import type { Coverage } from './coverage.ts';
import type { Instance } from './instance.ts';

const NONE = -1;

/** Which pairs the stages after coverage may use. */
export interface AllowedPairs {
  readonly instance: Instance;
  readonly threshold: number;
  /** Present when coverage came first: then only pairs that keep it are allowed. */
  readonly coverage: Coverage | undefined;
}

/** People connected by allowed pairs, in the order of the instance. No allowed pair leaves a component, so each is solved alone. */
export interface Component {
  readonly seekers: Int32Array;
  readonly partners: Int32Array;
}

/** Calls `visit(partner, affinity)` for every allowed pair of a seeker. */
export function forEachAllowed(
  allowed: AllowedPairs,
  seeker: number,
  visit: (partner: number, affinity: number) => void,
): void {
  const { instance, threshold, coverage } = allowed;
  const { affinities, capacity, partnerCount } = instance;
  if (instance.lockedTo[seeker] !== NONE) return;
  const { affinity } = affinities;
  const sparse = affinities.kind === 'sparse' ? affinities.partner : undefined;
  const first = affinities.kind === 'sparse' ? (affinities.start[seeker] as number) : seeker * partnerCount;
  const end = affinities.kind === 'sparse' ? (affinities.start[seeker + 1] as number) : first + partnerCount;
  const needed = coverage === undefined ? 0 : (instance.waitRank[seeker] as number) - (coverage.seekerDual[seeker] as number);
  for (let edge = first; edge < end; edge += 1) {
    const value = affinity[edge] as number;
    if (value < threshold) continue;
    const partner = sparse === undefined ? edge - first : (sparse[edge] as number);
    if (capacity[partner] === 0) continue;
    if (coverage !== undefined && coverage.partnerDual[partner] !== needed) continue;
    visit(partner, value);
  }
}

/** Union-find over the seekers and, behind them, the partners. */
class Groups {
  private readonly parent: Int32Array;

  constructor(size: number) {
    this.parent = Int32Array.from({ length: size }, (_, index) => index);
  }

  root(item: number): number {
    const { parent } = this;
    let at = item;
    while (parent[at] !== at) {
      const above = parent[parent[at] as number] as number;
      parent[at] = above;
      at = above;
    }
    return at;
  }

  unite(a: number, b: number): void {
    const rootA = this.root(a);
    const rootB = this.root(b);
    if (rootA < rootB) this.parent[rootB] = rootA;
    else this.parent[rootA] = rootB;
  }
}

export function findComponents(allowed: AllowedPairs): Component[] {
  const { seekerCount, partnerCount } = allowed.instance;
  const groups = new Groups(seekerCount + partnerCount);
  const connected = new Uint8Array(seekerCount + partnerCount);
  for (let seeker = 0; seeker < seekerCount; seeker += 1) {
    forEachAllowed(allowed, seeker, (partner) => {
      connected[seeker] = 1;
      connected[seekerCount + partner] = 1;
      groups.unite(seeker, seekerCount + partner);
    });
  }
  const byRoot = new Map<number, { seekers: number[]; partners: number[] }>();
  for (let person = 0; person < seekerCount + partnerCount; person += 1) {
    if (connected[person] === 0) continue;
    const root = groups.root(person);
    const group = byRoot.get(root) ?? { seekers: [], partners: [] };
    byRoot.set(root, group);
    if (person < seekerCount) group.seekers.push(person);
    else group.partners.push(person - seekerCount);
  }
  return Array.from(byRoot.values(), (group) => ({
    seekers: Int32Array.from(group.seekers),
    partners: Int32Array.from(group.partners),
  }));
}
