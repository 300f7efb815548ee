import type { TandemGroupRule, TandemObjective, TandemRunSettingsInput } from '../../app/graphql/schema.generated.ts';
import { factors, type Weight } from './affinity.ts';
import type { TandemRunFieldsFragment } from './run.generated.ts';

export interface Person {
  readonly id: string;
  readonly displayName: string;
}

export interface Lock {
  readonly hesitant: Person;
  readonly frequent: Person;
}

/** What the form of a run holds; the floor as people read it, 0 to 100. */
export interface RunValues {
  readonly name: string;
  readonly objective: TandemObjective;
  readonly groupRule: TandemGroupRule;
  readonly floor: number;
  readonly rematchRunning: boolean;
  readonly answerWithinDays: number | string;
  /** Steps and points as people read them, 0 to 100. */
  readonly grades: readonly string[];
  readonly runningBonus: number | string;
  readonly weights: Readonly<Record<Weight, number>>;
  readonly locks: readonly Lock[];
}

/** The API's own defaults; what a form sends is what it shows. */
export const defaultWeights: Readonly<Record<Weight, number>> = {
  topics: 25,
  strengths: 20,
  wishes: 15,
  channels: 10,
  availability: 10,
  department: 10,
  seniority: 5,
  timeZone: 5,
};

const defaultGrades = Array.from({ length: 14 }, (_, index) => String(25 + 5 * index));

/** Whether these are 1 to 20 different steps from 0 to 100, with two decimals at most. */
export function areGrades(grades: readonly string[]): boolean {
  const numbers = gradesOf(grades);
  const isStep = (grade: number) => Number.isInteger(grade) && grade >= 0 && grade <= 10_000;
  return numbers.length >= 1 && numbers.length <= 20 && new Set(numbers).size === numbers.length && numbers.every(isStep);
}

/** As the API counts them, ascending. */
function gradesOf(grades: readonly string[]): readonly number[] {
  return grades.map((grade) => Math.round(Number(grade.replace(',', '.')) * 10_000) / 100).sort((one, other) => one - other);
}

export function valuesOf(run: TandemRunFieldsFragment | undefined, name: string): RunValues {
  if (run === undefined)
    return {
      name,
      objective: 'MOST_PEOPLE',
      groupRule: 'ANY',
      floor: 20,
      rematchRunning: false,
      answerWithinDays: 14,
      grades: defaultGrades,
      runningBonus: 2,
      weights: defaultWeights,
      locks: [],
    };
  const { objective, groupRule, floor, rematchRunning, answerWithinDays, weights } = run.settings;
  const grades = run.settings.grades.map((grade) => String(grade / 100));
  const runningBonus = run.settings.runningBonus / 100;
  const locks = run.locks.flatMap(({ hesitant, frequent }) => (hesitant && frequent ? [{ hesitant, frequent }] : []));
  const weightOf = Object.fromEntries(factors.map(({ weight }) => [weight, weights[weight]])) as Record<Weight, number>;
  return {
    ...{ name, objective, groupRule, floor: floor / 100, rematchRunning, answerWithinDays, grades, runningBonus },
    weights: weightOf,
    locks,
  };
}

export function settingsInput(values: RunValues): TandemRunSettingsInput {
  const { objective, groupRule, floor, rematchRunning, answerWithinDays, grades, runningBonus, weights } = values;
  return {
    objective,
    groupRule,
    floor: Math.round(floor * 100),
    rematchRunning,
    answerWithinDays: Number(answerWithinDays),
    grades: [...gradesOf(grades)],
    runningBonus: Math.round(Number(runningBonus) * 100),
    weights,
  };
}

/** What part of the whole each weight is, in [0, 1]; nothing where all are 0. */
export function sharesOf(weights: Readonly<Record<Weight, number>>): Readonly<Record<Weight, number>> {
  const sum = Object.values(weights).reduce((total, weight) => total + weight, 0);
  return Object.fromEntries(factors.map(({ weight }) => [weight, sum === 0 ? 0 : weights[weight] / sum])) as Record<
    Weight,
    number
  >;
}
