import type { MemberTable } from './member-table.ts';
import { type Child, type Entry, Inners, Leaves, NONE, WIDTH } from './nodes.ts';

/** A node this empty looks for a neighbour to join; together they hold at most `JOINED`, so that the next insert does not split them. */
const SPARSE = (3 * WIDTH) / 8;
const JOINED = (3 * WIDTH) / 4;

/** A node of either sort: leaves and inner nodes are numbered apart. */
interface Node {
  readonly node: number;
  readonly isLeaf: boolean;
}

/** How the nodes of a rank tree hang together: splitting, joining, and the counts and separators above the leaves. */
export class TreeShape {
  readonly leaves = new Leaves();
  readonly inners = new Inners();
  root = this.leaves.take();
  /** How many inner levels lie above the leaves. */
  height = 0;
  private readonly members: MemberTable;

  constructor(members: MemberTable) {
    this.members = members;
  }

  /** Opens a cell in a leaf that has room and puts a member there, without counting it. */
  place(leaf: number, index: number, entry: Entry): void {
    const cell = leaf * WIDTH + index;
    this.leaves.move(cell + 1, cell, (this.leaves.length[leaf] ?? 0) - index);
    this.leaves.setEntry(cell, entry);
    this.members.leafOf[entry.slot] = leaf;
  }

  /** Closes the cell of a member, without counting it off. */
  displace(leaf: number, index: number): void {
    const cell = leaf * WIDTH + index;
    this.leaves.move(cell, cell + 1, (this.leaves.length[leaf] ?? 0) - index - 1);
  }

  /** Adds to the counts of a leaf and of everything above it. */
  adjust(leaf: number, count: number, firsts: number): void {
    const { length, firsts: leafFirsts } = this.leaves;
    length[leaf] = (length[leaf] ?? 0) + count;
    leafFirsts[leaf] = (leafFirsts[leaf] ?? 0) + firsts;
    const { inners } = this;
    let child = leaf;
    for (let node = this.leaves.parent[leaf] ?? NONE; node !== NONE; node = inners.parent[node] ?? NONE) {
      const at = node * WIDTH + inners.indexOf(node, child);
      inners.count[at] = (inners.count[at] ?? 0) + count;
      inners.firsts[at] = (inners.firsts[at] ?? 0) + firsts;
      child = node;
    }
  }

  /** Writes the first member of a leaf into every node above that has it as its separator. */
  renewSeparator(leaf: number): void {
    this.separate({ node: leaf, isLeaf: true }, this.summary({ node: leaf, isLeaf: true }));
  }

  /**
   * Moves members of a full leaf into a new one on its right and returns that: the upper half, or none at the end of the board, so that
   * a board that is filled in order has full leaves.
   */
  splitLeaf(leaf: number, kept: number): number {
    const right = this.leaves.take();
    const { length, next, previous, firsts } = this.leaves;
    const moved = (length[leaf] ?? 0) - kept;
    this.leaves.move(right * WIDTH, leaf * WIDTH + kept, moved);
    length[leaf] = kept;
    length[right] = moved;
    const movedFirsts = this.settle(right);
    firsts[leaf] = (firsts[leaf] ?? 0) - movedFirsts;
    firsts[right] = movedFirsts;
    const after = next[leaf] ?? NONE;
    next[leaf] = right;
    previous[right] = leaf;
    next[right] = after;
    if (after !== NONE) previous[after] = right;
    this.attach({ node: leaf, isLeaf: true }, { node: right, isLeaf: true });
    return right;
  }

  /** Unhangs an empty leaf; the last leaf stays. */
  removeLeaf(leaf: number): void {
    if (this.height === 0) return;
    this.unchain(leaf);
    this.detach({ node: leaf, isLeaf: true });
  }

  /** Joins a sparse leaf with a neighbour under the same parent where both fit into one. */
  joinLeaf(leaf: number): void {
    const { length, parent } = this.leaves;
    if (this.height === 0 || (length[leaf] ?? 0) > SPARSE) return;
    const pair = this.pairToJoin(parent[leaf] ?? NONE, leaf, length);
    if (!pair) return;
    const { left, right } = pair;
    const { firsts } = this.leaves;
    const before = length[left] ?? 0;
    const moved = length[right] ?? 0;
    const end = left * WIDTH + before;
    this.leaves.move(end, right * WIDTH, moved);
    for (let at = end; at < end + moved; at += 1) this.members.leafOf[this.leaves.slot(at)] = left;
    length[left] = before + moved;
    firsts[left] = (firsts[left] ?? 0) + (firsts[right] ?? 0);
    this.unchain(right);
    const node = parent[left] ?? NONE;
    this.inners.write(node, this.inners.indexOf(node, left), this.summary({ node: left, isLeaf: true }));
    this.detach({ node: right, isLeaf: true });
  }

  /** Tells the members of a leaf that they are there; returns how many of them are firsts. */
  private settle(leaf: number): number {
    const { leaves, members } = this;
    let firsts = 0;
    for (let at = leaf * WIDTH; at < leaf * WIDTH + (leaves.length[leaf] ?? 0); at += 1) {
      members.leafOf[leaves.slot(at)] = leaf;
      firsts += leaves.mark(at);
    }
    return firsts;
  }

  private unchain(leaf: number): void {
    const { next, previous } = this.leaves;
    const before = previous[leaf] ?? NONE;
    const after = next[leaf] ?? NONE;
    if (before !== NONE) next[before] = after;
    if (after !== NONE) previous[after] = before;
  }

