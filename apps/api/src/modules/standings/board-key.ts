import { createHash } from 'node:crypto';
import type { BoardMeasure, BoardPeriod, BoardScope } from '@fanfare/contracts';

/**
 * What makes a board the board it is. A reset is never a deletion: a new period is another key, and the board of the old one stays.
 * `scopeId` names the group, channel or campaign; it is null for the whole programme and where groups stand against each other.
 * `periodStart` is the first day (YYYY-MM-DD in the programme's zone), null for all time.
 */
export interface BoardKey {
  readonly programmeId: string;
  readonly scope: BoardScope;
  readonly scopeId: string | null;
  readonly period: BoardPeriod;
  readonly periodStart: string | null;
  readonly measure: BoardMeasure;
}

/** The board of another measure over the same standings; groups stand against each other on a board that names none of them. */
export function derivedKey(key: BoardKey, measure: BoardMeasure): BoardKey {
  return { ...key, measure, scopeId: measure === 'POINTS_PER_ACTIVE_MEMBER' ? null : key.scopeId };
}

/**
 * The board's id follows from its key (a version 8 UUID over SHA-256), so that a board can be named, cached and subscribed to before
 * its first points arrive. The function board_id of the database gives the same.
 */
export function boardId(key: BoardKey): string {
  const name = [key.programmeId, key.scope, key.scopeId ?? '', key.period, key.periodStart ?? '', key.measure].join('|');
  const bytes = createHash('sha256').update(name).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
