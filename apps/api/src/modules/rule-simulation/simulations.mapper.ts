import { type Group, shownGroups } from '@fanfare/gamification';
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

function toOutcome(result: SimulationResult, minimum: number): SimulationOutcome {
  const isLargeEnough = result.members >= minimum;
  const { members, gainers, losers, before, after } = result;
  const departments = shownGroups<string | null>(result.byDepartment, minimum);
  const segments = shownGroups(result.bySegment, minimum);
  return {
    facts: result.facts,
    everybody: isLargeEnough ? { members, gainers, losers, before: before.granted, after: after.granted } : null,
    before: toSide(before, isLargeEnough),
    after: toSide(after, isLargeEnough),
    histogram: isLargeEnough ? result.histogram : [],
    byRule: result.byRule,
    byDepartment: departments.groups.map((group) => ({ shownDepartmentId: group.key, group: toGroup(group) })),
    otherDepartments: departments.rest,
    bySegment: segments.groups.map((group) => ({ segment: group.key, group: toGroup(group) })),
    otherSegments: segments.rest,
  };
}

function toGroup({ members, before, after, gainers, losers }: Group<unknown>): SimulatedGroup {
  return { members, before, after, gainers, losers };
}

function toSide(side: StoredSide, isLargeEnough: boolean): SimulatedSide {
  if (isLargeEnough) return side;
  return { granted: side.granted, median: null, gini: null, shareOfTop1Percent: null, shareOfTop10Percent: null };
}
