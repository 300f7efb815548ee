import type { BoardPage, ShownStanding } from '../leaderboards.service.ts';

/** One place that is not what it was in the update before. */
export interface BoardChange {
  readonly kind: 'ENTERED' | 'MOVED' | 'CHANGED' | 'LEFT';
  readonly memberId: string;
  /** Null for who left the page: whoever hid just now must not be named once more. */
  readonly standing: ShownStanding | null;
  /** From 1: the line on the page; null for who left it. Equal ranks have lines of their own. */
  readonly position: number | null;
  readonly previousRank: number | null;
}

/**
 * What differs between two pages of one board; nothing for the first page. Every line that holds somebody else than before is in it, so the
 * page before and the changes make the page after.
 */
export function changesBetween(before: BoardPage | null, after: BoardPage): readonly BoardChange[] {
  if (before === null) return [];
  const earlier = new Map(
    before.standings.map((standing, index) => [standing.ambassadorId, { standing, position: index + 1 }]),
  );
  const present = new Set(after.standings.map((standing) => standing.ambassadorId));
  const arrivals = after.standings.flatMap((standing, index): BoardChange[] => {
    const known = earlier.get(standing.ambassadorId);
    const position = index + 1;
    const kind = changeKind(known, { standing, position });
    const previousRank = known?.standing.rank ?? null;
    return kind === null ? [] : [{ kind, memberId: standing.member.id, standing, position, previousRank }];
  });
  // Whoever goes on under another id (a pseudonym for a name) has left under the one before.
  const departures = before.standings
    .filter(({ ambassadorId }) => !present.has(ambassadorId))
    .map(
      ({ member, rank }): BoardChange => ({
        ...{ kind: 'LEFT', memberId: member.id, standing: null },
        ...{ position: null, previousRank: rank },
      }),
    );
  return [...arrivals, ...departures];
}

interface Line {
  readonly standing: ShownStanding;
  readonly position: number;
}

function changeKind(known: Line | undefined, present: Line): BoardChange['kind'] | null {
  if (known === undefined) return 'ENTERED';
  if (known.position !== present.position || known.standing.rank !== present.standing.rank) return 'MOVED';
  return isSame(known.standing, present.standing) ? null : 'CHANGED';
}

function isSame(one: ShownStanding, other: ShownStanding): boolean {
  return (
    one.score === other.score &&
    one.reachedAt.getTime() === other.reachedAt.getTime() &&
    one.member.id === other.member.id &&
    one.member.displayName === other.member.displayName
  );
}
