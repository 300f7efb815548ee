import type { EntityManager } from 'typeorm';
import { type HappeningRecord, takeHappenings } from '../happenings/index.ts';
import { eventTypesOf, type WebhookRecord, wireName } from './webhook.ts';
import { DeliveriesRepository, type Nameable, type NewDelivery, WebhooksRepository } from './webhooks.repository.ts';

/** Happenings that one transaction passes on. */
const atOnce = 200;

/** Notes what is to be delivered to which endpoint, each event once. Gives back how many happenings were looked at. */
export async function dispatchPending(manager: EntityManager, now: Date): Promise<number> {
  const happenings = await takeHappenings(manager, { consumer: 'WEBHOOKS', limit: atOnce, now });
  const programmeIds = [...new Set(happenings.map(({ programmeId }) => programmeId))];
  if (happenings.length === 0) return 0;
  const webhooks = (await new WebhooksRepository(manager).ofProgrammes(programmeIds)).filter(
    ({ disabledAt }) => disabledAt === null,
  );
  if (webhooks.length === 0) return happenings.length;
  const deliveries = new DeliveriesRepository(manager);
  const nameable = await deliveries.nameable([...new Set(happenings.flatMap(peopleOf))], now);
  for (const programmeId of programmeIds) {
    const ofProgramme = webhooks.filter((webhook) => webhook.programmeId === programmeId);
    const told = happenings.filter((happening) => happening.programmeId === programmeId);
    const noted = told.flatMap((happening) => ofProgramme.flatMap((webhook) => deliveryTo(webhook, happening, nameable) ?? []));
    if (noted.length > 0) await deliveries.insert(programmeId, noted, now);
  }
  return happenings.length;
}

function peopleOf({ audience, actorId }: HappeningRecord): readonly string[] {
  return [...(audience ?? []), ...(actorId === null ? [] : [actorId])];
}

/** Null where the endpoint is not told: it did not ask, may not know, or nobody whom it concerns may be named. */
function deliveryTo(webhook: WebhookRecord, happening: HappeningRecord, nameable: Nameable): NewDelivery | null {
  const { kind, id: eventId, programmeId, subjectType, audience, actorId, details, happenedAt } = happening;
  if (!webhook.eventTypes.includes(kind) || !eventTypesOf(webhook.scope).includes(kind)) return null;
  const isAboutMembers = !eventTypesOf('PROGRAMME').includes(kind);
  const named = webhook.scope === 'MEMBERS' ? (audience?.filter((id) => nameable.get(id) === true) ?? null) : null;
  if (isAboutMembers && named !== null && named.length === 0) return null;
  const actor = webhook.scope === 'MEMBERS' && actorId !== null && nameable.has(actorId) ? actorId : null;
  const subjectId = subjectType === 'AMBASSADOR' && !nameable.has(happening.subjectId) ? null : happening.subjectId;
  const data = {
    programmeId,
    // Counts up: of two events about one subject the later one has the higher.
    sequence: Number(happening.number),
    subject: { type: subjectType, id: subjectId },
    ...details,
    ...(webhook.scope === 'MEMBERS' ? { ambassadorIds: named, actorId: actor } : {}),
  };
  const body = JSON.stringify({ type: wireName(kind), timestamp: new Date(happenedAt).toISOString(), data });
  const ambassadorIds = [...(named ?? []), ...(actor === null ? [] : [actor])];
  return { webhookId: webhook.id, eventId, eventType: kind, subjectId: happening.subjectId, ambassadorIds, body };
}
