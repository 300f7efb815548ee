/** How the value of prizes is taxed. Advice of the company's own tax office goes before; these are the ways there are in Germany. */
export const taxTreatments = ['EMPLOYER_FLAT_RATE', 'PAYROLL', 'WITHIN_ALLOWANCE'] as const;
export type TaxTreatment = (typeof taxTreatments)[number];

/** What a programme takes on with prizes of monetary value. */
export interface RewardDuties {
  readonly taxTreatment: TaxTreatment;
  /** Who sees to it, in words. */
  readonly taxResponsible: string;
  /** How posts of a contest with prizes are labelled, such as "Anzeige". */
  readonly label: { readonly GERMAN: string; readonly ENGLISH: string };
}

/**
 * Whether prizes of monetary value are allowed, as a state machine. OFF -- one administrator proposes, with the duties --> PROPOSED -- a second
 * one confirms --> ON -- any one switches off --> OFF. A proposal is rejected by anybody else, or withdrawn by who made it.
 */
export type RewardAct = 'PROPOSED' | 'CONFIRMED' | 'REJECTED' | 'WITHDRAWN' | 'SWITCHED_OFF';

export interface RewardPolicyRecord {
  readonly programmeId: string;
  readonly proposal: RewardDuties | null;
  readonly proposedBy: string | null;
  readonly proposedAt: Date | null;
  readonly duties: RewardDuties | null;
}

export interface RewardStepRecord {
  readonly id: string;
  readonly act: RewardAct;
  readonly actor: string;
  readonly duties: RewardDuties | null;
  readonly happenedAt: Date;
}
