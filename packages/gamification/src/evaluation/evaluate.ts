import type { Fact } from '../facts/facts.ts';
import type { Calendar } from '../periods/calendar.ts';
import type { CompiledRuleSet } from '../rules/compile.ts';
import { evaluateActivity } from './activity.ts';
import type { ContentState } from './content-state.ts';
import type { Decision } from './decision.ts';
import { evaluateEngagement } from './engagement.ts';
import { type MemberMemory, memoryOf, stateOf } from './member-memory.ts';
import type { MemberState } from './member-state.ts';

/** One fact and what it is judged by. */
export interface EvaluationStep {
  /** The version in force at `judgedAt` of the activity, or of the post that was read: see `selectRuleSet`. */
  readonly ruleSet: CompiledRuleSet;
  readonly calendar: Calendar;
  /** Of the post that a reading is of; null before its first reading, and for activities. */
  readonly contentState: ContentState | null;
  readonly fact: Fact;
}

export interface EvaluationInput extends EvaluationStep {
  readonly memberState: MemberState;
}

export interface StepOutcome {
  /** One for each rule that matched, in the order of the rule set; also when nothing is granted. */
  readonly decisions: readonly Decision[];
  readonly contentState: ContentState | null;
}

export interface Evaluation extends StepOutcome {
  readonly memberState: MemberState;
}

/**
 * What the rules grant for one fact. Pure: the same input gives the same output, the input is not changed. Facts of one person are
 * evaluated one after the other in the order of their sequence; a sequence that does not rise is a mistake of the caller and throws
 * RangeError, as do times and counts that are no whole numbers.
 */
export function evaluate(input: EvaluationInput): Evaluation {
  const memory = memoryOf(input.memberState);
  const { decisions, contentState } = evaluateStep(memory, input);
  return { decisions, memberState: stateOf(memory), contentState };
}

/**
 * Evaluates many facts of one person, one after the other, exactly as `evaluate` does from state to state, but copies what changes only
 * once: for loads and replays. After it has thrown it is of no more use.
 */
export class MemberEvaluator {
  readonly #memory: MemberMemory;

  constructor(state: MemberState) {
    this.#memory = memoryOf(state);
  }

  evaluate(step: EvaluationStep): StepOutcome {
    return evaluateStep(this.#memory, step);
  }

  /** The state behind the last fact; facts that are evaluated later do not change it. */
  get memberState(): MemberState {
    return stateOf(this.#memory);
  }
}

function evaluateStep(memory: MemberMemory, step: EvaluationStep): StepOutcome {
  const { fact, contentState } = step;
  if (!Number.isSafeInteger(fact.sequence) || fact.sequence <= memory.sequence) {
    throw new RangeError(`fact ${fact.factId} has sequence ${fact.sequence}, but ${memory.sequence} was evaluated already`);
  }
  if (fact.type === 'ENGAGEMENT') return evaluateEngagement(memory, { ...step, fact, isAskedAnew: false });
  return { decisions: evaluateActivity(memory, step, fact), contentState };
}
