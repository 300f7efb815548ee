import {
  type ActivityFact,
  type Calendar,
  type CompiledRuleSet,
  type ContentState,
  compileRuleSet,
  createCalendar,
  emptyMemberState,
  evaluate,
  type Fact,
  type MemberState,
  presets,
} from '@fanfare/gamification';
import { activityFact, DAY, type Deed, readingFact, seasonStart, timeZone, WEEK, WEEKS } from '../scripts/fairness/facts.ts';
import { habits, honestDeeds } from '../scripts/fairness/population.ts';
import { createRandom } from '../scripts/fairness/random.ts';
import { type Measurement, millisecondsOf } from './measurement.ts';

const PEOPLE = 1200;
const ROUNDS = 5;

interface Placed {
  readonly person: number;
  /** Number of the post that a reading is of, -1 for an activity: the states stand in arrays, so that no look-up is measured. */
  readonly post: number;
  readonly fact: Fact;
}

/** Facts a second on one core: ten weeks of 1,200 honest people in the order of recording, with the balanced preset. */
export function measureEvaluation(): Measurement {
  const compiled = compileRuleSet(presets.balanced, 1);
  if (!compiled.ok) throw new Error('the balanced preset does not compile');
  const season = { key: 'season', start: seasonStart, end: seasonStart + (WEEKS + 2) * WEEK };
  const calendar = createCalendar({ timeZone, seasons: [season], graceMilliseconds: 7 * DAY });
  const facts = factsInOrder();
  const evaluations = Array.from({ length: ROUNDS }, () =>
    millisecondsOf(() => evaluateAll(facts, { ruleSet: compiled.ruleSet, calendar })),
  );
  const copies = Array.from({ length: ROUNDS }, () => millisecondsOf(() => copyAll(facts)));
  const aSecond = (times: readonly number[]) => Math.round((1000 * facts.length) / Math.min(...times));
  return {
    name: 'evaluate facts, balanced preset, one core',
    unit: 'facts/s',
    value: aSecond(evaluations),
    reference: { name: 'the same facts through JSON and back', value: aSecond(copies) },
  };
}

function evaluateAll(facts: readonly Placed[], rules: { ruleSet: CompiledRuleSet; calendar: Calendar }): void {
  const memberStates: MemberState[] = Array.from({ length: PEOPLE }, () => emptyMemberState);
  const contentStates: (ContentState | null)[] = Array.from({ length: facts.length }, () => null);
  for (const { person, post, fact } of facts) {
    const contentState = contentStates[post] ?? null;
    const evaluation = evaluate({ ...rules, memberState: memberStates[person] ?? emptyMemberState, contentState, fact });
    memberStates[person] = evaluation.memberState;
    if (post >= 0) contentStates[post] = evaluation.contentState;
  }
}

function copyAll(facts: readonly Placed[]): readonly unknown[] {
  return facts.map(({ fact }) => JSON.parse(JSON.stringify(fact)));
}

function factsInOrder(): readonly Placed[] {
  const random = createRandom(1);
  const people = Array.from({ length: PEOPLE }, (_, person) => {
    const habit = habits[person % habits.length];
    return habit ? honestDeeds(random, habit) : [];
  });
  const placed = people.flatMap((deeds, person) => deeds.map((made) => ({ person, made })));
  placed.sort((left, right) => left.made.recordedAt - right.made.recordedAt);
  const posts = new Map<string, { number: number; fact: ActivityFact }>();
  return placed.flatMap(({ person, made }, index) => factsOf({ made, person, sequence: index + 1, posts }));
}

interface Placing {
  readonly made: Deed;
  readonly person: number;
  readonly sequence: number;
  readonly posts: Map<string, { number: number; fact: ActivityFact }>;
}

function factsOf({ made, person, sequence, posts }: Placing): readonly Placed[] {
  if (made.type === 'ACTIVITY') {
    const fact = { ...activityFact(made, sequence), factId: `${person} ${made.id}` };
    posts.set(fact.factId, { number: posts.size, fact });
    return [{ person, post: -1, fact }];
  }
  const post = posts.get(`${person} ${made.of}`);
  return post && made.type === 'READING' ? [{ person, post: post.number, fact: readingFact(made, post.fact, sequence) }] : [];
}
