import type { RankKind } from '@fanfare/contracts';
import type { RankedStanding, Standing } from '../ranking/standings.ts';
import { checkBoard } from './checks.ts';
import type { BoardView } from './ranking-store.ts';

/** Digits of the largest safe integer to base 36. */
const TIME_DIGITS = 11;
/** A sign before the digits. The scripts count on 12. */
const TIME_LENGTH = TIME_DIGITS + 1;

/** Order, members, scores and state of a board. */
export type BoardKeys = readonly [order: string, members: string, scores: string, state: string];
/** Order, members and scores of a board that is being loaded. */
export type StagedKeys = readonly [order: string, members: string, scores: string];

/** The braces make the board's name its place in a cluster. */
export function keysOf(prefix: string, board: string): BoardKeys {
  checkBoard(board);
  const name = `${prefix}{${board}}`;
  return [`${name}:order`, `${name}:members`, `${name}:scores`, `${name}:state`];
}

/** Where a load gathers what will replace the board: in the same place of the cluster. */
export function stagedKeysOf(prefix: string, board: string, load: string): StagedKeys {
  const name = `${prefix}{${board}}:load:${load}`;
  return [`${name}:order`, `${name}:members`, `${name}:scores`];
}

/** A time as text of fixed width that orders as the times do, negative ones first. */
export function timeText(milliseconds: number): string {
  const digits = milliseconds < 0 ? milliseconds + Number.MAX_SAFE_INTEGER : milliseconds;
  return (milliseconds < 0 ? '0' : '1') + digits.toString(36).padStart(TIME_DIGITS, '0');
}

function timeOf(text: string): number {
  const digits = Number.parseInt(text.slice(1), 36);
  return text.startsWith('0') ? digits - Number.MAX_SAFE_INTEGER : digits;
}

/** A score as Redis writes it, negated; 0 has no sign. */
export function negatedScore(score: number): string {
  return String(0 - score);
}

/** What the reading scripts answer: version, total, position and rank of the first row, then time + id and negated score in turn. */
export type ReadReply = readonly [version: number, total: number, first: number, rank: number, rows: readonly string[]];

/** Shown ranks count on from the first row's, because a page sees where scores change within it. */
export function viewOf([version, total, first, firstRank, rows]: ReadReply, kind: RankKind): BoardView {
  const standings: RankedStanding[] = [];
  let rank = firstRank;
  for (let index = 0; 2 * index < rows.length; index += 1) {
    const standing = standingOf(rows[2 * index] ?? '', rows[2 * index + 1] ?? '');
    const before = standings[index - 1];
    if (before && kind === 'ORDINAL') rank += 1;
    else if (before && before.score !== standing.score) rank = kind === 'DENSE' ? rank + 1 : first + index + 1;
    standings.push({ ...standing, rank });
  }
  return { version, total, standings };
}

function standingOf(member: string, negated: string): Standing {
  return { memberId: member.slice(TIME_LENGTH), score: 0 - Number(negated), reachedAt: timeOf(member.slice(0, TIME_LENGTH)) };
}
