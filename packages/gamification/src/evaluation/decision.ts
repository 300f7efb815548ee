import type { ActivityKind } from '@fanfare/contracts';
import type { PeriodUnit } from '../periods/calendar.ts';
import type { LimitDescription } from '../rules/compile.ts';
import type { Boost, Mix } from '../rules/document.ts';

/** Why what was granted differs from the plain award, in the order in which it happened. Amounts are points, factors basis points. */
export type Reason =
  | { readonly code: 'ENGAGEMENT'; readonly engagement: number; readonly total: number; readonly askedBefore: number }
  | {
      readonly code: 'BOOST';
      readonly boost: Boost;
      readonly before: number;
      readonly after: number;
      /** For a comeback: when the person was last active. */
      readonly lastActiveAt: number | null;
    }
  /** A person took back what the rule had granted for the activity; a correction does not bring it back. */
  | { readonly code: 'TAKEN_BACK'; readonly before: number; readonly after: number }
  /** A person took something of the activity back; a correction grants no more than was left of it then ([RV9]). */
  | { readonly code: 'REMAINDER'; readonly before: number; readonly after: number }
  | {
      readonly code: 'QUOTA';
      readonly per: PeriodUnit;
      readonly quota: number;
      /** Which item of the period this is: the quota's first further one is `quota + 1`. */
      readonly item: number;
      readonly factor: number;
      readonly before: number;
      readonly after: number;
    }
  | {
      readonly code: 'MIX';
      readonly mix: Mix;
      readonly work: number;
      readonly other: number;
      readonly before: number;
      readonly after: number;
    }
  | {
      readonly code: 'LIMIT';
      readonly limit: LimitDescription;
      readonly windowStart: number;
      readonly windowEnd: number;
      /** What the window held already: points or awarded activities. */
      readonly used: number;
      readonly before: number;
      readonly after: number;
    }
  /** Its own day had frozen when it was recorded, so it counts where it was recorded. */
  | { readonly code: 'LATE'; readonly happenedAt: number; readonly recordedAt: number }
  /** It claims to happen on a day after it was recorded, so it counts where it was recorded. */
  | { readonly code: 'AHEAD'; readonly happenedAt: number; readonly recordedAt: number }
  | { readonly code: 'REVERSED'; readonly cause: ReversalCause };

/** All but TAKEN_BACK concern the activity as a whole: that one, single entries of it. */
export const reversalCauses = ['WITHDRAWN', 'DELETED', 'REJECTED', 'CORRECTED', 'RESCORED', 'TAKEN_BACK'] as const;
export type ReversalCause = (typeof reversalCauses)[number];

/** What one rule says about one fact; becomes one ledger entry, also when it grants nothing. */
export interface Decision {
  readonly type: 'ACTIVITY' | 'ENGAGEMENT';
  /** Kind of the activity, or of the post that was read. */
  readonly kind: ActivityKind;
  readonly ruleKey: string;
  readonly ruleSetVersion: number;
  /** The award with its boost; at least 1. */
  readonly requested: number;
  /** From 0 to `requested`. */
  readonly granted: number;
  readonly reasons: readonly Reason[];
  /** The instant that says in which periods it counts, in epoch milliseconds. */
  readonly countsAt: number;
}

/** A decision as the ledger holds it. */
export interface StoredDecision extends Decision {
  readonly entryId: string;
  /** Place in the order of recording of the fact, or of the correction, that it was granted for. */
  readonly origin: number;
}

/** The opposite of one ledger entry. */
export interface Reversal {
  readonly reverses: string;
  readonly type: 'ACTIVITY' | 'ENGAGEMENT';
  readonly kind: ActivityKind;
  readonly ruleKey: string;
  readonly ruleSetVersion: number;
  /** The granted amount of the entry, negated. */
  readonly granted: number;
  readonly reasons: readonly Reason[];
  readonly countsAt: number;
}
