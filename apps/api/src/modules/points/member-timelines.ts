import { firstOpenInstant, type RuleVersion, withTakeover } from '@fanfare/gamification';
import type { EntityManager } from 'typeorm';
import { readCalendarHistory } from '../programmes/index.ts';
import { type BookingSettings, ruleSetOfVersion } from './booking-settings.ts';

interface StepRow {
  readonly ambassadorId: string;
  readonly sequence: number;
  readonly version: number;
  readonly from: number;
  readonly until: number;
  readonly recordedAt: number;
}

/** By which rules each person is judged. */
export type MemberTimelines = (ambassadorId: string) => readonly RuleVersion[];

const milliseconds = (column: string, name: string) => `round(extract(epoch FROM ${column}) * 1000)::float8 AS "${name}"`;

/** The versions in force, and for who was rescored the versions that were applied instead. Asks the database only where somebody was. */
export async function readMemberTimelines(
  manager: Pick<EntityManager, 'query'>,
  { settings, ambassadorIds }: { readonly settings: BookingSettings; readonly ambassadorIds: readonly string[] },
): Promise<MemberTimelines> {
  const { ruleSets, programme } = settings;
  if (!settings.hasRescorings) return () => ruleSets;
  const steps: readonly StepRow[] = await manager.query(
    `SELECT ambassador_id AS "ambassadorId", sequence::float8 AS sequence, rule_set_version AS version,
            ${milliseconds('reaches_from', 'from')}, ${milliseconds('reaches_until', 'until')}, ${milliseconds('recorded_at', 'recordedAt')}
       FROM rescoring_step WHERE ambassador_id = ANY ($1::uuid[]) ORDER BY sequence`,
    [ambassadorIds],
  );
  if (steps.length === 0) return () => ruleSets;
  const calendarAt = await readCalendarHistory(manager, programme.programmeId);
  const timelines = new Map<string, readonly RuleVersion[]>();
  for (const { ambassadorId, sequence, version, until, recordedAt, from: asked } of steps) {
    const from = Math.max(asked, firstOpenInstant(calendarAt(sequence), recordedAt));
    const timeline = timelines.get(ambassadorId) ?? ruleSets;
    const takeover = { compiled: ruleSetOfVersion(version, ruleSets), from, until };
    timelines.set(ambassadorId, from < until ? withTakeover(timeline, takeover) : timeline);
  }
  return (ambassadorId) => timelines.get(ambassadorId) ?? ruleSets;
}
