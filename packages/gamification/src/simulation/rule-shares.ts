import { disclose } from './disclosure.ts';

/** What one rule granted on both sides, and to how many people. */
export interface RuleShare {
  readonly key: string;
  readonly before: number;
  readonly after: number;
  readonly peopleBefore: number;
  readonly peopleAfter: number;
}

/** Rules as they may be shown: none that pays a few people only, and none that follows from the others. */
export interface ShownRules {
  readonly rules: readonly RuleShare[];
  /** What the rules that are not shown one by one granted together; null where there are none, or too few people for anything. */
  readonly rest: { readonly before: number; readonly after: number } | null;
}

/**
 * [SM8] A rule by which fewer people than the minimum were paid, on either side, is added to others; by which nobody was paid, it tells of
 * nobody. Who is paid by one rule may be paid by another: together they are enough where one of them is.
 */
export function shownRules(all: readonly RuleShare[], minimum: number): ShownRules {
  const largestFirst = [...all].sort((one, other) => peopleOf(other) - peopleOf(one));
  const { told, together } = disclose(largestFirst, (rules) =>
    (['peopleBefore', 'peopleAfter'] as const).every((side) => isEnough(Math.max(...rules.map((rule) => rule[side])), minimum)),
  );
  const sum = (side: 'before' | 'after') => together.reduce((total, rule) => total + rule[side], 0);
  return {
    rules: [...told].sort((one, other) => (one.key < other.key ? -1 : 1)),
    rest: together.length === 0 ? null : { before: sum('before'), after: sum('after') },
  };
}

function peopleOf({ peopleBefore, peopleAfter }: RuleShare): number {
  return Math.max(peopleBefore, peopleAfter);
}

function isEnough(people: number, minimum: number): boolean {
  return people === 0 || people >= minimum;
}
