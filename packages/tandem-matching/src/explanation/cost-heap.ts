/**
 * A binary minimum heap over the integers 0..size-1 whose keys are lists of numbers, compared from the first on, with decrease-key. The keys
 * lie level by level in `keys`, so that a search reads them where it writes them.
 */
export class CostHeap {
  /** Key of every item by level; infinite for what was never offered. */
  readonly keys: readonly Float64Array[];
  private readonly position: Int32Array;
  private readonly items: number[] = [];

  constructor(size: number, levels: number) {
    this.keys = Array.from({ length: levels }, () => new Float64Array(size).fill(Number.POSITIVE_INFINITY));
    this.position = new Int32Array(size).fill(-1);
  }

  /** The key of an item in `keys` was made smaller, or set for the first time. */
  lowered(item: number): void {
    if ((this.position[item] as number) < 0) {
      this.position[item] = this.items.length;
      this.items.push(item);
    }
    this.rise(item);
  }

  /** Takes the item with the smallest key; `undefined` when there is none. */
  take(): number | undefined {
    const first = this.items[0];
    const last = this.items.pop();
    if (first === undefined || last === undefined) return undefined;
    this.position[first] = -1;
    if (last !== first) this.sink(last);
    return first;
  }

  private isLess(a: number, b: number): boolean {
    for (const key of this.keys) {
      if (key[a] !== key[b]) return (key[a] as number) < (key[b] as number);
    }
    return false;
  }

  private rise(item: number): void {
    let at = this.position[item] as number;
    while (at > 0) {
      const parentAt = (at - 1) >> 1;
      const parent = this.items[parentAt] as number;
      if (!this.isLess(item, parent)) break;
      this.place(parent, at);
      at = parentAt;
    }
    this.place(item, at);
  }

  /** Puts an item in at the top and lets it down to where it belongs. */
  private sink(item: number): void {
    const { items } = this;
    let at = 0;
    for (let child = 1; child < items.length; child = 2 * at + 1) {
      if (child + 1 < items.length && this.isLess(items[child + 1] as number, items[child] as number)) child += 1;
      if (!this.isLess(items[child] as number, item)) break;
      this.place(items[child] as number, at);
      at = child;
    }
    this.place(item, at);
  }

  private place(item: number, at: number): void {
    this.items[at] = item;
    this.position[item] = at;
  }
}
