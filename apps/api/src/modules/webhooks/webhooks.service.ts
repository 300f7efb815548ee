import { actorOf } from '../../platform/auth/actor.ts';
import { isInside, may, type Viewer } from '../../platform/auth/viewer.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database/database.ts';
import { notAllowed, notFound, type UserFailure, validateInput } from '../../platform/graphql/payload.ts';
import { newId } from '../../platform/ids.ts';
import { fail, type Outcome, succeed } from '../../platform/outcome.ts';
import type { HappeningKind } from '../happenings/index.ts';
import { type AddressPolicy, problemOf } from './addresses.ts';
import type { WebhookSigner } from './signing.ts';
import { eventTypesOf, hoursOfFormerSecret, type WebhookRecord, type WebhookScope } from './webhook.ts';
import * as failures from './webhooks.errors.ts';
import {
  type RegisterWebhookInput,
  type ReplayWebhookDeliveriesInput,
  registerWebhookSchema,
  type UpdateWebhookInput,
  updateWebhookSchema,
} from './webhooks.inputs.ts';
import { DeliveriesRepository, WebhooksRepository } from './webhooks.repository.ts';
import { webhookKeepers } from './webhooks.types.ts';

/** More would only mean that some are forgotten. */
const mostWebhooks = 20;
const hourInMilliseconds = 3_600_000;

interface WithSecret {
  readonly webhook: WebhookRecord;
  readonly secret: string;
}

type Outcomes<Value> = Promise<Outcome<Value, UserFailure>>;

/** Registers endpoints and changes them. */
export class WebhooksService {
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #signer: WebhookSigner | null;
  readonly #policy: AddressPolicy;

  constructor(dependencies: {
    readonly database: Database;
    readonly clock: Clock;
    /** Null where the installation has no key to derive secrets from. */
    readonly signer: WebhookSigner | null;
    readonly policy: AddressPolicy;
  }) {
    this.#database = dependencies.database;
    this.#clock = dependencies.clock;
    this.#signer = dependencies.signer;
    this.#policy = dependencies.policy;
  }

  async register(viewer: Viewer, input: RegisterWebhookInput): Outcomes<WithSecret> {
    const { programme: programmeId, scope } = input;
    if (!isInside(viewer, programmeId)) return fail(notFound(['programme']));
    if (!may(viewer, { ...webhookKeepers, programmeId })) return fail(notAllowed(['programme']));
    const checked = validateInput(registerWebhookSchema, input);
    if (!checked.ok) return checked;
    const signer = this.#signer;
    if (signer === null) return fail(failures.noKey());
    const { url, eventTypes, description = null } = checked.value;
    const refusals = this.#refusalsOf({ url, eventTypes, scope });
    if (refusals.length > 0) return fail(...refusals);
    return this.#database.transaction(async ({ manager }) => {
      const repository = new WebhooksRepository(manager);
      if ((await repository.ofProgrammes([programmeId])).length >= mostWebhooks) return fail(failures.tooMany(mostWebhooks));
      const id = newId();
      const plan = { id, programmeId, url, description, eventTypes, scope, createdAt: this.#clock.now() };
      await repository.insert(plan, actorOf(viewer));
      const webhook = await repository.find(id);
      return webhook === null ? fail(notFound([])) : succeed({ webhook, secret: signer.secretOf(webhook) });
    });
  }

  async update(viewer: Viewer, input: UpdateWebhookInput): Outcomes<WebhookRecord> {
    const checked = validateInput(updateWebhookSchema, input);
    if (!checked.ok) return checked;
    return this.#change(viewer, input.id, (before) => {
      const url = checked.value.url ?? before.url;
      const eventTypes = checked.value.eventTypes ?? before.eventTypes;
      const refusals = this.#refusalsOf({ url, eventTypes, scope: before.scope });
      if (refusals.length > 0) return fail(...refusals);
      const description = checked.value.description === undefined ? before.description : checked.value.description;
      return succeed({ ...before, ...this.#enablement(before, input.isEnabled ?? null), url, eventTypes, description });
    });
  }

  /** For a day the former secret signs as well, so that the receiver can change over without losing anything. */
  async rotate(viewer: Viewer, id: string): Outcomes<WithSecret> {
    const signer = this.#signer;
    if (signer === null) return fail(failures.noKey());
    const changed = await this.#change(viewer, id, (before) => {
      const formerSecretUntil = new Date(this.#clock.now().getTime() + hoursOfFormerSecret * hourInMilliseconds);
      return succeed({ ...before, secretGeneration: before.secretGeneration + 1, formerSecretUntil });
    });
    return changed.ok ? succeed({ webhook: changed.value, secret: signer.secretOf(changed.value) }) : changed;
  }

  async remove(viewer: Viewer, id: string): Outcomes<string> {
    const found = await this.#found(viewer, id, ['id']);
    if (!found.ok) return found;
    await this.#database.transaction(({ manager }) => new WebhooksRepository(manager).remove(id, this.#clock.now()));
    return succeed(id);
  }

  async replay(viewer: Viewer, { webhook: id, delivery = null }: ReplayWebhookDeliveriesInput): Outcomes<number> {
    const found = await this.#found(viewer, id, ['webhook']);
    if (!found.ok) return found;
    const deliveries = new DeliveriesRepository(this.#database.manager);
    const known = delivery === null ? null : await deliveries.find(delivery);
    if (delivery !== null && known?.webhookId !== id) return fail(notFound(['delivery']));
    return succeed(await deliveries.revive(id, { id: delivery, now: this.#clock.now() }));
  }

  #enablement(before: WebhookRecord, isEnabled: boolean | null): Partial<WebhookRecord> {
    if (isEnabled === null || isEnabled === (before.disabledAt === null)) return {};
    if (isEnabled) return { disabledAt: null, disabledBecause: null, failingSince: null };
    return { disabledAt: this.#clock.now(), disabledBecause: 'ADMIN' };
  }

  async #change(
    viewer: Viewer,
    id: string,
    decide: (before: WebhookRecord) => Outcome<WebhookRecord, UserFailure>,
  ): Outcomes<WebhookRecord> {
    const found = await this.#found(viewer, id, ['id']);
    if (!found.ok) return found;
    return this.#database.transaction(async ({ manager }) => {
      await manager.query('SELECT FROM webhook WHERE id = $1 FOR UPDATE', [id]);
      const repository = new WebhooksRepository(manager);
      const before = await repository.find(id);
      if (before === null) return fail(notFound(['id']));
      const decided = decide(before);
      if (decided.ok) await repository.save(decided.value);
      return decided;
    });
  }

  /** Outsiders do not learn whether it exists. */
  async #found(viewer: Viewer, id: string, path: readonly string[]): Outcomes<WebhookRecord> {
    const webhook = await new WebhooksRepository(this.#database.manager).find(id);
    if (webhook === null || !isInside(viewer, webhook.programmeId)) return fail(notFound(path));
    return may(viewer, { ...webhookKeepers, programmeId: webhook.programmeId }) ? succeed(webhook) : fail(notAllowed(path));
  }

  #refusalsOf(plan: {
    readonly url: string;
    readonly eventTypes: readonly HappeningKind[];
    readonly scope: WebhookScope;
  }): readonly UserFailure[] {
    const problem = problemOf(plan.url, this.#policy);
    const possible = eventTypesOf(plan.scope);
    const beyond = plan.eventTypes.flatMap((type, index) => (possible.includes(type) ? [] : [failures.beyondScope(index)]));
    return [...(problem === null ? [] : [failures.wrongAddress(problem)]), ...beyond];
  }
}
