import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { ApiError, badUserInput } from '../errors.ts';

/** Documents that may be asked for by their hash alone. */
export interface PersistedDocuments {
  /** The document under a hash; undefined when it is not known. */
  find(hash: string): string | undefined;
  /** Keeps a document; the caller has verified its hash. */
  keep(hash: string, document: string): void;
  /**
   * Throws PERSISTED_QUERY_HASH_MISMATCH for a document with a wrong hash, BAD_USER_INPUT for another version of the protocol, and
   * DOCUMENT_NOT_TRUSTED for a document that is not taken here, whether it is sent by hash or in full.
   */
  check(asked: AskedDocument): void;
}

/** What a request says about its document. */
export interface AskedDocument {
  readonly query: unknown;
  readonly extensions: unknown;
}

/** The bound of what strangers can make this process remember. */
const keptCharacters = 16 * 1024 * 1024;

/** Automatic persisted queries: a client sends the document once with its hash, from then on the hash. */
export function createPersistedDocuments(): PersistedDocuments {
  const kept = new LRUCache<string, string>({ maxSize: keptCharacters, sizeCalculation: (document) => document.length + 128 });
  return { find: (hash) => kept.get(hash), keep: (hash, document) => void kept.set(hash, document), check: checkHash };
}

/** Trusted documents: those of a manifest, by hash, and no others. */
export function createTrustedDocuments(manifest: ReadonlyMap<string, string>): PersistedDocuments {
  return {
    find: (hash) => manifest.get(hash),
    keep: () => undefined,
    check(asked) {
      checkHash(asked);
      const hash =
        typeof asked.query === 'string' && asked.query !== '' ? hashOfDocument(asked.query) : askedHash(asked.extensions);
      if (hash === undefined || !manifest.has(hash))
        throw new ApiError(
          'DOCUMENT_NOT_TRUSTED',
          'This installation answers the documents of its manifest only; this is none of them.',
        );
    },
  };
}

/** The SHA-256 of a document, as persisted queries spell it: hexadecimal, in lower case. */
export function hashOfDocument(document: string): string {
  return createHash('sha256').update(document).digest('hex');
}

function checkHash({ query, extensions }: AskedDocument): void {
  const asked = persistedQueryIn(extensions);
  if (asked === undefined) return;
  if (asked.version !== 1) throw badUserInput('"extensions.persistedQuery" takes the "version" 1.');
  if (typeof asked.sha256Hash !== 'string' || !/^[0-9a-f]{64}$/.test(asked.sha256Hash))
    throw badUserInput('"extensions.persistedQuery" takes the document\'s SHA-256 in hexadecimal as "sha256Hash".');
  if (typeof query === 'string' && asked.sha256Hash !== hashOfDocument(query))
    throw new ApiError('PERSISTED_QUERY_HASH_MISMATCH', 'The document does not have the SHA-256 under which it is sent.');
}

/** The hash that a request names in `extensions.persistedQuery`; undefined when it names none. */
export function askedHash(extensions: unknown): string | undefined {
  const hash = persistedQueryIn(extensions)?.sha256Hash;
  return typeof hash === 'string' ? hash : undefined;
}

function persistedQueryIn(extensions: unknown): { readonly version?: unknown; readonly sha256Hash?: unknown } | undefined {
  if (typeof extensions !== 'object' || extensions === null || !('persistedQuery' in extensions)) return undefined;
  const { persistedQuery } = extensions;
  return typeof persistedQuery === 'object' && persistedQuery !== null ? persistedQuery : undefined;
}
