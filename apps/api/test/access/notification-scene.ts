import { tellHappenings } from '../../src/modules/happenings/index.ts';
import { feedPending } from '../../src/modules/notifications/feeding.ts';
import { keepInMailbox } from '../../src/modules/notifications/mail.repository.ts';
import { dispatchPending } from '../../src/modules/webhooks/dispatching.ts';
import { newId } from '../../src/platform/ids.ts';
import { openDatabase } from '../fixtures/database.ts';
import { succeedWith } from '../fixtures/tandems.ts';
import type { TestApi, TestProgramme } from '../harness/index.ts';

/** Something in somebody's feed, a mail in the mailbox, and a webhook to which something is to be delivered; gives back its id. */
export async function setNotificationScene(
  api: TestApi,
  { programme, ambassadorId }: { readonly programme: TestProgramme; readonly ambassadorId: string },
): Promise<string> {
  const programmeId = programme.id;
  const { webhook } = await succeedWith<{ webhook: { id: string } }>(api, programme.admin, {
    name: 'registerWebhook',
    input: { programme: programmeId, url: 'https://example.com/', eventTypes: ['SEASON_OPENED'], scope: 'PROGRAMME' },
    select: 'webhook { id }',
  });
  const database = await openDatabase(api.databaseUrl);
  const happenedAt = new Date();
  const subject = { type: 'SEASON', id: newId() } as const;
  const details = { title: { GERMAN: 'Sommer', ENGLISH: 'Summer' } };
  await database.transaction(async (transaction) => {
    const told = { programmeId, kind: 'SEASON_OPENED', key: subject.id, subject, audience: [ambassadorId], details } as const;
    await tellHappenings(transaction.manager, [{ ...told, happenedAt }]);
    await feedPending(transaction, happenedAt);
    await dispatchPending(transaction.manager, happenedAt);
  });
  const message = { id: newId(), programmeId, ambassadorId, sentAt: happenedAt, subject: 'x', text: 'x', html: 'x' };
  await keepInMailbox(database.manager, message);
  await database.close();
  return webhook.id;
}
