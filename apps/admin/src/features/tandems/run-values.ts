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

export function valuesOf(run: TandemRunFieldsFragment | undefined, name: string): RunValues {
  if (run === undefined)
    return {
      name,
      objective: 'MOST_PEOPLE',
      groupRule: 'ANY',
      floor: 20,
      rematchRunning: false,
      answerWithinDays: 14,
      weights: defaultWeights,
      locks: [],
    };
  const { objective, groupRule, floor, rematchRunning, answerWithinDays, weights } = run.settings;
  const locks = run.locks.flatMap(({ hesitant, frequent }) => (hesitant && frequent ? [{ hesitant, frequent }] : []));
  const weightOf = Object.fromEntries(factors.map(({ weight }) => [weight, weights[weight]])) as Record<Weight, number>;
  return { name, objective, groupRule, floor: floor / 100, rematchRunning, answerWithinDays, weights: weightOf, locks };
}

export function settingsInput(values: RunValues): TandemRunSettingsInput {
  const { objective, groupRule, floor, rematchRunning, answerWithinDays, weights } = values;
  return {
    objective,
    groupRule,
    floor: Math.round(floor * 100),
    rematchRunning,
    answerWithinDays: Number(answerWithinDays),
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
