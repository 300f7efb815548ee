import { popCount, TokenSets, vocabularyOf } from './token-sets.ts';
import {
  type AffinityOptions,
  FACTORS,
  type Factor,
  type FactorContribution,
  type FactorWeights,
  type Hindrance,
  type TandemProfile,
} from './types.ts';

const FULL = 10_000;
/** Somebody who says nothing about a matter is neither near nor far. */
const UNKNOWN = 5_000;
/** This many shared topics or met needs are as good as more. */
const ENOUGH_TOPICS = 3;
const ENOUGH_NEEDS = 2;
const ENOUGH_CHANNELS = 2;
const ENOUGH_SLOTS = 4;
const FARTHEST_MINUTES = 720;
const MINUTES_A_DAY = 1440;
/** One or two steps ahead can teach best; equals and large gaps less. */
const SENIORITY_SCORES = [6_000, 10_000, 10_000, 7_000, 4_000, 2_000];
const WISH_OF_SEEKER = 6_000;
const WISH_OF_PARTNER = 4_000;
const MAX_WEIGHT = 1_000;

/** Compares seekers with partners: what hinders a pair, and how well it fits. Indices are positions in the given lists. */
export class AffinityModel {
  private readonly weightSum: number;
  private readonly languages: Sides;
  private readonly channels: Sides;
  private readonly topics: Sides;
  private readonly needs: Sides;
  private readonly seekerWishes: Set<string>[];
  private readonly partnerWishes: Set<string>[];
  private readonly seekerBlocks: Set<string>[];
  private readonly partnerBlocks: Set<string>[];
  private readonly met: Map<string, number>[];
  private readonly scores = new Int32Array(FACTORS.length);
  private readonly weights: readonly number[];

  constructor(
    readonly seekers: readonly TandemProfile[],
    readonly partners: readonly TandemProfile[],
    private readonly options: AffinityOptions,
  ) {
    assertWeights(options.weights);
    this.weights = FACTORS.map((factor) => options.weights[factor]);
    this.weightSum = this.weights.reduce((sum, weight) => sum + weight, 0);
    const both = (of: (profile: TandemProfile) => readonly string[]): Sides => sides(seekers.map(of), partners.map(of));
    this.languages = both((profile) => profile.languages);
    this.channels = both((profile) => profile.channels);
    this.topics = both((profile) => profile.topics);
    this.needs = sides(
      seekers.map((profile) => profile.needs),
      partners.map((profile) => profile.strengths),
    );
    this.seekerWishes = seekers.map((profile) => new Set(profile.wishes));
    this.partnerWishes = partners.map((profile) => new Set(profile.wishes));
    this.seekerBlocks = seekers.map((profile) => new Set(profile.blocks));
    this.partnerBlocks = partners.map((profile) => new Set(profile.blocks));
    this.met = seekers.map((profile) => countEach(profile.metIds));
  }

  /** The first reason why the pair is impossible, past tandems left aside; `undefined` when there is none. */
  hindrance(s: number, p: number): Exclude<Hindrance, 'ALREADY_MET'> | undefined {
    const seeker = this.seekers[s] as TandemProfile;
    const partner = this.partners[p] as TandemProfile;
    if (seeker.id === partner.id) return 'SAME_PERSON';
    if (seeker.programmeId !== partner.programmeId) return 'OTHER_PROGRAMME';
    if (seeker.optedOut || partner.optedOut) return 'OPTED_OUT';
    if (this.seekerBlocks[s]?.has(partner.id) || this.partnerBlocks[p]?.has(seeker.id)) return 'BLOCKED';
    if (seeker.managerId === partner.id || partner.managerId === seeker.id) return 'REPORTING_LINE';
    const { groupRule } = this.options;
    if (groupRule !== 'any' && (groupRule === 'within') !== (seeker.departmentId === partner.departmentId)) return 'GROUP_RULE';
    if (this.languages.seekers.common(s, this.languages.partners, p) === 0) return 'NO_COMMON_LANGUAGE';
    if (this.channels.seekers.common(s, this.channels.partners, p) === 0) return 'NO_COMMON_CHANNEL';
    const timeKnown = seeker.availability !== 0 && partner.availability !== 0;
    if (timeKnown && (seeker.availability & partner.availability) === 0) return 'NO_COMMON_TIME';
    return undefined;
  }

