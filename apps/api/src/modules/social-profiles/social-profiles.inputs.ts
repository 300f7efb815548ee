import type { Channel } from '@fanfare/contracts';
import { Field, ID, InputType } from 'type-graphql';
import { z } from 'zod';
import { UrlScalar } from '../../platform/graphql/scalars.ts';
import { ChannelEnum } from '../../platform/graphql/vocabulary.types.ts';

@InputType({ description: 'Adding a profile.' })
export class AddSocialProfileInput {
  @Field(() => ID, { description: 'Oneself, as ambassador of the programme; an admin may name a test person.' })
  ambassador!: string;

  @Field(() => ChannelEnum, { description: 'Where the profile is.' })
  channel!: Channel;

  @Field(() => String, { description: 'The name of the profile there, 1 to 200 characters; a leading @ is left out.' })
  handle!: string;

  @Field(() => UrlScalar, { nullable: true, description: 'The address of the profile, http or https.' })
  url?: URL | null;
}

/** No spaces and nothing that cannot be seen: no channel has such handles, and they would hide that two are the same. */
export const addSocialProfileSchema = z.object({
  handle: z
    .string()
    .trim()
    .transform((handle) => handle.normalize('NFC').replace(/^@/, ''))
    .pipe(
      z
        .string()
        .min(1)
        .max(200)
        .regex(/^[^\s\p{C}]+$/u),
    ),
  url: z
    .instanceof(URL)
    .transform((url) => url.href)
    .pipe(
      z
        .string()
        .max(2000)
        .regex(/^https?:/),
    )
    .nullish(),
});

@InputType({ description: 'Removing a profile.' })
export class RemoveSocialProfileInput {
  @Field(() => ID, { description: 'The profile.' })
  socialProfile!: string;
}
