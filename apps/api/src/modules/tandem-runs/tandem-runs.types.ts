import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import type { AccessRule } from '../../platform/auth/viewer.ts';
import { Access } from '../../platform/graphql/access.ts';
import { connectionType } from '../../platform/graphql/connection.ts';
import { DateTimeScalar } from '../../platform/graphql/scalars.ts';
import { AffinityFactor } from '../tandems/index.ts';
import type { TandemGroupRule, TandemObjective } from './run-settings.ts';
import type { RunStep, SkipReason, TandemRunStatus, UnmatchedRecord } from './tandem-run.ts';
import {
  TandemGroupRuleEnum,
  TandemObjectiveEnum,
  type TandemOverrideKind,
  TandemOverrideKindEnum,
  TandemRunStatusEnum,
  TandemRunStepEnum,
  TandemSkipReasonEnum,
  UnmatchedReasonEnum,
} from './tandem-runs.enums.ts';

/** Who may look at runs, and who makes them. */
export const runReaders = { to: ['ADMIN', 'AUDITOR'] } as const satisfies AccessRule;
export const runMakers = { to: ['ADMIN'] } as const satisfies AccessRule;

@ObjectType({ simpleResolvers: true, description: 'How much each factor weighs, 0 to 1000. Admins and auditors.' })
@Access(runReaders)
export class TandemWeights {
  @Field(() => Int, { description: 'Shared topics.' })
  topics!: number;

  @Field(() => Int, { description: 'Shared channels.' })
  channels!: number;

  @Field(() => Int, { description: 'Strengths of one that the other needs.' })
  strengths!: number;

  @Field(() => Int, { description: 'Different departments.' })
  department!: number;

  @Field(() => Int, { description: 'Nearness of time zones.' })
  timeZone!: number;

  @Field(() => Int, { description: 'Common times.' })
  availability!: number;

  @Field(() => Int, { description: 'Distance in experience.' })
  seniority!: number;

  @Field(() => Int, { description: 'Personal wishes.' })
  wishes!: number;
}

@ObjectType({ simpleResolvers: true, description: 'What a run was told. Admins and auditors.' })
@Access(runReaders)
export class TandemRunSettings {
  @Field(() => TandemObjectiveEnum, { description: 'What comes first.' })
  objective!: TandemObjective;

  @Field(() => TandemGroupRuleEnum, { description: 'Whom departments keep apart or together.' })
  groupRule!: TandemGroupRule;

  @Field(() => Int, { description: 'The least affinity of a proposal, 0 to 10000.' })
  floor!: number;

  @Field(() => [Int], { description: 'The steps at which the worst affinity is raised, ascending.' })
  grades!: readonly number[];

  @Field(() => Int, { description: 'Points for a tandem that goes on.' })
  runningBonus!: number;

  @Field(() => Boolean, { description: 'Whether running tandems may make way for better ones.' })
  rematchRunning!: boolean;

  @Field(() => Int, { description: 'How many days people have to answer.' })
  answerWithinDays!: number;

  @Field(() => TandemWeights, { description: 'How much each factor weighs.' })
  weights!: TandemWeights;
}

@ObjectType({ simpleResolvers: true, description: 'How good a run’s proposals are. Admins and auditors.' })
@Access(runReaders)
export class TandemRunQuality {
  @Field(() => Int, { description: 'How many look for a partner.' })
  seekers!: number;

  @Field(() => Int, { description: 'How many of them get one.' })
  matched!: number;

  @Field(() => Int, { description: 'The part of them who get one, in basis points.' })
  coverage!: number;

  @Field(() => Int, {
    description: 'How many of the others join a tandem as a third; not part of `matched` and of the other figures.',
  })
  thirds!: number;

  @Field(() => Int, { description: 'The mean affinity, 0 to 10000.' })
  mean!: number;

  @Field(() => Int, { description: 'The affinity that all but one in twenty reach.' })
  fifthPercentile!: number;

  @Field(() => Int, { description: 'The worst affinity.' })
  worst!: number;

  @Field(() => Int, { description: 'Pairs who would both rather have each other.' })
  blockingPairs!: number;

  @Field(() => Int, { description: 'Running tandems that would end though both are there.' })
  churn!: number;

  @Field(() => Int, {
    description: 'Inequality of the load of those who accompany, in basis points; 0 when all carry the same part.',
  })
  loadGini!: number;
}

