const BITS = 32;

function countBits(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** Number of bits set in a 32-bit word. */
export const popCount = countBits;

/** Sets of tokens of many people as bits, so that comparing two people is a few machine words. */
export class TokenSets {
  private readonly words: Int32Array;
  private readonly wordsPerSet: number;
  readonly size: Int32Array;

  constructor(sets: readonly (readonly string[])[], vocabulary: ReadonlyMap<string, number>) {
    this.wordsPerSet = Math.max(1, Math.ceil(vocabulary.size / BITS));
    this.words = new Int32Array(sets.length * this.wordsPerSet);
    this.size = new Int32Array(sets.length);
    for (const [person, tokens] of sets.entries()) {
      for (const token of tokens) {
        const bit = vocabulary.get(token) ?? 0;
        const at = person * this.wordsPerSet + Math.floor(bit / BITS);
        this.words[at] = (this.words[at] as number) | (1 << (bit % BITS));
      }
      this.size[person] = new Set(tokens).size;
    }
  }

  /** How many tokens set `a` of this has in common with set `b` of the other; both share a vocabulary. */
  common(a: number, other: TokenSets, b: number): number {
    let count = 0;
    for (let word = 0; word < this.wordsPerSet; word += 1) {
      const both = (this.words[a * this.wordsPerSet + word] as number) & (other.words[b * this.wordsPerSet + word] as number);
      if (both !== 0) count += countBits(both);
    }
    return count;
  }
}

/** Numbers every token that occurs. */
export function vocabularyOf(...groups: readonly (readonly (readonly string[])[])[]): Map<string, number> {
  const vocabulary = new Map<string, number>();
  for (const sets of groups) {
    for (const tokens of sets) for (const token of tokens) if (!vocabulary.has(token)) vocabulary.set(token, vocabulary.size);
  }
  return vocabulary;
}
