import { setTimeout as pause } from 'node:timers/promises';
import type { Revision, Workload, WorkloadFact } from './workload.ts';

const source = 'crash';
const errors = 'errors { code message }';

interface Result {
  readonly outcome?: string;
  readonly activity?: { readonly id: string } | null;
  readonly errors: readonly object[];
}

interface Payload {
  readonly results?: readonly Result[] | null;
  readonly errors: readonly object[];
}

interface Target {
  readonly url: string;
  readonly token: string;
  readonly programmeId: string;
  readonly connections: number;
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
 * Clients on several connections that send every batch until it is answered, and then what becomes of its facts, under ids that make repetitions
 * harmless. They know of the server's deaths only that answers stay away.
 */
export function deliver(workload: Workload, target: Target): Delivery {
  const delivery = { acknowledged: 0, retries: 0 };
  let next = 0;
  const untilAnswered = async (call: Call) => {
    for (;;) {
      const payload = await send(call, target);
      if (payload !== null) return payload;
      delivery.retries += 1;
      await pause(20);
    }
  };
  const client = async () => {
    for (let batch = workload.batches[next]; batch !== undefined; batch = workload.batches[next]) {
      next += 1;
      const { results } = await untilAnswered(recordingOf(batch, target));
      for (const [index, fact] of batch.entries()) {
        const revision = workload.revisions.get(fact.externalId);
        const activity = results?.[index]?.activity?.id ?? '';
        if (revision !== undefined) await untilAnswered(revisionOf(revision, { fact, activity, target }));
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

/** A mutation with its input and what is asked of its payload. */
interface Call {
  readonly name: string;
  readonly input: object;
  readonly selection: string;
}

function recordingOf(activities: readonly WorkloadFact[], { programmeId }: Target): Call {
  const selection = `results { outcome activity { id } ${errors} }`;
  return { name: 'recordActivities', input: { programme: programmeId, source, activities }, selection };
}

function revisionOf(
  revision: Revision,
  { fact, activity, target }: { readonly fact: WorkloadFact; readonly activity: string; readonly target: Target },
): Call {
  const programme = target.programmeId;
  const { ambassadorReference: _, ...told } = fact;
  const reason = 'As the workload says';
  switch (revision.type) {
    case 'CORRECTION': {
      const corrected = { ...told, quantity: revision.quantity };
      return { name: 'correctActivity', input: { programme, source, activity: corrected, reason }, selection: '' };
    }
    case 'WITHDRAWAL':
      return {
        name: 'withdrawActivity',
        input: { activity, reason, clientMutationId: `withdraw ${fact.externalId}` },
        selection: '',
      };
    case 'READING': {
      const { readAt, likes } = revision;
      const readings = [{ externalId: fact.externalId, readAt, likes }];
      return { name: 'recordEngagement', input: { programme, source, readings }, selection: `results { outcome ${errors} }` };
    }
  }
}

/** The answer of the server; null where it gave none. Throws where it refuses something. */
async function send({ name, input, selection }: Call, { url, token }: Target): Promise<Payload | null> {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input!`;
  const query = `mutation ($input: ${type}) { ${name}(input: $input) { ${selection} ${errors} } }`;
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  const answer = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ query, variables: { input } }),
  })
    .then(
      async (response) => (response.ok ? ((await response.json()) as { data?: Record<string, Payload> | null }) : undefined),
      () => undefined,
    )
    .catch(() => undefined);
  const payload = answer?.data?.[name];
  if (payload == null) return null;
  const refused = [...payload.errors, ...(payload.results ?? []).filter(({ outcome }) => outcome === 'REFUSED')];
  if (refused.length > 0) throw new Error(`${name} was refused: ${JSON.stringify(refused[0])}`);
  return payload;
}
