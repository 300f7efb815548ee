import type { Platform, Slice } from '../../platform/slice.ts';
import { ChallengeActsResolver } from './challenge-acts.resolver.ts';
import { ChallengeEntryService } from './challenge-entry.service.ts';
import { ChallengesResolver, ProgrammeChallengesResolver } from './challenges.resolver.ts';
import { ChallengesService } from './challenges.service.ts';

export interface ChallengesSlice extends Slice {
  readonly challenges: ChallengesService;
}

/** Challenges as people write, announce and enter them. How far they have come is the challenge-progress slice's. */
export function createChallengesSlice({ database, clock }: Pick<Platform, 'database' | 'clock'>): ChallengesSlice {
  const challenges = new ChallengesService({ database, clock });
  const entry = new ChallengeEntryService({ database, clock, challenges });
  return {
    name: 'challenges',
    entities: [],
    resolvers: [
      new ChallengesResolver({ challenges, entry }),
      new ChallengeActsResolver({ challenges, entry }),
      new ProgrammeChallengesResolver(challenges),
    ],
    challenges,
  };
}
