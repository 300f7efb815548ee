import { type ChallengeTemplateKey, challengeTemplates } from '@fanfare/gamification';
import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, ID, Mutation, Resolver, Root, Subscription } from 'type-graphql';
import type { EventBus } from '../../platform/events/event-bus.ts';
import { eventStream } from '../../platform/events/event-stream.ts';
import { Access } from '../../platform/graphql/access.ts';
import type { RequestContext } from '../../platform/graphql/context.ts';
import { badUserInput } from '../../platform/graphql/errors.ts';
import { payloadOf } from '../../platform/graphql/payload.ts';
import { DateScalar, JsonScalar } from '../../platform/graphql/scalars.ts';
import {
  CancelChallengeInput,
  CancelChallengePayload,
  Challenge,
  type ChallengesService,
  ChallengeTemplateEnum,
  challengeChanged,
  challengeEntrants,
  challengeMakers,
  challengeReaders,
  toChallenge,
} from '../challenges/index.ts';
import { Programme } from '../programmes/index.ts';
import type { CancellationService } from './cancellation.service.ts';
import type { PreviewService } from './preview.service.ts';
import type { ProgressService } from './progress.service.ts';
import {
  ChallengePreview,
  ChallengeProgress,
  ChallengeRehearsal,
  ChallengeSummary,
  DepartmentInChallenge,
  OwnContribution,
} from './progress.types.ts';

/** How far challenges have come. */
@Resolver(() => Challenge)
export class ChallengeProgressResolver {
  readonly challenges: ChallengesService;
  readonly events: EventBus;
  readonly #progress: ProgressService;
  readonly #cancellation: CancellationService;

  constructor(dependencies: {
    readonly challenges: ChallengesService;
    readonly events: EventBus;
    readonly progress: ProgressService;
    readonly cancellation: CancellationService;
  }) {
    this.challenges = dependencies.challenges;
    this.events = dependencies.events;
    this.#progress = dependencies.progress;
    this.#cancellation = dependencies.cancellation;
  }

  @FieldResolver(() => ChallengeProgress, {
    nullable: true,
    description: 'How far everybody together has come; null for other goals and before the window opens.',
  })
  async progress(@Root() { record }: Challenge): Promise<ChallengeProgress | null> {
    return this.#progress.together(record);
  }

  @FieldResolver(() => ChallengeSummary, {
    nullable: true,
    description:
      'How many have reached a goal that each has; null for a goal of everybody together and before the window opens.',
  })
  async summary(@Root() { record }: Challenge): Promise<ChallengeSummary | null> {
    return this.#progress.summary(record);
  }

  @FieldResolver(() => [DepartmentInChallenge], {
    description:
      'The departments in a challenge of departments, the foremost first; those below the minimum group size are left out.',
  })
  async departments(@Root() { record }: Challenge): Promise<readonly DepartmentInChallenge[]> {
    return this.#progress.departments(record);
  }

  @FieldResolver(() => [ChallengeProgress], {
    description:
      'How far the reader has come, or each of the reader’s tandems, the latest first; empty for goals of larger groups.',
  })
  @Access(challengeEntrants)
  async ownProgress(@Root() { record }: Challenge, @Ctx() { viewer }: RequestContext): Promise<readonly ChallengeProgress[]> {
    return this.#progress.own(record, viewer);
  }

  @FieldResolver(() => [OwnContribution], { description: 'What became of the reader’s own activities, the latest first.' })
  @Access(challengeEntrants)
  async ownContributions(
    @Root() { record }: Challenge,
    @Ctx() { viewer, language }: RequestContext,
  ): Promise<readonly OwnContribution[]> {
    return this.#progress.contributions(record, { viewer, language });
  }

  @Mutation(() => CancelChallengePayload, {
    description: 'Calls a challenge off. What it had granted is taken back; everybody can read why.',
  })
  @Access(challengeMakers)
  async cancelChallenge(
    @Arg('input', () => CancelChallengeInput) input: CancelChallengeInput,
    @Ctx() { viewer, language }: RequestContext,
  ): Promise<Partial<CancelChallengePayload>> {
    const outcome = await this.#cancellation.cancel(viewer, input);
    return payloadOf(outcome, { language, shape: (record) => ({ challenge: toChallenge(record) }) });
  }

  @Subscription(() => Challenge, {
    description: 'A challenge as it is now, and again whenever its state, its people or its progress change.',
    subscribe: ({ args, context }) =>
      followChallenge(context.resolver(ChallengeProgressResolver), { id: String(args['id']), context }),
  })
  @Access(challengeReaders)
  challengeUpdated(
    @Root() challenge: Challenge,
    @Arg('id', () => ID, { description: 'The challenge.' }) _id: string,
  ): Challenge {
    return challenge;
  }
}

async function* followChallenge(
  { challenges, events }: ChallengeProgressResolver,
  { id, context }: { readonly id: string; readonly context: RequestContext },
): AsyncGenerator<Challenge> {
  const changes = await eventStream(events, challengeChanged, ({ challengeId }) => challengeId === id);
  try {
    const first = await challenges.find(context.viewer, id);
    if (first === null) throw badUserInput('There is no such challenge.');
    yield toChallenge(first);
    let version = first.version;
    for await (const _ of changes) {
      const record = await challenges.find(context.viewer, id);
      if (record === null) return;
      // Several changes at once are one.
      if (record.version <= version) continue;
      version = record.version;
      yield toChallenge(record);
    }
  } finally {
    await changes.return();
  }
}

@ArgsType()
class PreviewArguments {
  @Field(() => ChallengeTemplateEnum, { nullable: true, description: 'A template as it is; or the challenge itself:' })
  template?: ChallengeTemplateKey | null;

  @Field(() => JsonScalar, { nullable: true, description: 'The challenge as data, after the published JSON Schema.' })
  document?: unknown;

  @Field(() => DateScalar, { description: 'The first day.' })
  opensOn!: string;

  @Field(() => DateScalar, { description: 'The last day.' })
  closesOn!: string;
}

/** What challenges would mean. */
@Resolver(() => Programme)
export class ChallengePreviewResolver {
  readonly #preview: PreviewService;

  constructor(preview: PreviewService) {
    this.#preview = preview;
  }

  @FieldResolver(() => ChallengePreview, {
    description:
      'Who could take part in a challenge, and what its goal would have meant in the last windows of its length. Admins.',
  })
  @Access(challengeMakers)
  async challengePreview(
    @Root() programme: Programme,
    @Args(() => PreviewArguments) { template, document, opensOn, closesOn }: PreviewArguments,
    @Ctx() { language }: RequestContext,
  ): Promise<ChallengePreview> {
    const previewed = template == null ? document : challengeTemplates[template].document;
    return this.#preview.preview({ programmeId: programme.id, document: previewed, opensOn, closesOn, language });
  }
}

/** What the goal of a challenge would have meant before. */
@Resolver(() => ChallengePreview)
export class ChallengeRehearsalsResolver {
  @FieldResolver(() => [ChallengeRehearsal], {
    description:
      'The same goal over the last three windows of the same length, the latest first; none where something is wrong.',
  })
  async rehearsals(@Root() preview: ChallengePreview): Promise<readonly ChallengeRehearsal[]> {
    return preview.rehearse();
  }
}
