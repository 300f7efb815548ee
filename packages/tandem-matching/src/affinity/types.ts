/** Half-days of a week, Monday morning first: three a day. Bit k of an availability is half-day k. */
export const SLOTS_PER_WEEK = 21;

/** What matching knows of an ambassador, as seeker or as partner. Tokens (languages, topics ...) are compared as they are. */
export interface TandemProfile {
  readonly id: string;
  readonly programmeId: string;
  readonly languages: readonly string[];
  readonly channels: readonly string[];
  readonly topics: readonly string[];
  /** What a person is good at, and what they would like help with. */
  readonly strengths: readonly string[];
  readonly needs: readonly string[];
  readonly departmentId: string;
  readonly utcOffsetMinutes: number;
  /** Bit set of the week's slots; 0 means not said, which hinders nothing. */
  readonly availability: number;
  /** 0 for those who have just begun, rising. */
  readonly seniority: number;
  readonly managerId?: string | undefined;
  readonly wishes: readonly string[];
  readonly blocks: readonly string[];
  /** Out of tandems, for now or for good. */
  readonly optedOut: boolean;
  /** Partners of earlier tandems, one entry a tandem. */
  readonly metIds: readonly string[];
}

/** Why two people cannot be a tandem, in the order in which reasons are named. Codes are stable. */
export const HINDRANCES = [
  'SAME_PERSON',
  'OTHER_PROGRAMME',
  'OPTED_OUT',
  'BLOCKED',
  'REPORTING_LINE',
  'GROUP_RULE',
  'NO_COMMON_LANGUAGE',
  'NO_COMMON_CHANNEL',
  'NO_COMMON_TIME',
  'ALREADY_MET',
] as const;
export type Hindrance = (typeof HINDRANCES)[number];

/** Named factors of affinity, each scored from 0 to 10000. */
export const FACTORS = [
  'topics',
  'channels',
  'strengths',
  'department',
  'timeZone',
  'availability',
  'seniority',
  'wishes',
] as const;
export type Factor = (typeof FACTORS)[number];

/** Relative importance of each factor: integers from 0 to 1000, not all 0. */
export type FactorWeights = Readonly<Record<Factor, number>>;

export const DEFAULT_WEIGHTS: FactorWeights = {
  topics: 25,
  channels: 10,
  strengths: 20,
  department: 10,
  timeZone: 5,
  availability: 10,
  seniority: 5,
  wishes: 15,
};

/** `across`: different departments only; `within`: the same department only. */
export type GroupRule = 'any' | 'across' | 'within';

export interface AffinityOptions {
  readonly weights: FactorWeights;
  readonly groupRule: GroupRule;
}

/** One factor's part in an affinity; the points of all factors sum up to it exactly. */
export interface FactorContribution {
  readonly factor: Factor;
  readonly score: number;
  readonly points: number;
  readonly maxPoints: number;
}
