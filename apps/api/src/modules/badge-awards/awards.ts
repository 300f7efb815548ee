import {
  type Calendar,
  type CountedFact,
  type DeclaredPause,
  type EarnedBadge,
  earnedBadges,
  levelCriteria,
} from '@fanfare/gamification';
import type { AwardableRecord } from '../badges/index.ts';

/** What somebody has earned, as the facts tell it. */
export interface Earned extends EarnedBadge {
  /** Of a ladder the level, 0 for the lowest; 0 for a badge. */
  readonly level: number;
}

/** What is known of somebody that decides about awards. */
export interface Deeds {
  readonly facts: readonly CountedFact[];
  readonly pauses: readonly DeclaredPause[];
}

/**
 * What somebody has earned of a badge or a ladder, from facts alone: [BD2] to [BD5], [LV2]. After it was retired nobody earns it, so what
 * was earned by a later recording is left out.
 */
export function earnedOf(awardable: AwardableRecord, { facts, pauses }: Deeds, calendar: Calendar): readonly Earned[] {
  const criteria = awardable.kind === 'BADGE' ? [awardable.document.criterion] : levelCriteria(awardable.document);
  const end = awardable.retiredAt?.getTime() ?? Number.POSITIVE_INFINITY;
  return criteria.flatMap((criterion, level) =>
    earnedBadges({ criterion, calendar, facts, pauses })
      .filter(({ earnedAt }) => earnedAt < end)
      .map((earned) => ({ ...earned, level })),
  );
}

/** An award as it is kept. */
export interface AwardRecord {
  readonly id: string;
  readonly programmeId: string;
  readonly badgeId: string;
  readonly ambassadorId: string;
  readonly level: number;
  readonly seasonStart: Date | null;
  /** The activity with which the criterion first held. */
  readonly activityId: string;
  readonly earnedAt: Date;
  readonly awardedAt: Date;
  readonly revokedAt: Date | null;
}

/** What has to be written so that the awards of a badge are what the facts tell. */
export interface AwardChanges {
  readonly awarded: readonly (Earned & { readonly ambassadorId: string; readonly award: AwardRecord | null })[];
  /** Still earned, by another fact than before. */
  readonly revised: readonly (Earned & { readonly award: AwardRecord })[];
  readonly revoked: readonly AwardRecord[];
}

/** Compares what was earned with the awards that are kept, which are those of the same people and badge. */
export function changesOf(earned: ReadonlyMap<string, readonly Earned[]>, kept: readonly AwardRecord[]): AwardChanges {
  const awards = new Map(kept.map((award) => [keyOf(award), award]));
  const awarded: AwardChanges['awarded'][number][] = [];
  const revised: AwardChanges['revised'][number][] = [];
  const standing = new Set<string>();
  for (const [ambassadorId, theirs] of earned) {
    for (const one of theirs) {
      const seasonStart = one.seasonStart === null ? null : new Date(one.seasonStart);
      const key = keyOf({ ambassadorId, level: one.level, seasonStart });
      const award = awards.get(key) ?? null;
      standing.add(key);
      if (award === null || award.revokedAt !== null) awarded.push({ ...one, ambassadorId, award });
      else if (award.activityId !== one.factId || award.earnedAt.getTime() !== one.earnedAt) revised.push({ ...one, award });
    }
  }
  const revoked = kept.filter((award) => award.revokedAt === null && !standing.has(keyOf(award)));
  return { awarded, revised, revoked };
}

function keyOf({ ambassadorId, level, seasonStart }: Pick<AwardRecord, 'ambassadorId' | 'level' | 'seasonStart'>): string {
  return `${ambassadorId} ${level} ${seasonStart?.getTime() ?? ''}`;
}
