import { createHash } from 'node:crypto';
import type { Segment } from '@fanfare/contracts';
import {
  type Calendar,
  compileRuleSet,
  createCalendar,
  type GroupOutcome,
  type HistogramBin,
  type RuleShare,
  type RuleVersion,
  type Simulation,
  withTakeover,
} from '@fanfare/gamification';

/** A version of the rules as plain data. */
export interface StoredVersion {
  readonly version: number;
  readonly effectiveFrom: number;
  readonly document: unknown;
}

/** Everything that the thread of a simulation needs to know; plain data, because it goes from one thread to the other. */
export interface SimulationTask {
  readonly databaseUrl: string;
  readonly programmeId: string;
  readonly factSequence: number;
  /** Epoch milliseconds; points that count from then on and before `to` are compared. */
  readonly from: number;
  readonly to: number;
  readonly calendar: CalendarData;
  readonly versions: readonly StoredVersion[];
  /** What is tried. */
  readonly tried: Pick<StoredVersion, 'version' | 'document'>;
  /** What it is compared with from `from` on; null: what was in force at each time. */
  readonly against: Pick<StoredVersion, 'version' | 'document'> | null;
}

export interface CalendarData {
  readonly timeZone: string;
  readonly graceMilliseconds: number;
  readonly seasons: readonly { readonly key: string; readonly start: number; readonly end: number }[];
}

/** What the thread tells. After a batch it waits to be told to go on, so that it is never far ahead of what is written. */
export type SimulationMessage =
  | { readonly type: 'BATCH'; readonly members: readonly MemberRow[]; readonly looked: number; readonly facts: number }
  | { readonly type: 'RESULT'; readonly result: SimulationResult };

/** Somebody who did something in the window. */
export interface MemberRow {
  readonly ambassadorId: string;
  readonly facts: number;
  readonly before: number;
  readonly after: number;
}

/** How points are spread on one side of the comparison; shares from 0 to 1. */
export interface SimulatedSide {
  readonly median: number;
  readonly gini: number;
  readonly shareOfTop1Percent: number;
  readonly shareOfTop10Percent: number;
}

/** What came out, as it is stored; what tells of too few people is left out when it is shown. */
export interface SimulationResult {
  readonly facts: number;
  /** Everybody who is counted. */
  readonly everybody: GroupOutcome;
  readonly before: SimulatedSide;
  readonly after: SimulatedSide;
  readonly histogram: readonly HistogramBin[];
  readonly byRule: readonly RuleShare[];
  readonly byDepartment: readonly (GroupOutcome & { readonly key: string | null })[];
  readonly bySegment: readonly (GroupOutcome & { readonly key: Segment })[];
}

/** The comparison that the engine makes, from plain data. Throws where a version does not compile: callers have checked. */
export function simulationOf(task: SimulationTask): Simulation {
  const { from, to } = task;
  const calendar = calendarOf(task.calendar);
  const timeline = task.versions.map(versionOf);
  const takeover = ({ version, document }: Pick<StoredVersion, 'version' | 'document'>) =>
    withTakeover(timeline, { compiled: versionOf({ version, document, effectiveFrom: from }).compiled, from, until: null });
  return { calendar, from, to, before: task.against === null ? timeline : takeover(task.against), after: takeover(task.tried) };
}

function calendarOf({ timeZone, graceMilliseconds, seasons }: CalendarData): Calendar {
  return createCalendar({ timeZone, graceMilliseconds, seasons });
}

function versionOf({ version, effectiveFrom, document }: StoredVersion): RuleVersion {
  const compiled = compileRuleSet(document, version);
  if (!compiled.ok) throw new Error(`version ${version} of the rules does not compile`);
  return { version, effectiveFrom, compiled: compiled.ruleSet };
}

/** A number from 0 to 2^32 - 1 that follows from an id alone: who is in a sample does not depend on the order of reading. */
export function drawOf(id: string): number {
  return createHash('sha256').update(id).digest().readUInt32BE();
}
