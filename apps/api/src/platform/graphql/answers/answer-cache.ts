import { LRUCache } from 'lru-cache';
import type { Clock } from '../../clock.ts';
import type { Conditions } from './answer-notes.ts';
import type { Sharing } from './cacheable.ts';

/** Everything that an answer can depend on besides data: see questionOf in platform/http. */
export interface Question {
  /** The request: document, variables, operation, method, accepted media types, language. */
  readonly request: string;
  /** What the viewer may, and who the viewer is. */
  readonly rights: string;
  readonly viewer: string;
}

export interface KeptAnswer {
  /** The bytes of the answer up to the value of its extensions, which differ from request to request. */
  readonly head: Buffer;
  readonly contentType: string;
  /** Of the operation, with these variables. */
  readonly cost: number;
}

export type RecalledAnswer = KeptAnswer & Conditions;

const bytesOfAnEntry = 512;

/**
 * Serialised answers. One is given again only to who may have it, and only after everything that it depends on was read to be as it was
 * (Versions), after the request came: a kept answer is never older than one that is made anew. What holds no more is overwritten by the next.
 */
export class AnswerCache {
  readonly #entries: LRUCache<string, RecalledAnswer>;
  readonly #clock: Clock;

  /** `maximumBytes` 0 keeps nothing. */
  constructor(options: { readonly maximumBytes: number; readonly clock: Clock }) {
    const { maximumBytes } = options;
    this.#clock = options.clock;
    this.#entries = new LRUCache({
      maxSize: Math.max(1, maximumBytes),
      maxEntrySize: Math.max(1, Math.floor(maximumBytes / 8)),
      // Strings take up to two bytes a character.
      sizeCalculation: (entry, key) => bytesOfAnEntry + entry.head.length + 2 * key.length,
    });
  }

  /** An answer that may still hold. It counts only if its dependencies, and those of the viewer's rights, are found to be current now. */
  recall(question: Question): RecalledAnswer | undefined {
    const keys = [nameOf(question, 'RIGHTS'), nameOf(question, 'VIEWER')];
    const key = keys.find((candidate) => this.#entries.has(candidate));
    const entry = key === undefined ? undefined : this.#entries.get(key);
    if (entry === undefined || (entry.until !== null && this.#clock.now().getTime() >= entry.until)) return undefined;
    return entry;
  }

  keep(question: Question, answer: KeptAnswer, conditions: Conditions): void {
    this.#entries.set(nameOf(question, conditions.sharing), { ...answer, ...conditions });
  }
}

function nameOf({ request, rights, viewer }: Question, sharing: Sharing): string {
  return `${sharing} ${sharing === 'RIGHTS' ? rights : viewer} ${request}`;
}

/** What is kept of an answer without errors. */
export function headOf(data: unknown): Buffer {
  return Buffer.from(`{"data":${JSON.stringify(data)},"extensions":`);
}
