import type { Language } from '@fanfare/contracts';
import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { Access } from '../../platform/graphql/access.ts';
import type { RequestContext } from '../../platform/graphql/context.ts';
import { loaderKey } from '../../platform/graphql/loaders.ts';
import { payloadOf, validateInput } from '../../platform/graphql/payload.ts';
import { LanguageEnum } from '../../platform/graphql/vocabulary.types.ts';
import { Ambassador } from '../ambassadors/index.ts';
import { Programme } from '../programmes/index.ts';
import { meaningOf, probabilityOf, type SegmentAssessmentRecord, type SegmentDeclarationRecord } from './segment.ts';
import {
  AssessSegmentsInput,
  DeclareSegmentInput,
  declareSegmentSchema,
  RecordIntentSignalInput,
  recordIntentSignalSchema,
} from './segments.inputs.ts';
import type { SegmentsService } from './segments.service.ts';
import {
  AssessSegmentsPayload,
  DeclareSegmentPayload,
  RecordIntentSignalPayload,
  SegmentAssessment,
  SegmentCount,
  SegmentDeclaration,
  segmentCountReaders,
  signalRecorders,
} from './segments.types.ts';

const declarations = loaderKey<string, SegmentDeclarationRecord>('what an ambassador says about themselves');
const languageOfWords = 'The language; the reader’s unless told.';

/** What a segment says, and correcting it. */
@Resolver(() => SegmentAssessment)
export class SegmentsResolver {
  readonly #segments: SegmentsService;

  constructor(segments: SegmentsService) {
    this.#segments = segments;
  }

  @FieldResolver(() => [String], { description: 'Why, in sentences.' })
  reasons(
    @Root() assessment: SegmentAssessment,
    @Ctx() context: RequestContext,
    @Arg('language', () => LanguageEnum, { nullable: true, description: languageOfWords }) language?: Language | null,
  ): readonly string[] {
    return assessment.reasonTexts.map((text) => text[language ?? context.language]);
  }

  @FieldResolver(() => [String], { description: 'What would change it, in sentences.' })
  wouldChange(
    @Root() assessment: SegmentAssessment,
    @Ctx() context: RequestContext,
    @Arg('language', () => LanguageEnum, { nullable: true, description: languageOfWords }) language?: Language | null,
  ): readonly string[] {
    return assessment.changeTexts.map((text) => text[language ?? context.language]);
  }

  @FieldResolver(() => String, { description: 'What it means for points and tandems.' })
  meaning(
    @Root() assessment: SegmentAssessment,
    @Ctx() context: RequestContext,
    @Arg('language', () => LanguageEnum, { nullable: true, description: languageOfWords }) language?: Language | null,
  ): string {
    return meaningOf[assessment.segment][language ?? context.language];
  }

  @FieldResolver(() => SegmentDeclaration, { nullable: true, description: 'The person’s own word; null without one.' })
  async declaration(
    @Root() assessment: SegmentAssessment,
    @Ctx() { loaders }: RequestContext,
  ): Promise<SegmentDeclaration | null> {
    const loader = loaders.get(declarations, () => this.#segments.declarationsOf());
    return (await loader.load(assessment.ambassadorId)) ?? null;
  }

  @Mutation(() => DeclareSegmentPayload, {
    description:
      'Says how one posts: one’s own word counts before any calculation. As SEPARATOR one is never reminded and never matched; open tandems end at once.',
  })
  @Access({ to: ['SELF'] })
  async declareSegment(
    @Arg('input', () => DeclareSegmentInput) input: DeclareSegmentInput,
    @Ctx() { viewer, language }: RequestContext,
  ): Promise<Partial<DeclareSegmentPayload>> {
    const checked = validateInput(declareSegmentSchema, input);
    const outcome = checked.ok
      ? await this.#segments.declare(viewer, {
          ambassadorId: input.ambassador,
          segment: input.segment ?? null,
          note: checked.value.note ?? null,
        })
      : checked;
    return payloadOf(outcome, { language, shape: (record) => ({ segment: toAssessment(record) }) });
  }

  @Mutation(() => RecordIntentSignalPayload, {
    description:
      'Tells a sign that somebody would like to post. Only of people whose consent POSTING_SIGNALS stands; they are shown it, nobody else is.',
  })
  @Access(signalRecorders)
  async recordIntentSignal(
    @Arg('input', () => RecordIntentSignalInput) input: RecordIntentSignalInput,
    @Ctx() { viewer, language }: RequestContext,
  ): Promise<Partial<RecordIntentSignalPayload>> {
    const checked = validateInput(recordIntentSignalSchema, input);
    const { ambassador: ambassadorId, kind, outcome: cameOfIt, occurredAt } = input;
    const outcome = checked.ok
      ? await this.#segments.recordSignal(viewer, { ambassadorId, kind, outcome: cameOfIt, occurredAt, ...checked.value })
      : checked;
    return payloadOf(outcome, { language, shape: () => ({}) });
  }

  @Mutation(() => AssessSegmentsPayload, {
    description: 'Decides the segments of a programme now; otherwise that happens once a day.',
  })
  @Access({ to: ['ADMIN'] })
  async assessSegments(
    @Arg('input', () => AssessSegmentsInput) input: AssessSegmentsInput,
    @Ctx() { viewer, language }: RequestContext,
  ): Promise<Partial<AssessSegmentsPayload>> {
    const outcome = await this.#segments.assess(viewer, input.programme);
    const segmentCounts = outcome.ok ? await this.#segments.countsOf(outcome.value) : [];
    return payloadOf(outcome, { language, shape: () => ({ segmentCounts }) });
  }
}

/** The segment of an ambassador. */
@Resolver(() => Ambassador)
export class AmbassadorSegmentResolver {
  readonly #segments: SegmentsService;

  constructor(segments: SegmentsService) {
    this.#segments = segments;
  }

  @FieldResolver(() => SegmentAssessment, {
    nullable: true,
    description: 'How one posts, as far as it can be said; null for who has left. The person only.',
  })
  @Access({ to: ['SELF'] })
  async segment(@Root() ambassador: Ambassador): Promise<SegmentAssessment | null> {
    const record = await this.#segments.segmentOf(ambassador.ambassadorId);
    return record === null ? null : toAssessment(record);
  }
}

/** The segments of a programme, counted. */
@Resolver(() => Programme)
export class ProgrammeSegmentsResolver {
  readonly #segments: SegmentsService;

  constructor(segments: SegmentsService) {
    this.#segments = segments;
  }

  @FieldResolver(() => [SegmentCount], { description: 'How many ambassadors are in each segment. Admins and auditors.' })
  @Access(segmentCountReaders)
  segmentCounts(@Root() programme: Programme): Promise<readonly SegmentCount[]> {
    return this.#segments.countsOf(programme.id);
  }
}

function toAssessment(record: SegmentAssessmentRecord): SegmentAssessment {
  const { programmeId, ambassadorId, segment, expectedPostsPerWeek, signals, assessedAt, probabilities } = record;
  const { frequent, aboveMedian, alive, withholding = null } = probabilities;
  return {
    ...{ programmeId, ambassadorId, segment, expectedPostsPerWeek, signals, assessedAt },
    probability: probabilityOf(record),
    declared: record.decidedBy === 'DECLARATION',
    probabilities: { frequent, aboveMedian, active: alive, withholding },
    reasonTexts: record.reasons,
    changeTexts: record.wouldChange,
  };
}
