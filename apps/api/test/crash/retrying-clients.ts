import { setTimeout as pause } from 'node:timers/promises';
import type { Workload, WorkloadFact } from './workload.ts';

const mutation = `mutation ($input: RecordActivitiesInput!) {
  recordActivities(input: $input) { results { outcome errors { code message } } errors { code message } }
}`;

interface Answer {
  readonly data?: {
    readonly recordActivities: {
      readonly results: readonly { readonly outcome: string; readonly errors: readonly object[] }[] | null;
      readonly errors: readonly object[];
    };
  } | null;
}

export interface Delivery {
  /** How many batches were answered. */
  readonly acknowledged: number;
  /** How often a batch had to be sent again. */
  readonly retries: number;
  /** Settles when everything was acknowledged; rejects when the server refuses something. */
  readonly done: Promise<void>;
}

/**
 * Clients on several connections that send every batch until it is answered, under ids that make repetitions harmless. They know of the
 * server's deaths only that answers stay away.
 */
export function deliver(
  workload: Workload,
  target: { readonly url: string; readonly token: string; readonly programmeId: string; readonly connections: number },
): Delivery {
  const delivery = { acknowledged: 0, retries: 0 };
  let next = 0;
  const client = async () => {
    for (let batch = workload.batches[next]; batch !== undefined; batch = workload.batches[next]) {
      next += 1;
      while (!(await send(batch, target))) {
        delivery.retries += 1;
        await pause(20);
      }
      delivery.acknowledged += 1;
    }
  };
  const done = Promise.all(Array.from({ length: target.connections }, client)).then(() => undefined);
  return {
    get acknowledged() {
      return delivery.acknowledged;
    },
    get retries() {
      return delivery.retries;
    },
    done,
  };
}

/** Whether the server has answered that all facts of the batch are recorded. Throws where it refuses one. */
async function send(
  facts: readonly WorkloadFact[],
  { url, token, programmeId }: { readonly url: string; readonly token: string; readonly programmeId: string },
): Promise<boolean> {
  const activities = facts.map((fact) => ({ ...fact, kind: 'TRAINING_COMPLETED', channel: 'IN_PERSON' }));
  const body = JSON.stringify({
    query: mutation,
    variables: { input: { programme: programmeId, source: 'crash', activities } },
  });
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  const answer = await fetch(`${url}/graphql`, { method: 'POST', headers, body })
    .then(
      async (response) => (response.ok ? ((await response.json()) as Answer) : undefined),
      () => undefined,
    )
    .catch(() => undefined);
  const payload = answer?.data?.recordActivities;
  if (payload?.results == null) return false;
  const refused = payload.results.filter(({ outcome }) => outcome === 'REFUSED');
  if (refused.length > 0) throw new Error(`Facts were refused: ${JSON.stringify(refused[0])}`);
  return payload.results.length === facts.length;
}
