import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { canonicalJson } from '@fanfare/gamification';
import type { BoardKey } from '../standings/index.ts';

/** What a final standing says of itself: which board, taken when, at which end of the ledger, over which places. */
export interface FinalStatement extends BoardKey {
  readonly boardId: string;
  readonly takenAt: Date;
  readonly ledgerNumber: number;
  readonly ledgerHash: Buffer;
  readonly placeCount: number;
  /** SHA-256 over the places in their order, one line each: place|member|score|milliseconds at which it was reached. */
  readonly placesHash: Buffer;
  /** Members of the group when it was taken; null for boards of no group. */
  readonly groupSize: number | null;
}

export interface Signed {
  /** The raw 32 bytes of an Ed25519 public key. */
  readonly publicKey: Buffer;
  readonly signature: Buffer;
}

/** Signs final standings; null where the installation has no key. */
export type Signer = ((statement: string) => Signed) | null;

/** The text that is signed: canonical JSON, so that whoever holds the public key can write it down again and check. */
export function statementText(statement: FinalStatement): string {
  const { boardId, programmeId, scope, scopeId, period, periodStart, measure } = statement;
  const { takenAt, ledgerNumber, ledgerHash, placeCount, placesHash, groupSize } = statement;
  return canonicalJson({
    ...{ boardId, programmeId, scope, scopeId, period, periodStart, measure, ledgerNumber, placeCount, groupSize },
    takenAt: takenAt.toISOString(),
    ledgerHash: ledgerHash.toString('hex'),
    placesHash: placesHash.toString('hex'),
  });
}

/** What stands before the 32 bytes of a key in PKCS #8 and in SPKI, as RFC 8410 has them for Ed25519. */
const privateKeyPrefix = Buffer.from('302e020100300506032b657004220420', 'hex');
const publicKeyPrefix = Buffer.from('302a300506032b6570032100', 'hex');

/** Ed25519 (RFC 8032) under a seed of 32 bytes. */
export function createSigner(seed: Buffer | undefined): Signer {
  if (seed === undefined) return null;
  const key = createPrivateKey({ key: Buffer.concat([privateKeyPrefix, seed]), format: 'der', type: 'pkcs8' });
  const publicKey = createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(publicKeyPrefix.length);
  return (statement) => ({ publicKey, signature: sign(null, Buffer.from(statement), key) });
}

/** Whether the signature is one of this statement under this key. */
export function isSignedBy(statement: string, { publicKey, signature }: Signed): boolean {
  return verify(null, Buffer.from(statement), spki(publicKey), signature);
}

function spki(publicKey: Buffer): KeyObject {
  return createPublicKey({ key: Buffer.concat([publicKeyPrefix, publicKey]), format: 'der', type: 'spki' });
}

/** By which people name a key: the first 16 hexadecimal digits of its SHA-256. */
export function keyIdOf(publicKey: Buffer): string {
  return createHash('sha256').update(publicKey).digest('hex').slice(0, 16);
}
