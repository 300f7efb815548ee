import type { Channel } from '@fanfare/contracts';

/** Half-days of a week in the order in which the engine counts them. */
export const tandemSlots = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'].flatMap((day) =>
  ['MORNING', 'AFTERNOON', 'EVENING'].map((part) => `${day}_${part}` as TandemSlot),
);
export type TandemSlot =
  `${'MONDAY' | 'TUESDAY' | 'WEDNESDAY' | 'THURSDAY' | 'FRIDAY' | 'SATURDAY' | 'SUNDAY'}_${'MORNING' | 'AFTERNOON' | 'EVENING'}`;

/** What people are good at and would like help with. */
export const tandemSkills = [
  'WRITING',
  'STORYTELLING',
  'PHOTO',
  'VIDEO',
  'DESIGN',
  'SPEAKING',
  'NETWORKING',
  'CHANNEL_KNOWLEDGE',
  'EXPERTISE',
  'CONFIDENCE',
] as const;
export type TandemSkill = (typeof tandemSkills)[number];

/** The side that somebody chooses; who chooses none is on the side that follows from the segment. */
export type ChosenSide = 'FREQUENT' | 'HESITANT';

/** Everything that somebody says about tandems; all of it may be left out. */
export interface TandemPreferencesRecord {
  readonly ambassadorId: string;
  readonly programmeId: string;
  /** Whether one takes part in the matching at all. */
  readonly isOpen: boolean;
  readonly side: ChosenSide | null;
  /** ISO 639-1, lower case; empty: the language of messages. */
  readonly languages: readonly string[];
  /** Empty: those of the social profiles, else any. */
  readonly channels: readonly Channel[];
  /** Lower case. */
  readonly topics: readonly string[];
  readonly strengths: readonly TandemSkill[];
  readonly needs: readonly TandemSkill[];
  /** Bit k is half-day k of `tandemSlots`; 0: not said. */
  readonly availability: number;
  /** IANA name; null: the programme's. */
  readonly timeZone: string | null;
  /** 0 to 5. */
  readonly experience: number;
  /** How many one accompanies at a time, 0 to 5. */
  readonly capacity: number;
  readonly acceptsThird: boolean;
  readonly objective: string | null;
  readonly managerId: string | null;
  /** The last day of a rest from tandems, YYYY-MM-DD. */
  readonly snoozedUntil: string | null;
}

export function nothingSaid(person: { readonly ambassadorId: string; readonly programmeId: string }): TandemPreferencesRecord {
  return {
    ...person,
    isOpen: true,
    side: null,
    languages: [],
    channels: [],
    topics: [],
    strengths: [],
    needs: [],
    availability: 0,
    timeZone: null,
    experience: 0,
    capacity: 1,
    acceptsThird: false,
    objective: null,
    managerId: null,
    snoozedUntil: null,
  };
}

export function slotsOf(availability: number): readonly TandemSlot[] {
  return tandemSlots.filter((_, index) => (availability & (1 << index)) !== 0);
}

export function availabilityOf(slots: readonly TandemSlot[]): number {
  return slots.reduce((bits, slot) => bits | (1 << tandemSlots.indexOf(slot)), 0);
}

/** Whether somebody rests from tandems on this day of the programme. */
export function isSnoozed({ snoozedUntil }: Pick<TandemPreferencesRecord, 'snoozedUntil'>, today: string): boolean {
  return snoozedUntil !== null && snoozedUntil >= today;
}