@ObjectType({
  simpleResolvers: true,
  description: 'What the objective is worth, proved by the certificate. Admins and auditors.',
})
@Access(runReaders)
export class TandemObjectiveValues {
  @Field(() => Int, { description: 'How many get a partner, fixed pairs aside.' })
  matched!: number;

  @Field(() => Int, { description: 'The step that every proposal reaches.' })
  worstGrade!: number;

  @Field(() => Float, { description: 'The sum of affinities.' })
  sumOfAffinities!: number;

  @Field(() => Int, { description: 'Running tandems that go on.' })
  runningKept!: number;
}

@ObjectType({ simpleResolvers: true, description: 'Somebody else, and how well they would fit. Admins and auditors.' })
@Access(runReaders)
export class TandemAlternative {
  @Field(() => Int, { description: 'The affinity with them.' })
  affinity!: number;

  @Field(() => Int, { description: 'How much more the proposal has; negative where the other would fit better.' })
  gain!: number;

  otherId!: string;
  programmeId!: string;
}

@ObjectType({ simpleResolvers: true, description: 'Who would join a tandem as a third. Admins and auditors.' })
@Access(runReaders)
export class TandemThird {
  @Field(() => Int, { description: 'How well they fit who accompanies, 0 to 10000.' })
  affinity!: number;

  @Field(() => [AffinityFactor], { description: 'What makes up that affinity.' })
  factors!: readonly AffinityFactor[];

  @Field(() => TandemAlternative, { nullable: true, description: 'The best other partner they could have had.' })
  nextFrequent!: TandemAlternative | null;

  thirdId!: string;
}

@ObjectType({
  simpleResolvers: true,
  description: 'A tandem that a run proposes; people are null to readers who may not see them. Admins and auditors.',
})
@Access(runReaders)
export class TandemProposal {
  @Field(() => ID, { description: 'The proposal.' })
  id!: string;

  @Field(() => Int, { description: 'How well they fit, 0 to 10000.' })
  affinity!: number;

  @Field(() => [AffinityFactor], { description: 'What makes up the affinity.' })
  factors!: readonly AffinityFactor[];

  @Field(() => Boolean, { description: 'Whether the pair was fixed by a person.' })
  locked!: boolean;

  @Field(() => Boolean, { description: 'Whether it is a tandem that runs already.' })
  running!: boolean;

  @Field(() => TandemThird, { nullable: true, description: 'Who joins the two, having stayed without a partner.' })
  third!: TandemThird | null;

  @Field(() => TandemSkipReasonEnum, {
    nullable: true,
    description: 'Why the release did not ask them; null where it did, for running tandems, and before the release.',
  })
  skipReason!: SkipReason | null;

  @Field(() => TandemAlternative, { nullable: true, description: 'The best other partner of who is accompanied.' })
  nextFrequent!: TandemAlternative | null;

  @Field(() => TandemAlternative, { nullable: true, description: 'The best other partner of who accompanies.' })
  nextHesitant!: TandemAlternative | null;

  hesitantId!: string;
  frequentId!: string;
}

export const TandemProposalConnection = connectionType(TandemProposal, { name: 'TandemProposal', access: runReaders });

@ObjectType({ simpleResolvers: true, description: 'Somebody who stayed without a partner. Admins and auditors.' })
@Access(runReaders)
export class UnmatchedAmbassador {
  @Field(() => UnmatchedReasonEnum, { description: 'Why.' })
  code!: UnmatchedRecord['reason']['code'];

  @Field(() => Int, { description: 'Rounds waited before this one.' })
  waitedRounds!: number;

  reasonText!: UnmatchedRecord['reason']['text'];
  unmatchedId!: string;
}

export const UnmatchedAmbassadorConnection = connectionType(UnmatchedAmbassador, {
  name: 'UnmatchedAmbassador',
  access: runReaders,
});

@ObjectType({ simpleResolvers: true, description: 'A pair fixed by a person. Admins and auditors.' })
@Access(runReaders)
export class TandemLock {
  hesitantId!: string;
  frequentId!: string;
}

@ObjectType({ simpleResolvers: true, description: 'What differs for somebody between two runs. Admins and auditors.' })
@Access(runReaders)
export class TandemRunChange {
  @Field(() => Int, { nullable: true, description: 'The affinity in the other run; null where they had nobody.' })
  affinityBefore!: number | null;

