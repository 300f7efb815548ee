import type { DayRange, PostingHistory, SegmentOptions } from './types.ts';

/** A history reduced to what the models need. */
export interface Observation {
  readonly id: string;
  /** Posts in the window, each day capped. */
  readonly posts: number;
  /** Days in the window after joining that were not paused. */
  readonly exposureDays: number;
  /** Unpaused days with a post, since joining. */
  readonly activeDays: number;
  /** Unpaused days from joining to the last active day, and to today. */
  readonly lastActiveAt: number;
  readonly lifetimeDays: number;
}

/** Sorted, disjoint ranges that cover the same days. */
function mergeRanges(ranges: readonly DayRange[]): DayRange[] {
  const merged: { from: number; to: number }[] = [];
  for (const { from, to } of [...ranges].sort((a, b) => a.from - b.from)) {
    const last = merged[merged.length - 1];
    if (to <= from) continue;
    if (last !== undefined && from <= last.to) last.to = Math.max(last.to, to);
    else merged.push({ from, to });
  }
  return merged;
}

function unpausedDays(from: number, to: number, pauses: readonly DayRange[]): number {
  if (to <= from) return 0;
  const paused = pauses.reduce((sum, pause) => sum + Math.max(0, Math.min(to, pause.to) - Math.max(from, pause.from)), 0);
  return to - from - paused;
}

/** Counts posts and days of one person; a pause removes its days and the posts of those days. */
export function observe(history: PostingHistory, options: SegmentOptions): Observation {
  const pauses = mergeRanges(history.pauses);
  const isPaused = (day: number): boolean => pauses.some((pause) => pause.from <= day && day < pause.to);
  const windowStart = Math.max(history.joinedOn, options.today - options.windowDays);
  const counted = history.postsByDay.filter(
    ({ day, posts }) => posts > 0 && day >= history.joinedOn && day < options.today && !isPaused(day),
  );
  const last = counted[counted.length - 1];
  return {
    id: history.id,
    posts: counted.reduce((sum, { day, posts }) => sum + (day >= windowStart ? Math.min(posts, options.dailyCap) : 0), 0),
    exposureDays: unpausedDays(windowStart, options.today, pauses),
    activeDays: counted.length,
    lastActiveAt: last === undefined ? 0 : unpausedDays(history.joinedOn, last.day + 1, pauses),
    lifetimeDays: unpausedDays(history.joinedOn, options.today, pauses),
  };
}