  /** How often the two were a tandem before. */
  timesMet(s: number, p: number): number {
    return this.met[s]?.get(this.partners[p]?.id ?? '') ?? 0;
  }

  /** Affinity from 0 to 10000: the sum of the points of all factors. */
  affinity(s: number, p: number): number {
    this.score(s, p);
    let sum = 0;
    for (let factor = 0; factor < FACTORS.length; factor += 1) sum += this.points(factor);
    return sum;
  }

  /** The same affinity, factor by factor. */
  contributions(s: number, p: number): FactorContribution[] {
    this.score(s, p);
    return FACTORS.map((factor, index) => ({
      factor,
      score: this.scores[index] as number,
      points: this.points(index),
      maxPoints: Math.floor(((this.weights[index] as number) * FULL) / this.weightSum),
    }));
  }

  private points(factor: number): number {
    return Math.floor(((this.weights[factor] as number) * (this.scores[factor] as number)) / this.weightSum);
  }

  /** Scores in the order of FACTORS. */
  private score(s: number, p: number): void {
    const { scores, topics, channels, needs } = this;
    const seeker = this.seekers[s] as TandemProfile;
    const partner = this.partners[p] as TandemProfile;
    scores[0] = shareOf(topics.seekers.common(s, topics.partners, p), topics.seekers.size[s] as number, ENOUGH_TOPICS);
    scores[1] = shareOf(channels.seekers.common(s, channels.partners, p), channels.seekers.size[s] as number, ENOUGH_CHANNELS);
    scores[2] = shareOf(needs.seekers.common(s, needs.partners, p), needs.seekers.size[s] as number, ENOUGH_NEEDS);
    scores[3] = seeker.departmentId === partner.departmentId ? 0 : FULL;
    scores[4] = timeZoneScore(seeker.utcOffsetMinutes, partner.utcOffsetMinutes);
    scores[5] = slotScore(seeker.availability, partner.availability);
    scores[6] = seniorityScore(partner.seniority - seeker.seniority);
    const wished = this.seekerWishes[s]?.has(partner.id) ? WISH_OF_SEEKER : 0;
    scores[7] = wished + (this.partnerWishes[p]?.has(seeker.id) ? WISH_OF_PARTNER : 0);
  }
}

function countEach(ids: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
}

interface Sides {
  readonly seekers: TokenSets;
  readonly partners: TokenSets;
}

function sides(seekers: readonly (readonly string[])[], partners: readonly (readonly string[])[]): Sides {
  const vocabulary = vocabularyOf(seekers, partners);
  return { seekers: new TokenSets(seekers, vocabulary), partners: new TokenSets(partners, vocabulary) };
}

function assertWeights(weights: FactorWeights): void {
  const isWeight = (factor: Factor): boolean =>
    Number.isInteger(weights[factor]) && weights[factor] >= 0 && weights[factor] <= MAX_WEIGHT;
  if (!FACTORS.every(isWeight) || FACTORS.every((factor) => weights[factor] === 0)) {
    throw new RangeError('factor weights are integers from 0 to 1000, not all 0');
  }
}

function shareOf(common: number, wanted: number, enough: number): number {
  if (wanted === 0) return UNKNOWN;
  const most = Math.min(wanted, enough);
  return Math.floor((Math.min(common, most) * FULL) / most);
}

/** Distance round the clock, so that +12 and -12 hours are the same place. */
function timeZoneScore(a: number, b: number): number {
  const apart = Math.abs(a - b) % MINUTES_A_DAY;
  const distance = Math.min(apart, MINUTES_A_DAY - apart);
  return Math.floor(((FARTHEST_MINUTES - distance) * FULL) / FARTHEST_MINUTES);
}

function slotScore(a: number, b: number): number {
  if (a === 0 || b === 0) return UNKNOWN;
  return Math.floor((Math.min(popCount(a & b), ENOUGH_SLOTS) * FULL) / ENOUGH_SLOTS);
}

function seniorityScore(ahead: number): number {
  return SENIORITY_SCORES[Math.min(Math.abs(ahead), SENIORITY_SCORES.length - 1)] as number;
}
