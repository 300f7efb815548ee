import type { ContributedFact } from './contribution.ts';
import type { ChallengeDocument } from './document.ts';

/** A department's progress is told per active member, in hundredths: 150 is one and a half each, and of people 60 is 60 %. */
export const HUNDREDTHS = 100;

/** A mark on the way, the last one being the target. */
export interface Mark {
  readonly value: number;
  readonly isTarget: boolean;
  /** The recording of the fact by which it was reached; null while it is not. Epoch milliseconds. */
  readonly reachedAt: number | null;
  /** The fact by which it was reached. */
  readonly reachedBy: string | null;
}

/** How far somebody, a tandem, a department or everybody has come. */
export interface ChallengeProgress {
  /** By the measure of the goal; for departments per active member, in hundredths, rounded down. */
  readonly value: number;
  readonly isReached: boolean;
  /** Who did something that counts. */
  readonly people: number;
  /** When `value` was reached; null at 0. */
  readonly reachedAt: number | null;
  /** The milestones, ascending, and the target. */
  readonly marks: readonly Mark[];
}

export interface ProgressInput {
  readonly challenge: ChallengeDocument;
  /** The contributions of all who belong to the subject, in any order. */
  readonly facts: readonly ContributedFact[];
  /** For departments: how many active members there are. Ignored for others. */
  readonly activeMembers: number;
}

/**
 * [CH6] [CH7] Adds up what people contributed, in the order in which it was recorded. Throws RangeError where the sum is no safe whole number.
 */
export function progressOf({ challenge, facts, activeMembers }: ProgressInput): ChallengeProgress {
  const counted = facts.filter(({ value }) => value > 0).sort(byRecording);
  const sum = new Sum(challenge, activeMembers);
  const goal = [...challenge.goal.milestones, challenge.goal.target];
  const marks: Mark[] = [];
  let reachedAt: number | null = null;
  for (const fact of counted) {
    const before = sum.value;
    sum.add(fact);
    if (sum.value > before) reachedAt = fact.recordedAt;
    for (let next = goal[marks.length]; next !== undefined && next <= sum.value; next = goal[marks.length]) {
      const isTarget = marks.length === goal.length - 1;
      marks.push({ value: next, isTarget, reachedAt: fact.recordedAt, reachedBy: fact.factId });
    }
  }
  const open = goal.slice(marks.length).map((value, index, left) => {
    return { value, isTarget: index === left.length - 1, reachedAt: null, reachedBy: null };
  });
  const people = new Set(counted.map(({ memberId }) => memberId)).size;
  return { value: sum.value, isReached: open.length === 0, people, reachedAt, marks: [...marks, ...open] };
}

function byRecording(left: ContributedFact, right: ContributedFact): number {
  return left.recordedAt - right.recordedAt || left.sequence - right.sequence;
}

/** The running total of one subject. */
class Sum {
  readonly #identity: (fact: ContributedFact) => string | null;
  readonly #activeMembers: number | null;
  readonly #seen = new Set<string>();
  #total = 0;

  constructor(challenge: ChallengeDocument, activeMembers: number) {
    const isDepartment = challenge.scope === 'EACH_DEPARTMENT';
    this.#activeMembers = isDepartment ? activeMembers : null;
    this.#identity = identityOf(challenge, isDepartment);
  }

  add(fact: ContributedFact): void {
    const identity = this.#identity(fact);
    if (identity !== null && this.#seen.has(identity)) return;
    if (identity !== null) this.#seen.add(identity);
    this.#total += identity === null ? fact.value : 1;
    if (!Number.isSafeInteger(this.#total * HUNDREDTHS)) {
      throw new RangeError(`a challenge adds up to ${this.#total}, which is no safe whole number`);
    }
  }

  get value(): number {
    if (this.#activeMembers === null) return this.#total;
    return this.#activeMembers === 0 ? 0 : Math.floor((this.#total * HUNDREDTHS) / this.#activeMembers);
  }
}

/** What must differ for two facts to count as two; null where each counts by its value. In departments people are averaged, so each has their own. */
function identityOf({ goal }: ChallengeDocument, isDepartment: boolean): (fact: ContributedFact) => string | null {
  switch (goal.measure) {
    case 'DISTINCT_PEOPLE':
      return ({ memberId }) => memberId;
    case 'DISTINCT_WEEKS':
      return isDepartment ? ({ memberId, week }) => `${memberId} ${week}` : ({ week }) => String(week);
    case 'STORIES':
      return isDepartment ? ({ memberId, storyId }) => `${memberId} ${storyId}` : ({ storyId }) => storyId;
    case 'FACTS':
    case 'POINTS':
    case 'ENGAGEMENT':
      return () => null;
  }
}

/** One line of a result. */
export interface ChallengeStanding extends ChallengeProgress {
  readonly subjectId: string;
}

/** [CH9] The order of a result: who came further, then who was there first, then the id. */
export function compareChallengeStandings(left: ChallengeStanding, right: ChallengeStanding): number {
  return (
    right.value - left.value ||
    (left.reachedAt ?? Number.POSITIVE_INFINITY) - (right.reachedAt ?? Number.POSITIVE_INFINITY) ||
    (left.subjectId < right.subjectId ? -1 : left.subjectId > right.subjectId ? 1 : 0)
  );
}
