import type { AwardableRecord } from '../badges/index.ts';
import type { Happening } from '../happenings/index.ts';
import type { AwardChanges } from './awards.ts';

interface Told {
  readonly changes: AwardChanges;
  /** The ids of what was awarded, in the order of the changes. */
  readonly awardedIds: readonly string[];
  readonly now: Date;
}

/** What people are told: each badge, of several levels at once the highest, and what they hold no longer. */
export function happeningsOf(awardable: AwardableRecord, { changes, awardedIds, now }: Told): readonly Happening[] {
  const { id: badgeId, programmeId } = awardable;
  const about = { programmeId, subject: { type: 'BADGE', id: badgeId }, happenedAt: now } as const;
  const highest = new Map<string, number>();
  for (const { ambassadorId, level } of changes.awarded) {
    highest.set(ambassadorId, Math.max(level, highest.get(ambassadorId) ?? 0));
  }
  const awarded = changes.awarded.flatMap(({ ambassadorId, level }, index): Happening[] => {
    if (level !== highest.get(ambassadorId)) return [];
    const kind = awardable.kind === 'BADGE' ? 'BADGE_AWARDED' : 'LEVEL_REACHED';
    const key = keyOf(awardedIds[index] ?? badgeId, now);
    return [{ ...about, kind, key, audience: [ambassadorId], details: { title: titleOf(awardable, level) } }];
  });
  const revoked = changes.revoked.map(
    ({ id, ambassadorId, level }): Happening => ({
      ...{ ...about, kind: 'BADGE_REVOKED', key: keyOf(id, now), audience: [ambassadorId] },
      details: { title: titleOf(awardable, level) },
    }),
  );
  return [...awarded, ...revoked];
}

/** The same award may be lost and won again. */
function keyOf(awardId: string, now: Date): string {
  return `${awardId}:${now.getTime()}`;
}

function titleOf(awardable: AwardableRecord, level: number) {
  const named = awardable.kind === 'BADGE' ? awardable.document : awardable.document.levels[level];
  return { GERMAN: named?.name.german ?? '', ENGLISH: named?.name.english ?? '' };
}
