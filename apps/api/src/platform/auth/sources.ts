import type { ApiScope, Language } from '@fanfare/contracts';
import type { Membership } from './viewer.ts';

/** A person as the identity provider vouches for them. */
export interface VerifiedIdentity {
  readonly issuer: string;
  readonly subject: string;
  /** The name claim of the token, null when the provider sends none. */
  readonly name: string | null;
  /** From the locale claim, null when there is none or in a language that the product does not speak. */
  readonly language: Language | null;
}

export interface KnownPerson {
  readonly personId: string;
  readonly language: Language | null;
}

/** Keeps the people who ever signed in. */
export interface PersonSource {
  /** The person's row, created on first sight; a changed name is taken over. */
  remember(identity: VerifiedIdentity): Promise<KnownPerson>;
}

/** Knows which part a person has in which programme. */
export interface MembershipSource {
  membershipsOf(personId: string): Promise<readonly Membership[]>;
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
  /** Undefined for a token that does not exist, has expired or was revoked: a caller learns no difference. Notes the use. */
  findBySecretHash(secretHash: Buffer): Promise<KnownToken | undefined>;
}
