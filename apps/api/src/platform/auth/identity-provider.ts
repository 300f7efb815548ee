import type { Language } from '@fanfare/contracts';
import { createRemoteJWKSet, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { z } from 'zod';
import type { Clock } from '../clock.ts';
import type { VerifiedIdentity } from './sources.ts';

export interface IdentityProviderOptions {
  readonly issuer: string;
  readonly audience: string;
  readonly clockSkewSeconds: number;
  readonly clock: Clock;
  /** How long after reading the keys an unknown one is not looked for again, in milliseconds. Default 5000. */
  readonly keyCooldownMilliseconds?: number;
}

export interface VerifiedToken {
  readonly identity: VerifiedIdentity;
  readonly expiresAt: Date;
}

/** The token is not valid; `message` says why, in words that its owner may read. */
export class InvalidTokenError extends Error {}

/** Nobody's fault who asks: the identity provider does not answer, so that no token can be checked. */
export class IdentityProviderUnavailableError extends Error {}

/** Checks the access tokens of one OpenID Connect issuer. */
export interface IdentityProvider {
  /** Throws InvalidTokenError or IdentityProviderUnavailableError. */
  verify(token: string): Promise<VerifiedToken>;
}

/** Signatures that only the holder of a private key can make; a shared secret or none is never accepted. */
const algorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'];

const requestTimeoutMilliseconds = 5000;

const discoveryDocument = z.object({ issuer: z.string(), jwks_uri: z.url() });

interface Keys {
  readonly issuer: string;
  readonly getKey: JWTVerifyGetKey;
}

/**
 * An issuer found by its discovery document (OpenID Connect Discovery 1.0). It is read on the first token, so that the API starts
 * without the provider, and again after a failure. jose keeps the keys and reads them again when a token names an unknown one.
 */
export function createIdentityProvider(options: IdentityProviderOptions): IdentityProvider {
  let keys: Promise<Keys> | undefined;
  const findKeys = () => {
    keys ??= discover(options).catch((error: unknown) => {
      keys = undefined;
      throw error;
    });
    return keys;
  };
  return {
    async verify(token) {
      const { issuer, getKey } = await findKeys();
      try {
        const { payload } = await jwtVerify(token, getKey, {
          issuer,
          audience: options.audience,
          algorithms,
          clockTolerance: options.clockSkewSeconds,
          currentDate: options.clock.now(),
          requiredClaims: ['sub', 'exp'],
        });
        return readClaims(options.issuer, payload);
      } catch (error) {
        throw explain(error);
      }
    },
  };
}

async function discover({ issuer, keyCooldownMilliseconds = 5000 }: IdentityProviderOptions): Promise<Keys> {
  const address = `${issuer}/.well-known/openid-configuration`;
  const document = discoveryDocument.safeParse(await readJson(address));
  if (!document.success) throw new IdentityProviderUnavailableError(`${address} is no discovery document`);
  if (document.data.issuer.replace(/\/+$/, '') !== issuer) {
    throw new IdentityProviderUnavailableError(`${address} speaks for the issuer ${document.data.issuer}, not for ${issuer}`);
  }
  const getKey = createRemoteJWKSet(new URL(document.data.jwks_uri), {
    timeoutDuration: requestTimeoutMilliseconds,
    cooldownDuration: keyCooldownMilliseconds,
  });
  return { issuer: document.data.issuer, getKey };
}

async function readJson(address: string): Promise<unknown> {
  try {
    const answer = await fetch(address, { signal: AbortSignal.timeout(requestTimeoutMilliseconds) });
    if (!answer.ok) throw new Error(`answered ${answer.status}`);
    return await answer.json();
  } catch (error) {
    throw new IdentityProviderUnavailableError(`${address} cannot be read`, { cause: error });
  }
}

function readClaims(issuer: string, payload: JWTPayload): VerifiedToken {
  const { sub, exp } = payload;
  if (sub === undefined || sub === '' || exp === undefined)
    throw new InvalidTokenError('The token names no subject or no expiry.');
  return {
    identity: {
      ...{ issuer, subject: sub, name: readName(payload), email: readEmail(payload) },
      language: readLanguage(payload['locale']),
    },
    expiresAt: new Date(exp * 1000),
  };
}

/** The standard claims that may tell a name, best first (OpenID Connect Core 5.1). */
function readName(payload: JWTPayload): string | null {
  const candidates = [payload['name'], payload['preferred_username'], payload['nickname']];
  const name = candidates.find((value): value is string => typeof value === 'string' && value.trim() !== '');
  return name?.trim().slice(0, 200) ?? null;
}

/** Where the provider says that the address is not verified it is somebody's claim; where it says nothing it vouches for it. */
function readEmail(payload: JWTPayload): string | null {
  const { email, email_verified: isVerified } = payload;
  if (typeof email !== 'string' || isVerified === false || isVerified === 'false') return null;
  return z.email().max(320).safeParse(email).success ? email : null;
}

function readLanguage(locale: unknown): Language | null {
  if (typeof locale !== 'string') return null;
  if (/^de\b/i.test(locale)) return 'GERMAN';
  return /^en\b/i.test(locale) ? 'ENGLISH' : null;
}

function explain(error: unknown): Error {
  if (error instanceof InvalidTokenError) return error;
  if (error instanceof errors.JWTExpired) return new InvalidTokenError('The token has expired.');
  if (error instanceof errors.JWTClaimValidationFailed) {
    return new InvalidTokenError(`The token's claim "${error.claim}" is not the one expected here.`);
  }
  if (error instanceof errors.JWSSignatureVerificationFailed) return new InvalidTokenError("The token's signature is wrong.");
  if (error instanceof errors.JWKSNoMatchingKey)
    return new InvalidTokenError('The token is signed with a key that the issuer does not publish.');
  if (error instanceof errors.JWKSTimeout)
    return new IdentityProviderUnavailableError("The issuer's keys cannot be read", { cause: error });
  if (error instanceof errors.JOSEAlgNotAllowed)
    return new InvalidTokenError("The token's signature algorithm is not accepted.");
  if (error instanceof errors.JWSInvalid || error instanceof errors.JWTInvalid)
    return new InvalidTokenError('This is no signed token (JWT).');
  return new IdentityProviderUnavailableError("The issuer's keys cannot be read", { cause: error });
}
