import type { JoinPolicy, Language, ProgrammeStatus, Visibility } from '@fanfare/contracts';

/** A programme as use cases see it. */
export interface ProgrammeRecord {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly status: ProgrammeStatus;
  /** IANA name. */
  readonly timeZone: string;
  readonly language: Language;
  /** Without #. */
  readonly hashtags: readonly string[];
  readonly joinPolicy: JoinPolicy;
  readonly privacy: {
    readonly minimumGroupSize: number;
    readonly defaultVisibility: Visibility;
    readonly consentVersion: string;
    readonly consentTexts: Readonly<Record<Language, string>>;
  };
  readonly reward: { readonly monetary: boolean };
  /** How long after its end a period still takes facts, in hours. */
  readonly graceHours: number;
  /** The names of the kinds of boards that are switched on; the standings slice reads them. */
  readonly boards: readonly string[];
  readonly createdAt: Date;
  readonly version: number;
}

export interface SeasonRecord {
  readonly id: string;
  readonly programmeId: string;
  readonly name: string;
  /** Days of the form YYYY-MM-DD in the programme's time zone; the last day is included. */
  readonly startsOn: string;
  readonly endsOn: string;
}

export interface CampaignRecord {
  readonly id: string;
  readonly programmeId: string;
  readonly key: string;
  readonly name: string;
}