  private separate(below: Node, first: Entry): void {
    const { inners } = this;
    let child = below.node;
    for (let node = this.parentOf(below); node !== NONE; node = inners.parent[node] ?? NONE) {
      const index = inners.indexOf(node, child);
      const at = node * WIDTH + index;
      inners.slot[at] = first.slot;
      inners.keys[2 * at] = first.score;
      inners.keys[2 * at + 1] = first.reachedAt;
      if (index > 0) return;
      child = node;
    }
  }

  /** Hangs a new node beside the one that it was split from. */
  private attach(left: Node, right: Node): void {
    if (this.parentOf(left) === NONE) {
      this.raise(left, right);
      return;
    }
    if (this.inners.length[this.parentOf(left)] === WIDTH) this.splitInner(this.parentOf(left));
    const parent = this.parentOf(left);
    const index = this.inners.indexOf(parent, left.node);
    this.inners.write(parent, index, this.summary(left));
    this.inners.insert(parent, index + 1, this.summary(right));
    this.setParent(right, parent);
  }

  private raise(left: Node, right: Node): void {
    const root = this.inners.take(left.isLeaf ? 1 : 0);
    this.inners.insert(root, 0, this.summary(left));
    this.inners.insert(root, 1, this.summary(right));
    this.setParent(left, root);
    this.setParent(right, root);
    this.root = root;
    this.height += 1;
  }

  private splitInner(node: number): void {
    const right = this.inners.take(this.inners.aboveLeaves[node] ?? 0);
    this.moveChildren({ from: node, first: WIDTH / 2, to: right });
    this.attach({ node, isLeaf: false }, { node: right, isLeaf: false });
  }

  /** Moves the children from an index on to the end of another inner node. */
  private moveChildren({ from, first, to }: { from: number; first: number; to: number }): void {
    const { inners } = this;
    const isLeaf = inners.aboveLeaves[from] === 1;
    const length = inners.length[from] ?? 0;
    for (let index = first; index < length; index += 1) {
      const child = inners.read(from, index);
      inners.insert(to, inners.length[to] ?? 0, child);
      this.setParent({ node: child.node, isLeaf }, to);
    }
    inners.length[from] = first;
  }

  /** Unhangs a node that holds nothing any more, and what is left empty or single by that. */
  private detach(gone: Node): void {
    const parent = this.parentOf(gone);
    this.giveBack(gone);
    if (parent === NONE) {
      this.root = this.leaves.take();
      this.height = 0;
      return;
    }
    const index = this.inners.indexOf(parent, gone.node);
    this.inners.remove(parent, index);
    if (this.inners.length[parent] === 0) {
      this.detach({ node: parent, isLeaf: false });
      return;
    }
    if (index === 0) this.separate({ node: parent, isLeaf: false }, this.inners.read(parent, 0));
    if (parent === this.root) this.lower();
    else this.joinInner(parent);
  }

  private joinInner(node: number): void {
    const { length, parent } = this.inners;
    if ((length[node] ?? 0) > SPARSE) return;
    const pair = this.pairToJoin(parent[node] ?? NONE, node, length);
    if (!pair) return;
    this.moveChildren({ from: pair.right, first: 0, to: pair.left });
    const above = parent[pair.left] ?? NONE;
    this.inners.write(above, this.inners.indexOf(above, pair.left), this.summary({ node: pair.left, isLeaf: false }));
    this.detach({ node: pair.right, isLeaf: false });
  }

  /** A root with one child is no root. */
  private lower(): void {
    while (this.height > 0 && this.inners.length[this.root] === 1) {
      const isLeaf = this.inners.aboveLeaves[this.root] === 1;
      const { node } = this.inners.read(this.root, 0);
      this.inners.giveBack(this.root);
      this.root = node;
      this.height -= 1;
      this.setParent({ node, isLeaf }, NONE);
    }
  }

  /** A node and its neighbour under the same parent, left to right, where both fit into one. */
  private pairToJoin(parent: number, node: number, length: Int32Array): { left: number; right: number } | null {
    const { inners } = this;
    const index = inners.indexOf(parent, node);
    const own = length[node] ?? 0;
    if (index + 1 < (inners.length[parent] ?? 0)) {
      const right = inners.child[parent * WIDTH + index + 1] ?? NONE;
      if (own + (length[right] ?? 0) <= JOINED) return { left: node, right };
    }
    if (index === 0) return null;
    const left = inners.child[parent * WIDTH + index - 1] ?? NONE;
    return own + (length[left] ?? 0) <= JOINED ? { left, right: node } : null;
  }

  private summary({ node, isLeaf }: Node): Child {
    if (isLeaf) {
      const { length, firsts } = this.leaves;
      return { node, count: length[node] ?? 0, firsts: firsts[node] ?? 0, ...this.leaves.entry(node * WIDTH) };
    }
    const children = Array.from({ length: this.inners.length[node] ?? 0 }, (_, index) => this.inners.read(node, index));
    const sum = (part: (child: Child) => number) => children.reduce((total, child) => total + part(child), 0);
    return { ...this.inners.read(node, 0), node, count: sum(({ count }) => count), firsts: sum(({ firsts }) => firsts) };
  }

  private parentOf({ node, isLeaf }: Node): number {
    return (isLeaf ? this.leaves.parent[node] : this.inners.parent[node]) ?? NONE;
  }

  private setParent({ node, isLeaf }: Node, parent: number): void {
    if (isLeaf) this.leaves.parent[node] = parent;
    else this.inners.parent[node] = parent;
  }

  private giveBack({ node, isLeaf }: Node): void {
    if (isLeaf) this.leaves.giveBack(node);
    else this.inners.giveBack(node);
  }
}
