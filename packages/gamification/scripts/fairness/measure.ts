import {
  type ActivityFact,
  type CompiledRuleSet,
  type ContentState,
  compileRuleSet,
  createCalendar,
  emptyMemberState,
  evaluate,
  type MemberState,
  presets,
  reverse,
  type StoredDecision,
} from '../../src/index.ts';
import { attacks } from './attacks.ts';
import { activityFact, DAY, type Deed, readingFact, seasonStart, timeZone, WEEK, WEEKS } from './facts.ts';
import { habits, honestDeeds } from './population.ts';
import { createRandom } from './random.ts';

export const SEEDS = [1, 2, 3] as const;
/** Of every twenty honest people four are frequent, seven steady, nine hesitant. */
const GROUP_SIZES = { frequent: 24, steady: 42, hesitant: 54 } as const;
/** The most that an attacker may have over the median of all honest people. */
export const BOUND = 1.2;

export interface PresetFairness {
  readonly preset: string;
  /** Median points of all honest people in ten weeks: the lowest of the seeds. */
  readonly median: number;
  readonly groups: Readonly<Record<keyof typeof GROUP_SIZES, number>>;
  /** Each attacker's points over the median, the worst of the seeds, in hundredths, rounded up. */
  readonly attacks: readonly MeasuredAttack[];
}

export interface MeasuredAttack {
  readonly name: string;
  /** Of one member. */
  readonly hundredths: number;
  /** How many members do it; the bound holds for each. */
  readonly members: number;
}

export function measureFairness(): readonly PresetFairness[] {
  const populations = SEEDS.map(populationOf);
  const attacked = attacks();
  return Object.entries(presets).map(([preset, document]) => {
    const compiled = compileRuleSet(document, 1);
    if (!compiled.ok) throw new Error(`preset ${preset} does not compile`);
    const points = (deeds: readonly Deed[]) => pointsOf(compiled.ruleSet, deeds);
    const seeds = populations.map((population) => population.map(({ group, deeds }) => ({ group, points: points(deeds) })));
    const lowest = Math.min(...seeds.map((people) => median(people.map((person) => person.points))));
    const ofGroup = (group: string) =>
      median(seeds.flatMap((people) => people.filter((person) => person.group === group).map((person) => person.points)));
    return {
      preset,
      median: lowest,
      groups: { frequent: ofGroup('frequent'), steady: ofGroup('steady'), hesitant: ofGroup('hesitant') },
      attacks: attacked.map(({ name, deeds, members = 1 }) => ({
        ...{ name, members, hundredths: Math.ceil((100 * points(deeds)) / lowest) },
      })),
    };
  });
}

function populationOf(seed: number) {
  const random = createRandom(seed);
  return habits.flatMap((habit) =>
    Array.from({ length: GROUP_SIZES[habit.group] }, () => ({ group: habit.group, deeds: honestDeeds(random, habit) })),
  );
}

/** The balance of one person after all their deeds, in the order in which they were recorded. */
function pointsOf(ruleSet: CompiledRuleSet, deeds: readonly Deed[]): number {
  const season = { key: 'season', start: seasonStart, end: seasonStart + (WEEKS + 2) * WEEK };
  const calendar = createCalendar({ timeZone, seasons: [season], graceMilliseconds: 7 * DAY });
  const posts = new Map<string, { fact: ActivityFact; content: ContentState | null; entries: StoredDecision[] }>();
  let memberState: MemberState = emptyMemberState;
  let balance = 0;
  const ordered = [...deeds].sort((left, right) => left.recordedAt - right.recordedAt);
  ordered.forEach((made, index) => {
    const sequence = index + 1;
    const known = made.type === 'ACTIVITY' ? null : posts.get(made.of);
    if (made.type !== 'ACTIVITY' && !known) throw new Error(`${made.of} was not posted yet`);
    if (made.type === 'WITHDRAWAL' && known) {
      const taken = { activityId: made.of, activity: known.fact, contentState: known.content, decisions: known.entries };
      const reversed = reverse({
        ruleSet,
        calendar,
        memberState,
        ...taken,
        sequence,
        recordedAt: made.recordedAt,
        cause: 'WITHDRAWN',
      });
      posts.set(made.of, { fact: known.fact, content: reversed.contentState, entries: [] });
      memberState = reversed.memberState;
      for (const { granted } of reversed.reversals) balance += granted;
      return;
    }
    const post = made.type === 'ACTIVITY' ? { fact: activityFact(made, sequence), content: null, entries: [] } : known;
    if (!post || made.type === 'WITHDRAWAL') return;
    const fact = made.type === 'ACTIVITY' ? post.fact : readingFact(made, post.fact, sequence);
    const evaluation = evaluate({ ruleSet, calendar, memberState, contentState: post.content, fact });
    memberState = evaluation.memberState;
    for (const { granted } of evaluation.decisions) balance += granted;
    const entries = evaluation.decisions.map((decision, at) => ({
      ...decision,
      entryId: `${sequence} ${at}`,
      origin: sequence,
    }));
    posts.set(post.fact.factId, { fact: post.fact, content: evaluation.contentState, entries: [...post.entries, ...entries] });
  });
  return balance;
}

function median(values: readonly number[]): number {
  const ordered = [...values].sort((left, right) => left - right);
  return ordered[Math.floor((ordered.length - 1) / 2)] ?? 0;
}
