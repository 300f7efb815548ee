import type { ActivityKind, Channel } from '@fanfare/contracts';
import { Field, ID, ObjectType } from 'type-graphql';
import { Access } from '../../platform/graphql/access.ts';
import { MutationPayload } from '../../platform/graphql/payload.ts';
import { DateTimeScalar, UrlScalar } from '../../platform/graphql/scalars.ts';
import { ChannelEnum } from '../../platform/graphql/vocabulary.types.ts';
import { ActivityKindEnum } from '../activities/index.ts';
import { tandemMembersOnly, tandemReaders } from '../tandems/index.ts';

@ObjectType({ simpleResolvers: true, description: 'An activity that a story is about. The members, admins and auditors.' })
@Access(tandemReaders)
export class StoryActivity {
  @Field(() => ID, { description: 'The activity.' })
  id!: string;

  @Field(() => ActivityKindEnum, { description: 'What was done.' })
  kind!: ActivityKind;

  @Field(() => ChannelEnum, { description: 'Where.' })
  channel!: Channel;

  @Field(() => DateTimeScalar, { description: 'When it happened.' })
  occurredAt!: Date;

  @Field(() => UrlScalar, { nullable: true, description: 'Its address; to members, null for others.' })
  url!: string | null;

  @Field(() => Boolean, { description: 'Whether the reader did it.' })
  isOwn!: boolean;
}

@ObjectType({
  simpleResolvers: true,
  description:
    'What a tandem tells together. Once everybody has confirmed it, it counts once for each. The members, admins and auditors.',
})
@Access(tandemReaders)
export class Story {
  @Field(() => ID, { description: 'The story.' })
  id!: string;

  @Field(() => String, { nullable: true, description: 'What it is about; null once who told it was erased.' })
  title!: string | null;

  @Field(() => [StoryActivity], { description: 'The activities that it is about, oldest first.' })
  activities!: readonly StoryActivity[];

  @Field(() => DateTimeScalar, { description: 'When it was told.' })
  toldAt!: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When everybody had confirmed it, and it counted; null before.' })
  confirmedAt!: Date | null;

  @Field(() => Boolean, { description: 'Whether it waits for the reader to confirm it.' })
  awaitsViewer!: boolean;
}

@ObjectType({ simpleResolvers: true, description: 'The answer to tellStory.' })
@Access(tandemMembersOnly)
export class TellStoryPayload extends MutationPayload {
  @Field(() => Story, { nullable: true, description: 'The story; null when there are errors.' })
  story?: Story | null;
}

@ObjectType({ simpleResolvers: true, description: 'The answer to confirmStory.' })
@Access(tandemMembersOnly)
export class ConfirmStoryPayload extends MutationPayload {
  @Field(() => Story, { nullable: true, description: 'The story; null when there are errors.' })
  story?: Story | null;
}

@ObjectType({ simpleResolvers: true, description: 'The answer to takeBackStory.' })
@Access(tandemMembersOnly)
export class TakeBackStoryPayload extends MutationPayload {
  @Field(() => ID, { nullable: true, description: 'The story that is no more; null when there are errors.' })
  removedId?: string | null;
}
