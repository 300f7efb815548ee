import type { Database } from '../../platform/database/database.ts';
import type { RequestContext } from '../../platform/graphql/context.ts';
import { byOwner, loaderKey } from '../../platform/graphql/loaders.ts';
import type { CampaignRecord, SeasonRecord } from './programme.ts';
import { ProgrammesRepository } from './programmes.repository.ts';

const seasons = loaderKey<string, readonly SeasonRecord[]>('seasons by programme');
const campaigns = loaderKey<string, readonly CampaignRecord[]>('campaigns by programme');

/** What programmes are made of, read for all programmes of a request together. */
export class ProgrammeLists {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** By the first day. */
  async seasons({ loaders }: RequestContext, programmeId: string): Promise<readonly SeasonRecord[]> {
    const find = (ids: readonly string[]) => new ProgrammesRepository(this.#database.manager).findSeasons(ids);
    return (await loaders.get(seasons, () => byOwner(find, (season) => season.programmeId)).load(programmeId)) ?? [];
  }

  /** By name. */
  async campaigns({ loaders }: RequestContext, programmeId: string): Promise<readonly CampaignRecord[]> {
    const find = (ids: readonly string[]) => new ProgrammesRepository(this.#database.manager).findCampaigns(ids);
    return (await loaders.get(campaigns, () => byOwner(find, (campaign) => campaign.programmeId)).load(programmeId)) ?? [];
  }
}
