import { minimise } from '../shared/minimise.ts';
import { betaAbove, logGamma } from '../shared/special-functions.ts';
import type { IntentSignal } from './types.ts';

const FEWEST_PEOPLE = 20;
const LOG_BOUND = 8;
/** Withholding more often than not. */
const HALF = 0.5;
const FALLBACK: HesitationModel = { withheld: 1, followedThrough: 1 };

/** The part of their intentions that people withhold is spread as Beta(withheld, followedThrough). */
export interface HesitationModel {
  readonly withheld: number;
  readonly followedThrough: number;
}

export interface Intent {
  readonly opportunities: number;
  readonly withheld: number;
}

/** All signals of a person together. More followed through than begun counts as all. */
export function sumIntent(signals: readonly IntentSignal[]): Intent {
  let opportunities = 0;
  let withheld = 0;
  for (const signal of signals) {
    opportunities += signal.opportunities;
    withheld += Math.max(0, signal.opportunities - signal.followedThrough);
  }
  return { opportunities, withheld };
}

/** Beta-Binomial empirical Bayes over everybody who opted in. */
export function fitHesitationModel(intents: readonly Intent[]): HesitationModel {
  const seen = intents.filter((intent) => intent.opportunities > 0);
  if (seen.length < FEWEST_PEOPLE) return FALLBACK;
  const groups = new Map<string, Intent & { people: number }>();
  for (const intent of seen) {
    const key = `${intent.withheld}/${intent.opportunities}`;
    const group = groups.get(key) ?? { ...intent, people: 0 };
    group.people += 1;
    groups.set(key, group);
  }
  const negativeLogLikelihood = ([logA, logB]: readonly number[]): number => {
    if (Math.abs(logA as number) > LOG_BOUND || Math.abs(logB as number) > LOG_BOUND) return Number.POSITIVE_INFINITY;
    const a = Math.exp(logA as number);
    const b = Math.exp(logB as number);
    const prior = logGamma(a + b) - logGamma(a) - logGamma(b);
    let sum = 0;
    for (const { opportunities, withheld, people } of groups.values()) {
      const posterior = logGamma(a + withheld) + logGamma(b + opportunities - withheld) - logGamma(a + b + opportunities);
      sum += people * (prior + posterior);
    }
    return -sum;
  };
  const best = minimise(negativeLogLikelihood, { start: [0, 0], step: 0.5, maxSteps: 300, tolerance: 1e-9 * seen.length });
  return { withheld: Math.exp(best[0] as number), followedThrough: Math.exp(best[1] as number) };
}

/** Probability that a person withholds more often than not. */
export function probabilityWithholding(model: HesitationModel, { opportunities, withheld }: Intent): number {
  return betaAbove(model.withheld + withheld, model.followedThrough + opportunities - withheld, HALF);
}
