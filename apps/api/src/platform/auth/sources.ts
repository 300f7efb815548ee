import type { ApiScope, Language } from '@fanfare/contracts';
import type { Membership } from './viewer.ts';

/** A person as the identity provider vouches for them. */
export interface VerifiedIdentity {
  readonly issuer: string;
  readonly subject: string;
  /** The name claim of the token, null when the provider sends none. */
  readonly name: string | null;
  /** The email claim, null when the provider sends none or does not vouch for it. */
  readonly email: string | null;
  /** From the locale claim, null when there is none or in a language that the product does not speak. */
  readonly language: Language | null;
}

export interface KnownPerson {
  readonly personId: string;
  readonly language: Language | null;
}

/** Keeps the people who ever signed in. */
export interface PersonSource {
  /** The person's row, created on first sight; a changed name or address is taken over. */
  remember(identity: VerifiedIdentity): Promise<KnownPerson>;
}

/** What the platform asks about a person with every request. */
export interface PersonStanding {
  readonly language: Language | null;
  /** Which part the person has in which programme. */
  readonly memberships: readonly Membership[];
  /** The version of all that, read together with it. */
  readonly version: string;
}

/** The kinds of things of which rights hang on versions: who tells them are the slices that keep people and tokens. */
export const personVersionKind = 'person';
export const apiTokenVersionKind = 'api-token';

/** Knows who takes which part. */
export interface MembershipSource {
  /** By person; who does not exist is left out. One statement for all: requests that come together share it. */
  standingsOf(personIds: readonly string[]): Promise<ReadonlyMap<string, PersonStanding>>;
}

/** What a presented API token stands for. */
export interface KnownToken {
  readonly tokenId: string;
  readonly programmeId: string;
  readonly scopes: readonly ApiScope[];
  readonly expiresAt: Date;
}

/** Knows the API tokens by the SHA-256 of their secret; the secret itself is stored nowhere. */
export interface TokenSource {
  /**
   * By the hashes, in hexadecimal. A token that does not exist, has expired or was revoked is left out: a caller learns no difference.
   * Notes the use.
   */
  findBySecretHashes(secretHashes: readonly string[]): Promise<ReadonlyMap<string, KnownToken>>;
}
