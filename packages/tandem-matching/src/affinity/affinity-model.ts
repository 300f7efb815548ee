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
const NOBODY = -1;

/** What two people have said about each other, as bits of a pair's flags. */
const BLOCKED = 1;
const SEEKER_WISHES = 2;
const PARTNER_WISHES = 4;
const SAME_PERSON = 8;
const REPORTING_LINE = 16;

/**
 * Compares seekers with partners: what hinders a pair, and how well it fits. Indices are positions in the given lists. Words are turned
 * into numbers once, so that a pair costs no more than a few dozen machine instructions; asking seeker by seeker is fastest.
 */
export class AffinityModel {
  private readonly weightSum: number;
  private readonly languages: Sides;
  private readonly channels: Sides;
  private readonly topics: Sides;
  private readonly needs: Sides;
  private readonly seekerTraits: Traits;
  private readonly partnerTraits: Traits;
  private readonly relations: readonly Relation[][];
  private readonly flags: Uint8Array;
  private readonly met: Int32Array;
  private focused = NOBODY;
  private readonly scores = new Int32Array(FACTORS.length);
  private readonly weights: readonly number[];
  /** Points by factor and score: looking up is several times faster than dividing. */
  private readonly pointTable: Int32Array;

  constructor(
    readonly seekers: readonly TandemProfile[],
    readonly partners: readonly TandemProfile[],
    private readonly options: AffinityOptions,
  ) {
    assertWeights(options.weights);
    this.weights = FACTORS.map((factor) => options.weights[factor]);
    this.weightSum = this.weights.reduce((sum, weight) => sum + weight, 0);
    this.pointTable = Int32Array.from({ length: FACTORS.length * (FULL + 1) }, (_, at) => {
      const weight = this.weights[Math.floor(at / (FULL + 1))] as number;
      return Math.floor((weight * (at % (FULL + 1))) / this.weightSum);
    });
    const both = (of: (profile: TandemProfile) => readonly string[]): Sides => sides(seekers.map(of), partners.map(of));
    this.languages = both((profile) => profile.languages);
    this.channels = both((profile) => profile.channels);
    this.topics = both((profile) => profile.topics);
    this.needs = sides(
      seekers.map((profile) => profile.needs),
      partners.map((profile) => profile.strengths),
    );
    const numbers = new Map<string, number>();
    this.seekerTraits = traitsOf(seekers, numbers);
    this.partnerTraits = traitsOf(partners, numbers);
    this.relations = relationsOf(seekers, partners);
    this.flags = new Uint8Array(partners.length);
    this.met = new Int32Array(partners.length);
  }

  /** The first reason why the pair is impossible, past tandems left aside; `undefined` when there is none. */
  hindrance(s: number, p: number): Exclude<Hindrance, 'ALREADY_MET'> | undefined {
    this.focus(s);
    const { seekerTraits: seeker, partnerTraits: partner } = this;
    const flags = this.flags[p] as number;
    if ((flags & SAME_PERSON) !== 0) return 'SAME_PERSON';
    if (seeker.programme[s] !== partner.programme[p]) return 'OTHER_PROGRAMME';
    if (seeker.optedOut[s] === 1 || partner.optedOut[p] === 1) return 'OPTED_OUT';
    if ((flags & BLOCKED) !== 0) return 'BLOCKED';
    if ((flags & REPORTING_LINE) !== 0) return 'REPORTING_LINE';
    const { groupRule } = this.options;
    if (groupRule !== 'any' && (groupRule === 'within') !== (seeker.department[s] === partner.department[p]))
      return 'GROUP_RULE';
    if (this.languages.seekers.common(s, this.languages.partners, p) === 0) return 'NO_COMMON_LANGUAGE';
    if (this.channels.seekers.common(s, this.channels.partners, p) === 0) return 'NO_COMMON_CHANNEL';
    const a = seeker.availability[s] as number;
    const b = partner.availability[p] as number;
    if (a !== 0 && b !== 0 && (a & b) === 0) return 'NO_COMMON_TIME';
    return undefined;
  }

  /** Loads what is particular between one seeker and single partners. */
  private focus(s: number): void {
    if (this.focused === s) return;
    for (const { partner } of this.relations[this.focused] ?? []) {
      this.flags[partner] = 0;
      this.met[partner] = 0;
    }
    this.focused = s;
    for (const { partner, flag } of this.relations[s] ?? []) {
      this.flags[partner] = (this.flags[partner] as number) | flag;
      if (flag === 0) this.met[partner] = (this.met[partner] as number) + 1;
    }
  }

