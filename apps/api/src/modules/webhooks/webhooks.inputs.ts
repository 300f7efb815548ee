import { Field, ID, InputType } from 'type-graphql';
import { z } from 'zod';
import type { HappeningKind } from '../happenings/index.ts';
import { FeedItemKindEnum } from '../notifications/index.ts';
import { type WebhookScope, webhookEventTypes } from './webhook.ts';
import { WebhookScopeEnum } from './webhooks.types.ts';

@InputType({
  description: 'A new endpoint. There is no clientMutationId: a secret is told once. Who lost the answer rotates the secret.',
})
export class RegisterWebhookInput {
  @Field(() => ID, { description: 'The programme of which it is told.' })
  programme!: string;

  @Field(() => String, { description: 'Where events are sent: https, in a public network.' })
  url!: string;

  @Field(() => String, { nullable: true, description: 'What it is for, at most 200 characters.' })
  description?: string | null;

  @Field(() => [FeedItemKindEnum], { description: 'What it is told; at least one, and nothing beyond its scope.' })
  eventTypes!: HappeningKind[];

  @Field(() => WebhookScopeEnum, { description: 'What it may learn about people. It cannot be changed.' })
  scope!: WebhookScope;
}

@InputType({ description: 'What is to change at an endpoint; what is left out stays.' })
export class UpdateWebhookInput {
  @Field(() => ID, { description: 'The webhook.' })
  id!: string;

  @Field(() => String, { nullable: true, description: 'Where events are sent; what waits goes there too.' })
  url?: string | null;

  @Field(() => String, { nullable: true, description: 'What it is for.' })
  description?: string | null;

  @Field(() => [FeedItemKindEnum], { nullable: true, description: 'What it is told.' })
  eventTypes?: HappeningKind[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether it is told what happens. What happens while it is not, it is never told; what waited goes on.',
  })
  isEnabled?: boolean | null;
}

@InputType({ description: 'A webhook.' })
export class RotateWebhookSecretInput {
  @Field(() => ID, { description: 'The webhook.' })
  id!: string;
}

@InputType({ description: 'A webhook that is to be told nothing more.' })
export class RemoveWebhookInput {
  @Field(() => ID, { description: 'The webhook.' })
  id!: string;
}

@InputType({ description: 'Dead deliveries that are to be tried again.' })
export class ReplayWebhookDeliveriesInput {
  @Field(() => ID, { description: 'The webhook.' })
  webhook!: string;

  @Field(() => ID, { nullable: true, description: 'One of its deliveries; all of them that are dead unless told.' })
  delivery?: string | null;
}

const url = z.url({ protocol: /^https?$/ }).max(2000);
const description = z.string().trim().min(1).max(200).nullish();
const eventTypes = z
  .array(z.enum(webhookEventTypes as [HappeningKind, ...HappeningKind[]]))
  .min(1)
  .transform((types) => webhookEventTypes.filter((type) => types.includes(type)));

export const registerWebhookSchema = z.object({ url, description, eventTypes });
export const updateWebhookSchema = z.object({ url: url.nullish(), description, eventTypes: eventTypes.nullish() });
