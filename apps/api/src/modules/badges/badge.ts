import type { BadgeDocument, LadderDocument } from '@fanfare/gamification';

/**
 * DRAFT -- published --> PUBLISHED -- retired --> RETIRED. A draft may be changed and discarded; once published what it asks never changes,
 * because awards and credentials refer to it. What is retired is earned by nobody any more; whoever has it keeps it.
 */
export const badgeStates = ['DRAFT', 'PUBLISHED', 'RETIRED'] as const;
export type BadgeState = (typeof badgeStates)[number];

interface Kept {
  readonly id: string;
  readonly programmeId: string;
  readonly state: BadgeState;
  /** Counts the changes of what it asks, from 1. */
  readonly revision: number;
  readonly createdAt: Date;
  readonly createdBy: string;
  readonly changedAt: Date;
  readonly changedBy: string;
  readonly publishedAt: Date | null;
  readonly retiredAt: Date | null;
}

/** A badge as it is kept: checked before, with all defaults filled in. */
export interface BadgeRecord extends Kept {
  readonly kind: 'BADGE';
  readonly document: BadgeDocument;
}

/** A ladder of levels as it is kept. */
export interface LadderRecord extends Kept {
  readonly kind: 'LADDER';
  readonly document: LadderDocument;
}

/** What people can be awarded. */
export type AwardableRecord = BadgeRecord | LadderRecord;
export type AwardableKind = AwardableRecord['kind'];
