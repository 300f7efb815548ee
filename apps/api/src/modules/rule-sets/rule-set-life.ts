/**
 * The life of a version of the rules.
 *
 * DRAFT: it is being written and decides nothing; it may hold mistakes. It can be edited, discarded and, without mistakes, scheduled.
 * SCHEDULED: it comes into force at a time that is set. It can no longer be edited; until that time it can become a draft again.
 * IN_FORCE: that time has come, and no later version has followed. It decides about what happens now and never changes.
 * SUPERSEDED: a later version has come into force. It still decides about what happened in its time and never changes.
 * DISCARDED: it was given up before it ever came into force; it stays readable and never changes.
 *
 * DRAFT, SCHEDULED and DISCARDED are stored and follow from what people do; IN_FORCE and SUPERSEDED follow from the time. The database
 * refuses the same changes by a trigger.
 */

/** Where a version is in its life. */
export type RuleSetStatus = 'DRAFT' | 'SCHEDULED' | 'IN_FORCE' | 'SUPERSEDED' | 'DISCARDED';
export type StoredRuleSetStatus = Extract<RuleSetStatus, 'DRAFT' | 'SCHEDULED' | 'DISCARDED'>;

/** What people do with a version. */
export const ruleSetActions = ['EDIT', 'DISCARD', 'SCHEDULE', 'UNSCHEDULE'] as const;
export type RuleSetAction = (typeof ruleSetActions)[number];

const nextStatus: Readonly<Record<RuleSetStatus, Partial<Record<RuleSetAction, StoredRuleSetStatus>>>> = {
  DRAFT: { EDIT: 'DRAFT', DISCARD: 'DISCARDED', SCHEDULE: 'SCHEDULED' },
  SCHEDULED: { UNSCHEDULE: 'DRAFT' },
  IN_FORCE: {},
  SUPERSEDED: {},
  DISCARDED: {},
};

/** What a version becomes; null where the action is refused. */
export function statusAfter(status: RuleSetStatus, action: RuleSetAction): StoredRuleSetStatus | null {
  return nextStatus[status][action] ?? null;
}

/** A version as far as its status depends on it. */
export interface Lived {
  readonly version: number;
  readonly status: StoredRuleSetStatus;
  readonly effectiveFrom: Date | null;
}

/** Where a version is at a time, among all versions of its programme. */
export function statusAt(version: Lived, all: readonly Lived[], now: Date): RuleSetStatus {
  if (version.status !== 'SCHEDULED' || version.effectiveFrom === null || version.effectiveFrom > now) return version.status;
  const next = supersededAt(version, all);
  return next === null || next > now ? 'IN_FORCE' : 'SUPERSEDED';
}

/** When the version that follows a scheduled one comes into force; null without one. No two do so at the same instant. */
export function supersededAt(version: Lived, all: readonly Lived[]): Date | null {
  const { effectiveFrom } = version;
  if (effectiveFrom === null) return null;
  const later = all.flatMap((other) =>
    other.effectiveFrom !== null && other.effectiveFrom > effectiveFrom ? [other.effectiveFrom] : [],
  );
  return later.length === 0 ? null : new Date(Math.min(...later.map((instant) => instant.getTime())));
}

/** A version comes into force at once or at least so long from now: time for a second look, and to take it back. */
export const leastLeadMinutes = 15;

/** Whether a time is neither at once (or before) nor far enough ahead. */
export function isTooSoon(effectiveFrom: Date, now: Date): boolean {
  const lead = effectiveFrom.getTime() - now.getTime();
  return lead > 0 && lead < leastLeadMinutes * 60_000;
}
