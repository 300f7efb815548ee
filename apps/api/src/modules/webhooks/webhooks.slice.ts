import { scheduledJob } from '../../platform/jobs/job.ts';
import type { Platform, Slice } from '../../platform/slice.ts';
import { Deliverer } from './delivering.ts';
import { dispatchPending } from './dispatching.ts';
import { WebhookSigner } from './signing.ts';
import { keptDays, timeoutMilliseconds } from './webhook.ts';
import { DeliveriesRepository } from './webhooks.repository.ts';
import { ProgrammeWebhooksResolver, WebhooksResolver } from './webhooks.resolver.ts';
import { WebhooksService } from './webhooks.service.ts';

export interface WebhooksDependencies {
  /** 32 random bytes from which all secrets are derived; without it there are no webhooks. */
  readonly key: Uint8Array | undefined;
  /** Whether this machine itself may be an endpoint, over http too. */
  readonly allowsThisMachine: boolean;
}

const dayInMilliseconds = 86_400_000;

/** Other systems that are told what happens. */
export function createWebhooksSlice(platform: Platform, { key, allowsThisMachine }: WebhooksDependencies): Slice {
  const { database, clock, logger } = platform;
  const policy = { allowsThisMachine };
  const signer = key === undefined ? null : new WebhookSigner(key);
  const deliverer =
    signer === null
      ? null
      : new Deliverer({ database, clock, logger, signer, policy, timeoutMilliseconds, random: Math.random });
  const deliver = scheduledJob({
    name: 'webhooks.deliver',
    description: 'Delivers to webhooks what happened and what is to be tried again.',
    schedule: { everySeconds: 5 },
    run: async ({ now, signal }) => {
      if (deliverer !== null) return deliverer.run(signal);
      while (!signal.aborted && (await database.transaction(({ manager }) => dispatchPending(manager, now))) > 0);
    },
  });
  const forget = scheduledJob({
    name: 'webhooks.forget',
    description: `Deletes deliveries to webhooks after ${keptDays} days.`,
    schedule: { cron: '11 4 * * *', timeZone: 'UTC' },
    timeLimitSeconds: 600,
    run: ({ now }) => new DeliveriesRepository(database.manager).forget(new Date(now.getTime() - keptDays * dayInMilliseconds)),
  });
  const webhooks = new WebhooksService({ database, clock, signer, policy });
  return {
    name: 'webhooks',
    entities: [],
    resolvers: [new WebhooksResolver({ database, webhooks }), new ProgrammeWebhooksResolver(database)],
    jobs: [deliver, forget],
  };
}
