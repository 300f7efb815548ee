import { createHash, randomBytes } from 'node:crypto';

/** API tokens begin with this, so that people and secret scanners recognise them. */
export const apiTokenPrefix = 'fft_';

/** 256 bits at random: nothing that guessing could find, so that a plain SHA-256 protects it at rest. */
const secretBytes = 32;

/** A new secret. It is shown once and stored nowhere. */
export function createApiTokenSecret(): string {
  return apiTokenPrefix + randomBytes(secretBytes).toString('base64url');
}

/** What is stored of a secret. */
export function hashApiTokenSecret(secret: string): Buffer {
  return createHash('sha256').update(secret, 'utf8').digest();
}

/** The first characters of a secret: enough to tell one's own tokens apart, not enough to help anybody guess. */
export function hintOfApiTokenSecret(secret: string): string {
  return `${secret.slice(0, apiTokenPrefix.length + 4)}…`;
}
