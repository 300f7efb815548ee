import { createHash, randomBytes } from 'node:crypto';

/** 256 bits at random: nothing that guessing could find, so that a plain SHA-256 protects it at rest. */
const secretBytes = 32;

/** The secret of a new link; it is shown once and stored nowhere. */
export function createWallBoardSecret(): string {
  return `ffw_${randomBytes(secretBytes).toString('base64url')}`;
}

/** What is stored of a secret. */
export function hashWallBoardSecret(secret: string): Buffer {
  return createHash('sha256').update(secret, 'utf8').digest();
}
