import { type ActivityFact, type Delivery, type EngagementFact, type FactAttributes, judgedAt } from '@fanfare/gamification';
import type { ActivityRow, CorrectionRow, ReadingRow } from './activities.repository.ts';

/** What a source said of an activity, for comparison with what it says again. */
export function activityDelivery(row: ActivityRow, campaignKeys: ReadonlyMap<string, string>): Delivery {
  const { ambassadorId, kind, channel, evidence, hashtags, url, disclosed, textLength, amplifies, contentKey, quantity } = row;
  const campaign = row.campaignId === null ? null : campaignKeys.get(row.campaignId);
  const occurredAt = row.occurredAt.toISOString();
  const payload = {
    ...{ ambassador: ambassadorId, kind, channel, occurredAt, evidence, campaign, hashtags, url, disclosed },
    ...{ textLength, amplifies, contentKey, quantity },
  };
  return { source: row.source, externalId: row.externalId, payload };
}

export function readingDelivery(
  reading: Pick<ReadingRow, 'likes' | 'comments' | 'reposts' | 'clicks' | 'colleagueLikes'>,
): Delivery {
  const { likes, comments, reposts, clicks, colleagueLikes } = reading;
  return { source: '', externalId: '', payload: { likes, comments, reposts, clicks, colleagueLikes } };
}

/** What rules may look at, of a stored activity. */
export function attributesOf(row: ActivityRow, campaignKeys: ReadonlyMap<string, string>): FactAttributes {
  const { kind, channel, evidence, hashtags, disclosed, textLength, contentKey, amplifies, segment, tandemId } = row;
  const campaign = row.campaignId === null ? null : (campaignKeys.get(row.campaignId) ?? null);
  return {
    kind,
    channel,
    evidence,
    campaign,
    hashtags,
    disclosed,
    textLength,
    contentKey,
    amplifies,
    segment,
    tandemId,
    count: row.quantity,
  };
}

export function activityFact(row: ActivityRow, campaignKeys: ReadonlyMap<string, string>): ActivityFact {
  return {
    type: 'ACTIVITY',
    factId: row.id,
    sequence: row.sequence,
    memberId: row.ambassadorId,
    occurredAt: row.occurredAt.getTime(),
    recordedAt: row.recordedAt.getTime(),
    ...attributesOf(row, campaignKeys),
  };
}

export function engagementFact(
  row: ReadingRow,
  post: { readonly activity: ActivityRow; readonly campaignKeys: ReadonlyMap<string, string> },
): EngagementFact {
  const { likes, comments, reposts, clicks, colleagueLikes } = row;
  const { activity, campaignKeys } = post;
  return {
    type: 'ENGAGEMENT',
    factId: row.id,
    sequence: row.sequence,
    memberId: activity.ambassadorId,
    readAt: row.readAt.getTime(),
    recordedAt: row.recordedAt.getTime(),
    ...{ likes, comments, reposts, clicks, colleagueLikes },
    post: { activityId: activity.id, judgedAt: judgedAtOf(activity), ...attributesOf(activity, campaignKeys) },
  };
}

/** The instant whose rules judge an activity as it is told now, in epoch milliseconds. */
export function judgedAtOf({ occurredAt, toldAt }: Pick<ActivityRow, 'occurredAt' | 'toldAt'>): number {
  return judgedAt({ occurredAt: occurredAt.getTime(), recordedAt: toldAt.getTime() });
}

/** The activity after a correction; who did it and what it is called at its source stay. */
export function correctedRow(
  first: ActivityRow,
  { reason: _reason, activityId: _id, ...corrected }: CorrectionRow,
): ActivityRow {
  return { ...first, ...corrected, recordedAt: first.recordedAt, toldAt: corrected.recordedAt, isCorrected: true };
}
