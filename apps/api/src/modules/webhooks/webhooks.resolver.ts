import { Arg, Args, Ctx, FieldResolver, Int, Mutation, Resolver, Root } from 'type-graphql';
import { z } from 'zod';
import type { Database } from '../../platform/database/database.ts';
import { Access } from '../../platform/graphql/access.ts';
import { connectionFrom, ForwardPageArguments } from '../../platform/graphql/connection.ts';
import type { RequestContext } from '../../platform/graphql/context.ts';
import { pageFrom, readPageRequest } from '../../platform/graphql/pagination.ts';
import { payloadOf } from '../../platform/graphql/payload.ts';
import { Programme } from '../programmes/index.ts';
import type { WebhookRecord } from './webhook.ts';
import {
  RegisterWebhookInput,
  RemoveWebhookInput,
  ReplayWebhookDeliveriesInput,
  RotateWebhookSecretInput,
  UpdateWebhookInput,
} from './webhooks.inputs.ts';
import { DeliveriesRepository, type DeliveryRecord, type DeliveryState, WebhooksRepository } from './webhooks.repository.ts';
import type { WebhooksService } from './webhooks.service.ts';
import {
  RegisterWebhookPayload,
  RemoveWebhookPayload,
  ReplayWebhookDeliveriesPayload,
  RotateWebhookSecretPayload,
  UpdateWebhookPayload,
  Webhook,
  type WebhookDelivery,
  WebhookDeliveryConnection,
  WebhookDeliveryStateEnum,
  type WebhookState,
  webhookKeepers,
  webhookReaders,
} from './webhooks.types.ts';

const numberPosition = z.tuple([z.int().min(0)]);

/** Endpoints and what was delivered to them. */
@Resolver(() => Webhook)
export class WebhooksResolver {
  readonly #database: Database;
  readonly #webhooks: WebhooksService;

  constructor({ database, webhooks }: { readonly database: Database; readonly webhooks: WebhooksService }) {
    this.#database = database;
    this.#webhooks = webhooks;
  }

  @FieldResolver(() => Int, { description: 'How many deliveries wait.' })
  waitingCount(@Root() { id }: Webhook): Promise<number> {
    return new DeliveriesRepository(this.#database.manager).count(id, 'WAITING');
  }

  @FieldResolver(() => Int, { description: 'How many deliveries are dead.' })
  deadCount(@Root() { id }: Webhook): Promise<number> {
    return new DeliveriesRepository(this.#database.manager).count(id, 'DEAD');
  }

  @FieldResolver(() => WebhookDeliveryConnection, { description: 'Its deliveries of the last 30 days, newest first.' })
  async deliveries(
    @Root() { id }: Webhook,
    @Args(() => ForwardPageArguments) page: ForwardPageArguments,
    @Arg('state', () => WebhookDeliveryStateEnum, { nullable: true, description: 'Only those that have come so far.' })
    state: DeliveryState | null,
  ) {
    const request = readPageRequest(page, numberPosition);
    const repository = new DeliveriesRepository(this.#database.manager);
    return connectionFrom(
      pageFrom(await repository.page(id, { request, state }), {
        request,
        position: ({ number }) => [number],
        node: toDelivery,
        totalCount: () => repository.count(id, state),
      }),
    );
  }

  @Mutation(() => RegisterWebhookPayload, { description: 'Registers an endpoint that is told what happens from now on.' })
  @Access(webhookKeepers)
  async registerWebhook(
    @Arg('input', () => RegisterWebhookInput) input: RegisterWebhookInput,
    @Ctx() { viewer, language }: RequestContext,
  ): Promise<Partial<RegisterWebhookPayload>> {
    const outcome = await this.#webhooks.register(viewer, input);
    return payloadOf(outcome, { language, shape: ({ webhook, secret }) => ({ webhook: toWebhook(webhook), secret }) });
  }

  @Mutation(() => UpdateWebhookPayload, { description: 'Changes an endpoint, disables it or enables it again.' })
  @Access(webhookKeepers)
  async updateWebhook(
    @Arg('input', () => UpdateWebhookInput) input: UpdateWebhookInput,
    @Ctx() { viewer, language }: RequestContext,
  ): Promise<Partial<UpdateWebhookPayload>> {
    const outcome = await this.#webhooks.update(viewer, input);
    return payloadOf(outcome, { language, shape: (webhook) => ({ webhook: toWebhook(webhook) }) });
  }

  @Mutation(() => RotateWebhookSecretPayload, {
    description: 'Gives an endpoint a new secret. For 24 hours every delivery is signed by both.',
  })
  @Access(webhookKeepers)
  async rotateWebhookSecret(
    @Arg('input', () => RotateWebhookSecretInput) { id }: RotateWebhookSecretInput,
    @Ctx() { viewer, language }: RequestContext,
  ): Promise<Partial<RotateWebhookSecretPayload>> {
    const outcome = await this.#webhooks.rotate(viewer, id);
    return payloadOf(outcome, { language, shape: ({ webhook, secret }) => ({ webhook: toWebhook(webhook), secret }) });
  }

  @Mutation(() => RemoveWebhookPayload, { description: 'Removes an endpoint with all its deliveries.' })
  @Access(webhookKeepers)
  async removeWebhook(
    @Arg('input', () => RemoveWebhookInput) { id }: RemoveWebhookInput,
    @Ctx() { viewer, language }: RequestContext,
  ): Promise<Partial<RemoveWebhookPayload>> {
    return payloadOf(await this.#webhooks.remove(viewer, id), { language, shape: (removedId) => ({ removedId }) });
  }

  @Mutation(() => ReplayWebhookDeliveriesPayload, {
    description: 'Has dead deliveries tried again. They come late: receivers see that by `sequence`.',
  })
  @Access(webhookKeepers)
  async replayWebhookDeliveries(
    @Arg('input', () => ReplayWebhookDeliveriesInput) input: ReplayWebhookDeliveriesInput,
    @Ctx() { viewer, language }: RequestContext,
  ): Promise<Partial<ReplayWebhookDeliveriesPayload>> {
    return payloadOf(await this.#webhooks.replay(viewer, input), { language, shape: (revived) => ({ revived }) });
  }
}

@Resolver(() => Programme)
export class ProgrammeWebhooksResolver {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  @FieldResolver(() => [Webhook], { description: 'Its webhooks, oldest first. Admins and auditors.' })
  @Access(webhookReaders)
  async webhooks(@Root() { id }: Programme): Promise<readonly Webhook[]> {
    return (await new WebhooksRepository(this.#database.manager).ofProgrammes([id])).map(toWebhook);
  }
}

function toWebhook({ disabledBecause, ...webhook }: WebhookRecord): Webhook {
  const states = { ADMIN: 'DISABLED', FAILURES: 'FAILED' } as const satisfies Record<string, WebhookState>;
  return { ...webhook, state: disabledBecause === null ? 'ACTIVE' : states[disabledBecause] };
}

function toDelivery({ nextAttemptAt, ...delivery }: DeliveryRecord): WebhookDelivery {
  return { ...delivery, nextAttemptAt: delivery.state === 'WAITING' ? nextAttemptAt : null };
}
