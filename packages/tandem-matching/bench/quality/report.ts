import {
  AffinityModel,
  buildAffinities,
  type CertificateVerdict,
  type ChosenPair,
  checkCertificate,
  DEFAULT_SEGMENT_OPTIONS,
  DEFAULT_WEIGHTS,
  type MatchingProblem,
  measureQuality,
  type QualityMeasures,
  runMatching,
  type SegmentDecision,
  segmentProgramme,
  type TandemProfile,
} from '../../src/index.ts';
import { seeded } from '../random.ts';
import { matchAtRandom, matchGreedily, matchStably } from './baselines.ts';
import { type Community, toCommunity } from './community.ts';
import { readEvents } from './read-events.ts';

const GRADES = Array.from({ length: 16 }, (_, index) => 1000 + index * 500);
const BLOCKED_PART = 0.02;
const MOST_PLACES = 3;
/** Days are days of an event here, so fewer of them tell as much. */
const MINIMUM_EVENT_DAYS = 3;

export interface MethodResult {
  readonly name: string;
  readonly quality: QualityMeasures;
  /** Ours only. */
  readonly verdict: CertificateVerdict | undefined;
  readonly worstGrade: number;
}

export interface QualityTable {
  readonly title: string;
  readonly seekers: number;
  readonly partners: number;
  readonly places: number;
  /** Ours, with the default objective, comes first. */
  readonly methods: readonly MethodResult[];
}

export interface CommunityReport {
  readonly activeDays: number;
  readonly decisions: readonly SegmentDecision[];
  readonly tables: readonly QualityTable[];
}

/** Segments of everybody in the sample and the quality of several ways to match them; `undefined` when the file is not there. */
export function solveCommunity(file: string): CommunityReport | undefined {
  const events = readEvents(file);
  if (events === undefined) return undefined;
  const community = toCommunity(events);
  const { activeDays } = community;
  const options = {
    ...DEFAULT_SEGMENT_OPTIONS,
    today: activeDays,
    windowDays: activeDays,
    minimumExposureDays: MINIMUM_EVENT_DAYS,
  };
  const decisions = segmentProgramme(community.histories, options);
  const problem = toProblem(community, decisions);
  const tables = [
    toTable('Everybody hesitant', problem),
    toTable('As many hesitant as there are places', asManyAsPlaces(problem)),
  ];
  return { activeDays, decisions, tables };
}

function toProblem(community: Community, decisions: readonly SegmentDecision[]): MatchingProblem {
  const random = seeded(1);
  const profilesOf = (...segments: readonly string[]): TandemProfile[] =>
    decisions.filter(({ segment }) => segments.includes(segment)).flatMap(({ id }) => community.profiles.get(id) ?? []);
  const partners = profilesOf('frequent', 'steady');
  const seekers = profilesOf('hesitant').map((seeker) => ({
    ...seeker,
    blocks: partners.filter(() => random() < BLOCKED_PART).map(({ id }) => id),
  }));
  const model = new AffinityModel(seekers, partners, { weights: DEFAULT_WEIGHTS, groupRule: 'any' });
  return {
    seekers: seekers.map(({ id }) => ({ id, waitedRounds: Math.floor(random() * 3) })),
    partners: partners.map(({ id }) => ({ id, capacity: 1 + Math.floor(random() * MOST_PLACES) })),
    affinities: buildAffinities(model),
    locks: [],
    options: { objective: 'mostPeople', floor: 0, grades: GRADES, runningBonus: 0 },
  };
}

function placesOf(problem: MatchingProblem): number {
  return problem.partners.reduce((sum, { capacity }) => sum + capacity, 0);
}

/** A tighter problem from the same people. */
function asManyAsPlaces(problem: MatchingProblem): MatchingProblem {
  const kept = Math.min(placesOf(problem), problem.seekers.length);
  const seekers = problem.seekers.slice(0, kept);
  const { affinities } = problem;
  if (affinities.kind === 'dense') {
    return {
      ...problem,
      seekers,
      affinities: { kind: 'dense', affinity: affinities.affinity.slice(0, kept * problem.partners.length) },
    };
  }
  const end = affinities.start[kept] as number;
  const cut = {
    start: affinities.start.slice(0, kept + 1),
    partner: affinities.partner.slice(0, end),
    affinity: affinities.affinity.slice(0, end),
  };
  return { ...problem, seekers, affinities: { kind: 'sparse', ...cut } };
}

function ours(name: string, problem: MatchingProblem): MethodResult {
  const outcome = runMatching(problem);
  if (outcome.kind !== 'matched') throw new Error(JSON.stringify(outcome));
  const { matching } = outcome;
  const verdict = checkCertificate(problem, matching);
  return { name, quality: measureQuality(problem, matching.pairs), verdict, worstGrade: matching.values.worstGrade };
}

function baseline(name: string, problem: MatchingProblem, pairs: readonly ChosenPair[]): MethodResult {
  return { name, quality: measureQuality(problem, pairs), verdict: undefined, worstGrade: 0 };
}

function toTable(title: string, problem: MatchingProblem): QualityTable {
  const { options } = problem;
  return {
    title,
    seekers: problem.seekers.length,
    partners: problem.partners.length,
    places: placesOf(problem),
    methods: [
      ours('most people, worst, sum', problem),
      ours('without the step for the worst-off', { ...problem, options: { ...options, grades: [] } }),
      ours('best fit', { ...problem, options: { ...options, objective: 'bestFit' } }),
      baseline('Gale-Shapley', problem, matchStably(problem)),
      baseline('greedy', problem, matchGreedily(problem)),
      baseline('random', problem, matchAtRandom(problem, seeded(2))),
    ],
  };
}
