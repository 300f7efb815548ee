import { type AliveModel, fitAliveModel, probabilityAlive } from './alive-model.ts';
import { type Observation, observe } from './exposure.ts';
import {
  fitHesitationModel,
  type HesitationModel,
  type Intent,
  probabilityWithholding,
  sumIntent,
} from './hesitation-model.ts';
import { expectedRate, fitRateModel, probabilityAbove, type RateModel, rateQuantile } from './rate-model.ts';
import type { PostingHistory, Segment, SegmentDecision, SegmentOptions, SegmentProbabilities } from './types.ts';
import { changesFor, reasonsFor } from './words.ts';

const MEDIAN = 0.5;
const DAYS_A_WEEK = 7;
/** Nobody is told how to become frequent when it takes more than this. */
const FARTHEST_FREQUENT = 60;

/** What a programme as a whole teaches; people are judged against it. */
export interface SegmentModels {
  readonly rate: RateModel;
  readonly alive: AliveModel;
  readonly hesitation: HesitationModel;
  readonly frequentThreshold: number;
  readonly medianThreshold: number;
}

/** Learns the spread of rates, dropping out and hesitating from the facts of a whole programme; see SPEC.md [SG]. */
export function learnSegments(histories: readonly PostingHistory[], options: SegmentOptions): SegmentModels {
  const observations = histories.map((history) => observe(history, options));
  const rate = fitRateModel(observations);
  return {
    rate,
    alive: fitAliveModel(observations),
    hesitation: fitHesitationModel(histories.flatMap(({ intent }) => (intent === undefined ? [] : [sumIntent(intent)]))),
    frequentThreshold: rateQuantile(rate, options.frequentQuantile),
    medianThreshold: rateQuantile(rate, MEDIAN),
  };
}

/** Segments of everybody in a programme, in the order given. */
export function segmentProgramme(histories: readonly PostingHistory[], options: SegmentOptions): SegmentDecision[] {
  const models = learnSegments(histories, options);
  return histories.map((history) => decideSegment(history, models, options));
}

/** The segment of one person, on demand, against models learnt before. */
export function decideSegment(history: PostingHistory, models: SegmentModels, options: SegmentOptions): SegmentDecision {
  const person = observe(history, options);
  const intent = history.intent === undefined ? undefined : sumIntent(history.intent);
  const probabilities: SegmentProbabilities = {
    frequent: probabilityAbove(models.rate, person, models.frequentThreshold),
    aboveMedian: probabilityAbove(models.rate, person, models.medianThreshold),
    alive: probabilityAlive(models.alive, person),
    withholding: intent && intent.opportunities > 0 ? probabilityWithholding(models.hesitation, intent) : undefined,
  };
  const declared = history.declaration !== undefined;
  const segment = history.declaration ?? segmentByEvidence(person, probabilities, options);
  const decidedBy = declared ? 'declaration' : segment === 'new' ? 'abstention' : 'evidence';
  return {
    id: history.id,
    segment,
    decidedBy,
    probabilities,
    expectedPostsPerWeek: expectedRate(models.rate, person) * DAYS_A_WEEK,
    reasons: reasonsFor(segment, declared, toEvidence({ person, intent, probabilities, options })),
    wouldChange: changesFor(segment, declared, postsUntilFrequent(models, person, options)),
  };
}

/** The first rule that is certain enough decides; see SPEC.md [SG6]. */
function segmentByEvidence(person: Observation, probabilities: SegmentProbabilities, options: SegmentOptions): Segment {
  const { certainty } = options;
  const { frequent, aboveMedian, alive, withholding } = probabilities;
  const lapsed = alive < options.lapsedBelow;
  if (frequent >= certainty && !lapsed) return 'frequent';
  if (withholding !== undefined && withholding >= certainty && (aboveMedian < certainty || lapsed)) return 'hesitant';
  if (lapsed) return 'lapsed';
  if (person.exposureDays < options.minimumExposureDays) return 'new';
  if (person.activeDays === 0) return 'silent';
  return aboveMedian >= certainty ? 'steady' : 'occasional';
}

function percent(probability: number): number {
  return Math.round(probability * 100);
}

interface Seen {
  readonly person: Observation;
  readonly intent: Intent | undefined;
  readonly probabilities: SegmentProbabilities;
  readonly options: SegmentOptions;
}

function toEvidence({ person, intent, probabilities, options }: Seen): Parameters<typeof reasonsFor>[2] {
  return {
    person,
    intent,
    frequentPercent: percent(probabilities.frequent),
    alivePercent: percent(probabilities.alive),
    withholdingPercent: probabilities.withholding === undefined ? undefined : percent(probabilities.withholding),
    certaintyPercent: percent(options.certainty),
    topPercent: percent(1 - options.frequentQuantile),
    minimumExposureDays: options.minimumExposureDays,
  };
}

/** How many more posts in the same time would make somebody frequent; missing when that is far away. */
function postsUntilFrequent(models: SegmentModels, person: Observation, options: SegmentOptions): number | undefined {
  const isFrequentWith = (more: number): boolean =>
    probabilityAbove(models.rate, { ...person, posts: person.posts + more }, models.frequentThreshold) >= options.certainty;
  if (!isFrequentWith(FARTHEST_FREQUENT)) return undefined;
  let low = 1;
  let high = FARTHEST_FREQUENT;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isFrequentWith(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
