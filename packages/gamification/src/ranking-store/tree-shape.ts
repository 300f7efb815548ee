import { Inners, noSeparator, type Separator, WIDTH } from './inners.ts';
import { LEAF, Leaves, NONE } from './leaves.ts';
import type { MemberTable } from './member-table.ts';

/** A node this empty looks for a neighbour to join; together they are at most so full, so that the next insert does not split them. */
const SPARSE = 3 / 8;
const JOINED = 3 / 4;

/** A node of either sort: leaves and inner nodes are numbered apart. */
interface Node {
  readonly node: number;
  readonly isLeaf: boolean;
}

/** How the nodes of a rank tree hang together: splitting, joining, and the counts above the leaves. */
export class TreeShape {
  readonly leaves = new Leaves();
  readonly inners = new Inners();
  root = this.leaves.take();
  /** How many inner levels lie above the leaves. */
  height = 0;
  /** Grows whenever a key may belong in another leaf than before. */
  changes = 0;
  /** Leaves whose firsts may have changed since they were counted; those that are gone or counted by now say so themselves. */
  uncounted: number[] = [];
  private readonly members: MemberTable;

  constructor(members: MemberTable) {
    this.members = members;
  }

  /** Adds to the length of a leaf and to the counts of everything above it. */
  count(leaf: number, amount: number): void {
    this.leaves.setLength(leaf, this.leaves.length(leaf) + amount);
    if (this.leaves.isCounted(leaf)) this.markUncounted(leaf);
    this.addAbove(leaf, this.inners.count, amount);
  }

  /** Says how many firsts a leaf has. */
  setFirsts(leaf: number, firsts: number): void {
    const amount = firsts - this.leaves.firsts(leaf);
    if (amount === 0) return;
    this.leaves.setFirsts(leaf, firsts);
    this.addAbove(leaf, this.inners.firsts, amount);
  }

  /** The sum of a column of the inner nodes over everything left of a leaf. */
  sumBefore(leaf: number, column: Int32Array): number {
    const { child, parent } = this.inners;
    let below = leaf;
    let sum = 0;
    for (let node = this.leaves.parent(leaf); node !== NONE; node = parent[node] ?? NONE) {
      for (let at = node * WIDTH; child[at] !== below; at += 1) sum += column[at] ?? 0;
      below = node;
    }
    return sum;
  }

  /** Moves the members of an ordered leaf beyond the first `kept` into a new one on its right and returns that. */
  splitLeaf(leaf: number, kept: number): number {
    const { leaves } = this;
    const right = leaves.take();
    const moved = leaves.length(leaf) - kept;
    leaves.copy(right * LEAF, leaf * LEAF + kept, moved);
    leaves.setLength(leaf, kept);
    leaves.setLength(right, moved);
    this.settle(right, 0);
    leaves.chain(right, leaves.next(leaf));
    leaves.chain(leaf, right);
    this.markUncounted(leaf);
    this.markUncounted(right);
    this.attach({ node: leaf, isLeaf: true }, { node: right, isLeaf: true }, this.separatorAt(right * LEAF));
    return right;
  }

  /** After members have left a leaf: joins it with a neighbour where it is sparse, unhangs it where it is empty. */
  tidy(leaf: number): void {
    const length = this.leaves.length(leaf);
    if (this.height === 0 || length > SPARSE * LEAF) return;
    if (length === 0) {
      this.setFirsts(leaf, 0);
      this.unchain(leaf);
      this.detach({ node: leaf, isLeaf: true });
    } else {
      const pair = this.neighbour({ node: leaf, isLeaf: true });
      if (pair) this.joinLeaves(pair.left, pair.right);
    }
  }

  private joinLeaves(left: number, right: number): void {
    const { leaves, inners } = this;
    const length = leaves.length(left);
    const moved = leaves.length(right);
    const firsts = leaves.firsts(right);
    leaves.copy(left * LEAF + length, right * LEAF, moved);
    leaves.setLength(left, length + moved);
    leaves.setOrdered(left, leaves.isOrdered(left) && leaves.isOrdered(right));
    leaves.setFirsts(left, leaves.firsts(left) + firsts);
    this.settle(left, length);
    this.unchain(right);
    this.markUncounted(left);
    const at = inners.offsetOf(leaves.parent(left), left);
    inners.count[at] = length + moved;
    inners.firsts[at] = (inners.firsts[at] ?? 0) + firsts;
    this.detach({ node: right, isLeaf: true });
  }

  private markUncounted(leaf: number): void {
    this.leaves.setCounted(leaf, false);
    this.uncounted.push(leaf);
  }

  private separatorAt(cell: number): Separator {
    const { slot, score, reachedAt } = this.leaves.entry(cell);
    return { score, reachedAt, memberId: this.members.idOf(slot) };
  }

  private addAbove(leaf: number, column: Int32Array, amount: number): void {
    const { inners } = this;
    let child = leaf;
    for (let node = this.leaves.parent(leaf); node !== NONE; node = inners.parent[node] ?? NONE) {
      const at = inners.offsetOf(node, child);
      column[at] = (column[at] ?? 0) + amount;
      child = node;
    }
  }

  /** Tells the members of a leaf from an index on that they are there. */
  private settle(leaf: number, from: number): void {
    const end = leaf * LEAF + this.leaves.length(leaf);
    for (let at = leaf * LEAF + from; at < end; at += 1) this.members.cellOf[this.leaves.slot(at)] = at;
  }

