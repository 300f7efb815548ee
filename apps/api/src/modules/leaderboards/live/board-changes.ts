import type { ShownGroup } from '../groups/group-boards.service.ts';
import type { BoardPage, ShownStanding } from '../leaderboards.service.ts';

/** One line that is not what it was in the update before. */
interface LineChange<Line> {
  readonly kind: 'ENTERED' | 'MOVED' | 'CHANGED' | 'LEFT';
  /** Null for who left the page: whoever hid just now must not be named once more. */
  readonly standing: Line | null;
  /** From 1: the line on the page; null for who left it. Equal ranks have lines of their own. */
  readonly position: number | null;
  readonly previousRank: number | null;
}

export interface BoardChange extends LineChange<ShownStanding> {
  /** The member's id as readers know it. */
  readonly memberId: string;
}

export interface GroupChange extends LineChange<ShownGroup> {
  readonly groupId: string;
}

/** What there is to know about lines in order to compare them. */
interface Lines<Line> {
  /** The same for the same member or group in both pages. */
  readonly idOf: (line: Line) => string;
  /** Whether two lines of the same rank and position say the same. */
  readonly isSame: (one: Line, other: Line) => boolean;
}

const ofMembers: Lines<ShownStanding> = {
  idOf: ({ ambassadorId }) => ambassadorId,
  isSame: (one, other) =>
    isSamePlace(one, other) && one.member.id === other.member.id && one.member.displayName === other.member.displayName,
};

const ofGroups: Lines<ShownGroup> = {
  idOf: ({ group }) => group.id,
  isSame: (one, other) => isSamePlace(one, other) && one.group.name === other.group.name,
};

interface Scored {
  readonly score: number;
  readonly reachedAt: Date;
}

function isSamePlace(one: Scored, other: Scored): boolean {
  return one.score === other.score && one.reachedAt.getTime() === other.reachedAt.getTime();
}

/** What differs between two pages of one board of members; nothing for the first page. */
export function changesBetween(before: BoardPage | null, after: BoardPage): readonly BoardChange[] {
  if (before === null) return [];
  // Whoever goes on under another id (a pseudonym for a name) has left under the one before.
  return changedLines(before.standings, after.standings, ofMembers).map(({ line, change }) => ({
    memberId: line.member.id,
    ...change,
  }));
}

/** What differs between two pages of one board on which groups stand against each other; nothing for the first page. */
export function groupChangesBetween(before: BoardPage | null, after: BoardPage): readonly GroupChange[] {
  if (before === null) return [];
  return changedLines(before.groups, after.groups, ofGroups).map(({ line, change }) => ({ groupId: line.group.id, ...change }));
}

interface ChangedLine<Line> {
  /** As it is now; of who left as it was. */
  readonly line: Line;
  readonly change: LineChange<Line>;
}

/** Every line that holds somebody else than before is in it, so the lines before and the changes make the lines after. */
function changedLines<Line extends { readonly rank: number }>(
  before: readonly Line[],
  after: readonly Line[],
  lines: Lines<Line>,
): readonly ChangedLine<Line>[] {
  const { idOf } = lines;
  const earlier = new Map(before.map((line, index) => [idOf(line), { line, position: index + 1 }]));
  const present = new Set(after.map(idOf));
  const arrivals = after.flatMap((line, index): ChangedLine<Line>[] => {
    const known = earlier.get(idOf(line));
    const position = index + 1;
    const kind = changeKind(known, { line, position }, lines);
    const previousRank = known?.line.rank ?? null;
    return kind === null ? [] : [{ line, change: { kind, standing: line, position, previousRank } }];
  });
  const departures = before
    .filter((line) => !present.has(idOf(line)))
    .map((line): ChangedLine<Line> => ({ line, change: { ...departure, previousRank: line.rank } }));
  return [...arrivals, ...departures];
}

const departure = { kind: 'LEFT', standing: null, position: null } as const;

interface PlacedLine<Line> {
  readonly line: Line;
  readonly position: number;
}

function changeKind<Line extends { readonly rank: number }>(
  known: PlacedLine<Line> | undefined,
  present: PlacedLine<Line>,
  { isSame }: Lines<Line>,
): LineChange<Line>['kind'] | null {
  if (known === undefined) return 'ENTERED';
  if (known.position !== present.position || known.line.rank !== present.line.rank) return 'MOVED';
  return isSame(known.line, present.line) ? null : 'CHANGED';
}
