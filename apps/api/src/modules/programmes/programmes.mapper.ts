import type { CampaignRow } from './campaign.entity.ts';
import type { ProgrammeRow } from './programme.entity.ts';
import type { CampaignRecord, ProgrammeRecord, SeasonRecord } from './programme.ts';
import type { Campaign, Programme, Season } from './programmes.types.ts';
import type { SeasonRow } from './season.entity.ts';

export function programmeFromRow(row: ProgrammeRow): ProgrammeRecord {
  const { id, key, name, status, timeZone, language, hashtags, joinPolicy, graceHours, boards, createdAt, version } = row;
  return {
    id,
    key,
    name,
    status,
    timeZone,
    language,
    hashtags,
    joinPolicy,
    privacy: {
      minimumGroupSize: row.minimumGroupSize,
      defaultVisibility: row.defaultVisibility,
      consentVersion: row.consentVersion,
      consentTexts: { GERMAN: row.consentTextGerman, ENGLISH: row.consentTextEnglish },
    },
    reward: { monetary: row.monetary },
    graceHours,
    boards,
    createdAt,
    version,
  };
}

/** Programmes name themselves as the programme that they belong to, so that access rules find it. */
export function programmeToGraphql(programme: ProgrammeRecord): Programme {
  return { ...programme, programmeId: programme.id };
}

export function seasonFromRow({ id, programmeId, name, startsOn, endsOn }: SeasonRow): SeasonRecord {
  return { id, programmeId, name, startsOn, endsOn };
}

export function seasonToGraphql(season: SeasonRecord): Season {
  return { ...season };
}

export function campaignFromRow({ id, programmeId, key, name }: CampaignRow): CampaignRecord {
  return { id, programmeId, key, name };
}

export function campaignToGraphql(campaign: CampaignRecord): Campaign {
  return { ...campaign };
}
