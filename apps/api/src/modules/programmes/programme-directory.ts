import type { Viewer } from '../../platform/auth/viewer.ts';
import { isInside } from '../../platform/auth/viewer.ts';
import type { Database } from '../../platform/database/database.ts';
import { isInvitationCode } from './invitation-code.ts';
import type { CampaignRecord, ProgrammeRecord, SeasonRecord } from './programme.ts';
import { ProgrammesRepository } from './programmes.repository.ts';

/** What other slices may ask about programmes. Ids that are none are answered like unknown ones. */
export interface ProgrammeDirectory {
  byId(id: string): Promise<ProgrammeRecord | undefined>;
  byIds(ids: readonly string[]): Promise<readonly ProgrammeRecord[]>;
  byKey(key: string): Promise<ProgrammeRecord | undefined>;
  /** By the first day. */
  seasonsOf(programmeId: string): Promise<readonly SeasonRecord[]>;
  seasonsByIds(ids: readonly string[]): Promise<readonly SeasonRecord[]>;
  campaignsOf(programmeId: string): Promise<readonly CampaignRecord[]>;
  campaignsByIds(ids: readonly string[]): Promise<readonly CampaignRecord[]>;
  /** Whether this programme takes somebody who presents this invitation code (null: none). */
  admits(programme: ProgrammeRecord, invitationCode: string | null): Promise<boolean>;
  /** The key of the programme's pseudonyms. Throws for an unknown programme. */
  pseudonymSecret(programmeId: string): Promise<Buffer>;
}

/** Whether somebody may know that the programme exists: from inside, or because it is open to join. */
export function isVisibleTo(viewer: Viewer, programme: ProgrammeRecord): boolean {
  if (isInside(viewer, programme.id)) return true;
  return viewer.kind === 'person' && programme.joinPolicy === 'OPEN' && programme.status !== 'ARCHIVED';
}

export function createProgrammeDirectory(database: Database): ProgrammeDirectory {
  const repository = () => new ProgrammesRepository(database.manager);
  return {
    byId: (id) => repository().findById(id),
    byIds: (ids) => repository().findByIds(ids),
    byKey: (key) => repository().findByKey(key),
    seasonsOf: (programmeId) => repository().findSeasons([programmeId]),
    seasonsByIds: (ids) => repository().findSeasonsByIds(ids),
    campaignsOf: (programmeId) => repository().findCampaigns([programmeId]),
    campaignsByIds: (ids) => repository().findCampaignsByIds(ids),
    async admits(programme, invitationCode) {
      if (programme.status === 'ARCHIVED') return false;
      if (programme.joinPolicy === 'OPEN') return true;
      const secrets = await repository().findSecrets(programme.id);
      const hash = secrets?.invitationCodeHash ?? null;
      return hash !== null && invitationCode !== null && isInvitationCode(invitationCode, hash);
    },
    async pseudonymSecret(programmeId) {
      const secrets = await repository().findSecrets(programmeId);
      if (secrets === undefined) throw new Error(`There is no programme ${programmeId}`);
      return secrets.pseudonymSecret;
    },
  };
}
