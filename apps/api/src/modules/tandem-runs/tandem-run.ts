import type { NextBest, ObjectiveValues, QualityMeasures, TandemProfile, UnmatchedReason } from '@fanfare/tandem-matching';
import type { LocalisedText } from '../../platform/localised-text.ts';
import type { AffinityFactorRecord } from '../tandems/index.ts';
import type { RunSettings } from './run-settings.ts';

/**
 * One search for tandems, as a state machine:
 *
 *     (drafted) --> DRAFT -- start --> RUNNING -- done, certificate verified --> COMPLETED -- release --> RELEASED
 *     RUNNING -- cancel --> CANCELLED;  -- cannot be solved, or the certificate is wrong --> FAILED;  -- its node died --> INTERRUPTED
 *     CANCELLED, FAILED, INTERRUPTED -- start --> RUNNING
 *     DRAFT, COMPLETED, CANCELLED, FAILED, INTERRUPTED -- discard --> DISCARDED
 *
 * A lock or a swap on a completed run makes another run that is based on it: what it costs whom is the comparison of the two.
 */
export type TandemRunStatus =
  | 'DRAFT'
  | 'RUNNING'
  | 'COMPLETED'
  | 'RELEASED'
  | 'DISCARDED'
  | 'CANCELLED'
  | 'FAILED'
  | 'INTERRUPTED';

export type RunStep = 'READING' | 'WAITING' | 'COMPARING' | 'MATCHING' | 'CHECKING' | 'EXPLAINING';

export interface LockRecord {
  readonly hesitantId: string;
  readonly frequentId: string;
}

export interface TandemRunRecord {
  readonly id: string;
  readonly programmeId: string;
  readonly name: string;
  readonly status: TandemRunStatus;
  readonly settings: RunSettings;
  readonly basedOn: string | null;
  /** Counts the starts; what an earlier one still tells is not heard. */
  readonly attempt: number;
  /** When the people were read whom it looks at; null before it has read them. */
  readonly peopleReadAt: Date | null;
  readonly step: RunStep | null;
  readonly progress: number;
  readonly seekers: number | null;
  readonly places: number | null;
  readonly quality: RunQuality | null;
  readonly objectiveValues: ObjectiveValues | null;
  readonly certificateVerified: boolean | null;
  readonly violations: readonly string[] | null;
  readonly failure: LocalisedText | null;
  readonly skipped: number | null;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly heartbeatAt: Date | null;
  readonly finishedAt: Date | null;
  readonly releasedAt: Date | null;
  /** When everything about single people was deleted. */
  readonly forgottenAt: Date | null;
}

/** The measures of the matching; thirds are counted beside them. */
export interface RunQuality extends QualityMeasures {
  readonly thirds: number;
}

/** Everybody who is looked at, as they were when the run read them; kept with it, so that runs based on it compare like with like. */
export interface Participants {
  readonly seekers: readonly SeekerEntry[];
  readonly partners: readonly PartnerEntry[];
}

export interface SeekerEntry {
  readonly profile: TandemProfile;
  readonly waitedRounds: number;
  readonly runningPartnerId?: string | undefined;
}

export interface PartnerEntry {
  readonly profile: TandemProfile;
  readonly capacity: number;
  readonly acceptsThird: boolean;
}

/** Why a proposal of a released run was not made. */
export type SkipReason = 'PERSON_GONE' | 'MATCHED_ELSEWHERE' | 'NO_PLACE' | 'MET_SINCE' | 'NO_LONGER_POSSIBLE';

export interface ThirdRecord {
  readonly ambassadorId: string;
  /** How well the third fits who accompanies, and why. */
  readonly affinity: number;
  readonly factors: readonly AffinityFactorRecord[];
  readonly next: NextBest | null;
  readonly timesMet: number;
}

export interface ProposalRecord {
  readonly hesitantId: string;
  readonly frequentId: string;
  readonly third: ThirdRecord | null;
  /** Earlier tandems of the two, when their people were read. */
  readonly timesMet: number;
  readonly affinity: number;
  readonly factors: readonly AffinityFactorRecord[];
  /** The best other possibility of who is accompanied, and of who accompanies. */
  readonly nextFrequent: NextBest | null;
  readonly nextHesitant: NextBest | null;
  readonly isLocked: boolean;
  readonly isRunning: boolean;
}

export interface UnmatchedRecord {
  readonly ambassadorId: string;
  readonly waitedRounds: number;
  readonly reason: {
    readonly code: UnmatchedReason['code'];
    readonly text: LocalisedText;
    /** So many people share so many partners, who have so many places. */
    readonly shared: { readonly seekers: number; readonly partners: number; readonly places: number } | null;
  };
}

/** A run whose node has not been heard of for so long has lost it. */
export const lostAfterMilliseconds = 60_000;

/** A run whose node died says so, although nobody was left to write it down. */
export function presented(run: TandemRunRecord, now: Date): TandemRunRecord {
  const isLost =
    run.status === 'RUNNING' && (run.heartbeatAt === null || run.heartbeatAt.getTime() < now.getTime() - lostAfterMilliseconds);
  return isLost ? { ...run, status: 'INTERRUPTED' } : run;
}
