import type { Calendar } from '../periods/calendar.ts';
import { byOccurrence, type CountedFact, filterMatches, WeeklyQuota } from './counting.ts';
import type { ChallengeDocument } from './document.ts';

/** When a challenge runs: half-open, epoch milliseconds, and how long after its end late facts are still accepted. */
export interface ChallengeWindow {
  readonly opensAt: number;
  readonly closesAt: number;
  readonly graceMilliseconds: number;
}

/** What became of a fact in a challenge. */
export const challengeVerdicts = [
  'COUNTED',
  'COUNTED_IN_GRACE',
  'TOO_LATE',
  'SAME_CONTENT',
  'QUOTA',
  'NOT_QUIET',
  'NOTHING_YET',
] as const;
export type ChallengeVerdict = (typeof challengeVerdicts)[number];

/** One fact that the goal is about, and what it is worth there. */
export interface ContributedFact {
  readonly factId: string;
  readonly sequence: number;
  readonly memberId: string;
  readonly verdict: ChallengeVerdict;
  /** By the measure of the goal; 0 for what does not count. */
  readonly value: number;
  /** When it began to count: the recording of what made its value. */
  readonly recordedAt: number;
  /** The start of its ISO week. */
  readonly week: number;
  readonly storyId: string | null;
}

export interface ContributionInput {
  readonly challenge: ChallengeDocument;
  readonly window: ChallengeWindow;
  readonly calendar: Calendar;
  /** All facts of one person that happened in the window and stand, in any order; others are left out. */
  readonly facts: readonly CountedFact[];
  /** When the person last did something before the window opened; null for never. */
  readonly lastActivityBefore: number | null;
}

/**
 * [CH3] to [CH5]: what one person has done for a challenge. Pure, and the same whatever the order of the facts, so a projection may be
 * computed anew at any time. In the order of occurrence.
 */
export function contributionOf(input: ContributionInput): readonly ContributedFact[] {
  const { challenge, window, calendar } = input;
  const quota = new WeeklyQuota(calendar, challenge.goal.mostPerPersonAndWeek);
  return input.facts
    .filter((fact) => concerns(challenge, window, fact))
    .sort(byOccurrence)
    .map((fact) => {
      const { value, recordedAt } = worthOf(challenge, window, fact);
      const verdict = verdictOf({ input, fact, quota, value, recordedAt });
      const counts = verdict === 'COUNTED' || verdict === 'COUNTED_IN_GRACE';
      return {
        factId: fact.factId,
        sequence: fact.sequence,
        memberId: fact.memberId,
        verdict,
        value: counts ? value : 0,
        recordedAt,
        week: calendar.periodAt('ISO_WEEK', fact.occurredAt).start,
        storyId: fact.storyId,
      };
    });
}

/** Whether a fact is one that the goal is about at all. Points for challenges never count towards challenges. */
function concerns({ goal }: ChallengeDocument, { opensAt, closesAt }: ChallengeWindow, fact: CountedFact): boolean {
  if (fact.occurredAt < opensAt || fact.occurredAt >= closesAt) return false;
  if (fact.kind === 'CHALLENGE_REACHED') return false;
  if (goal.measure === 'STORIES' && fact.storyId === null) return false;
  return filterMatches(goal.filter, fact);
}

interface Judged {
  readonly input: ContributionInput;
  readonly fact: CountedFact;
  readonly quota: WeeklyQuota;
  readonly value: number;
  readonly recordedAt: number;
}

function verdictOf({ input, fact, quota, value, recordedAt }: Judged): ChallengeVerdict {
  const { window, challenge, lastActivityBefore } = input;
  if (fact.recordedAt >= window.closesAt + window.graceMilliseconds) return 'TOO_LATE';
  if (!wasQuiet(challenge.goal.quietDaysBefore, window, lastActivityBefore)) return 'NOT_QUIET';
  // Points have limits of their own, and a person, a week or a story is one however many facts tell of it.
  if (challenge.goal.measure === 'FACTS' || challenge.goal.measure === 'ENGAGEMENT') {
    const taken = quota.take(fact);
    if (taken !== 'COUNTED') return taken;
  }
  if (value === 0) return 'NOTHING_YET';
  return recordedAt >= window.closesAt ? 'COUNTED_IN_GRACE' : 'COUNTED';
}

const DAY = 86_400_000;

function wasQuiet(days: number | null, { opensAt }: ChallengeWindow, lastActivityBefore: number | null): boolean {
  return days === null || lastActivityBefore === null || opensAt - lastActivityBefore >= days * DAY;
}

function worthOf(
  { goal }: ChallengeDocument,
  window: ChallengeWindow,
  fact: CountedFact,
): { readonly value: number; readonly recordedAt: number } {
  if (goal.measure === 'POINTS') return pointsOf(window, fact);
  if (goal.measure === 'ENGAGEMENT') return reactionsOf(window, fact);
  return { value: 1, recordedAt: fact.recordedAt };
}

function pointsOf(window: ChallengeWindow, fact: CountedFact) {
  const grants = fact.grants.filter(({ countsAt, recordedAt }) => isInside(window, countsAt, recordedAt));
  return {
    value: grants.reduce((sum, { points }) => sum + points, 0),
    recordedAt: Math.max(fact.recordedAt, ...grants.map(({ recordedAt }) => recordedAt)),
  };
}

/** The highest reading that was read in the window; of equal ones the first that was recorded. */
function reactionsOf(window: ChallengeWindow, fact: CountedFact) {
  const readings = fact.readings.filter(({ readAt, recordedAt }) => isInside(window, readAt, recordedAt));
  const value = Math.max(0, ...readings.map(({ total }) => total));
  const highest = readings.filter(({ total }) => total === value).map(({ recordedAt }) => recordedAt);
  return { value, recordedAt: Math.max(fact.recordedAt, highest.length === 0 ? 0 : Math.min(...highest)) };
}

function isInside({ opensAt, closesAt, graceMilliseconds }: ChallengeWindow, at: number, recordedAt: number): boolean {
  return opensAt <= at && at < closesAt && recordedAt < closesAt + graceMilliseconds;
}
