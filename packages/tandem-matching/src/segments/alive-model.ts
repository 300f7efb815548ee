import { minimise } from '../shared/minimise.ts';
import { logGamma } from '../shared/special-functions.ts';
import type { Observation } from './exposure.ts';

const FEWEST_PEOPLE = 20;
const LOG_BOUND = 10;
/** For programmes too small to learn from: about one active day in two weeks, and every ninth active day may be the last. */
const FALLBACK: AliveModel = { r: 0.5, alpha: 7, a: 0.5, b: 4 };

/**
 * BG/NBD (Fader, Hardie and Lee 2005): while active, a person has active days at a Gamma(r, alpha) rate and stops after each with a
 * Beta(a, b) probability. Time runs from joining, which is known, so that every active day counts.
 */
export interface AliveModel {
  readonly r: number;
  readonly alpha: number;
  readonly a: number;
  readonly b: number;
}

export function fitAliveModel(observations: readonly Observation[]): AliveModel {
  const groups = groupEqual(observations);
  const people = groups.reduce((sum, group) => sum + group.people, 0);
  if (people < FEWEST_PEOPLE || groups.every((group) => group.activeDays < 2)) return FALLBACK;
  const most = groups.reduce((max, group) => Math.max(max, group.activeDays), 0);
  const negativeLogLikelihood = (logs: readonly number[]): number => {
    if (logs.some((value) => Math.abs(value) > LOG_BOUND)) return Number.POSITIVE_INFINITY;
    const [r, alpha, a, b] = logs.map(Math.exp) as [number, number, number, number];
    const byCount = Float64Array.from({ length: most + 1 }, (_, x) => countTerm({ r, alpha, a, b }, x));
    let sum = 0;
    for (const group of groups) {
      sum += group.people * ((byCount[group.activeDays] as number) + timeTerm({ r, alpha, a, b }, group));
    }
    return -sum;
  };
  const best = minimise(negativeLogLikelihood, {
    start: [Math.log(FALLBACK.r), Math.log(FALLBACK.alpha), Math.log(FALLBACK.a), Math.log(FALLBACK.b)],
    step: 0.7,
    maxSteps: 400,
    tolerance: 1e-8 * people,
  });
  const [r, alpha, a, b] = best.map(Math.exp) as [number, number, number, number];
  return { r, alpha, a, b };
}

interface Group {
  readonly activeDays: number;
  readonly lastActiveAt: number;
  readonly lifetimeDays: number;
  people: number;
}

function groupEqual(observations: readonly Observation[]): Group[] {
  const groups = new Map<string, Group>();
  for (const { activeDays, lastActiveAt, lifetimeDays } of observations) {
    if (lifetimeDays <= 0) continue;
    const key = `${activeDays} ${lastActiveAt} ${lifetimeDays}`;
    const group = groups.get(key) ?? { activeDays, lastActiveAt, lifetimeDays, people: 0 };
    group.people += 1;
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** The part of equation 6 of the paper that depends on the number of active days only, in logarithms. */
function countTerm({ r, alpha, a, b }: AliveModel, x: number): number {
  const counts = logGamma(r + x) - logGamma(r) + r * Math.log(alpha);
  return counts + logGamma(a + b) + logGamma(b + x) - logGamma(b) - logGamma(a + b + x);
}

/** The rest of it: still active, or stopped after the last active day. */
function timeTerm({ r, alpha, a, b }: AliveModel, { activeDays: x, lastActiveAt, lifetimeDays }: Group): number {
  const active = -(r + x) * Math.log(alpha + lifetimeDays);
  if (x === 0) return active;
  const stopped = Math.log(a / (b + x - 1)) - (r + x) * Math.log(alpha + lastActiveAt);
  const larger = Math.max(active, stopped);
  return larger + Math.log1p(Math.exp(-Math.abs(active - stopped)));
}

/** Probability that a person has not stopped; 1 without any active day, of which the model says nothing. */
export function probabilityAlive({ r, alpha, a, b }: AliveModel, person: Observation): number {
  const { activeDays: x, lastActiveAt, lifetimeDays } = person;
  if (x === 0) return 1;
  const odds = Math.exp(Math.log(a / (b + x - 1)) + (r + x) * Math.log((alpha + lifetimeDays) / (alpha + lastActiveAt)));
  return 1 / (1 + odds);
}
