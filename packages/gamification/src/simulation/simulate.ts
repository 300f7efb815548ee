import type { Calendar } from '../periods/calendar.ts';
import { type HistoryEvent, instantOf, MemberReplay } from './replay.ts';
import type { RuleVersion } from './timeline.ts';

/** What is compared: two timelines that agree on everything that happened before `from`. */
export interface Simulation {
  readonly calendar: Calendar;
  readonly before: readonly RuleVersion[];
  readonly after: readonly RuleVersion[];
  /** Points that count in this window are compared; half-open, epoch milliseconds. */
  readonly from: number;
  readonly to: number;
}

/** The same person under both timelines. */
export interface MemberOutcome {
  /** Activities and readings that happened in the window. */
  readonly facts: number;
  /** Points that count in the window, less those taken back in it. */
  readonly before: number;
  readonly after: number;
  /** Points by the key of the rule that granted them, where there are any. */
  readonly byRule: ReadonlyMap<string, PointsOnBothSides>;
}

export interface PointsOnBothSides {
  readonly before: number;
  readonly after: number;
}

/**
 * Plays the whole history of one person, in the order of recording. Before the window there is one history; with the first event that the
 * later timeline may judge otherwise it forks, so that both sides start from the same memory ([SM2]).
 */
export function simulateMember(simulation: Simulation, events: Iterable<HistoryEvent>): MemberOutcome {
  const { calendar, from, to } = simulation;
  const before = new MemberReplay({ calendarAt: () => calendar, timeline: simulation.before });
  let after: MemberReplay | null = null;
  const sums = new Map<string, { before: number; after: number }>();
  const total = { before: 0, after: 0 };
  let facts = 0;
  const count = (side: 'before' | 'after', { ruleKey, granted, countsAt }: Counted) => {
    if (granted === 0 || countsAt < from || countsAt >= to) return;
    total[side] += granted;
    const sum = sums.get(ruleKey) ?? { before: 0, after: 0 };
    sum[side] += granted;
    sums.set(ruleKey, sum);
  };
  for (const event of events) {
    const instant = instantOf(event);
    if (after === null && instant >= from) after = before.fork(simulation.after);
    const present = before.apply(event);
    const other = after === null ? present : after.apply(event);
    for (const decision of present) count('before', decision);
    for (const decision of other) count('after', decision);
    if (event.type === 'FACT' && happenedIn(event, simulation)) facts += 1;
  }
  return { facts, ...total, byRule: sums };
}

interface Counted {
  readonly ruleKey: string;
  readonly granted: number;
  readonly countsAt: number;
}

function happenedIn({ fact }: Extract<HistoryEvent, { type: 'FACT' }>, { from, to }: Simulation): boolean {
  const at = fact.type === 'ENGAGEMENT' ? fact.readAt : fact.occurredAt;
  return at >= from && at < to;
}
