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
  MemberEvaluator,
  type MemberState,
  parseMemberState,
  presets,
  serializeMemberState,
} from '@fanfare/gamification';
import { activityFact, DAY, type Deed, readingFact, seasonStart, timeZone, WEEK, WEEKS } from '../scripts/fairness/facts.ts';
import { habits, honestDeeds } from '../scripts/fairness/population.ts';
import { createRandom } from '../scripts/fairness/random.ts';
import { type Measurement, millisecondsOf } from './measurement.ts';

const PEOPLE = 1200;
const ROUNDS = 8;
const BATCH = 1000;
const PEOPLE_A_BATCH = 20;
const PROMISED = 500_000;

interface Placed {
  readonly person: number;
  /** Number of the post that a reading is of, -1 for an activity: the states stand in arrays, so that no look-up is measured. */
  readonly post: number;
  readonly fact: Fact;
}

interface Rules {
  readonly ruleSet: CompiledRuleSet;
  readonly calendar: Calendar;
}

/**
 * Facts a second on one core: ten weeks of 1,200 honest people in the order of recording, with the balanced preset, and what reading and
 * writing a person's state around it takes.
 */
export function measureEvaluation(): readonly Measurement[] {
  const compiled = compileRuleSet(presets.balanced, 1);
  if (!compiled.ok) throw new Error('the balanced preset does not compile');
  const season = { key: 'season', start: seasonStart, end: seasonStart + (WEEKS + 2) * WEEK };
  const calendar = createCalendar({ timeZone, seasons: [season], graceMilliseconds: 7 * DAY });
  const facts = factsInOrder();
  const evaluations: number[] = [];
  const copies: number[] = [];
  const histories: number[] = [];
  let states: readonly MemberState[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const rules = { ruleSet: compiled.ruleSet, calendar };
    states = runBatches(facts, rules, { evaluations, copies });
    runHistories(facts, rules, histories);
  }
  const reference = { name: 'the same facts through JSON and back', value: aSecond(facts.length, copies) };
  const unit = 'facts/s';
  const inOneGo = {
    name: 'evaluate histories, person by person, balanced preset',
    unit,
    value: aSecond(facts.length, histories),
  };
  const oneByOne = { name: 'evaluate facts one by one', unit, value: aSecond(facts.length, evaluations) };
  return [
    { ...inOneGo, reference: { name: 'promised', value: PROMISED }, target: { bound: 'at least', ratio: 1 } },
    { ...inOneGo, reference },
    { ...oneByOne, reference },
    measureStates(states),
  ];
}

/** As a load, a simulation and a replay do it: all facts of one person in a row, from state to state only at the end. */
function runHistories(facts: readonly Placed[], rules: Rules, best: number[]): void {
  const histories: Placed[][] = Array.from({ length: PEOPLE }, () => []);
  for (const placed of facts) histories[placed.person]?.push(placed);
  for (let batch = 0; batch * PEOPLE_A_BATCH < PEOPLE; batch += 1) {
    const made = histories.slice(batch * PEOPLE_A_BATCH, (batch + 1) * PEOPLE_A_BATCH).map((history) => history.map(copyOf));
    keepBest(best, batch, () => made.map((history) => evaluateHistory(history, rules)));
  }
}

function evaluateHistory(placed: readonly Placed[], { ruleSet, calendar }: Rules): MemberState {
  const evaluator = new MemberEvaluator(emptyMemberState);
  const contents = new Map<number, ContentState>();
  for (const { post, fact } of placed) {
    const { contentState } = evaluator.evaluate({ ruleSet, calendar, contentState: contents.get(post) ?? null, fact });
    if (contentState !== null) contents.set(post, contentState);
  }
  return evaluator.memberState;
}

/** Of each batch its best time of all rounds: what others do on the machine meanwhile can only make a batch slower. */
interface BestTimes {
  readonly evaluations: number[];
  readonly copies: number[];
}

/** Facts are made just before they are evaluated, as those of a request are. */
function runBatches(facts: readonly Placed[], { ruleSet, calendar }: Rules, best: BestTimes): readonly MemberState[] {
  const memberStates: MemberState[] = Array.from({ length: PEOPLE }, () => emptyMemberState);
  const contentStates: (ContentState | null)[] = Array.from({ length: facts.length }, () => null);
  for (let batch = 0; batch * BATCH < facts.length; batch += 1) {
    const made = facts.slice(batch * BATCH, (batch + 1) * BATCH).map(copyOf);
    keepBest(best.evaluations, batch, () => {
      for (const { person, post, fact } of made) {
        const contentState = post < 0 ? null : (contentStates[post] ?? null);
        const memberState = memberStates[person] ?? emptyMemberState;
        const evaluation = evaluate({ ruleSet, calendar, memberState, contentState, fact });
        memberStates[person] = evaluation.memberState;
        if (post >= 0) contentStates[post] = evaluation.contentState;
      }
    });
    keepBest(best.copies, batch, () => made.map(({ fact }) => JSON.parse(JSON.stringify(fact))));
  }
  return memberStates;
}

function copyOf({ person, post, fact }: Placed): Placed {
  return { person, post, fact: fact.type === 'ACTIVITY' ? { ...fact } : { ...fact, post: { ...fact.post } } };
}

function measureStates(states: readonly MemberState[]): Measurement {
  const texts = states.map(serializeMemberState);
  const read: number[] = [];
  const parsed: number[] = [];
  for (let round = 0; round < 4 * ROUNDS; round += 1) {
    keepBest(read, 0, () => texts.map(parseMemberState).map(serializeMemberState));
    keepBest(parsed, 0, () => texts.map((text) => JSON.stringify(JSON.parse(text))));
  }
  return {
    name: "read and write a person's state after ten weeks",
    unit: 'states/s',
    value: aSecond(states.length, read),
    reference: { name: 'its JSON alone, unchecked', value: aSecond(states.length, parsed) },
  };
}

function keepBest(times: number[], batch: number, work: () => void): void {
  times[batch] = Math.min(times[batch] ?? Number.POSITIVE_INFINITY, millisecondsOf(work));
}

function aSecond(count: number, times: readonly number[]): number {
  return Math.round((1000 * count) / times.reduce((sum, time) => sum + time, 0));
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
