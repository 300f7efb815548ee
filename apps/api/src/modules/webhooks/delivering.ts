import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database/database.ts';
import type { Logger } from '../../platform/logger.ts';
import { tellHappenings } from '../happenings/index.ts';
import type { AddressPolicy } from './addresses.ts';
import { dispatchPending } from './dispatching.ts';
import { post } from './sending.ts';
import type { WebhookSigner } from './signing.ts';
import { daysUntilDisabled, pauseAfter, type WebhookRecord } from './webhook.ts';
import { DeliveriesRepository, type DeliveryRecord, WebhooksRepository } from './webhooks.repository.ts';

/** Attempts that go on at the same time to one endpoint, each about another subject. */
const atOnce = 8;
/** A run that took longer leaves the rest to the next one, so that a slow endpoint holds nobody up. */
const longestRunMilliseconds = 60_000;
const dayInMilliseconds = 86_400_000;

export interface DelivererDependencies {
  readonly database: Database;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly signer: WebhookSigner;
  readonly policy: AddressPolicy;
  /** How long an endpoint may take to answer. */
  readonly timeoutMilliseconds: number;
  /** In [0, 1): spreads repetitions. */
  readonly random: () => number;
}

/**
 * Delivers what happened to the endpoints that asked for it: at least once, in order of what happened to each subject. A delivery is taken
 * over for as long as an attempt can last; when its node dies, another one tries again after that.
 */
export class Deliverer {
  readonly #dependencies: DelivererDependencies;

  constructor(dependencies: DelivererDependencies) {
    this.#dependencies = dependencies;
  }

  async run(signal: AbortSignal): Promise<void> {
    const { database, clock } = this.#dependencies;
    const dispatch = () => database.transaction(({ manager }) => dispatchPending(manager, clock.now()));
    while (!signal.aborted && (await dispatch()) > 0);
    const due = await new DeliveriesRepository(database.manager).dueWebhooks(clock.now());
    const begun = performance.now();
    const isOver = () => signal.aborted || performance.now() - begun > longestRunMilliseconds;
    await Promise.all(due.map((webhook) => this.#drain(webhook, isOver)));
  }

  /** Ends where nothing is due any more, and after a round in which nothing could be delivered. */
  async #drain(webhook: WebhookRecord, isOver: () => boolean): Promise<void> {
    const { database, clock, timeoutMilliseconds } = this.#dependencies;
    while (!isOver()) {
      const now = clock.now();
      const until = new Date(now.getTime() + 3 * timeoutMilliseconds);
      const claimed = await database.transaction(({ manager }) =>
        new DeliveriesRepository(manager).claim(webhook.id, { now, until, limit: atOnce }),
      );
      if (claimed.length === 0) return;
      const delivered = await Promise.all(claimed.map((delivery) => this.#attempt(webhook, delivery)));
      if (!delivered.includes(true)) return;
    }
  }

  async #attempt(webhook: WebhookRecord, delivery: DeliveryRecord): Promise<boolean> {
    const { database, clock, signer, policy, timeoutMilliseconds, random } = this.#dependencies;
    const { eventId, body, attempts } = delivery;
    const headers = signer.headersFor(webhook, { eventId, body, now: clock.now() });
    const attempt = await post({ url: webhook.url, body, headers }, { policy, timeoutMilliseconds });
    const now = clock.now();
    const deliveries = new DeliveriesRepository(database.manager);
    if (attempt.succeeded) {
      await deliveries.noteDelivered(delivery, attempt.status, now);
      await new WebhooksRepository(database.manager).noteSuccess(webhook.id, now);
      return true;
    }
    const pause = pauseAfter(attempts, random());
    const nextAttemptAt = pause === null ? null : new Date(now.getTime() + pause);
    await deliveries.noteFailed(delivery, { ...attempt, nextAttemptAt });
    await this.#noteFailure(webhook, now);
    return false;
  }

  async #noteFailure(webhook: WebhookRecord, now: Date): Promise<void> {
    const { database, logger } = this.#dependencies;
    await database.transaction(async ({ manager }) => {
      const webhooks = new WebhooksRepository(manager);
      const since = await webhooks.noteFailure(webhook.id, now);
      if (now.getTime() - since.getTime() < daysUntilDisabled * dayInMilliseconds) return;
      if (!(await webhooks.disable(webhook.id, now))) return;
      logger.warn({ webhook: webhook.id }, 'A webhook was disabled: nothing could be delivered to it for days');
      const { id, programmeId } = webhook;
      const name = webhook.description ?? new URL(webhook.url).host;
      await tellHappenings(manager, [
        {
          ...{ programmeId, kind: 'WEBHOOK_DISABLED', key: `${id}:${now.toISOString()}`, subject: { type: 'WEBHOOK', id } },
          ...{ audience: await webhooks.administrators(programmeId), details: { title: { GERMAN: name, ENGLISH: name } } },
          happenedAt: now,
        },
      ]);
    });
  }
}
