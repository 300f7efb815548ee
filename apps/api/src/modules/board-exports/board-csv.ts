import type { ShownStanding } from '../leaderboards/index.ts';

/** Spreadsheets take cells that begin so for formulas; an apostrophe in front has them shown as they are. */
const formula = /^[=+\-@\t\r]/;

/** RFC 4180: CRLF, quotes doubled. */
export function boardToCsv(standings: readonly ShownStanding[]): string {
  const lines = standings.map(({ rank, score, reachedAt, member }) =>
    [rank, score, reachedAt.toISOString(), text(member.displayName), member.id].join(','),
  );
  return `${['rank,score,reachedAt,name,memberId', ...lines].join('\r\n')}\r\n`;
}

function text(value: string): string {
  const safe = formula.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
