import type { ActivityRow } from './activities.repository.ts';
import type { Activity } from './activities.types.ts';

/** The activity as the schema shows it; whose it is comes along for the access rules. */
export function toActivity(
  row: ActivityRow,
  owner: { readonly personId: string | null; readonly departmentId: string | null },
): Activity & Pick<ActivityRow, 'campaignId'> {
  const { id, programmeId, sequence, ambassadorId, kind, channel, occurredAt, recordedAt, evidence, source, externalId } = row;
  const { url, hashtags, disclosed, textLength, campaignId } = row;
  return {
    ...{ id, programmeId, sequence, ambassadorId, kind, channel, occurredAt, recordedAt, evidence, source, externalId },
    ...{ url, hashtags, disclosed, textLength, campaignId },
    personId: owner.personId,
    departmentId: owner.departmentId,
  };
}
