import { minimise } from '../shared/minimise.ts';
import { gammaAbove, gammaQuantile } from '../shared/special-functions.ts';
import type { Observation } from './exposure.ts';

/** Fewer people than this tell too little about how rates are spread. */
const FEWEST_PEOPLE = 20;
/** Half an observation of one post in two weeks: what is assumed of a programme too small to learn from. */
const FALLBACK: RateModel = { shape: 0.5, rate: 7 };
const LOG_BOUND = 12;

/** Posts a day of a random ambassador are spread as Gamma(shape, rate). */
export interface RateModel {
  readonly shape: number;
  readonly rate: number;
}

/**
 * Empirical Bayes: counts are Poisson(rate x exposure) and rates Gamma; shape and rate maximise the marginal (negative binomial) likelihood
 * of the whole programme.
 */
export function fitRateModel(observations: readonly Observation[]): RateModel {
  const seen = observations.filter((person) => person.exposureDays > 0);
  const total = seen.reduce((sum, person) => sum + person.posts, 0);
  if (seen.length < FEWEST_PEOPLE || total === 0) return FALLBACK;
  const days = seen.reduce((sum, person) => sum + person.exposureDays, 0);
  const negativeLogLikelihood = marginalLikelihood(seen);
  const best = minimise(negativeLogLikelihood, {
    start: [Math.log(0.5), Math.log((0.5 * days) / total)],
    step: 0.5,
    maxSteps: 400,
    tolerance: 1e-9 * seen.length,
  });
  return { shape: Math.exp(best[0] as number), rate: Math.exp(best[1] as number) };
}

/** The likelihood only needs how many have more than k posts, and posts and people by exposure. */
function marginalLikelihood(people: readonly Observation[]): (logs: readonly number[]) => number {
  const most = people.reduce((max, person) => Math.max(max, person.posts), 0);
  const moreThan = new Float64Array(most);
  const byExposure = new Map<number, { people: number; posts: number }>();
  for (const { posts, exposureDays } of people) {
    for (let k = 0; k < posts; k += 1) moreThan[k] = (moreThan[k] as number) + 1;
    const group = byExposure.get(exposureDays) ?? { people: 0, posts: 0 };
    group.people += 1;
    group.posts += posts;
    byExposure.set(exposureDays, group);
  }
  return ([logShape, logRate]) => {
    if (Math.abs(logShape as number) > LOG_BOUND || Math.abs(logRate as number) > LOG_BOUND) return Number.POSITIVE_INFINITY;
    const shape = Math.exp(logShape as number);
    const rate = Math.exp(logRate as number);
    let sum = 0;
    for (let k = 0; k < most; k += 1) sum += (moreThan[k] as number) * Math.log(shape + k);
    for (const [exposure, group] of byExposure) {
      sum += group.people * shape * Math.log(rate) - (group.people * shape + group.posts) * Math.log(rate + exposure);
    }
    return -sum;
  };
}

/** The rate, in posts a day, below which the given part of the programme is. */
export function rateQuantile(model: RateModel, quantile: number): number {
  return gammaQuantile(model.shape, model.rate, quantile);
}

/** Probability that a person's own rate is above the threshold, after what was seen of them. */
export function probabilityAbove(model: RateModel, person: Observation, threshold: number): number {
  return gammaAbove(model.shape + person.posts, (model.rate + person.exposureDays) * threshold);
}

/** Posterior mean of a person's rate, in posts a day. */
export function expectedRate(model: RateModel, person: Observation): number {
  return (model.shape + person.posts) / (model.rate + person.exposureDays);
}
