import type { Checkpoint } from './core/assignment.ts';
import { SlotTable } from './core/slots.ts';
import type { Instance } from './instance.ts';

const NONE = -1;

/** A matching of the largest coverage and the duals that prove it; indices are those of the instance. */
export interface Coverage {
  /** Partner of each seeker, -1 for none. Locked seekers are not part of it. */
  readonly partnerOf: Int32Array;
  readonly seekerDual: Float64Array;
  readonly partnerDual: Float64Array;
  /** Seekers matched, by wait rank. */
  readonly matchedByRank: Int32Array;
}

/**
 * As many seekers as possible get a partner with an affinity of at least `threshold`, those of the highest wait rank first. The sets of
 * seekers that can be matched together form a matroid, so serving rank after rank loses nobody in number. Within a rank,
 * shortest augmenting paths in phases (Hopcroft and Karp 1973). What a failed search has reached can never help anybody later and is
 * closed; its partners' dual is the rank of the first search that failed there.
 */
export function maximiseCoverage(instance: Instance, threshold: number, checkpoint: Checkpoint): Coverage {
  return new CoverageSearch(instance, threshold, checkpoint).run();
}

class CoverageSearch {
  private readonly slots: SlotTable;
  private readonly closedBy: Int32Array;
  private readonly rowLevel: Int32Array;
  private readonly columnLevel: Int32Array;
  private readonly edgeCursor: Int32Array;
  private readonly slotCursor: Int32Array;
  private readonly queue: Int32Array;
  private readonly pathRow: Int32Array;
  private readonly pathSlot: Int32Array;
  private readonly pathColumn: Int32Array;
  private readonly affinity: Int16Array;
  private readonly edgeStart: (seeker: number) => number;
  private readonly edgePartner: Int32Array | undefined;
  private readonly width: number;

  constructor(
    private readonly instance: Instance,
    private readonly threshold: number,
    private readonly checkpoint: Checkpoint,
  ) {
    const { seekerCount, partnerCount, affinities } = instance;
    this.slots = new SlotTable(seekerCount, instance.capacity);
    this.closedBy = new Int32Array(partnerCount);
    this.rowLevel = new Int32Array(seekerCount);
    this.columnLevel = new Int32Array(partnerCount);
    this.edgeCursor = new Int32Array(seekerCount);
    this.slotCursor = new Int32Array(partnerCount);
    this.queue = new Int32Array(seekerCount);
    this.pathRow = new Int32Array(seekerCount + 1);
    this.pathSlot = new Int32Array(seekerCount + 1);
    this.pathColumn = new Int32Array(seekerCount + 1);
    this.affinity = affinities.affinity;
    this.width = partnerCount;
    this.edgePartner = affinities.kind === 'sparse' ? affinities.partner : undefined;
    this.edgeStart =
      affinities.kind === 'sparse' ? (seeker) => affinities.start[seeker] as number : (seeker) => seeker * partnerCount;
  }

  run(): Coverage {
    const highest = this.instance.waitRank.reduce((most, rank) => Math.max(most, rank), 0);
    for (let rank = highest; rank > 0; rank -= 1) this.serveRank(rank);
    return this.result(highest);
  }

  private serveRank(rank: number): void {
    const { waitRank, lockedTo, seekerCount } = this.instance;
    let free: number[] = [];
    for (let seeker = 0; seeker < seekerCount; seeker += 1) {
      if (waitRank[seeker] !== rank || lockedTo[seeker] !== NONE) continue;
      if (!this.assignDirectly(seeker)) free.push(seeker);
    }
    while (free.length > 0) {
      this.checkpoint();
      if (!this.buildLevels(free)) {
        this.closeReached(rank);
        return;
      }
      free = free.filter((seeker) => !this.augmentFrom(seeker));
    }
  }

  private assignDirectly(seeker: number): boolean {
    const end = this.edgeStart(seeker + 1);
    const first = this.edgeStart(seeker);
    for (let edge = first; edge < end; edge += 1) {
      if ((this.affinity[edge] as number) < this.threshold) continue;
      const j = this.edgePartner === undefined ? edge - first : (this.edgePartner[edge] as number);
      if (this.slots.hasRoom(j)) {
        this.slots.assign(seeker, j);
        return true;
      }
    }
    return false;
  }