  @Field(() => Int, { nullable: true, description: 'The affinity in this run; null where they have nobody.' })
  affinityAfter!: number | null;

  @Field(() => Int, { description: 'Affinity won or lost; having nobody counts as 0.' })
  gain!: number;

  hesitantId!: string;
  beforeId!: string | null;
  afterId!: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'Two runs beside each other. Admins and auditors.' })
@Access(runReaders)
export class TandemRunComparison {
  @Field(() => TandemRunQuality, { description: 'The other run.' })
  before!: TandemRunQuality;

  @Field(() => TandemRunQuality, { description: 'This run.' })
  after!: TandemRunQuality;

  @Field(() => Int, { description: 'How many fit better in this run.' })
  gaining!: number;

  @Field(() => Int, { description: 'How many fit worse in this run.' })
  losing!: number;

  @Field(() => [TandemRunChange], { description: 'For whom something differs, the largest loss first; at most 100.' })
  changes!: readonly TandemRunChange[];
}

@ObjectType({
  simpleResolvers: true,
  description: 'What fixing a pair would cost whom, proved by the certificate of the run. Admins and auditors.',
})
@Access(runReaders)
export class TandemOverrideCost {
  @Field(() => TandemOverrideKindEnum, { description: 'What it costs.' })
  kind!: TandemOverrideKind;

  @Field(() => Int, {
    nullable: true,
    description: 'With AFFINITY, by how much the sum falls, running tandems counting their bonus; else null.',
  })
  points!: number | null;

  @Field(() => Int, { nullable: true, description: 'With INERTIA, how many more running tandems end; else null.' })
  runningEnding!: number | null;

  @Field(() => Int, { nullable: true, description: 'With WORST, the affinity that all reach now; else null.' })
  worstGrade!: number | null;

  @Field(() => Int, { nullable: true, description: 'How well the two would fit; null where they cannot be together.' })
  affinity!: number | null;

  @Field(() => [TandemRunChange], {
    description:
      'Exactly who gains and who loses, as a run with the pair fixed would find: the largest loss first, at most 100.',
  })
  changes!: readonly TandemRunChange[];

  words!: Readonly<Record<'GERMAN' | 'ENGLISH', string>>;
}

@ObjectType({
  simpleResolvers: true,
  description:
    'One search for tandems with its proposals. They are shown only when the proof of the result was verified. Admins and auditors.',
})
@Access(runReaders)
export class TandemRun {
  @Field(() => ID, { description: 'The run.' })
  id!: string;

  @Field(() => String, { description: 'Its name for people.' })
  name!: string;

  @Field(() => TandemRunStatusEnum, { description: 'Where it is.' })
  status!: TandemRunStatus;

  @Field(() => TandemRunStepEnum, { nullable: true, description: 'What it does at the moment; null when it does not run.' })
  step!: RunStep | null;

  @Field(() => Float, { description: 'How far it is, 0 to 1.' })
  progress!: number;

  @Field(() => TandemRunSettings, { description: 'What it was told.' })
  settings!: TandemRunSettings;

  @Field(() => Int, { nullable: true, description: 'How many look for a partner; null before it ran.' })
  seekers!: number | null;

  @Field(() => Int, { nullable: true, description: 'How many places there are; null before it ran.' })
  places!: number | null;

  @Field(() => TandemRunQuality, { nullable: true, description: 'How good it is; null before it is done.' })
  quality!: TandemRunQuality | null;

  @Field(() => TandemObjectiveValues, { nullable: true, description: 'What the objective is worth; null before it is done.' })
  objectiveValues!: TandemObjectiveValues | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether the independent checker verified that no other result is better; null before it looked.',
  })
  certificateVerified!: boolean | null;

  @Field(() => Int, { nullable: true, description: 'Proposals left out at the release; `skipReason` of each says why.' })
  skipped!: number | null;

  @Field(() => DateTimeScalar, { description: 'When it was drafted.' })
  createdAt!: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was started last.' })
  startedAt!: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it ended.' })
  finishedAt!: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the people were asked.' })
  releasedAt!: Date | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When what it found out about single people was deleted, 90 days after its end; the figures stay.',
  })
  forgottenAt!: Date | null;

  programmeId!: string;
  basedOnId!: string | null;
  failureText!: Readonly<Record<'GERMAN' | 'ENGLISH', string>> | null;
}

export const TandemRunConnection = connectionType(TandemRun, { name: 'TandemRun', access: runReaders });
