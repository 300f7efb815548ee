import { createHmac } from 'node:crypto';
import type { Language } from '@fanfare/contracts';
import { adjectiveEndings, adjectives, animals } from './pseudonym-words.ts';

/** As whom somebody appears to others. */
export interface ShownMember {
  /** The ambassador's id for a named member, a pseudonymous UUIDv8 for every other. */
  readonly memberId: string;
  readonly displayName: string;
}

/** What a pseudonym stays the same for: one season, the time outside of seasons, or the boards of all time. */
export type PseudonymPeriod = { readonly season: string } | 'no-season' | 'all-time';

export interface Pseudonyms {
  /** The same answer whenever asked for the same ambassador and period; nothing in it leads from one period to another. */
  of(ambassadorId: string, period: PseudonymPeriod, language: Language): ShownMember;
}

/** Together with the word lists this keeps two of 200,000 members from sharing a name in all but about one of a thousand cases. */
const highestNumber = 9_999;

const uuidBytes = 16;

/** The pseudonym of the present season, or of the time between seasons. */
export function periodOfSeason(season: { readonly id: string } | null | undefined): PseudonymPeriod {
  return season ? { season: season.id } : 'no-season';
}

/**
 * Pseudonyms of one programme, derived by HMAC-SHA256 from its secret (at least 32 bytes): without the secret nobody can tell whose
 * pseudonym it is, nor which two pseudonyms of different seasons belong together. The first 16 bytes become the id, the rest the name.
 */
export function createPseudonyms(secret: Uint8Array): Pseudonyms {
  return {
    of(ambassadorId, period, language) {
      const label = typeof period === 'string' ? period : `season:${period.season}`;
      const digest = createHmac('sha256', secret).update(`${label}:${ambassadorId}`).digest();
      return {
        memberId: uuidVersion8(digest.subarray(0, uuidBytes)),
        displayName: nameFrom(digest.subarray(uuidBytes), language),
      };
    },
  };
}

/** RFC 9562, section 5.8: 122 bits of our own, version 8, variant 10. */
function uuidVersion8(bytes: Uint8Array): string {
  const hex = Buffer.from(bytes.map((byte, index) => withMarks(byte, index))).toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

function withMarks(byte: number, index: number): number {
  if (index === 6) return (byte & 0x0f) | 0x80;
  if (index === 8) return (byte & 0x3f) | 0x80;
  return byte;
}

function nameFrom(bytes: Buffer, language: Language): string {
  const adjective = pick(adjectives, bytes.readUInt32BE(0));
  const animal = pick(animals, bytes.readUInt32BE(4));
  const number = 1 + (bytes.readUInt32BE(8) % highestNumber);
  if (language === 'ENGLISH') return `${adjective.english} ${animal.english} ${number}`;
  return `${capitalised(adjective.germanStem)}${adjectiveEndings[animal.gender]} ${animal.german} ${number}`;
}

function pick<Word>(words: readonly Word[], value: number): Word {
  const word = words[value % words.length];
  if (word === undefined) throw new Error('There is no word to pick from');
  return word;
}

function capitalised(word: string): string {
  return word.charAt(0).toLocaleUpperCase('de') + word.slice(1);
}
