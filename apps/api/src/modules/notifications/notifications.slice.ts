import { scheduledJob } from '../../platform/jobs/job.ts';
import type { Platform, Slice } from '../../platform/slice.ts';
import { AmbassadorChanged, type AmbassadorLoader } from '../ambassadors/index.ts';
import { FeedRepository } from './feed.repository.ts';
import { FeedFollowers } from './feed-followers.ts';
import { Feeder, feedAll } from './feeder.ts';
import { forgetMails } from './mail.repository.ts';
import { planDigests, planNotifications } from './mail-planning.ts';
import { MailSender } from './mail-sending.ts';
import { createMailboxTransport, createSmtpTransport, type MailTransport } from './mail-transport.ts';
import { MailboxResolver } from './mailbox.resolver.ts';
import { feedChanged } from './notifications.events.ts';
import { AmbassadorNotificationsResolver, FeedItemResolver } from './notifications.resolver.ts';
import { NotificationsService } from './notifications.service.ts';
import { unsubscribeRoutes } from './unsubscribe.routes.ts';

/** How mails leave: by an SMTP server, into a mailbox that recipients read in the admin app, or not at all. */
export type MailDelivery =
  | { readonly kind: 'SMTP'; readonly url: string; readonly from: string }
  | { readonly kind: 'MAILBOX' }
  | { readonly kind: 'NONE' };

export interface NotificationsDependencies {
  readonly ambassadors: AmbassadorLoader;
  readonly mail: MailDelivery;
  /** Where people reach this installation; without a slash at the end. */
  readonly publicUrl: string;
  /** Whether this node does what is done beside requests. */
  readonly runsJobs: boolean;
}

const dayInMilliseconds = 86_400_000;
const keptDays = { feed: 180, mails: 90 } as const;

/** What people are told: their feeds, live, and by mail what they want to hear of. */
export function createNotificationsSlice(platform: Platform, dependencies: NotificationsDependencies): Slice {
  const { database, events, clock, logger } = platform;
  const { ambassadors, mail, publicUrl, runsJobs } = dependencies;
  const followers = new FeedFollowers();
  const service = new NotificationsService({ database, clock, followers });
  const feeder = new Feeder({ database, clock, logger });
  const transport = transportOf(mail, platform);
  return {
    name: 'notifications',
    entities: [],
    resolvers: [
      new FeedItemResolver({ service, ambassadors }),
      new AmbassadorNotificationsResolver(service),
      new MailboxResolver({ database, isKept: mail.kind === 'MAILBOX' }),
    ],
    routes: unsubscribeRoutes({ database }),
    jobs: [
      feedJob(platform),
      forgetJob(platform),
      ...(transport === null ? [] : [mailJob(platform, { transport, publicUrl })]),
    ],
    async start() {
      // Before the change is answered to whoever made it on this node; other nodes hear of it.
      database.onCommit(async (announcements) => {
        for (const { event } of announcements) {
          if (event.topic === AmbassadorChanged.name)
            followers.memberChanged(AmbassadorChanged.schema.parse(event.payload).programmeId);
        }
      });
      await events.subscribe(AmbassadorChanged, ({ programmeId }) => followers.memberChanged(programmeId));
      await events.subscribe(feedChanged, ({ programmeId, ambassadorIds }) => followers.changed(programmeId, ambassadorIds));
      events.onMissed(() => followers.missed());
      if (runsJobs) feeder.start();
    },
    async stop() {
      await feeder.stop();
      transport?.close();
    },
  };
}

function transportOf(mail: MailDelivery, { database }: Platform): MailTransport | null {
  switch (mail.kind) {
    case 'SMTP':
      return createSmtpTransport(mail);
    case 'MAILBOX':
      return createMailboxTransport({ database });
    case 'NONE':
      return null;
  }
}

function feedJob({ database }: Platform) {
  return scheduledJob({
    name: 'notifications.feed',
    description: 'Passes on into feeds what no node has passed on yet.',
    schedule: { everySeconds: 30 },
    run: ({ now, signal }) => feedAll({ database, now }, signal),
  });
}

function mailJob(
  { database, clock, logger }: Platform,
  { transport, publicUrl }: { readonly transport: MailTransport; readonly publicUrl: string },
) {
  const sender = new MailSender({ database, clock, logger, transport, publicUrl });
  return scheduledJob({
    name: 'notifications.mail',
    description: 'Plans mails and weekly digests, and sends what is due.',
    schedule: { everySeconds: 60 },
    timeLimitSeconds: 600,
    run: async ({ now, signal }) => {
      while (!signal.aborted && (await database.transaction(({ manager }) => planNotifications(manager, now))) > 0);
      while (!signal.aborted && (await database.transaction(({ manager }) => planDigests(manager, now))) > 0);
      await sender.sendAll(signal);
    },
  });
}

function forgetJob({ database }: Platform) {
  return scheduledJob({
    name: 'notifications.forget',
    description: `Deletes items of feeds after ${keptDays.feed} days and mails after ${keptDays.mails}.`,
    schedule: { cron: '53 3 * * *', timeZone: 'UTC' },
    timeLimitSeconds: 600,
    run: async ({ now }) => {
      const before = (days: number) => new Date(now.getTime() - days * dayInMilliseconds);
      await new FeedRepository(database.manager).forget(before(keptDays.feed));
      await forgetMails(database.manager, before(keptDays.mails));
    },
  });
}
