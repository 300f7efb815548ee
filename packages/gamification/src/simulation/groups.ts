import { disclose } from './disclosure.ts';

/** What became of the people of a group: a department, a segment. */
export interface GroupOutcome {
  /** Everybody who belongs to it. */
  readonly members: number;
  /** Of these, who did something in the window. */
  readonly active: number;
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

const nobody: GroupOutcome = { members: 0, active: 0, before: 0, after: 0, gainers: 0, losers: 0 };

/**
 * [SM8] Groups to which fewer than the minimum belong, or of which fewer did something, are added up, with one of the others where these
 * together are still too few. Groups without members tell of nobody and are left out.
 */
export function shownGroups<Key>(all: readonly Group<Key>[], minimum: number): ShownGroups<Key> {
  const largestFirst = all.filter(({ members }) => members > 0).sort((left, right) => right.members - left.members);
  const { told, together } = disclose(largestFirst, (groups) => isLargeEnough(groups.reduce(addGroups, nobody), minimum));
  return { groups: told, rest: together.length === 0 ? null : together.reduce(addGroups, nobody) };
}

/** [SM8] Whether so many people may be told of. */
export function isLargeEnough({ members, active }: Pick<GroupOutcome, 'members' | 'active'>, minimum: number): boolean {
  return members >= minimum && active >= minimum;
}

export function addGroups(one: GroupOutcome, other: GroupOutcome): GroupOutcome {
  return {
    members: one.members + other.members,
    active: one.active + other.active,
    before: one.before + other.before,
    after: one.after + other.after,
    gainers: one.gainers + other.gainers,
    losers: one.losers + other.losers,
  };
}

/** A group of one. */
export function groupOfOne({
  before,
  after,
  isActive,
}: {
  readonly before: number;
  readonly after: number;
  readonly isActive: boolean;
}): GroupOutcome {
  return {
    ...{ members: 1, active: isActive ? 1 : 0, before, after },
    ...{ gainers: after > before ? 1 : 0, losers: after < before ? 1 : 0 },
  };
}
