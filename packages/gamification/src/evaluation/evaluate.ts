import type { Fact } from '../facts/facts.ts';
import type { Calendar } from '../periods/calendar.ts';
import type { CompiledRuleSet } from '../rules/compile.ts';
import { evaluateActivity } from './activity.ts';
import type { ContentState } from './content-state.ts';
import type { Decision } from './decision.ts';
import { evaluateEngagement } from './engagement.ts';
import type { MemberState } from './member-state.ts';

export interface EvaluationInput {
  /** The version in force when the activity, or the post that was read, happened: see `selectRuleSet`. */
  readonly ruleSet: CompiledRuleSet;
  readonly calendar: Calendar;
  readonly memberState: MemberState;
  /** Of the post that a reading is of; null before its first reading, and for activities. */
  readonly contentState: ContentState | null;
  readonly fact: Fact;
}

export interface Evaluation {
  /** One for each rule that matched, in the order of the rule set; also when nothing is granted. */
  readonly decisions: readonly Decision[];
  readonly memberState: MemberState;
  readonly contentState: ContentState | null;
}

/**
 * What the rules grant for one fact. Pure: the same input gives the same output, the input is not changed. Facts of one person are
 * evaluated one after the other in the order of their sequence; a sequence that does not rise is a mistake of the caller and throws
 * RangeError, as do times and counts that are no whole numbers.
 */
export function evaluate(input: EvaluationInput): Evaluation {
  const { fact, memberState } = input;
  if (!Number.isSafeInteger(fact.sequence) || fact.sequence <= memberState.sequence) {
    throw new RangeError(
      `fact ${fact.factId} has sequence ${fact.sequence}, but ${memberState.sequence} was evaluated already`,
    );
  }
  return fact.type === 'ACTIVITY' ? evaluateActivity(input, fact) : evaluateEngagement(input, fact);
}
