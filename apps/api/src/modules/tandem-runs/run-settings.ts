import { DEFAULT_WEIGHTS, type FactorWeights, type GroupRule, type MatchingOptions } from '@fanfare/tandem-matching';
import { z } from 'zod';

export type TandemObjective = 'MOST_PEOPLE' | 'BEST_FIT';
export type TandemGroupRule = 'ANY' | 'ACROSS' | 'WITHIN';

/** What a run is told; the weights by the engine's names. */
export interface RunSettings {
  readonly objective: TandemObjective;
  readonly groupRule: TandemGroupRule;
  /** Pairs below this affinity are not proposed. */
  readonly floor: number;
  /** Steps at which the worst affinity is raised, ascending. */
  readonly grades: readonly number[];
  readonly runningBonus: number;
  /** Whether running tandems may make way for better ones; else they stay and their people are left out. */
  readonly rematchRunning: boolean;
  readonly answerWithinDays: number;
  readonly weights: FactorWeights;
}

export const defaultSettings: RunSettings = {
  objective: 'MOST_PEOPLE',
  groupRule: 'ANY',
  floor: 2000,
  grades: [2500, 3000, 3500, 4000, 4500, 5000, 5500, 6000, 6500, 7000, 7500, 8000, 8500, 9000],
  runningBonus: 200,
  rematchRunning: false,
  answerWithinDays: 14,
  weights: DEFAULT_WEIGHTS,
};

const points = z.int().min(0).max(10_000);
const weight = z.int().min(0).max(1000);

/** Settings as they come from people, over defaults. */
export const settingsSchema = z.object({
  objective: z.enum(['MOST_PEOPLE', 'BEST_FIT']),
  groupRule: z.enum(['ANY', 'ACROSS', 'WITHIN']),
  floor: points,
  grades: z
    .array(points)
    .min(1)
    .max(20)
    .refine((grades) => grades.every((grade, index) => index === 0 || grade > (grades[index - 1] ?? 0))),
  runningBonus: points,
  rematchRunning: z.boolean(),
  answerWithinDays: z.int().min(1).max(60),
  weights: z
    .object({
      ...{ topics: weight, channels: weight, strengths: weight, department: weight },
      ...{ timeZone: weight, availability: weight, seniority: weight, wishes: weight },
    })
    .refine((weights) => Object.values(weights).some((value) => value > 0)),
});

const groupRules: Readonly<Record<TandemGroupRule, GroupRule>> = { ANY: 'any', ACROSS: 'across', WITHIN: 'within' };

export function engineGroupRule(settings: RunSettings): GroupRule {
  return groupRules[settings.groupRule];
}

export function matchingOptions({ objective, floor, grades, runningBonus }: RunSettings): MatchingOptions {
  return { objective: objective === 'BEST_FIT' ? 'bestFit' : 'mostPeople', floor, grades, runningBonus };
}
