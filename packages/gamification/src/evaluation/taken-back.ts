import type { Decision } from './decision.ts';
import type { Asked } from './limits.ts';
import { isCount, isWhole, refuse } from './stored.ts';

/** What is remembered of an activity of which a person took single entries back, so that no correction brings the points back. */
export interface TakenBack {
  /** Points that were taken back, by rule, ordered by key: what was left of the award when limits looked at it. */
  readonly rules: readonly TakenBackUse[];
  /** What a correction grants the activity at most: what stood of it when something was taken back last ([RV9]). */
  readonly activity: number;
  /** The same for its readings; what later ones are granted is added. */
  readonly engagement: number;
  /** The comeback of an entry that was taken back: whoever withdraws or corrects the activity is as silent as before ([RV6]). */
  readonly comeback: Comeback | null;
}

export interface TakenBackUse {
  readonly key: string;
  readonly points: number;
}

/** Epoch milliseconds. */
export interface Comeback {
  readonly countsAt: number;
  /** When the person was active last before. */
  readonly lastActiveAt: number;
}

/** What is remembered after a person took these decisions back; `kept` are those of the activity and its readings that stand. */
export function afterTakingBack(
  before: TakenBack | null,
  { decisions, kept }: { readonly decisions: readonly Decision[]; readonly kept: readonly Decision[] },
): TakenBack {
  const points = new Map(before?.rules.map((use) => [use.key, use.points]));
  for (const decision of decisions) points.set(decision.ruleKey, (points.get(decision.ruleKey) ?? 0) + leftOfAward(decision));
  const rules = [...points].map(([key, sum]) => ({ key, points: sum })).sort((one, other) => (one.key < other.key ? -1 : 1));
  const comebacks = decisions.map(comebackOf).filter((comeback) => comeback !== null);
  return {
    rules,
    activity: grantedTo('ACTIVITY', kept),
    engagement: grantedTo('ENGAGEMENT', kept),
    comeback: comebacks[0] ?? before?.comeback ?? null,
  };
}

/** What is remembered when a later reading was granted points, or, with negative ones, loses them. */
export function withReadingGranted(takenBack: TakenBack | null, points: number): TakenBack | null {
  return takenBack === null || points === 0 ? takenBack : { ...takenBack, engagement: takenBack.engagement + points };
}

/** The comeback that a decision tells of. */
export function comebackOf({ reasons, countsAt }: Decision): Comeback | null {
  for (const reason of reasons) {
    if (reason.code === 'BOOST' && reason.boost.type === 'COMEBACK' && reason.lastActiveAt !== null)
      return { countsAt, lastActiveAt: reason.lastActiveAt };
  }
  return null;
}

/** Leaves at most `after` points of an award and says why. */
export function leave(asked: Asked, after: number, code: 'TAKEN_BACK' | 'REMAINDER'): void {
  const before = asked.points;
  if (after >= before) return;
  asked.points = after;
  asked.reasons.push({ code, before, after });
}

function leftOfAward({ requested, reasons }: Decision): number {
  const before = reasons.find((reason) => reason.code === 'TAKEN_BACK');
  return before?.code === 'TAKEN_BACK' ? requested - before.before + before.after : requested;
}

function grantedTo(type: Decision['type'], decisions: readonly Decision[]): number {
  return decisions.reduce((sum, decision) => (decision.type === type ? sum + decision.granted : sum), 0);
}

/** As JSON: null, or the uses as key and points, the two sums, and the comeback as two instants or null. */
export function storedTakenBack(takenBack: TakenBack | null): unknown {
  if (takenBack === null) return null;
  const { rules, activity, engagement, comeback } = takenBack;
  const uses = rules.map(({ key, points }) => [key, points]);
  return [uses, activity, engagement, comeback === null ? null : [comeback.countsAt, comeback.lastActiveAt]];
}

/** Reads what `storedTakenBack` wrote; throws TypeError where it is something else. */
export function parseTakenBack(stored: unknown): TakenBack | null {
  if (stored === null) return null;
  const [uses, activity, engagement, comeback]: unknown[] = Array.isArray(stored) ? stored : [];
  if (!Array.isArray(uses) || !isCount(activity) || !isCount(engagement))
    return refuse('content state', 'points that were taken back');
  return { rules: uses.map(useFrom), activity, engagement, comeback: comebackFrom(comeback) };
}

function useFrom(use: unknown): TakenBackUse {
  const [key, points]: unknown[] = Array.isArray(use) ? use : [];
  if (typeof key === 'string' && isCount(points)) return { key, points };
  return refuse('content state', 'points that were taken back, each with a key');
}

function comebackFrom(stored: unknown): Comeback | null {
  if (stored === null) return null;
  const [countsAt, lastActiveAt]: unknown[] = Array.isArray(stored) ? stored : [];
  if (isWhole(countsAt) && isWhole(lastActiveAt)) return { countsAt, lastActiveAt };
  return refuse('content state', 'two instants of a comeback');
}
