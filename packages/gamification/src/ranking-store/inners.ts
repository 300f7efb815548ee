import { NONE } from './leaves.ts';
import { grown } from './member-table.ts';

/** Children of an inner node, at most. */
export const WIDTH = 64;

/** The least key that may stand below a child, and the id that decides between equal scores and times. */
export interface Separator {
  readonly score: number;
  readonly reachedAt: number;
  readonly memberId: string;
}

/** What an inner node knows about one child. Of its first child the separator means nothing: what is less than all others belongs there. */
export interface Child {
  readonly node: number;
  readonly count: number;
  readonly firsts: number;
  readonly separator: Separator;
}

export const noSeparator: Separator = { score: 0, reachedAt: 0, memberId: '' };

/** The inner nodes of a tree: for each child how much is below it and from which key on. */
export class Inners {
  child = new Int32Array(WIDTH);
  count = new Int32Array(WIDTH);
  firsts = new Int32Array(WIDTH);
  /** Score and reachedAt of a child's separator at 2i and 2i + 1. */
  keys = new Float64Array(2 * WIDTH);
  readonly memberIds: string[] = [];
  length = new Int32Array(1);
  parent = new Int32Array(1);
  /** 1 where the children are leaves, else 0. */
  aboveLeaves = new Int32Array(1);
  private used = 0;
  private readonly free: number[] = [];

  get bytes(): number {
    return 3 * this.child.byteLength + this.keys.byteLength + 3 * this.length.byteLength + 8 * this.memberIds.length;
  }

  take(aboveLeaves: number): number {
    const node = this.free.pop() ?? this.used++;
    if (node >= this.length.length) this.grow(Math.ceil(node * 1.25) + 4);
    while (this.memberIds.length < (node + 1) * WIDTH) this.memberIds.push('');
    this.length[node] = 0;
    this.parent[node] = NONE;
    this.aboveLeaves[node] = aboveLeaves;
    return node;
  }

  giveBack(node: number): void {
    this.memberIds.fill('', node * WIDTH, (node + 1) * WIDTH);
    this.free.push(node);
  }

  /** The offset of a child in the columns. */
  offsetOf(node: number, child: number): number {
    const { child: children } = this;
    let at = node * WIDTH;
    while (children[at] !== child) at += 1;
    return at;
  }

  read(at: number): Child {
    const separator = {
      score: this.keys[2 * at] ?? 0,
      reachedAt: this.keys[2 * at + 1] ?? 0,
      memberId: this.memberIds[at] ?? '',
    };
    return { node: this.child[at] ?? NONE, count: this.count[at] ?? 0, firsts: this.firsts[at] ?? 0, separator };
  }

  write(at: number, { node, count, firsts, separator }: Child): void {
    this.child[at] = node;
    this.count[at] = count;
    this.firsts[at] = firsts;
    this.keys[2 * at] = separator.score;
    this.keys[2 * at + 1] = separator.reachedAt;
    this.memberIds[at] = separator.memberId;
  }

  insert(node: number, at: number, child: Child): void {
    const length = this.length[node] ?? 0;
    this.shift(at, node * WIDTH + length, 1);
    this.write(at, child);
    this.length[node] = length + 1;
  }

  remove(node: number, at: number): void {
    const length = this.length[node] ?? 0;
    this.shift(at + 1, node * WIDTH + length, -1);
    this.memberIds[node * WIDTH + length - 1] = '';
    this.length[node] = length - 1;
  }

  private shift(from: number, to: number, by: number): void {
    for (const column of [this.child, this.count, this.firsts]) column.copyWithin(from + by, from, to);
    this.keys.copyWithin(2 * (from + by), 2 * from, 2 * to);
    this.memberIds.copyWithin(from + by, from, to);
  }

  private grow(capacity: number): void {
    this.child = grown(this.child, new Int32Array(capacity * WIDTH));
    this.count = grown(this.count, new Int32Array(capacity * WIDTH));
    this.firsts = grown(this.firsts, new Int32Array(capacity * WIDTH));
    this.keys = grown(this.keys, new Float64Array(2 * capacity * WIDTH));
    this.length = grown(this.length, new Int32Array(capacity));
    this.parent = grown(this.parent, new Int32Array(capacity));
    this.aboveLeaves = grown(this.aboveLeaves, new Int32Array(capacity));
  }
}
