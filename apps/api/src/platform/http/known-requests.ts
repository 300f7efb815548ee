import { hash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { LRUCache } from 'lru-cache';
import type { Viewer } from '../auth/viewer.ts';
import type { Clock } from '../clock.ts';
import type { RecalledAnswer } from '../graphql/answers/answer-cache.ts';
import type { Dependency } from '../graphql/answers/versions.ts';

/** What was found out about a request when it was answered, and on what it hangs whether that still holds. */
export interface KnownRequest {
  readonly answer: RecalledAnswer;
  readonly viewer: Viewer;
  /** Those of the answer and that of the viewer's rights. */
  readonly dependencies: readonly Dependency[];
  /** Epoch milliseconds from which on the request has to be looked at anew: the credentials end, or the answer does. */
  readonly until: number;
}

/** Everything of a request that decides about its answer. */
export interface RequestText {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

const bytesOfAnEntry = 512;

/**
 * Requests that were answered with a kept answer, by their own text, so that the same request need not be read again: whose credentials,
 * which document, which answer. Credentials are kept by a hash.
 */
export class KnownRequests {
  readonly #entries: LRUCache<string, KnownRequest>;
  readonly #clock: Clock;

  /** `maximumBytes` 0 keeps nothing. */
  constructor(options: { readonly maximumBytes: number; readonly clock: Clock }) {
    const { maximumBytes } = options;
    this.#clock = options.clock;
    this.#entries = new LRUCache({
      maxSize: Math.max(1, maximumBytes),
      // The answer counts in full: it is kept from here even where the answers' own store has let it go.
      sizeCalculation: ({ answer }, key) => bytesOfAnEntry + 2 * key.length + answer.head.length,
    });
  }

  /** It counts only if its dependencies are found to be current now. */
  find(request: RequestText): KnownRequest | undefined {
    const known = this.#entries.get(nameOf(request));
    return known !== undefined && this.#clock.now().getTime() < known.until ? known : undefined;
  }

  note(request: RequestText, known: KnownRequest): void {
    this.#entries.set(nameOf(request), known);
  }
}

function nameOf({ headers, body }: RequestText): string {
  const { authorization = '', accept = '' } = headers;
  return `${hash('sha256', authorization, 'base64')} ${headers['accept-language'] ?? ''}\n${accept}\n${body}`;
}
