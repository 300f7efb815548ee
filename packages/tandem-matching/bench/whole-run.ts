import {
  AffinityModel,
  buildAffinities,
  checkCertificate,
  DEFAULT_SEGMENT_OPTIONS,
  DEFAULT_WEIGHTS,
  Explainer,
  type PostingHistory,
  runMatching,
  segmentProgramme,
  type TandemProfile,
  tryOverride,
} from '../src/index.ts';
import { type Clock, startClock } from './ours.ts';
import { seeded } from './random.ts';

const TODAY = 20_000;
const AMBASSADORS = 20_000;
const GRADES = Array.from({ length: 15 }, (_, index) => 1000 + index * 500);

export interface WholeRun {
  readonly ambassadors: number;
  readonly seekers: number;
  readonly partners: number;
  readonly matched: number;
  readonly certified: boolean;
  readonly parts: Readonly<Record<string, Clock>>;
  readonly total: Clock;
  /** What one override would cost, and whom, once people are compared; not part of the total. */
  readonly override: Clock;
}

/** Everything but the database for 20,000 generated ambassadors: segments, affinities, matching, certificate, explanations. */
export function wholeRun(): WholeRun {
  const random = seeded(20_000);
  const histories = Array.from({ length: AMBASSADORS }, (_, index) => history(`a${String(index).padStart(5, '0')}`, random));
  const parts: Record<string, Clock> = {};
  const timed = <T>(part: string, work: () => T): T => {
    const readClock = startClock();
    const result = work();
    parts[part] = readClock();
    return result;
  };
  const decisions = timed('segments', () => segmentProgramme(histories, { ...DEFAULT_SEGMENT_OPTIONS, today: TODAY }));
  const idsOf = (...segments: readonly string[]): string[] =>
    decisions.filter(({ segment }) => segments.includes(segment)).map(({ id }) => id);
  const seekers = idsOf('hesitant').map((id) => profile(id, random));
  const partners = idsOf('frequent', 'steady').map((id) => profile(id, random));
  const model = timed(
    'index profiles',
    () => new AffinityModel(seekers, partners, { weights: DEFAULT_WEIGHTS, groupRule: 'any' }),
  );
  const affinities = timed('affinities', () => buildAffinities(model));
  const problem = {
    seekers: seekers.map(({ id }) => ({ id, waitedRounds: Math.floor(random() * 3) })),
    partners: partners.map(({ id }) => ({ id, capacity: 1 + Math.floor(random() * 3) })),
    affinities,
    locks: [],
    options: { objective: 'mostPeople' as const, floor: 0, grades: GRADES, runningBonus: 0 },
  };
  const outcome = timed('matching', () => runMatching(problem));
  if (outcome.kind !== 'matched') throw new Error(outcome.kind);
  const { matching } = outcome;
  const verdict = timed('certificate', () => checkCertificate(problem, matching));
  timed('explanations', () => {
    const explainer = new Explainer(problem, matching, model);
    for (const pair of matching.pairs) explainer.explainPair(pair.seekerId, pair.partnerId);
    explainer.explainUnmatched();
  });
  const readOverride = startClock();
  const lock = { seekerId: seekers[0]?.id ?? '', partnerId: partners.at(-1)?.id ?? '' };
  const cost = new Explainer(problem, matching, model).overrideCost(lock.seekerId, lock.partnerId);
  const trial = tryOverride({ problem, matching, lock });
  const override = readOverride();
  if (trial.kind !== 'tried') throw new Error(`${cost.kind} ${trial.kind}`);
  return {
    override,
    ambassadors: AMBASSADORS,
    seekers: seekers.length,
    partners: partners.length,
    matched: matching.pairs.length,
    certified: verdict.valid,
    parts,
    total: Object.values(parts).reduce(
      (sum, part) => ({ milliseconds: sum.milliseconds + part.milliseconds, cpu: sum.cpu + part.cpu }),
      { milliseconds: 0, cpu: 0 },
    ),
  };
}

function history(id: string, random: () => number): PostingHistory {
  const joinedOn = TODAY - 20 - Math.floor(random() * 400);
  const rate = random() < 0.35 ? 0 : 0.4 * random() ** 3;
  const postsByDay: { day: number; posts: number }[] = [];
  for (let day = joinedOn; day < TODAY; day += 1) if (random() < rate) postsByDay.push({ day, posts: 1 });
  const drafts = random() < 0.5 ? Math.floor(random() * 8) : 0;
  const followedThrough = Math.min(drafts, Math.floor(random() * 3));
  return { id, joinedOn, pauses: [], postsByDay, intent: [{ kind: 'draft', opportunities: drafts, followedThrough }] };
}

function profile(id: string, random: () => number): TandemProfile {
  const some = (all: readonly string[], part: number): string[] => all.filter(() => random() < part);
  const topics = Array.from({ length: 24 }, (_, index) => `topic ${index}`);
  const skills = ['writing', 'video', 'speaking', 'photos', 'networking', 'humour'];
  return {
    id,
    programmeId: 'programme',
    languages: random() < 0.6 ? ['de', 'en'] : [random() < 0.5 ? 'de' : 'en'],
    channels: ['linkedin', ...some(['mastodon', 'instagram', 'blog'], 0.3)],
    topics: some(topics, 0.15),
    strengths: some(skills, 0.4),
    needs: some(skills, 0.3),
    departmentId: `department ${Math.floor(random() * 60)}`,
    utcOffsetMinutes: random() < 0.8 ? 60 : -300,
    availability: Math.floor(random() * 2 ** 21),
    seniority: Math.floor(random() * 5),
    wishes: [],
    blocks: [],
    optedOut: random() < 0.02,
    metIds: [],
  };
}
