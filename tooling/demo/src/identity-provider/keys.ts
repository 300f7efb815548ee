import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import { readJsonFile, writeJsonFile } from './data-folder.ts';

/** What the identity provider signs with: tokens with `signingKey`, its cookies with `cookieKey`. */
export interface IdentityKeys {
  readonly signingKey: JWK;
  readonly cookieKey: string;
}

export const signingAlgorithm = 'RS256';

/** Reads the keys of a data folder, or makes them and keeps them there, so that tokens stay valid over a restart. */
export async function keysIn(directory: string): Promise<IdentityKeys> {
  const file = path.join(directory, 'keys.json');
  const kept = await readJsonFile(file);
  if (isIdentityKeys(kept)) return kept;
  const keys = await makeKeys();
  await writeJsonFile(file, keys);
  return keys;
}

function isIdentityKeys(value: unknown): value is IdentityKeys {
  return typeof value === 'object' && value !== null && 'signingKey' in value && 'cookieKey' in value;
}

async function makeKeys(): Promise<IdentityKeys> {
  const { privateKey } = await generateKeyPair(signingAlgorithm, { extractable: true });
  const signingKey = {
    ...(await exportJWK(privateKey)),
    kid: randomBytes(8).toString('hex'),
    alg: signingAlgorithm,
    use: 'sig',
  };
  return { signingKey, cookieKey: randomBytes(32).toString('base64url') };
}
