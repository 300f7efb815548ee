import { createHash } from 'node:crypto';

export const boardScopes = ['PROGRAMME', 'DEPARTMENT'] as const;
export type BoardScope = (typeof boardScopes)[number];

export const boardPeriods = ['SEASON', 'ALL_TIME'] as const;
export type BoardPeriod = (typeof boardPeriods)[number];

/**
 * What makes a board the board it is. A reset is never a deletion: a new period is another key, and the board of the old one stays.
 * `scopeId` is null for the whole programme, else the department; `periodStart` is the first day (YYYY-MM-DD in the programme's zone), null for
 * all time.
 */
export interface BoardKey {
  readonly programmeId: string;
  readonly scope: BoardScope;
  readonly scopeId: string | null;
  readonly period: BoardPeriod;
  readonly periodStart: string | null;
}

/**
 * The board's id follows from its key (a version 8 UUID over SHA-256), so that a board can be named, cached and subscribed to before
 * its first points arrive.
 */
export function boardId(key: BoardKey): string {
  const name = [key.programmeId, key.scope, key.scopeId ?? '', key.period, key.periodStart ?? '', 'POINTS'].join('|');
  const bytes = createHash('sha256').update(name).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