  /** The next leaf has another one before it now. */
  private unchain(leaf: number): void {
    const before = this.leaves.previous(leaf);
    const after = this.leaves.next(leaf);
    this.leaves.chain(before, after);
    if (after !== NONE) this.markUncounted(after);
  }

  /** Hangs a new node beside the one that it was split from. */
  private attach(left: Node, right: Node, separator: Separator): void {
    this.changes += 1;
    if (this.parentOf(left) === NONE) this.raise(left);
    if (this.inners.length[this.parentOf(left)] === WIDTH) this.splitInner(this.parentOf(left));
    const parent = this.parentOf(left);
    const at = this.inners.offsetOf(parent, left.node);
    this.inners.write(at, { ...this.inners.read(at), ...this.sums(left) });
    this.inners.insert(parent, at + 1, { node: right.node, ...this.sums(right), separator });
    this.setParent(right, parent);
  }

  private raise(only: Node): void {
    const root = this.inners.take(only.isLeaf ? 1 : 0);
    this.inners.insert(root, root * WIDTH, { node: only.node, ...this.sums(only), separator: noSeparator });
    this.setParent(only, root);
    this.root = root;
    this.height += 1;
  }

  private splitInner(node: number): void {
    const right = this.inners.take(this.inners.aboveLeaves[node] ?? 0);
    const { separator } = this.inners.read(node * WIDTH + WIDTH / 2);
    this.moveChildren({ from: node, first: WIDTH / 2, to: right });
    this.attach({ node, isLeaf: false }, { node: right, isLeaf: false }, separator);
  }

  /** Moves the children from an index on to the end of another inner node. */
  private moveChildren({ from, first, to }: { from: number; first: number; to: number }): void {
    const { inners } = this;
    const isLeaf = inners.aboveLeaves[from] === 1;
    const length = inners.length[from] ?? 0;
    for (let index = first; index < length; index += 1) {
      const child = inners.read(from * WIDTH + index);
      inners.insert(to, to * WIDTH + (inners.length[to] ?? 0), child);
      this.setParent({ node: child.node, isLeaf }, to);
    }
    inners.length[from] = first;
  }

  /** Unhangs a node that holds nothing any more, and what is left empty or single by that. */
  private detach(gone: Node): void {
    this.changes += 1;
    const parent = this.parentOf(gone);
    this.giveBack(gone);
    this.inners.remove(parent, this.inners.offsetOf(parent, gone.node));
    if (this.inners.length[parent] === 0) this.detach({ node: parent, isLeaf: false });
    else if (parent === this.root) this.lower();
    else if ((this.inners.length[parent] ?? 0) <= SPARSE * WIDTH) this.joinInner(parent);
  }

  private joinInner(node: number): void {
    const { inners } = this;
    const pair = this.neighbour({ node, isLeaf: false });
    if (!pair) return;
    const above = inners.parent[node] ?? NONE;
    // What begins the right node has no separator of its own there.
    const { separator } = inners.read(inners.offsetOf(above, pair.right));
    inners.write(pair.right * WIDTH, { ...inners.read(pair.right * WIDTH), separator });
    this.moveChildren({ from: pair.right, first: 0, to: pair.left });
    const at = inners.offsetOf(above, pair.left);
    inners.write(at, { ...inners.read(at), ...this.sums({ node: pair.left, isLeaf: false }) });
    this.detach({ node: pair.right, isLeaf: false });
  }

  /** A root with one child is no root. */
  private lower(): void {
    while (this.height > 0 && this.inners.length[this.root] === 1) {
      const isLeaf = this.inners.aboveLeaves[this.root] === 1;
      const { node } = this.inners.read(this.root * WIDTH);
      this.inners.giveBack(this.root);
      this.root = node;
      this.height -= 1;
      this.setParent({ node, isLeaf }, NONE);
    }
  }

  /** A node and its neighbour under the same parent, left to right, where both fit into one. */
  private neighbour({ node, isLeaf }: Node): { left: number; right: number } | null {
    const { inners } = this;
    const parent = this.parentOf({ node, isLeaf });
    const at = inners.offsetOf(parent, node);
    const size = (offset: number) => (isLeaf ? inners.count[offset] : inners.length[inners.child[offset] ?? 0]) ?? 0;
    const most = JOINED * (isLeaf ? LEAF : WIDTH) - size(at);
    const end = parent * WIDTH + (inners.length[parent] ?? 0);
    if (at + 1 < end && size(at + 1) <= most) return { left: node, right: inners.child[at + 1] ?? NONE };
    if (at > parent * WIDTH && size(at - 1) <= most) return { left: inners.child[at - 1] ?? NONE, right: node };
    return null;
  }

  private sums({ node, isLeaf }: Node): { readonly count: number; readonly firsts: number } {
    if (isLeaf) return { count: this.leaves.length(node), firsts: this.leaves.firsts(node) };
    let count = 0;
    let firsts = 0;
    for (let at = node * WIDTH; at < node * WIDTH + (this.inners.length[node] ?? 0); at += 1) {
      count += this.inners.count[at] ?? 0;
      firsts += this.inners.firsts[at] ?? 0;
    }
    return { count, firsts };
  }

  private parentOf({ node, isLeaf }: Node): number {
    return (isLeaf ? this.leaves.parent(node) : this.inners.parent[node]) ?? NONE;
  }

  private setParent({ node, isLeaf }: Node, parent: number): void {
    if (isLeaf) this.leaves.setParent(node, parent);
    else this.inners.parent[node] = parent;
  }

  private giveBack({ node, isLeaf }: Node): void {
    if (isLeaf) this.leaves.giveBack(node);
    else this.inners.giveBack(node);
  }
}
