import type {
  BadgeArtwork,
  ChallengeDocument,
  ChallengeDraft,
  ChallengeState,
  ChallengeWindow,
  Recurrence,
} from '@fanfare/gamification';

/** A challenge as it is kept. Its life is told in the engine (`challengeStates`). */
export interface ChallengeRecord {
  readonly id: string;
  readonly programmeId: string;
  readonly state: ChallengeState;
  /** Counts the changes of what it asks, from 1. */
  readonly revision: number;
  /** Checked before it was kept, with all defaults filled in. */
  readonly document: ChallengeDocument;
  readonly picture: BadgeArtwork;
  /** Whole days of the programme's zone, both included: 2026-11-02. */
  readonly opensOn: string;
  readonly closesOn: string;
  readonly recurrence: Recurrence | null;
  /** The first of those that come again. */
  readonly seriesId: string;
  readonly occurrence: number;
  /** Set from the moment at which it is scheduled. */
  readonly opensAt: Date | null;
  readonly closesAt: Date | null;
  readonly graceHours: number | null;
  /** Counts up whenever its state, its people or its progress change. */
  readonly version: number;
  readonly createdAt: Date;
  readonly createdBy: string;
  readonly changedAt: Date;
  readonly changedBy: string;
  readonly completedAt: Date | null;
  readonly cancelledAt: Date | null;
  readonly cancelReason: string | null;
}

/** What its makers say of it. */
export interface ChallengePlan {
  readonly document: ChallengeDocument;
  readonly picture: BadgeArtwork;
  readonly opensOn: string;
  readonly closesOn: string;
  readonly recurrence: Recurrence | null;
}

const hour = 3_600_000;

/** When it runs. Throws for a draft, which has no window yet: callers look at the state. */
export function windowOf({ id, opensAt, closesAt, graceHours }: ChallengeRecord): ChallengeWindow {
  if (opensAt === null || closesAt === null || graceHours === null) throw new Error(`challenge ${id} was never scheduled`);
  return { opensAt: opensAt.getTime(), closesAt: closesAt.getTime(), graceMilliseconds: graceHours * hour };
}

/** A picture for a challenge that was given none: the same for the same kind of goal. */
export function usualPicture(document: ChallengeDraft): BadgeArtwork {
  const motifs = {
    FACTS: 'STEPS',
    POINTS: 'SPARK',
    DISTINCT_PEOPLE: 'SPEECH',
    DISTINCT_WEEKS: 'LEAF',
    STORIES: 'HANDSHAKE',
    ENGAGEMENT: 'MEGAPHONE',
  } as const;
  const hues = { EACH_PERSON: 205, EACH_TANDEM: 285, EACH_DEPARTMENT: 150, EVERYBODY: 25 } as const;
  return { shape: 'ROSETTE', motif: motifs[document.goal.measure], hue: hues[document.scope], rings: 1 };
}
