import { createHash, randomInt, timingSafeEqual } from 'node:crypto';

/** Letters and digits that nobody confuses when a code is read out: no 0 and O, no 1, I and L. */
const alphabet = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';

/** 16 of 31 signs: 79 bits. */
const groups = 4;
const groupLength = 4;

/** A new code, such as K7PM-3QXA-WZ9D-B4TF. */
export function createInvitationCode(): string {
  const group = () => Array.from({ length: groupLength }, () => alphabet[randomInt(alphabet.length)]).join('');
  return Array.from({ length: groups }, group).join('-');
}

/** What is stored of a code. Case, spaces and hyphens make no difference. */
export function hashInvitationCode(code: string): Buffer {
  return createHash('sha256').update(code.toUpperCase().replaceAll(/[\s-]/g, ''), 'utf8').digest();
}

/** Compares in a time that tells nothing. */
export function isInvitationCode(code: string, hash: Buffer): boolean {
  return timingSafeEqual(hashInvitationCode(code), hash);
}
