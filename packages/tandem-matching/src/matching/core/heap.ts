/**
 * A 4-ary minimum heap over the integers 0..size-1 with decrease-key. Four children a node halve the depth of a binary heap and sit in one
 * cache line, which is what a shortest-path search over sparse graphs spends its time on. Equal keys leave in an order that depends
 * only on the calls made, so a search stays deterministic.
 */
export class IndexedHeap {
  readonly key: Float64Array;
  private readonly position: Int32Array;
  private readonly items: Int32Array;
  private count = 0;

  constructor(size: number) {
    this.key = new Float64Array(size).fill(Number.POSITIVE_INFINITY);
    this.position = new Int32Array(size).fill(-1);
    this.items = new Int32Array(size);
  }

  get isEmpty(): boolean {
    return this.count === 0;
  }

  /** The item with the smallest key; -1 when the heap is empty. */
  peek(): number {
    return this.count === 0 ? -1 : (this.items[0] as number);
  }

  contains(item: number): boolean {
    return (this.position[item] as number) >= 0;
  }

  /** Inserts the item, or moves it to the new key, be it smaller or larger. */
  set(item: number, key: number): void {
    const at = this.position[item] as number;
    if (at < 0) {
      this.key[item] = key;
      this.count += 1;
      this.siftUp(item, this.count - 1);
      return;
    }
    const before = this.key[item] as number;
    this.key[item] = key;
    if (key < before) this.siftUp(item, at);
    else if (key > before) this.siftDown(item, at);
  }

  /** Takes the item out; its key becomes infinite. */
  remove(item: number): void {
    const at = this.position[item] as number;
    this.key[item] = Number.POSITIVE_INFINITY;
    if (at < 0) return;
    this.position[item] = -1;
    this.count -= 1;
    const last = this.items[this.count] as number;
    if (last === item) return;
    this.siftUp(last, at);
    this.siftDown(last, this.position[last] as number);
  }

  private siftUp(item: number, start: number): void {
    const { key, items, position } = this;
    const itemKey = key[item] as number;
    let at = start;
    while (at > 0) {
      const parentAt = (at - 1) >> 2;
      const parent = items[parentAt] as number;
      if ((key[parent] as number) <= itemKey) break;
      items[at] = parent;
      position[parent] = at;
      at = parentAt;
    }
    items[at] = item;
    position[item] = at;
  }

  private siftDown(item: number, start: number): void {
    const { key, items, position, count } = this;
    const itemKey = key[item] as number;
    let at = start;
    for (;;) {
      const first = 4 * at + 1;
      if (first >= count) break;
      const end = Math.min(first + 4, count);
      let bestAt = first;
      let bestKey = key[items[first] as number] as number;
      for (let child = first + 1; child < end; child += 1) {
        const childKey = key[items[child] as number] as number;
        if (childKey < bestKey) {
          bestKey = childKey;
          bestAt = child;
        }
      }
      if (bestKey >= itemKey) break;
      const best = items[bestAt] as number;
      items[at] = best;
      position[best] = at;
      at = bestAt;
    }
    items[at] = item;
    position[item] = at;
  }
}