  /** Whether a seeker was in a tandem with any of the partners before. */
  hasMetAnybody(s: number): boolean {
    return (this.relations[s] ?? []).some(({ flag }) => flag === 0);
  }

  /** How often the two were a tandem before. */
  timesMet(s: number, p: number): number {
    this.focus(s);
    return this.met[p] as number;
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
    return this.pointTable[factor * (FULL + 1) + (this.scores[factor] as number)] as number;
  }

  /** Scores in the order of FACTORS. */
  private score(s: number, p: number): void {
    this.focus(s);
    const { scores, topics, channels, needs, seekerTraits: seeker, partnerTraits: partner } = this;
    const flags = this.flags[p] as number;
    scores[0] = shareOf(topics.seekers.common(s, topics.partners, p), topics.seekers.size[s] as number, ENOUGH_TOPICS);
    scores[1] = shareOf(channels.seekers.common(s, channels.partners, p), channels.seekers.size[s] as number, ENOUGH_CHANNELS);
    scores[2] = shareOf(needs.seekers.common(s, needs.partners, p), needs.seekers.size[s] as number, ENOUGH_NEEDS);
    scores[3] = seeker.department[s] === partner.department[p] ? 0 : FULL;
    scores[4] = timeZoneScore(seeker.utcOffset[s] as number, partner.utcOffset[p] as number);
    scores[5] = slotScore(seeker.availability[s] as number, partner.availability[p] as number);
    scores[6] = seniorityScore((partner.seniority[p] as number) - (seeker.seniority[s] as number));
    scores[7] = ((flags & SEEKER_WISHES) !== 0 ? WISH_OF_SEEKER : 0) + ((flags & PARTNER_WISHES) !== 0 ? WISH_OF_PARTNER : 0);
  }
}

/** One thing said about one partner; flag 0 is a past tandem. */
interface Relation {
  readonly partner: number;
  readonly flag: number;
}

/** Profiles as columns of numbers. */
interface Traits {
  readonly programme: Int32Array;
  readonly department: Int32Array;
  readonly optedOut: Uint8Array;
  readonly utcOffset: Int32Array;
  readonly availability: Int32Array;
  readonly seniority: Int32Array;
}

function traitsOf(profiles: readonly TandemProfile[], numbers: Map<string, number>): Traits {
  const numberOf = (word: string): number => {
    const known = numbers.get(word) ?? numbers.size;
    numbers.set(word, known);
    return known;
  };
  return {
    programme: Int32Array.from(profiles, (profile) => numberOf(profile.programmeId)),
    department: Int32Array.from(profiles, (profile) => numberOf(profile.departmentId)),
    optedOut: Uint8Array.from(profiles, (profile) => (profile.optedOut ? 1 : 0)),
    utcOffset: Int32Array.from(profiles, (profile) => profile.utcOffsetMinutes),
    availability: Int32Array.from(profiles, (profile) => profile.availability),
    seniority: Int32Array.from(profiles, (profile) => profile.seniority),
  };
}

/** For each seeker everything that is said about single partners, by either side. */
function relationsOf(seekers: readonly TandemProfile[], partners: readonly TandemProfile[]): Relation[][] {
  const relations: Relation[][] = seekers.map(() => []);
  const seekerAt = new Map(seekers.map(({ id }, index) => [id, index]));
  const partnerAt = new Map(partners.map(({ id }, index) => [id, index]));
  const add = (seeker: number | undefined, partner: number | undefined, flag: number): void => {
    if (seeker !== undefined && partner !== undefined) relations[seeker]?.push({ partner, flag });
  };
  for (const [s, seeker] of seekers.entries()) {
    add(s, partnerAt.get(seeker.id), SAME_PERSON);
    if (seeker.managerId !== undefined) add(s, partnerAt.get(seeker.managerId), REPORTING_LINE);
    for (const id of seeker.blocks) add(s, partnerAt.get(id), BLOCKED);
    for (const id of seeker.wishes) add(s, partnerAt.get(id), SEEKER_WISHES);
    for (const id of seeker.metIds) add(s, partnerAt.get(id), 0);
  }
  for (const [p, partner] of partners.entries()) {
    if (partner.managerId !== undefined) add(seekerAt.get(partner.managerId), p, REPORTING_LINE);
    for (const id of partner.blocks) add(seekerAt.get(id), p, BLOCKED);
    for (const id of partner.wishes) add(seekerAt.get(id), p, PARTNER_WISHES);
  }
  return relations;
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
