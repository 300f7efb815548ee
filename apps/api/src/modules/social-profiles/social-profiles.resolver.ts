import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { Access } from '../../platform/graphql/access.ts';
import type { RequestContext } from '../../platform/graphql/context.ts';
import { loaderKey } from '../../platform/graphql/loaders.ts';
import { userErrors, validateInput } from '../../platform/graphql/payload.ts';
import { Ambassador } from '../ambassadors/index.ts';
import type { SocialProfileRecord } from './social-profile.ts';
import { AddSocialProfileInput, addSocialProfileSchema, RemoveSocialProfileInput } from './social-profiles.inputs.ts';
import type { SocialProfilesService } from './social-profiles.service.ts';
import { AddSocialProfilePayload, RemoveSocialProfilePayload, SocialProfile } from './social-profiles.types.ts';

const profilesByAmbassador = loaderKey<string, readonly SocialProfileRecord[]>('the social profiles of an ambassador');

/** Reading and changing social profiles. */
@Resolver(() => Ambassador)
export class SocialProfilesResolver {
  readonly #profiles: SocialProfilesService;

  constructor(profiles: SocialProfilesService) {
    this.#profiles = profiles;
  }

  @FieldResolver(() => [SocialProfile], {
    description: 'Where the person posts, oldest first; empty for readers who do not see the name.',
  })
  async socialProfiles(@Root() ambassador: Ambassador, @Ctx() { loaders }: RequestContext): Promise<readonly SocialProfile[]> {
    if (!ambassador.showsName) return [];
    const loader = loaders.get(profilesByAmbassador, () => this.#profiles.profilesOf());
    return ((await loader.load(ambassador.id)) ?? []).map(toSocialProfile);
  }

  @Mutation(() => AddSocialProfilePayload, {
    description: 'Registers where one posts. The same profile a second time is answered as it stands.',
  })
  @Access({ to: ['SELF', 'ADMIN'] })
  async addSocialProfile(
    @Arg('input', () => AddSocialProfileInput) input: AddSocialProfileInput,
    @Ctx() { viewer, language }: RequestContext,
  ): Promise<AddSocialProfilePayload> {
    const checked = validateInput(addSocialProfileSchema, input);
    if (!checked.ok) return { socialProfile: null, errors: userErrors(checked.failures, language) };
    const { handle, url = null } = checked.value;
    const outcome = await this.#profiles.add(viewer, { ambassadorId: input.ambassador, channel: input.channel, handle, url });
    return outcome.ok
      ? { socialProfile: toSocialProfile(outcome.value), errors: [] }
      : { socialProfile: null, errors: userErrors(outcome.failures, language) };
  }

  @Mutation(() => RemoveSocialProfilePayload, { description: 'Removes a profile; the activities that came from it stay.' })
  @Access({ to: ['SELF', 'ADMIN'] })
  async removeSocialProfile(
    @Arg('input', () => RemoveSocialProfileInput) input: RemoveSocialProfileInput,
    @Ctx() { viewer, language }: RequestContext,
  ): Promise<RemoveSocialProfilePayload> {
    const outcome = await this.#profiles.remove(viewer, input.socialProfile);
    return outcome.ok
      ? { removedId: outcome.value.id, errors: [] }
      : { removedId: null, errors: userErrors(outcome.failures, language) };
  }
}

function toSocialProfile({ id, channel, handle, url }: SocialProfileRecord): SocialProfile {
  return { id, channel, handle, url };
}
