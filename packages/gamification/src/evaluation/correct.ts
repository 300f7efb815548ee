import { type ActivityFact, type EngagementFact, readPostOf } from '../facts/facts.ts';
import type { CompiledRuleSet } from '../rules/compile.ts';
import { evaluateActivity } from './activity.ts';
import type { ContentState } from './content-state.ts';
import type { Decision, Reversal, StoredDecision } from './decision.ts';
import { evaluateEngagement } from './engagement.ts';
import { memoryOf, stateOf } from './member-memory.ts';
import type { MemberState } from './member-state.ts';
import { type ReversalInput, reverse } from './reverse.ts';

export interface CorrectionInput extends Omit<ReversalInput, 'cause'> {
  /** CORRECTED when the fact changed, RESCORED when only the rules did. */
  readonly cause: 'CORRECTED' | 'RESCORED';
  /** The fact as it should have been, with the sequence and time of recording of the correction. */
  readonly corrected: ActivityFact;
  /** The version in force at `judgedAt` of the corrected fact; for RESCORED the version to apply instead. */
  readonly correctedRuleSet: CompiledRuleSet;
}

export interface Correction {
  readonly reversals: readonly Reversal[];
  readonly decisions: readonly Decision[];
  readonly memberState: MemberState;
  readonly contentState: ContentState | null;
}

/**
 * Reverses every entry of an activity and of its readings, then evaluates the corrected fact and its highest reading anew, as one step in
 * the sequence. Points of readings count where the last of them counted, unless that has frozen.
 */
export function correct(input: CorrectionInput): Correction {
  const { calendar, corrected, correctedRuleSet: ruleSet } = input;
  const { reversals, memberState, contentState } = reverse(input);
  const memory = memoryOf(memberState);
  const activity = evaluateActivity(memory, { ruleSet, calendar, contentState, fact: corrected }, corrected);
  if (!contentState) return { reversals, decisions: activity, memberState: stateOf(memory), contentState };
  const reading = highestReading(corrected, input.decisions);
  const engagement = evaluateEngagement(memory, { ruleSet, calendar, contentState, fact: reading, isAskedAnew: true });
  const decisions = [...activity, ...engagement.decisions];
  return { reversals, decisions, memberState: stateOf(memory), contentState: engagement.contentState };
}

/** A reading that adds nothing to what is remembered about the post, so that the rules look at its highest reading again. */
function highestReading(corrected: ActivityFact, decisions: readonly StoredDecision[]): EngagementFact {
  const { factId, sequence, memberId, recordedAt } = corrected;
  const counted = decisions.filter(({ type }) => type === 'ENGAGEMENT').map(({ countsAt }) => countsAt);
  const none = { likes: 0, comments: 0, reposts: 0, clicks: 0, colleagueLikes: [] };
  const readAt = counted.length === 0 ? recordedAt : Math.max(...counted);
  return {
    type: 'ENGAGEMENT',
    factId,
    sequence,
    memberId,
    recordedAt,
    readAt,
    ...none,
    post: readPostOf(corrected),
  };
}
