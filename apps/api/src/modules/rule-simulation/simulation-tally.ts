import type { Segment } from '@fanfare/contracts';
import {
  addGroups,
  concentrationOf,
  type GroupOutcome,
  groupOfOne,
  histogramOf,
  type MemberOutcome,
} from '@fanfare/gamification';
import type { SimulatedSide, SimulationResult } from './simulation-task.ts';

/** Takes everybody's outcome in, one after the other, and sums up. Keeps two numbers a person. */
export class SimulationTally {
  readonly #people: { readonly before: number; readonly after: number }[] = [];
  readonly #departments = new Map<string | null, GroupOutcome>();
  readonly #segments = new Map<Segment, GroupOutcome>();
  readonly #rules = new Map<string, { before: number; after: number }>();
  #facts = 0;

  add(outcome: MemberOutcome, of: { readonly departmentId: string | null; readonly segment: Segment }): void {
    const { before, after, facts, byRule } = outcome;
    const one = groupOfOne({ before, after });
    this.#facts += facts;
    this.#people.push({ before, after });
    addTo(this.#departments, of.departmentId, one);
    addTo(this.#segments, of.segment, one);
    for (const [key, points] of byRule) {
      const sum = this.#rules.get(key) ?? { before: 0, after: 0 };
      this.#rules.set(key, { before: sum.before + points.before, after: sum.after + points.after });
    }
  }

  result(): SimulationResult {
    const people = this.#people;
    return {
      facts: this.#facts,
      members: people.length,
      gainers: people.filter(({ before, after }) => after > before).length,
      losers: people.filter(({ before, after }) => after < before).length,
      before: sideOf(people.map(({ before }) => before)),
      after: sideOf(people.map(({ after }) => after)),
      histogram: histogramOf(people),
      byRule: keyed(this.#rules),
      byDepartment: keyed(this.#departments),
      bySegment: keyed(this.#segments),
    };
  }
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
    granted: points.reduce((sum, amount) => sum + amount, 0),
    median,
    gini: gini / 10_000,
    shareOfTop1Percent: shareOfTop1Percent / 10_000,
    shareOfTop10Percent: shareOfTop10Percent / 10_000,
  };
}
