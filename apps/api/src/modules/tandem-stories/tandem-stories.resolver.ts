import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { membershipIn, type Viewer } from '../../platform/auth/viewer.ts';
import { Access } from '../../platform/graphql/access.ts';
import type { RequestContext } from '../../platform/graphql/context.ts';
import { loaderKey } from '../../platform/graphql/loaders.ts';
import { payloadOf } from '../../platform/graphql/payload.ts';
import { Tandem, tandemMembersOnly } from '../tandems/index.ts';
import { ConfirmStoryInput, TakeBackStoryInput, TellStoryInput } from './tandem-stories.inputs.ts';
import type { StoryRecord } from './tandem-stories.repository.ts';
import type { TandemStoriesService } from './tandem-stories.service.ts';
import { ConfirmStoryPayload, Story, TakeBackStoryPayload, TellStoryPayload } from './tandem-stories.types.ts';

const storiesByTandem = loaderKey<string, readonly StoryRecord[]>('the stories of a tandem');

/** What tandems tell together. */
@Resolver(() => Tandem)
export class TandemStoriesResolver {
  readonly #stories: TandemStoriesService;

  constructor(stories: TandemStoriesService) {
    this.#stories = stories;
  }

  @FieldResolver(() => [Story], { description: 'What the tandem tells together, oldest first.' })
  async stories(@Root() tandem: Tandem, @Ctx() { loaders, viewer }: RequestContext): Promise<readonly Story[]> {
    const stories = (await loaders.get(storiesByTandem, () => this.#stories.storiesOf()).load(tandem.id)) ?? [];
    return stories.map((story) => toStory(story, viewer));
  }

  @Mutation(() => TellStoryPayload, {
    description:
      'Tells a story of activities of the members. The others confirm it; then it counts once for each, by the rules for STORY.',
  })
  @Access(tandemMembersOnly)
  async tellStory(
    @Arg('input', () => TellStoryInput) input: TellStoryInput,
    @Ctx() { viewer, language }: RequestContext,
  ): Promise<Partial<TellStoryPayload>> {
    const outcome = await this.#stories.tell(viewer, input);
    return payloadOf(outcome, { language, shape: (story) => ({ story: toStory(story, viewer) }) });
  }

  @Mutation(() => ConfirmStoryPayload, { description: 'Confirms a story that a partner told.' })
  @Access(tandemMembersOnly)
  async confirmStory(
    @Arg('input', () => ConfirmStoryInput) input: ConfirmStoryInput,
    @Ctx() { viewer, language }: RequestContext,
  ): Promise<Partial<ConfirmStoryPayload>> {
    const outcome = await this.#stories.confirm(viewer, input.story);
    return payloadOf(outcome, { language, shape: (story) => ({ story: toStory(story, viewer) }) });
  }

  @Mutation(() => TakeBackStoryPayload, { description: 'Takes a story back that not everybody has confirmed yet.' })
  @Access(tandemMembersOnly)
  async takeBackStory(
    @Arg('input', () => TakeBackStoryInput) input: TakeBackStoryInput,
    @Ctx() { viewer, language }: RequestContext,
  ): Promise<Partial<TakeBackStoryPayload>> {
    const outcome = await this.#stories.takeBack(viewer, input.story);
    return payloadOf(outcome, { language, shape: (removedId) => ({ removedId }) });
  }
}

function toStory(record: StoryRecord, viewer: Viewer): Story {
  const { id, title, toldAt, confirmedAt } = record;
  const own = membershipIn(viewer, record.programmeId)?.ambassadorId ?? null;
  const teller = own === null ? undefined : record.tellers.find(({ ambassadorId }) => ambassadorId === own);
  // Where the last who had not confirmed left, one of the others confirms once more, and it is recorded.
  const others = record.tellers.filter((one) => one !== teller);
  const isStuck = others.every(({ hasConfirmed, isGone }) => hasConfirmed || isGone) && others.some(({ isGone }) => isGone);
  return {
    ...{ id, title, toldAt, confirmedAt },
    awaitsViewer: confirmedAt === null && teller !== undefined && (!teller.hasConfirmed || isStuck),
    activities: record.activities.map(({ ambassadorId, url, ...activity }) => ({
      ...activity,
      url: teller !== undefined ? url : null,
      isOwn: ambassadorId === own,
    })),
  };
}
