import { createHash, createPublicKey, type KeyObject } from 'node:crypto';

/** The public half of a key as a JSON Web Key (RFC 7517). */
export interface PublicJwk {
  readonly kty: 'RSA';
  readonly n: string;
  readonly e: string;
  readonly alg: 'RS256';
  readonly use: 'sig';
  readonly kid: string;
}

export interface CredentialKey {
  /** The thumbprint of the key: RFC 7638. */
  readonly id: string;
  readonly privateKey: KeyObject;
  readonly publicJwk: PublicJwk;
}

/** The keys of the installation: the first one signs, all of them verify. */
export function credentialKeysOf(privateKeys: readonly KeyObject[]): readonly CredentialKey[] {
  return privateKeys.map((privateKey) => {
    const { n = '', e = '' } = createPublicKey(privateKey).export({ format: 'jwk' });
    const id = createHash('sha256')
      .update(JSON.stringify({ e, kty: 'RSA', n }))
      .digest('base64url');
    return { id, privateKey, publicJwk: { kty: 'RSA', n, e, alg: 'RS256', use: 'sig', kid: id } };
  });
}
