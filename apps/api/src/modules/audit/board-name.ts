/** How boards are told apart here: scope, group, period and first instant. */
export function boardName(board: {
  readonly scope: string;
  readonly scopeId: string | null;
  readonly period: string;
  readonly startsAt: number | null;
}): string {
  const { scope, scopeId, period, startsAt } = board;
  const begins = startsAt === null ? null : new Date(startsAt).toISOString();
  return [scope, scopeId, period, begins].filter((part) => part !== null).join('/');
}
