import type { Platform, Slice } from '../../platform/slice.ts';
import { SocialProfileRow } from './social-profile.entity.ts';
import { SocialProfilesResolver } from './social-profiles.resolver.ts';
import { SocialProfilesService } from './social-profiles.service.ts';

/** Where ambassadors post. */
export function createSocialProfilesSlice({ database, clock }: Platform): Slice {
  return {
    name: 'social-profiles',
    entities: [SocialProfileRow],
    resolvers: [new SocialProfilesResolver(new SocialProfilesService({ database, clock }))],
  };
}
