import { hash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Clock } from '../clock.ts';
import type { IdentityProvider } from './identity-provider.ts';
import type { PersonSource, VerifiedIdentity } from './sources.ts';

export interface VerifiedPerson {
  readonly identity: VerifiedIdentity;
  readonly personId: string;
  readonly expiresAt: Date;
  /** Epoch milliseconds from which on the token is verified anew. */
  readonly until: number;
}

const keptTokens = 20_000;

/** As long as jose keeps the issuer's keys: a key that the issuer withdraws is believed no longer than that either way. */
const longestMilliseconds = 10 * 60_000;

/**
 * Access tokens whose signature was checked, until they expire, ten minutes at most. Kept by a hash: a memory dump shall hold no tokens.
 * What a person may is never kept here.
 */
export class VerifiedTokens {
  readonly #identityProvider: IdentityProvider;
  readonly #people: PersonSource;
  readonly #clock: Clock;
  readonly #known = new LRUCache<string, VerifiedPerson>({ max: keptTokens });

  constructor(options: { readonly identityProvider: IdentityProvider; readonly people: PersonSource; readonly clock: Clock }) {
    this.#identityProvider = options.identityProvider;
    this.#people = options.people;
    this.#clock = options.clock;
  }

  /** Undefined for a token that has to be verified. */
  remembered(token: string): VerifiedPerson | undefined {
    const known = this.#known.get(nameOf(token));
    return known !== undefined && this.#clock.now().getTime() < known.until ? known : undefined;
  }

  /** Throws what the identity provider throws. */
  async verify(token: string): Promise<VerifiedPerson> {
    const known = this.remembered(token);
    if (known !== undefined) return known;
    const now = this.#clock.now().getTime();
    const { identity, expiresAt } = await this.#identityProvider.verify(token);
    const { personId } = await this.#people.remember(identity);
    const until = Math.min(expiresAt.getTime(), now + longestMilliseconds);
    const verified = { identity, personId, expiresAt, until };
    this.#known.set(nameOf(token), verified);
    return verified;
  }

  forget(token: string): void {
    this.#known.delete(nameOf(token));
  }
}

function nameOf(token: string): string {
  return hash('sha256', token, 'base64');
}
