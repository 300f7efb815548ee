/**
 * Prices that prove one level of the objective. `seekerDual[s] + partnerDual[p]` is at least the weight of every pair still allowed and
 * equals it on every chosen pair; a dual is 0 where a person is left over and not negative where a person may be left over.
 * Such prices exist for a choice only if no other choice has a larger sum (duality of linear programmes).
 */
export interface StageDuals {
  readonly seekerDual: Float64Array;
  readonly partnerDual: Float64Array;
}

export type StageLevel = 'coverage' | 'affinity' | 'inertia' | 'ties';

/** One level; the pairs allowed at the next level are those whose duals sum up to exactly their weight. */
export interface CertificateStage extends StageDuals {
  readonly level: StageLevel;
}

/** Shows that no matching of the same coverage reaches the next grade: coverage duals of the graph of pairs at or above it. */
export interface WorstWitness extends StageDuals {
  readonly grade: number;
}

/**
 * The proof of optimality that comes with every run, in the order of the problem's seekers and partners. `checkCertificate` verifies it
 * against the problem alone.
 */
export interface Certificate {
  readonly stages: readonly CertificateStage[];
  readonly worstGrade: number;
  /** Missing where the highest grade is reached, or where the worst affinity is no part of the objective. */
  readonly worstWitness: WorstWitness | undefined;
}
