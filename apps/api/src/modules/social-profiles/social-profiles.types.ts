import type { Channel } from '@fanfare/contracts';
import { Field, ID, ObjectType } from 'type-graphql';
import { Access } from '../../platform/graphql/access.ts';
import { MutationPayload } from '../../platform/graphql/payload.ts';
import { UrlScalar } from '../../platform/graphql/scalars.ts';
import { ChannelEnum } from '../../platform/graphql/vocabulary.types.ts';
import { ambassadorReaders } from '../ambassadors/index.ts';

@ObjectType({
  simpleResolvers: true,
  description: 'A profile of an ambassador on a channel. Whoever sees the ambassador’s name; it would tell who a pseudonym is.',
})
@Access(ambassadorReaders)
export class SocialProfile {
  @Field(() => ID, { description: 'The profile.' })
  id!: string;

  @Field(() => ChannelEnum, { description: 'Where the profile is.' })
  channel!: Channel;

  @Field(() => String, { description: 'The name of the profile there, without @.' })
  handle!: string;

  @Field(() => UrlScalar, { nullable: true, description: 'The address of the profile.' })
  url!: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'The answer to adding a profile.' })
@Access({ to: ['SELF', 'ADMIN'] })
export class AddSocialProfilePayload extends MutationPayload {
  @Field(() => SocialProfile, { nullable: true, description: 'The profile; null when it was refused.' })
  socialProfile!: SocialProfile | null;
}

@ObjectType({ simpleResolvers: true, description: 'The answer to removing a profile.' })
@Access({ to: ['SELF', 'ADMIN'] })
export class RemoveSocialProfilePayload extends MutationPayload {
  @Field(() => ID, { nullable: true, description: 'The profile that is no more; null when it was refused.' })
  removedId!: string | null;
}
