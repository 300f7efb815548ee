import { graphqlEnum } from '../../platform/graphql/enums.ts';
import type { TandemGroupRule, TandemObjective } from './run-settings.ts';
import type { RunStep, SkipReason, TandemRunStatus, UnmatchedRecord } from './tandem-run.ts';

export type TandemOverrideKind =
  | 'CHOSEN'
  | 'FREE'
  | 'AFFINITY'
  | 'INERTIA'
  | 'WORST'
  | 'COVERAGE'
  | 'BELOW_FLOOR'
  | 'LOCKED'
  | 'NO_PLACE'
  | 'IMPOSSIBLE';

export const TandemRunStatusEnum = graphqlEnum<TandemRunStatus>({
  name: 'TandemRunStatus',
  description: 'Where a search for tandems is.',
  values: {
    DRAFT: 'It is being prepared.',
    RUNNING: 'It is being computed.',
    COMPLETED: 'Its proposals can be looked at; nobody was asked yet.',
    RELEASED: 'The people were asked.',
    DISCARDED: 'It was put aside.',
    CANCELLED: 'Somebody stopped it; it can be started again.',
    FAILED: 'It could not be solved; `failure` says why.',
    INTERRUPTED: 'Its node stopped; it can be started again.',
  },
});

export const TandemRunStepEnum = graphqlEnum<RunStep>({
  name: 'TandemRunStep',
  description: 'What a running search does at the moment.',
  values: {
    READING: 'People are read.',
    WAITING: 'Another run goes first.',
    COMPARING: 'Everybody is compared with everybody.',
    MATCHING: 'The best tandems are found.',
    CHECKING: 'The proof is checked independently.',
    EXPLAINING: 'The reasons are written down.',
  },
});

export const TandemObjectiveEnum = graphqlEnum<TandemObjective>({
  name: 'TandemObjective',
  description: 'What comes first.',
  values: {
    MOST_PEOPLE: 'As many people as possible, who waited longest first; then the worst fit; then the sum.',
    BEST_FIT: 'The sum of how well people fit; then as many as possible.',
  },
});

export const TandemGroupRuleEnum = graphqlEnum<TandemGroupRule>({
  name: 'TandemGroupRule',
  description: 'Whom departments keep apart or together.',
  values: { ANY: 'Nobody.', ACROSS: 'Only people of different departments.', WITHIN: 'Only people of one department.' },
});

export const TandemSkipReasonEnum = graphqlEnum<SkipReason>({
  name: 'TandemSkipReason',
  description: 'Why a release did not ask a pair.',
  values: {
    PERSON_GONE: 'One of the two left, pauses, rests from tandems, or looks for something else now.',
    MATCHED_ELSEWHERE: 'One of the two got another tandem meanwhile.',
    NO_PLACE: 'Who accompanies has no place left.',
    MET_SINCE: 'The two were a tandem, or asked in vain, since their people were read.',
    NO_LONGER_POSSIBLE: 'What one of the two has said since makes it impossible; what it is, is theirs to tell.',
  },
});

export const UnmatchedReasonEnum = graphqlEnum<UnmatchedRecord['reason']['code']>({
  name: 'UnmatchedReason',
  description: 'Why somebody stayed without a partner.',
  values: {
    NOBODY_POSSIBLE: 'Nobody is possible: no common language, no common channel and so on.',
    ALL_BELOW_FLOOR: 'Everybody possible fits less than the least that is asked for.',
    NO_PLACES_OFFERED: 'Nobody possible has a place.',
    TOO_FEW_PLACES: 'Several people share too few places.',
    BEST_FIT_PREFERRED: 'The objective puts the fit before the number of tandems.',
  },
});

export const TandemOverrideKindEnum = graphqlEnum<TandemOverrideKind>({
  name: 'TandemOverrideKind',
  description: 'What bringing two people together by hand would cost, by the first level of the objective that pays for it.',
  values: {
    CHOSEN: 'Nothing: they are proposed already.',
    FREE: 'Nothing all together: others fit as well with it. Single people may gain or lose, see `changes`.',
    AFFINITY: 'The sum of affinities falls by `points`.',
    INERTIA: 'No points, but more running tandems end: `runningEnding`.',
    WORST: 'Not everybody would reach the worst affinity that all reach now.',
    COVERAGE: 'Somebody stays without a partner, or somebody who has waited longer gives way.',
    BELOW_FLOOR: 'The two fit less than the least that the run asks for; fixing them is possible all the same.',
    LOCKED: 'The hesitant one is fixed with somebody else, which would be undone.',
    NO_PLACE: 'The frequent one has no place left that is not taken or fixed.',
    IMPOSSIBLE: 'It is not possible; what hinders it is not told, for it may be what one of them said.',
  },
});
