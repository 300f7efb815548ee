import type { Platform, Slice } from '../../platform/slice.ts';
import { BadgeActsResolver } from './badge-acts.resolver.ts';
import { BadgesResolver, LadderLevelResolver, ProgrammeBadgesResolver } from './badges.resolver.ts';
import { BadgesService } from './badges.service.ts';

export interface BadgesSlice extends Slice {
  readonly badges: BadgesService;
}

/** Badges and levels as admins write and publish them. Who earns them is told by the badge-awards slice. */
export function createBadgesSlice({ database, clock }: Pick<Platform, 'database' | 'clock'>): BadgesSlice {
  const badges = new BadgesService({ database, clock });
  return {
    name: 'badges',
    entities: [],
    resolvers: [
      new BadgesResolver(badges),
      new LadderLevelResolver(),
      new ProgrammeBadgesResolver(badges),
      new BadgeActsResolver(badges),
    ],
    badges,
  };
}
