import { randomUUID } from 'node:crypto';
import { importJWK, SignJWT } from 'jose';
import { type CastMember, subjectOf } from '../cast.ts';
import { type IdentityKeys, signingAlgorithm } from './keys.ts';
import { claimsOf, lifetimes } from './provider.ts';

export interface DemoTokenOptions {
  readonly issuer: string;
  readonly audience: string;
  readonly keys: IdentityKeys;
}

/** An access token of the shape that the code flow ends with, for curl and GraphQL clients. Lifetime in seconds. */
export interface DemoToken {
  readonly access_token: string;
  readonly token_type: 'Bearer';
  readonly expires_in: number;
}

/** Signs an access token (RFC 9068) for somebody of the cast. */
export async function demoTokenFor(member: CastMember, { issuer, audience, keys }: DemoTokenOptions): Promise<DemoToken> {
  const subject = subjectOf(member);
  const token = await new SignJWT({ ...claimsOf(subject), client_id: 'fanfare-demo' })
    .setProtectedHeader({
      alg: signingAlgorithm,
      typ: 'at+jwt',
      ...(keys.signingKey.kid === undefined ? {} : { kid: keys.signingKey.kid }),
    })
    .setIssuer(issuer)
    .setSubject(subject)
    .setAudience(audience)
    .setJti(randomUUID())
    .setIssuedAt()
    .setExpirationTime(`${lifetimes.accessToken}s`)
    .sign(await importJWK(keys.signingKey, signingAlgorithm));
  return { access_token: token, token_type: 'Bearer', expires_in: lifetimes.accessToken };
}
