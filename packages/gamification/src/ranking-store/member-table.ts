const EMPTY = -1;
/** An index cell holds 8 bits of the id's hash above 24 bits of the slot, so that a wrong probe seldom has to compare ids. */
const SLOT_BITS = 24;
const SLOT_MASK = (1 << SLOT_BITS) - 1;
export const MOST_MEMBERS = SLOT_MASK;
const FIRST_CELLS = 64;

/**
 * Members of one board by slot number: the id, and the cell of the tree that holds them. Ids are found by open addressing with linear
 * probing over a typed array. Beside the id string a member costs a pointer (8 bytes), 4 bytes of cell number and 5.3 to 10.7 bytes of
 * index.
 */
export class MemberTable {
  readonly ids: (string | undefined)[] = [];
  cellOf = new Int32Array(16);
  private index = new Int32Array(FIRST_CELLS).fill(EMPTY);
  private free = EMPTY;
  private count = 0;

  get size(): number {
    return this.count;
  }

  /** Bytes of everything but the id strings: what the promise of compactness is measured by. */
  get bytes(): number {
    return this.cellOf.byteLength + this.index.byteLength + 8 * this.ids.length;
  }

  /** The slot of an id, -1 where it is unknown. */
  find(id: string, hash = hashOf(id)): number {
    const cell = this.index[this.indexCellOf(id, hash)] ?? EMPTY;
    return cell === EMPTY ? EMPTY : cell & SLOT_MASK;
  }

  /** Reads what finding an id with this hash begins with; see `RankedBoard.setAll`. The result means nothing. */
  touchIndex(hash: number): number {
    return this.index[hash & (this.index.length - 1)] ?? EMPTY;
  }

  /** Reads what finding an id with this hash goes on with. The result means nothing. */
  touchMember(hash: number): number {
    const cell = this.touchIndex(hash);
    if (cell === EMPTY) return EMPTY;
    const slot = cell & SLOT_MASK;
    return (this.ids[slot]?.length ?? 0) + (this.cellOf[slot] ?? 0);
  }

  /** Takes a slot for an id that is not in the table. */
  add(id: string, hash = hashOf(id)): number {
    if (this.count >= MOST_MEMBERS) throw new RangeError(`a board holds at most ${MOST_MEMBERS} members`);
    if (4 * (this.count + 1) > 3 * this.index.length) this.growIndex();
    const slot = this.takeSlot();
    this.index[this.indexCellOf(id, hash)] = cellFor(hash, slot);
    this.ids[slot] = id;
    this.count += 1;
    return slot;
  }

  /** Gives the slot of an id back. */
  remove(id: string): void {
    let hole = this.indexCellOf(id, hashOf(id));
    const cell = this.index[hole] ?? EMPTY;
    if (cell === EMPTY) return;
    const slot = cell & SLOT_MASK;
    const mask = this.index.length - 1;
    // Moves back what only sits further on because of the hole, so that probing never needs tombstones.
    for (let next = (hole + 1) & mask; this.index[next] !== EMPTY; next = (next + 1) & mask) {
      const moved = this.index[next] ?? EMPTY;
      const home = hashOf(this.ids[moved & SLOT_MASK] ?? '') & mask;
      if (((next - home) & mask) < ((next - hole) & mask)) continue;
      this.index[hole] = moved;
      hole = next;
    }
    this.index[hole] = EMPTY;
    this.ids[slot] = undefined;
    this.cellOf[slot] = this.free;
    this.free = slot;
    this.count -= 1;
  }

  idOf(slot: number): string {
    const id = this.ids[slot];
    if (id === undefined) throw new Error(`slot ${slot} is free`);
    return id;
  }

  private takeSlot(): number {
    if (this.free !== EMPTY) {
      const slot = this.free;
      this.free = this.cellOf[slot] ?? EMPTY;
      this.cellOf[slot] = EMPTY;
      return slot;
    }
    const slot = this.ids.length;
    if (slot >= this.cellOf.length) {
      this.cellOf = grown(this.cellOf, new Int32Array(Math.ceil(slot * 1.125) + 16));
    }
    this.ids.push(undefined);
    this.cellOf[slot] = EMPTY;
    return slot;
  }

  /** The cell that holds an id, or the empty one where it belongs. */
  private indexCellOf(id: string, hash: number): number {
    const { index, ids } = this;
    const mask = index.length - 1;
    const tag = hash >>> SLOT_BITS;
    let at = hash & mask;
    for (;;) {
      const cell = index[at] ?? EMPTY;
      if (cell === EMPTY) return at;
      if (cell >>> SLOT_BITS === tag && ids[cell & SLOT_MASK] === id) return at;
      at = (at + 1) & mask;
    }
  }

  private growIndex(): void {
    const { ids } = this;
    this.index = new Int32Array(2 * this.index.length).fill(EMPTY);
    const mask = this.index.length - 1;
    // By slot, not by cell of the index: ids that came together lie together in memory.
    for (let slot = 0; slot < ids.length; slot += 1) {
      const id = ids[slot];
      if (id === undefined) continue;
      const hash = hashOf(id);
      let at = hash & mask;
      while (this.index[at] !== EMPTY) at = (at + 1) & mask;
      this.index[at] = cellFor(hash, slot);
    }
  }
}

/** A copy of what was there in a larger array. */
export function grown<Cells extends Float64Array | Int32Array>(from: Cells, to: Cells): Cells {
  to.set(from);
  return to;
}

function cellFor(hash: number, slot: number): number {
  return ((hash >>> SLOT_BITS) << SLOT_BITS) | slot;
}

/**
 * FNV-1a on two lanes, which a processor works on at once, with a final mix (murmur3's), because time-ordered ids differ in few characters;
 * 31 bits, so that no cell reads as empty.
 */
export function hashOf(id: string): number {
  const { length } = id;
  let even = 0x811c9dc5;
  let odd = 0x01234567;
  for (let index = 1; index < length; index += 2) {
    even = Math.imul(even ^ id.charCodeAt(index - 1), 0x01000193);
    odd = Math.imul(odd ^ id.charCodeAt(index), 0x01000193);
  }
  if (length % 2 === 1) even = Math.imul(even ^ id.charCodeAt(length - 1), 0x01000193);
  let hash = even ^ Math.imul(odd, 0x5bd1e995);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) & 0x7fffffff;
}
