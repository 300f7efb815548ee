import { createHmac } from 'node:crypto';
import type { WebhookRecord } from './webhook.ts';

/**
 * Secrets and signatures of Standard Webhooks 1.0.0 (symmetric, "v1"). A secret is derived from the key of the installation, the
 * endpoint and its generation, so that no database holds one and a rotation is a number.
 */
export class WebhookSigner {
  readonly #key: Uint8Array;

  /** `key` has at least 32 random bytes. */
  constructor(key: Uint8Array) {
    this.#key = key;
  }

  /** The present secret as its receiver writes it down: "whsec_" and base64. */
  secretOf(webhook: Pick<WebhookRecord, 'id' | 'secretGeneration'>): string {
    return `whsec_${this.#secret(webhook.id, webhook.secretGeneration).toString('base64')}`;
  }

  /** The headers of one attempt; while a rotation goes on signed by both secrets. */
  headersFor(
    webhook: WebhookRecord,
    { eventId, body, now }: { readonly eventId: string; readonly body: string; readonly now: Date },
  ): Readonly<Record<string, string>> {
    const { secretGeneration: generation, formerSecretUntil } = webhook;
    const timestamp = Math.floor(now.getTime() / 1000);
    const hasFormer = formerSecretUntil !== null && formerSecretUntil > now && generation > 1;
    const generations = hasFormer ? [generation, generation - 1] : [generation];
    const id = `evt_${eventId}`;
    const signatures = generations.map((one) => {
      const hmac = createHmac('sha256', this.#secret(webhook.id, one)).update(`${id}.${timestamp}.${body}`);
      return `v1,${hmac.digest('base64')}`;
    });
    return { 'webhook-id': id, 'webhook-timestamp': String(timestamp), 'webhook-signature': signatures.join(' ') };
  }

  #secret(webhookId: string, generation: number): Buffer {
    return createHmac('sha256', this.#key).update(`webhook:${webhookId}:${generation}`).digest();
  }
}
