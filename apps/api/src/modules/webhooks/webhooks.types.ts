import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { AccessRule } from '../../platform/auth/viewer.ts';
import { Access } from '../../platform/graphql/access.ts';
import { connectionType } from '../../platform/graphql/connection.ts';
import { graphqlEnum } from '../../platform/graphql/enums.ts';
import { MutationPayload } from '../../platform/graphql/payload.ts';
import { DateTimeScalar } from '../../platform/graphql/scalars.ts';
import type { HappeningKind } from '../happenings/index.ts';
import { FeedItemKindEnum } from '../notifications/index.ts';
import type { WebhookScope } from './webhook.ts';
import type { DeliveryState } from './webhooks.repository.ts';

export const webhookKeepers = { to: ['ADMIN'] } as const satisfies AccessRule;
export const webhookReaders = { to: ['ADMIN', 'AUDITOR'] } as const satisfies AccessRule;

export const WebhookScopeEnum = graphqlEnum<WebhookScope>({
  name: 'WebhookScope',
  description: 'What an endpoint may learn about people. Names it never learns.',
  values: {
    PROGRAMME: 'Nothing: only what happens to the programme as a whole.',
    MEMBERS: 'Also what happens to members, by their ids; of who hides or has left nothing.',
  },
});

export type WebhookState = 'ACTIVE' | 'DISABLED' | 'FAILED';

export const WebhookStateEnum = graphqlEnum<WebhookState>({
  name: 'WebhookState',
  description: 'Whether an endpoint is told what happens.',
  values: {
    ACTIVE: 'It is.',
    DISABLED: 'An admin has disabled it.',
    FAILED: 'It was disabled because nothing could be delivered for five days.',
  },
});

export const WebhookDeliveryStateEnum = graphqlEnum<DeliveryState>({
  name: 'WebhookDeliveryState',
  description: 'How far a delivery has come.',
  values: {
    WAITING: 'It waits for its next attempt, or for an earlier one about the same subject.',
    DELIVERED: 'The endpoint has taken it.',
    DEAD: 'All attempts failed: an admin can have it tried again.',
  },
});

@ObjectType({ simpleResolvers: true, description: 'One event for one endpoint. Admins and auditors.' })
@Access(webhookReaders)
export class WebhookDelivery {
  @Field(() => ID, { description: 'Identifies the delivery.' })
  id!: string;

  @Field(() => ID, { description: 'The event: what the header webhook-id carries behind "evt_".' })
  eventId!: string;

  @Field(() => FeedItemKindEnum, { description: 'What happened.' })
  eventType!: HappeningKind;

  @Field(() => WebhookDeliveryStateEnum, { description: 'How far it has come.' })
  state!: DeliveryState;

  @Field(() => Int, { description: 'How many attempts there were since it was made or tried again.' })
  attempts!: number;

  @Field(() => DateTimeScalar, { description: 'When the event was noted for delivery.' })
  createdAt!: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it is tried next, at the earliest; null unless it waits.' })
  nextAttemptAt!: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was tried last; null before the first attempt.' })
  lastAttemptAt!: Date | null;

  @Field(() => Int, { nullable: true, description: 'The HTTP status of the last answer; null where there was none.' })
  lastStatus!: number | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Why the last attempt failed: "HTTP 500", TIMEOUT, NOT_PUBLIC or the code of the system; null when it did not.',
  })
  lastProblem!: string | null;

  @Field(() => String, { description: 'What is sent.' })
  body!: string;

  /** For access rules; not fields of the schema. */
  programmeId!: string;
}

export const WebhookDeliveryConnection = connectionType(WebhookDelivery, { name: 'WebhookDelivery', access: webhookReaders });

@ObjectType({
  simpleResolvers: true,
  description: 'An endpoint of another system that is told what happens. Admins and auditors.',
})
@Access(webhookReaders)
export class Webhook {
  @Field(() => ID, { description: 'Identifies the webhook.' })
  id!: string;

  @Field(() => String, { description: 'Where events are sent.' })
  url!: string;

  @Field(() => String, { nullable: true, description: 'What it is for.' })
  description!: string | null;

  @Field(() => [FeedItemKindEnum], { description: 'What it is told.' })
  eventTypes!: readonly HappeningKind[];

  @Field(() => WebhookScopeEnum, { description: 'What it may learn about people.' })
  scope!: WebhookScope;

  @Field(() => WebhookStateEnum, { description: 'Whether it is told what happens.' })
  state!: WebhookState;

  @Field(() => DateTimeScalar, { description: 'When it was registered.' })
  createdAt!: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When something was delivered last; null when never.' })
  lastSuccessAt!: Date | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Since when every attempt has failed; null when the last one did not.',
  })
  failingSince!: Date | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Until when the former secret signs beside the new one; null while there is but one.',
  })
  formerSecretUntil!: Date | null;

  /** For access rules; not fields of the schema. */
  programmeId!: string;
}

const secretDescription = 'The secret by which the receiver checks signatures ("whsec_..."). It is shown this once.';

@ObjectType({ simpleResolvers: true, description: 'The answer to `registerWebhook`.' })
@Access(webhookKeepers)
export class RegisterWebhookPayload extends MutationPayload {
  @Field(() => Webhook, { nullable: true, description: 'The new webhook. Null when refused.' })
  webhook!: Webhook | null;

  @Field(() => String, { nullable: true, description: secretDescription })
  secret!: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'The answer to `updateWebhook`.' })
@Access(webhookKeepers)
export class UpdateWebhookPayload extends MutationPayload {
  @Field(() => Webhook, { nullable: true, description: 'The changed webhook. Null when refused.' })
  webhook!: Webhook | null;
}

@ObjectType({ simpleResolvers: true, description: 'The answer to `rotateWebhookSecret`.' })
@Access(webhookKeepers)
export class RotateWebhookSecretPayload extends MutationPayload {
  @Field(() => Webhook, { nullable: true, description: 'The webhook. Null when refused.' })
  webhook!: Webhook | null;

  @Field(() => String, { nullable: true, description: secretDescription })
  secret!: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'The answer to `removeWebhook`.' })
@Access(webhookKeepers)
export class RemoveWebhookPayload extends MutationPayload {
  @Field(() => ID, { nullable: true, description: 'The removed webhook. Null when refused.' })
  removedId!: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'The answer to `replayWebhookDeliveries`.' })
@Access(webhookKeepers)
export class ReplayWebhookDeliveriesPayload extends MutationPayload {
  @Field(() => Int, { nullable: true, description: 'How many deliveries wait again. Null when refused.' })
  revived!: number | null;
}
