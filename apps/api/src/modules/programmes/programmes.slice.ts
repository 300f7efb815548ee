import type { Platform, Slice } from '../../platform/slice.ts';
import { CampaignRow } from './campaign.entity.ts';
import { ProgrammeRow } from './programme.entity.ts';
import { createProgrammeDirectory, type ProgrammeDirectory } from './programme-directory.ts';
import { programmeVersions } from './programme-versions.ts';
import type { ProgrammeWatch } from './programme-watch.ts';
import { ProgrammeLists } from './programmes.lists.ts';
import { PrivacyPolicyResolver, ProgrammesResolver } from './programmes.resolver.ts';
import { ProgrammesService } from './programmes.service.ts';
import { SeasonRow } from './season.entity.ts';

/** Programmes with their seasons and campaigns, and what other slices may ask about them. */
export interface ProgrammesSlice extends Slice {
  readonly directory: ProgrammeDirectory;
}

export function createProgrammesSlice(platform: Platform, watches: readonly ProgrammeWatch[] = []): ProgrammesSlice {
  const directory = createProgrammeDirectory(platform.database);
  const service = new ProgrammesService({ ...platform, watches });
  return {
    name: 'programmes',
    entities: [ProgrammeRow, SeasonRow, CampaignRow],
    resolvers: [
      new ProgrammesResolver({ service, lists: new ProgrammeLists(platform.database), clock: platform.clock }),
      new PrivacyPolicyResolver(),
    ],
    versions: [programmeVersions],
    directory,
  };
}
