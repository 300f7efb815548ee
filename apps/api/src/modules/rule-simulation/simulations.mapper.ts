import { type GroupOutcome, isLargeEnough, peopleAtTheTop, shownBins, shownGroups, shownRules } from '@fanfare/gamification';
import type { SimulatedGroup, SimulatedSide, SimulationOutcome } from './simulation-outcome.types.ts';
import type { SimulationResult, SimulatedSide as StoredSide } from './simulation-task.ts';
import type { SimulatedMemberRow, SimulationRow } from './simulations.repository.ts';
import type { RuleSimulation, SimulatedAmbassador } from './simulations.types.ts';

export function toSimulation(row: SimulationRow, minimumGroupSize: number): RuleSimulation {
  const { id, programmeId, status, ruleSetId, ruleSetRevision, againstId, from, to, factsDone, startedAt, finishedAt } = row;
  return {
    ...{ id, programmeId, status, ruleSetId, ruleSetRevision, againstId, from, to, factsDone, startedAt, finishedAt },
    progress: row.membersExpected === 0 ? (status === 'COMPLETED' ? 1 : 0) : row.membersDone / row.membersExpected,
    outcome: row.result === null ? null : toOutcome(row.result, minimumGroupSize),
  };
}

export function toSimulatedAmbassador(row: SimulatedMemberRow, programmeId: string): SimulatedAmbassador {
  const { ambassadorId: simulatedAmbassadorId, facts, before, after, difference } = row;
  return { programmeId, simulatedAmbassadorId, facts, before, after, difference };
}

/** What tells of fewer people than the minimum is left out, and what would tell it by subtraction: [SM8] of the engine. */
function toOutcome(result: SimulationResult, minimum: number): SimulationOutcome {
  const { everybody } = result;
  if (!isLargeEnough(everybody, minimum)) return untold;
  const departments = shownGroups<string | null>(result.byDepartment, minimum);
  const segments = shownGroups(result.bySegment, minimum);
  const rules = shownRules(result.byRule, minimum);
  const side = (name: 'before' | 'after') =>
    toSide(result[name], { granted: everybody[name], people: everybody.members, minimum });
  return {
    facts: result.facts,
    everybody: toGroup(everybody),
    before: side('before'),
    after: side('after'),
    histogram: shownBins(result.histogram, minimum),
    byRule: rules.rules.map(({ key, before, after }) => ({ key, before, after })),
    otherRules: rules.rest === null ? null : { key: null, ...rules.rest },
    byDepartment: departments.groups.map((group) => ({ shownDepartmentId: group.key, group: toGroup(group) })),
    otherDepartments: departments.rest === null ? null : toGroup(departments.rest),
    bySegment: segments.groups.map((group) => ({ segment: group.key, group: toGroup(group) })),
    otherSegments: segments.rest === null ? null : toGroup(segments.rest),
  };
}

const untold: SimulationOutcome = {
  ...{ facts: null, everybody: null, before: null, after: null, histogram: [], byRule: [], otherRules: null },
  ...{ byDepartment: [], otherDepartments: null, bySegment: [], otherSegments: null },
};

/** How many of them did something is not told: with another window, it would tell who did something meanwhile. */
function toGroup({ members, before, after, gainers, losers }: GroupOutcome): SimulatedGroup {
  return { members, before, after, gainers, losers };
}

function toSide(
  { median, gini, shareOfTop1Percent, shareOfTop10Percent }: StoredSide,
  of: { readonly granted: number; readonly people: number; readonly minimum: number },
): SimulatedSide {
  const shareOf = (percent: number, share: number) => (peopleAtTheTop(of.people, percent) >= of.minimum ? share : null);
  return {
    ...{ granted: of.granted, median, gini },
    shareOfTop1Percent: shareOf(1, shareOfTop1Percent),
    shareOfTop10Percent: shareOf(10, shareOfTop10Percent),
  };
}
