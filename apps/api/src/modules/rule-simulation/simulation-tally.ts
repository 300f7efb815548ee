import type { Segment } from '@fanfare/contracts';
import {
  addGroups,
  concentrationOf,
  type GroupOutcome,
  groupOfOne,
  histogramOf,
  type MemberOutcome,
  type PointsOnBothSides,
  type RuleShare,
} from '@fanfare/gamification';
import type { SimulatedSide, SimulationResult } from './simulation-task.ts';

/** Takes everybody's outcome in, one after the other, and sums up. Keeps two numbers a person. */
export class SimulationTally {
  readonly #people: { readonly before: number; readonly after: number }[] = [];
  readonly #departments = new Map<string | null, GroupOutcome>();
  readonly #segments = new Map<Segment, GroupOutcome>();
  readonly #rules = new Map<string, Omit<RuleShare, 'key'>>();
  #everybody: GroupOutcome | null = null;
  #facts = 0;

  /** Takes in somebody who is counted, whether they did anything in the window or not. */
  add(outcome: MemberOutcome, of: { readonly departmentId: string | null; readonly segment: Segment }): void {
    const { before, after, facts, byRule } = outcome;
    const one = groupOfOne({ before, after, isActive: isActive(outcome) });
    this.#facts += facts;
    this.#people.push({ before, after });
    this.#everybody = this.#everybody === null ? one : addGroups(this.#everybody, one);
    addTo(this.#departments, of.departmentId, one);
    addTo(this.#segments, of.segment, one);
    for (const [key, points] of byRule) this.#rules.set(key, withOneMore(this.#rules.get(key) ?? unused, points));
  }

  result(): SimulationResult {
    const people = this.#people;
    return {
      facts: this.#facts,
      everybody: this.#everybody ?? nobody,
      before: sideOf(people.map(({ before }) => before)),
      after: sideOf(people.map(({ after }) => after)),
      histogram: histogramOf(people),
      byRule: keyed(this.#rules),
      byDepartment: keyed(this.#departments),
      bySegment: keyed(this.#segments),
    };
  }
}

const nobody: GroupOutcome = { members: 0, active: 0, before: 0, after: 0, gainers: 0, losers: 0 };
const unused: Omit<RuleShare, 'key'> = { before: 0, after: 0, peopleBefore: 0, peopleAfter: 0 };

/** Whether somebody did something in the window, or something was taken back in it. */
export function isActive({ facts, before, after }: MemberOutcome): boolean {
  return facts > 0 || before !== 0 || after !== 0;
}

function withOneMore(sum: Omit<RuleShare, 'key'>, { before, after }: PointsOnBothSides): Omit<RuleShare, 'key'> {
  return {
    before: sum.before + before,
    after: sum.after + after,
    peopleBefore: sum.peopleBefore + (before === 0 ? 0 : 1),
    peopleAfter: sum.peopleAfter + (after === 0 ? 0 : 1),
  };
}

function addTo<Key>(groups: Map<Key, GroupOutcome>, key: Key, one: GroupOutcome): void {
  const known = groups.get(key);
  groups.set(key, known === undefined ? one : addGroups(known, one));
}

/** Ordered by key: equal simulations have equal results. */
function keyed<Key extends string | null, Value>(groups: ReadonlyMap<Key, Value>): readonly (Value & { readonly key: Key })[] {
  const ordered = [...groups].sort(([one], [other]) => ((one ?? '') < (other ?? '') ? -1 : 1));
  return ordered.map(([key, group]) => ({ ...group, key }));
}

function sideOf(points: readonly number[]): SimulatedSide {
  const { median, gini, shareOfTop1Percent, shareOfTop10Percent } = concentrationOf(points);
  return {
    median,
    gini: gini / 10_000,
    shareOfTop1Percent: shareOfTop1Percent / 10_000,
    shareOfTop10Percent: shareOfTop10Percent / 10_000,
  };
}
