import type { RequestContext } from '../../platform/graphql/context.ts';
import { byId, loaderKey } from '../../platform/graphql/loaders.ts';
import type { CampaignRecord, ProgrammeRecord, SeasonRecord } from './programme.ts';
import type { ProgrammeDirectory } from './programme-directory.ts';

const programmes = loaderKey<string, ProgrammeRecord>('programmes by id');
const seasons = loaderKey<string, SeasonRecord>('seasons by id');
const campaigns = loaderKey<string, CampaignRecord>('campaigns by id');

/** Loads programmes, seasons and campaigns by id, each at most once for a request. */
export function programmeLoaders(directory: ProgrammeDirectory) {
  return {
    programme: ({ loaders }: RequestContext, id: string) =>
      loaders.get(programmes, () => byId((ids) => directory.byIds(ids))).load(id),
    season: ({ loaders }: RequestContext, id: string) =>
      loaders.get(seasons, () => byId((ids) => directory.seasonsByIds(ids))).load(id),
    campaign: ({ loaders }: RequestContext, id: string) =>
      loaders.get(campaigns, () => byId((ids) => directory.campaignsByIds(ids))).load(id),
  };
}
