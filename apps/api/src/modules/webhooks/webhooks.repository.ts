import type { EntityManager } from 'typeorm';
import type { PageRequest } from '../../platform/graphql/pagination.ts';
import { isId } from '../../platform/ids.ts';
import type { HappeningKind } from '../happenings/index.ts';
import { isReachable } from '../notifications/index.ts';
import type { WebhookRecord } from './webhook.ts';

export type DeliveryState = 'WAITING' | 'DELIVERED' | 'DEAD';

/** One event for one endpoint. */
export interface DeliveryRecord {
  readonly number: number;
  readonly id: string;
  readonly programmeId: string;
  readonly webhookId: string;
  readonly eventId: string;
  readonly eventType: HappeningKind;
  readonly body: string;
  readonly state: DeliveryState;
  readonly attempts: number;
  readonly nextAttemptAt: Date;
  readonly createdAt: Date;
  readonly lastAttemptAt: Date | null;
  readonly lastStatus: number | null;
  readonly lastProblem: string | null;
}

export interface NewDelivery {
  readonly webhookId: string;
  readonly eventId: string;
  readonly eventType: HappeningKind;
  readonly subjectId: string;
  readonly ambassadorIds: readonly string[];
  readonly body: string;
}

/** Who may be named, and of them whether anything may be delivered: not to who is on leave or keeps work and private life apart. */
export type Nameable = ReadonlyMap<string, boolean>;

const webhookColumns = `id, programme_id AS "programmeId", url, description, event_types AS "eventTypes", scope,
  secret_generation AS "secretGeneration", former_secret_until AS "formerSecretUntil", created_at AS "createdAt",
  last_success_at AS "lastSuccessAt", failing_since AS "failingSince", disabled_at AS "disabledAt", disabled_because AS "disabledBecause"`;

const deliveryColumns = `number::float8 AS number, id, programme_id AS "programmeId", webhook_id AS "webhookId", event_id AS "eventId",
  event_type AS "eventType", body, state, attempts, next_attempt_at AS "nextAttemptAt", created_at AS "createdAt",
  last_attempt_at AS "lastAttemptAt", last_status AS "lastStatus", last_problem AS "lastProblem"`;

/** Endpoints. One that was removed is found by nothing. */
export class WebhooksRepository {
  readonly #manager: EntityManager;

  constructor(manager: EntityManager) {
    this.#manager = manager;
  }

