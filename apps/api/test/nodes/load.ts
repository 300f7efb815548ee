import type { SeededRandom } from '@fanfare/testkit';
import { postGraphql } from '../harness/graphql-client.ts';
import type { SignedIn } from '../harness/index.ts';

interface LoadOptions {
  readonly programme: string;
  readonly admin: SignedIn;
  readonly members: readonly [string, ...string[]];
}

/** Facts that a seeded random makes up, sent to whichever node; who gets an answer knows them to be recorded. */
export class Load {
  readonly #random: SeededRandom;
  readonly #options: LoadOptions;
  #sent = 0;

  constructor(random: SeededRandom, options: LoadOptions) {
    this.#random = random;
    this.#options = options;
  }

  /** One batch; true when it was recorded, false when the node did not answer. */
  async send(url: string): Promise<boolean> {
    const { programme, admin, members } = this.#options;
    const activities = Array.from({ length: 1 + this.#random.integer(4) }, () => {
      this.#sent += 1;
      return {
        ambassadorReference: this.#random.pick(members),
        quantity: 1 + this.#random.integer(3),
        kind: 'TRAINING_COMPLETED',
        channel: 'IN_PERSON',
        externalId: `load-${this.#sent}`,
        occurredAt: new Date(Date.UTC(2026, 2, 1, 8, this.#random.integer(600))).toISOString(),
      };
    });
    const answer = await postGraphql<{ recordActivities: { results: readonly { outcome: string }[] } }>(url, {
      query: 'mutation ($input: RecordActivitiesInput!) { recordActivities(input: $input) { results { outcome } } }',
      variables: { input: { programme, source: 'load', activities } },
      headers: { authorization: `Bearer ${admin.token}` },
    }).catch(() => null);
    return answer?.ok().recordActivities.results.every(({ outcome }) => outcome === 'RECORDED') ?? false;
  }

  /** Batches one after the other; gives back how many were recorded. */
  async sendMany(url: string, count: number): Promise<number> {
    let recorded = 0;
    for (let batch = 0; batch < count; batch += 1) if (await this.send(url)) recorded += 1;
    return recorded;
  }
}
