import type { Language, ParticipationStatus, Visibility } from '@fanfare/contracts';

/** A person's part in a programme, as use cases see it. Which states follow which is told in the participation slice. */
export interface AmbassadorRecord {
  readonly id: string;
  readonly programmeId: string;
  /** Null only for a test person. */
  readonly personId: string | null;
  readonly externalReference: string | null;
  readonly name: string;
  readonly departmentId: string | null;
  readonly teamId: string | null;
  /** As stored: a pause that has run out still says PAUSED; `statusOn` tells the status of a day. */
  readonly status: ParticipationStatus;
  readonly visibility: Visibility;
  readonly language: Language;
  readonly isTestPerson: boolean;
  /** Keeps work and private life apart by own choice: is never nudged. */
  readonly isSeparator: boolean;
  /** When the present participation began; earlier ones are in the participation events. */
  readonly joinedAt: Date;
  /** The last day of the pause in the programme's time zone; null while paused means until further notice. */
  readonly pausedUntil: string | null;
  readonly leftAt: Date | null;
  /** When the person was erased: nothing here says any more who it was. */
  readonly erasedAt: Date | null;
  readonly version: number;
}

/** The status on a day of the programme's time zone (YYYY-MM-DD): a pause ends by itself when its last day is over. */
export function statusOn(ambassador: Pick<AmbassadorRecord, 'status' | 'pausedUntil'>, today: string): ParticipationStatus {
  const isPauseOver = ambassador.status === 'PAUSED' && ambassador.pausedUntil !== null && ambassador.pausedUntil < today;
  return isPauseOver ? 'ACTIVE' : ambassador.status;
}

/** Whether the ambassador stands on boards and in lists that others see. */
export function isShownToOthers(ambassador: Pick<AmbassadorRecord, 'status' | 'visibility'>): boolean {
  return ambassador.status !== 'LEFT' && ambassador.visibility !== 'HIDDEN';
}