  async find(id: string): Promise<WebhookRecord | null> {
    if (!isId(id)) return null;
    const rows: readonly WebhookRecord[] = await this.#manager.query(
      `SELECT ${webhookColumns} FROM webhook WHERE id = $1 AND removed_at IS NULL`,
      [id],
    );
    return rows[0] ?? null;
  }

  /** Of these programmes, oldest first. */
  ofProgrammes(programmeIds: readonly string[]): Promise<readonly WebhookRecord[]> {
    return this.#manager.query(
      `SELECT ${webhookColumns} FROM webhook WHERE programme_id = ANY ($1::uuid[]) AND removed_at IS NULL ORDER BY created_at, id`,
      [programmeIds],
    );
  }

  async insert(
    webhook: Pick<WebhookRecord, 'id' | 'programmeId' | 'url' | 'description' | 'eventTypes' | 'scope' | 'createdAt'>,
    actor: string,
  ): Promise<void> {
    const { id, programmeId, url, description, eventTypes, scope, createdAt } = webhook;
    await this.#manager.query(
      `INSERT INTO webhook (id, programme_id, url, description, event_types, scope, created_at, created_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [id, programmeId, url, description, eventTypes, scope, createdAt, actor],
    );
  }

  async save(webhook: WebhookRecord): Promise<void> {
    await this.#manager.query(
      `UPDATE webhook SET url = $2, description = $3, event_types = $4, secret_generation = $5, former_secret_until = $6,
              failing_since = $7, disabled_at = $8, disabled_because = $9 WHERE id = $1`,
      [
        ...[webhook.id, webhook.url, webhook.description, webhook.eventTypes, webhook.secretGeneration],
        ...[webhook.formerSecretUntil, webhook.failingSince, webhook.disabledAt, webhook.disabledBecause],
      ],
    );
  }

  /** What waited for it is not delivered any more. */
  async remove(id: string, now: Date): Promise<void> {
    await this.#manager.query('UPDATE webhook SET removed_at = $2 WHERE id = $1', [id, now]);
    await this.#manager.query('DELETE FROM webhook_delivery WHERE webhook_id = $1', [id]);
  }

  async noteSuccess(id: string, now: Date): Promise<void> {
    await this.#manager.query('UPDATE webhook SET last_success_at = $2, failing_since = NULL WHERE id = $1', [id, now]);
  }

  /** Gives back since when every attempt has failed. */
  async noteFailure(id: string, now: Date): Promise<Date> {
    const [[row]] = await this.#manager.query(
      'UPDATE webhook SET failing_since = coalesce(failing_since, $2) WHERE id = $1 RETURNING failing_since AS since',
      [id, now],
    );
    return row.since;
  }

  /** Whether it was this call that disabled it. */
  async disable(id: string, now: Date): Promise<boolean> {
    const [, changed]: readonly [unknown, number] = await this.#manager.query(
      `UPDATE webhook SET disabled_at = $2, disabled_because = 'FAILURES' WHERE id = $1 AND disabled_at IS NULL`,
      [id, now],
    );
    return changed > 0;
  }

  /** Ambassadors who administer the programme. */
  async administrators(programmeId: string): Promise<readonly string[]> {
    const rows: readonly { readonly id: string }[] = await this.#manager.query(
      `SELECT DISTINCT ambassador.id FROM ambassador JOIN role_grant ON role_grant.person_id = ambassador.person_id
        WHERE ambassador.programme_id = $1 AND role_grant.programme_id = $1 AND role_grant.role = 'ADMIN' AND role_grant.revoked_at IS NULL
        ORDER BY id`,
      [programmeId],
    );
    return rows.map(({ id }) => id);
  }
}

/** What was and is to be delivered. */
export class DeliveriesRepository {
  readonly #manager: EntityManager;

  constructor(manager: EntityManager) {
    this.#manager = manager;
  }

  async insert(programmeId: string, deliveries: readonly NewDelivery[], now: Date): Promise<void> {
    await this.#manager.query(
      `INSERT INTO webhook_delivery (programme_id, webhook_id, event_id, event_type, subject_id, ambassador_ids, body, state,
         next_attempt_at, created_at)
       SELECT $1, "webhookId", "eventId", "eventType", "subjectId", "ambassadorIds", body, 'WAITING', $3, $3
         FROM ROWS FROM (json_to_recordset($2) AS ("webhookId" uuid, "eventId" uuid, "eventType" text, "subjectId" uuid,
                "ambassadorIds" uuid[], body text)) WITH ORDINALITY
              AS told ("webhookId", "eventId", "eventType", "subjectId", "ambassadorIds", body, position)
        ORDER BY position
       ON CONFLICT (webhook_id, event_id) DO NOTHING`,
      [programmeId, JSON.stringify(deliveries), now],
    );
  }

  /** Of these people those who may be named to other systems, and whether anything may be delivered that concerns them. */
  async nameable(ambassadorIds: readonly string[], now: Date): Promise<Nameable> {
    const rows: readonly { readonly id: string; readonly isReachable: boolean }[] = await this.#manager.query(
      `SELECT person.id, ${isReachable} AS "isReachable"
         FROM ambassador AS person JOIN programme ON programme.id = person.programme_id
        WHERE person.id = ANY ($1::uuid[]) AND person.status <> 'LEFT' AND visibility <> 'HIDDEN'`,
      [ambassadorIds, now],
    );
    return new Map(rows.map((row) => [row.id, row.isReachable]));
  }

  /** Endpoints to which something can be delivered now. */
  async dueWebhooks(now: Date): Promise<readonly WebhookRecord[]> {
    return this.#manager.query(
      `SELECT ${webhookColumns} FROM webhook
        WHERE removed_at IS NULL AND disabled_at IS NULL
          AND EXISTS (SELECT FROM webhook_delivery WHERE webhook_id = webhook.id AND state = 'WAITING' AND next_attempt_at <= $1)
        ORDER BY id`,
      [now],
    );
  }

  /**
   * Takes deliveries over for one attempt each; until `until` nobody else has them. Of each subject the earliest that waits, so that nothing
   * overtakes what is about the same.
   */
  async claim(webhookId: string, { now, until, limit }: { readonly now: Date; readonly until: Date; readonly limit: number }) {
    const [rows]: readonly [readonly DeliveryRecord[], number] = await this.#manager.query(
      `UPDATE webhook_delivery SET attempts = attempts + 1, last_attempt_at = $2, next_attempt_at = $3
        WHERE number = ANY (ARRAY(
          SELECT number FROM webhook_delivery AS waiting
           WHERE webhook_id = $1 AND state = 'WAITING' AND next_attempt_at <= $2
             AND NOT EXISTS (SELECT FROM webhook_delivery AS earlier WHERE earlier.webhook_id = $1 AND earlier.state = 'WAITING'
                                AND earlier.subject_id = waiting.subject_id AND earlier.number < waiting.number)
           ORDER BY number LIMIT $4 FOR UPDATE SKIP LOCKED))
        RETURNING ${deliveryColumns}`,
      [webhookId, now, until, limit],
    );
    return rows;
  }

  async noteDelivered({ id }: DeliveryRecord, status: number, now: Date): Promise<void> {
    await this.#manager.query(
      `UPDATE webhook_delivery SET state = 'DELIVERED', delivered_at = $3, last_status = $2, last_problem = NULL WHERE id = $1`,
      [id, status, now],
    );
  }

  /** `nextAttemptAt` is null for a delivery that is dead. */
  async noteFailed(
    { id }: DeliveryRecord,
    outcome: { readonly status: number | null; readonly problem: string; readonly nextAttemptAt: Date | null },
  ): Promise<void> {
    await this.#manager.query(
      `UPDATE webhook_delivery SET state = CASE WHEN $4::timestamptz IS NULL THEN 'DEAD' ELSE 'WAITING' END, last_status = $2,
              last_problem = $3, next_attempt_at = coalesce($4, next_attempt_at)
        WHERE id = $1 AND state = 'WAITING'`,
      [id, outcome.status, outcome.problem, outcome.nextAttemptAt],
    );
  }

  async find(id: string): Promise<DeliveryRecord | null> {
    if (!isId(id)) return null;
    const rows: readonly DeliveryRecord[] = await this.#manager.query(
      `SELECT ${deliveryColumns} FROM webhook_delivery WHERE id = $1`,
      [id],
    );
    return rows[0] ?? null;
  }

  /** One more than the limit, newest first. */
  page(
    webhookId: string,
    { request, state }: { readonly request: PageRequest<readonly [number]>; readonly state: DeliveryState | null },
  ): Promise<readonly DeliveryRecord[]> {
    return this.#manager.query(
      `SELECT ${deliveryColumns} FROM webhook_delivery
        WHERE webhook_id = $1 AND number < coalesce($2::bigint, 9223372036854775807) AND ($4::text IS NULL OR state = $4)
        ORDER BY number DESC LIMIT $3`,
      [webhookId, request.position?.[0] ?? null, request.limit + 1, state],
    );
  }

  async count(webhookId: string, state: DeliveryState | null): Promise<number> {
    const [row] = await this.#manager.query(
      'SELECT count(*)::int AS count FROM webhook_delivery WHERE webhook_id = $1 AND ($2::text IS NULL OR state = $2)',
      [webhookId, state],
    );
    return row.count;
  }

  /** Has dead deliveries tried again from the beginning: one, or all of an endpoint for null. Gives back how many. */
  async revive(webhookId: string, { id, now }: { readonly id: string | null; readonly now: Date }): Promise<number> {
    const [, revived]: readonly [unknown, number] = await this.#manager.query(
      `UPDATE webhook_delivery SET state = 'WAITING', attempts = 0, next_attempt_at = $3
        WHERE webhook_id = $1 AND state = 'DEAD' AND ($2::uuid IS NULL OR id = $2)`,
      [webhookId, id, now],
    );
    return revived;
  }

  async forget(before: Date): Promise<void> {
    await this.#manager.query('DELETE FROM webhook_delivery WHERE created_at < $1', [before]);
  }
}

/** What names somebody goes, delivered or not. */
export const webhookTraces = {
  async erase(manager: EntityManager, { ambassadorId }: { readonly programmeId: string; readonly ambassadorId: string }) {
    await manager.query('DELETE FROM webhook_delivery WHERE ambassador_ids @> ARRAY[$1]::uuid[]', [ambassadorId]);
  },
};
