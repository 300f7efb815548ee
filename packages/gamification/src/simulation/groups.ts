/** What became of the people of a group: a department, a segment. */
export interface GroupOutcome {
  readonly members: number;
  readonly before: number;
  readonly after: number;
  readonly gainers: number;
  readonly losers: number;
}

export interface Group<Key> extends GroupOutcome {
  readonly key: Key;
}

/** Groups as they may be shown: no small one, and none that follows from the others. */
export interface ShownGroups<Key> {
  readonly groups: readonly Group<Key>[];
  /** All that are not shown one by one, added up; null where there is nothing to add up, or too few people for anything. */
  readonly rest: GroupOutcome | null;
}

const nobody: GroupOutcome = { members: 0, before: 0, after: 0, gainers: 0, losers: 0 };

/**
 * [SM8] Groups with fewer members than the minimum are added up. Where these together are still too few, the smallest of the others joins
 * them: else the small group would be the difference to the total. Groups without members tell of nobody and are left out.
 */
export function shownGroups<Key>(all: readonly Group<Key>[], minimum: number): ShownGroups<Key> {
  const ordered = all.filter(({ members }) => members > 0).sort((left, right) => right.members - left.members);
  const shown = ordered.filter(({ members }) => members >= minimum);
  const rest = ordered.filter(({ members }) => members < minimum);
  const count = () => rest.reduce((sum, { members }) => sum + members, 0);
  while (rest.length > 0 && count() < minimum) {
    const joining = shown.pop();
    if (joining === undefined) return { groups: [], rest: null };
    rest.push(joining);
  }
  return { groups: shown, rest: rest.length === 0 ? null : rest.reduce(addGroups, nobody) };
}

export function addGroups(one: GroupOutcome, other: GroupOutcome): GroupOutcome {
  return {
    members: one.members + other.members,
    before: one.before + other.before,
    after: one.after + other.after,
    gainers: one.gainers + other.gainers,
    losers: one.losers + other.losers,
  };
}

/** A group of one. */
export function groupOfOne({ before, after }: { readonly before: number; readonly after: number }): GroupOutcome {
  return { members: 1, before, after, gainers: after > before ? 1 : 0, losers: after < before ? 1 : 0 };
}
