import { tellHappenings } from '../../src/modules/happenings/index.ts';
import { feedPending } from '../../src/modules/notifications/feeding.ts';
import { keepInMailbox } from '../../src/modules/notifications/mail.repository.ts';
import { newId } from '../../src/platform/ids.ts';
import { openDatabase } from '../fixtures/database.ts';
import type { TestApi } from '../harness/index.ts';

/** Something in somebody's feed, and a mail in the mailbox. */
export async function setNotificationScene(
  api: TestApi,
  { programmeId, ambassadorId }: { readonly programmeId: string; readonly ambassadorId: string },
): Promise<void> {
  const database = await openDatabase(api.databaseUrl);
  const happenedAt = new Date();
  const subject = { type: 'SEASON', id: newId() } as const;
  const details = { title: { GERMAN: 'Sommer', ENGLISH: 'Summer' } };
  await database.transaction(async (transaction) => {
    const told = { programmeId, kind: 'SEASON_OPENED', key: subject.id, subject, audience: [ambassadorId], details } as const;
    await tellHappenings(transaction.manager, [{ ...told, happenedAt }]);
    await feedPending(transaction, happenedAt);
  });
  const message = { id: newId(), programmeId, ambassadorId, sentAt: happenedAt, subject: 'x', text: 'x', html: 'x' };
  await keepInMailbox(database.manager, message);
  await database.close();
}
