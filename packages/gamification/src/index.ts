export { type BadgeArtwork, type BadgeMotif, type BadgeShape, badgeMotifs, badgeShapes, drawBadge } from '@fanfare/contracts';
export { type BadgeInput, type EarnedBadge, earnedBadges } from './badges/award.ts';
export { type BadgeCompileResult, compileBadge, compileLadder, type LadderCompileResult } from './badges/compile.ts';
export {
  type BadgeCriterion,
  type BadgeDocument,
  type BadgeDraft,
  type BadgeMeasure,
  badgeMeasures,
  type LadderDocument,
  type LadderDraft,
} from './badges/document.ts';
export { type LevelStanding, levelAt, levelCriteria } from './badges/level.ts';
export { type DeclaredPause, type Streak, type StreakInput, streakOf } from './badges/streak.ts';
export { type BadgeTemplateKey, badgeTemplateKeys, badgeTemplates, ladderTemplate } from './badges/templates.ts';
export { describeCriterion } from './badges/words.ts';
export {
  type ChallengeAct,
  type ChallengeState,
  challengeActs,
  challengeStates,
  dueAct,
  nextChallengeState,
} from './challenges/challenge-state.ts';
export { type ChallengeCompileResult, compileChallenge } from './challenges/compile.ts';
export {
  type ChallengeVerdict,
  type ChallengeWindow,
  type ContributedFact,
  type ContributionInput,
  challengeVerdicts,
  contributionOf,
} from './challenges/contribution.ts';
export type { CountedFact, Grant, Reaction } from './challenges/counting.ts';
export {
  type ChallengeDocument,
  type ChallengeDraft,
  type ChallengeEntry,
  type ChallengeMeasure,
  type ChallengeScope,
  challengeEntries,
  challengeJsonSchema,
  challengeMeasures,
  challengeScopes,
  type FactFilter,
} from './challenges/document.ts';
export {
  type ChallengeProgress,
  type ChallengeStanding,
  compareChallengeStandings,
  type Mark,
  type ProgressInput,
  progressOf,
} from './challenges/progress.ts';
export { type ChallengeDays, instantsOf, occurrenceOf, type Recurrence, scheduleProblem } from './challenges/schedule.ts';
export {
  type ChallengeTemplate,
  type ChallengeTemplateKey,
  challengeTemplateKeys,
  challengeTemplates,
} from './challenges/templates.ts';
export { describeChallenge, explainVerdict, filterInWords, targetInWords } from './challenges/words.ts';
export {
  type ContentState,
  emptyContentState,
  parseContentState,
  serializeContentState,
} from './evaluation/content-state.ts';
export { type Correction, type CorrectionInput, correct } from './evaluation/correct.ts';
export {
  type Decision,
  type Reason,
  type Reversal,
  type ReversalCause,
  reversalCauses,
  type StoredDecision,
} from './evaluation/decision.ts';
export {
  type Evaluation,
  type EvaluationInput,
  type EvaluationStep,
  evaluate,
  MemberEvaluator,
  type StepOutcome,
} from './evaluation/evaluate.ts';
export {
  emptyMemberState,
  type MemberState,
  parseMemberState,
  serializeMemberState,
} from './evaluation/member-state.ts';
export { type EntryReversalInput, type ReversalInput, type Reversed, reverse, reverseEntries } from './evaluation/reverse.ts';
export {
  canonicalJson,
  compareDelivery,
  type Delivery,
  type DeliveryComparison,
  type DeliveryDifference,
} from './facts/delivery.ts';
export {
  type ActivityFact,
  type ColleagueLikes,
  type EngagementFact,
  type Fact,
  type FactAttributes,
  judgedAt,
  type ReadPost,
  readPostOf,
} from './facts/facts.ts';
export { normaliseHashtag, normaliseHashtags } from './facts/hashtags.ts';
export {
  type Calendar,
  type CalendarOptions,
  createCalendar,
  type Period,
  type PeriodUnit,
  periodUnits,
  type Season,
} from './periods/calendar.ts';
export { createZone, type Zone } from './periods/zone.ts';
export { type PresetKey, presets } from './presets/index.ts';
export {
  addPoints,
  addToStanding,
  compareStandings,
  type RankedStanding,
  rankStandings,
  type Standing,
  shownRanks,
} from './ranking/standings.ts';
export { createInProcessRankingStore } from './ranking-store/in-process-ranking-store.ts';
export { RankedBoard } from './ranking-store/ranked-board.ts';
export {
  type AroundQuery,
  type BoardView,
  MOST_CHANGES,
  type PageQuery,
  type RankingStore,
  type StandingChange,
  type StandingsBatch,
  type StandingsLoad,
  type WriteOutcome,
  type WriteResult,
} from './ranking-store/ranking-store.ts';
export { type BookedDecision, firstOpenInstant, type Rescored, type RescoringInput, rescore } from './rescoring/rescore.ts';
export { type CompiledRuleSet, type CompileResult, compileRuleSet, type LimitDescription } from './rules/compile.ts';
export { type Boost, type Mix, type Rule, type RuleSetDocument, ruleSetJsonSchema } from './rules/document.ts';
export { describeProblem, type RuleSetProblem, type RuleSetProblemCode } from './rules/problems.ts';
export { type Effective, selectRuleSet } from './rules/select.ts';
export { type Concentration, concentrationOf, peopleAtTheTop } from './simulation/concentration.ts';
export {
  addGroups,
  type Group,
  type GroupOutcome,
  groupOfOne,
  isLargeEnough,
  type ShownGroups,
  shownGroups,
} from './simulation/groups.ts';
export { type HistogramBin, histogramOf, shownBins } from './simulation/histogram.ts';
export {
  activityOf,
  type HistoryEvent,
  instantOf,
  MemberReplay,
  type ReplayedDecision,
  sequenceOf,
} from './simulation/replay.ts';
export { type RuleShare, type ShownRules, shownRules } from './simulation/rule-shares.ts';
export { type MemberOutcome, type PointsOnBothSides, type Simulation, simulateMember } from './simulation/simulate.ts';
export { type RuleVersion, type Takeover, withTakeover } from './simulation/timeline.ts';
export { describeRule, describeRuleSet } from './words/describe.ts';
export { describeDifference, type RuleSetChange } from './words/difference.ts';
export { type ExplanationContext, explainDecision } from './words/explain.ts';
export { partsOf, type RuleSetPart, type Words } from './words/parts.ts';