  /** Breadth-first from the free seekers; true when a partner with room is reached. */
  private buildLevels(free: readonly number[]): boolean {
    const { rowLevel, columnLevel, queue, slots, closedBy } = this;
    rowLevel.fill(0);
    columnLevel.fill(0);
    let tail = 0;
    for (const seeker of free) {
      rowLevel[seeker] = 1;
      queue[tail] = seeker;
      tail += 1;
    }
    let limit = Number.POSITIVE_INFINITY;
    for (let head = 0; head < tail; head += 1) {
      const seeker = queue[head] as number;
      const level = rowLevel[seeker] as number;
      if (level > limit) break;
      const first = this.edgeStart(seeker);
      const end = this.edgeStart(seeker + 1);
      for (let edge = first; edge < end; edge += 1) {
        if ((this.affinity[edge] as number) < this.threshold) continue;
        const j = this.edgePartner === undefined ? edge - first : (this.edgePartner[edge] as number);
        if (columnLevel[j] !== 0 || closedBy[j] !== 0) continue;
        columnLevel[j] = level;
        if (slots.hasRoom(j)) {
          limit = level;
          continue;
        }
        const slotStart = slots.start[j] as number;
        const slotEnd = slotStart + (slots.load[j] as number);
        for (let slot = slotStart; slot < slotEnd; slot += 1) {
          const next = slots.row[slot] as number;
          if (rowLevel[next] !== 0) continue;
          rowLevel[next] = level + 1;
          queue[tail] = next;
          tail += 1;
        }
      }
    }
    if (limit === Number.POSITIVE_INFINITY) return false;
    for (let seeker = 0; seeker < this.instance.seekerCount; seeker += 1) this.edgeCursor[seeker] = this.edgeStart(seeker);
    this.slotCursor.set(slots.start.subarray(0, this.width));
    return true;
  }

  /** Depth-first along the levels from one free seeker; assigns it when a partner with room is found. */
  private augmentFrom(root: number): boolean {
    const { pathRow, pathColumn, pathSlot, slots, slotCursor, rowLevel } = this;
    let depth = 0;
    pathRow[0] = root;
    for (;;) {
      const seeker = pathRow[depth] as number;
      const j = this.nextColumn(seeker);
      if (j === NONE) {
        rowLevel[seeker] = 0;
        if (depth === 0) return false;
        depth -= 1;
        continue;
      }
      if (slots.hasRoom(j)) {
        this.shiftPath(depth, j);
        return true;
      }
      const slot = slotCursor[j] as number;
      if (slot >= (slots.start[j] as number) + (slots.load[j] as number)) {
        this.columnLevel[j] = 0;
        continue;
      }
      slotCursor[j] = slot + 1;
      const next = slots.row[slot] as number;
      if (rowLevel[next] !== (rowLevel[seeker] as number) + 1) continue;
      pathColumn[depth] = j;
      pathSlot[depth] = slot;
      depth += 1;
      pathRow[depth] = next;
    }
  }

  /** The seeker's next partner one level on. The cursor stays on a full partner, whose other places may be tried again. */
  private nextColumn(seeker: number): number {
    const { affinity, threshold, edgePartner, columnLevel, edgeCursor } = this;
    const first = this.edgeStart(seeker);
    const end = this.edgeStart(seeker + 1);
    const level = this.rowLevel[seeker] as number;
    for (let edge = edgeCursor[seeker] as number; edge < end; edge += 1) {
      if ((affinity[edge] as number) < threshold) continue;
      const j = edgePartner === undefined ? edge - first : (edgePartner[edge] as number);
      if (level !== 0 && columnLevel[j] === level) {
        edgeCursor[seeker] = edge;
        return j;
      }
    }
    edgeCursor[seeker] = end;
    return NONE;
  }

  private shiftPath(depth: number, end: number): void {
    const { slots, pathRow, pathColumn, pathSlot } = this;
    slots.assign(pathRow[depth] as number, end);
    for (let at = depth - 1; at >= 0; at -= 1) {
      slots.occupy(pathSlot[at] as number, pathColumn[at] as number, pathRow[at] as number);
    }
  }

  private closeReached(rank: number): void {
    for (let j = 0; j < this.width; j += 1) {
      if (this.columnLevel[j] !== 0) this.closedBy[j] = rank;
    }
  }

  private result(highest: number): Coverage {
    const { seekerCount, waitRank, lockedTo } = this.instance;
    const partnerOf = this.slots.columnOf;
    const seekerDual = new Float64Array(seekerCount);
    const matchedByRank = new Int32Array(highest + 1);
    for (let seeker = 0; seeker < seekerCount; seeker += 1) {
      const j = partnerOf[seeker] as number;
      if (j === NONE || lockedTo[seeker] !== NONE) continue;
      const rank = waitRank[seeker] as number;
      matchedByRank[rank] = (matchedByRank[rank] as number) + 1;
      seekerDual[seeker] = rank - (this.closedBy[j] as number);
    }
    return { partnerOf, seekerDual, partnerDual: Float64Array.from(this.closedBy), matchedByRank };
  }
}
