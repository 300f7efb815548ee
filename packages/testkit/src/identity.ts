import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';

/** Claims of a token; what is left out is as a proper token has it. */
export interface TokenClaims {
  readonly subject: string;
  readonly name?: string;
  readonly locale?: string;
  readonly email?: string;
  /** What the issuer says of the address; nothing unless told. */
  readonly emailVerified?: boolean;
  /** Default "fanfare". */
  readonly audience?: string;
  /** Default: the issuer itself. */
  readonly issuer?: string;
  /** Seconds from now until it expires; negative for one that has. Default 3600: longer than a test file takes on a busy machine. */
  readonly expiresInSeconds?: number;
}

/** A real OpenID Connect issuer, as far as a resource server sees one: discovery document, keys, signed tokens. */
export interface TestIdentityProvider {
  readonly issuer: string;
  issueToken(claims: TokenClaims): Promise<string>;
  /** Signs with a new key from now on, which is published beside the old ones. */
  rotateKey(): Promise<void>;
  /** Signs one token with a key that is published nowhere. */
  forgeToken(claims: TokenClaims): Promise<string>;
  /** How often the keys were fetched. */
  keyRequests(): number;
  stop(): Promise<void>;
}

const algorithm = 'ES256';

interface SigningKey {
  readonly id: string;
  readonly privateKey: CryptoKey;
  readonly publicJwk: JWK;
}

/** Starts an issuer on a free port of this machine. */
export async function startTestIdentityProvider(): Promise<TestIdentityProvider> {
  const keys = [await createKey(1)];
  let keyRequests = 0;
  let issuer = '';
  const documents: Readonly<Record<string, () => unknown>> = {
    '/.well-known/openid-configuration': () => ({ issuer, jwks_uri: `${issuer}/keys` }),
    '/keys': () => {
      keyRequests += 1;
      return { keys: keys.map((key) => key.publicJwk) };
    },
  };
  const server = createServer((request, response) => {
    const document = documents[request.url ?? ''];
    response.statusCode = document === undefined ? 404 : 200;
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(document?.() ?? {}));
  });
  issuer = `http://127.0.0.1:${await listen(server)}`;
  return {
    issuer,
    issueToken: (claims) => signToken({ ...claims, issuer: claims.issuer ?? issuer }, newest(keys)),
    rotateKey: async () => void keys.push(await createKey(keys.length + 1)),
    forgeToken: async (claims) => signToken({ ...claims, issuer }, { ...(await createKey(0)), id: newest(keys).id }),
    keyRequests: () => keyRequests,
    stop: () => close(server),
  };
}

async function createKey(number: number): Promise<SigningKey> {
  const id = `key-${number}`;
  const { privateKey, publicKey } = await generateKeyPair(algorithm);
  return { id, privateKey, publicJwk: { ...(await exportJWK(publicKey)), kid: id, alg: algorithm, use: 'sig' } };
}

function newest(keys: readonly SigningKey[]): SigningKey {
  const key = keys.at(-1);
  if (key === undefined) throw new Error('The issuer has no key');
  return key;
}

function signToken(claims: TokenClaims & { readonly issuer: string }, key: SigningKey): Promise<string> {
  const { subject, name, locale, email, emailVerified, issuer, audience = 'fanfare', expiresInSeconds = 3600 } = claims;
  const now = Math.floor(Date.now() / 1000);
  const optional = {
    ...(name === undefined ? {} : { name }),
    ...(locale === undefined ? {} : { locale }),
    ...(email === undefined ? {} : { email }),
    ...(emailVerified === undefined ? {} : { email_verified: emailVerified }),
  };
  return new SignJWT(optional)
    .setProtectedHeader({ alg: algorithm, kid: key.id })
    .setIssuer(issuer)
    .setAudience(audience)
    .setSubject(subject)
    .setIssuedAt(now)
    .setExpirationTime(now + expiresInSeconds)
    .sign(key.privateKey);
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

function close(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
