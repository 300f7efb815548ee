import { type SeededRandom, seededRandom } from '@fanfare/testkit';
import { referenceOf, seasonDays } from './scene.ts';

/** An activity as GraphQL takes it, but for whose it is. */
export interface GeneratedActivity {
  readonly externalId: string;
  readonly kind: string;
  readonly channel: string;
  readonly occurredAt: string;
  readonly evidence: string;
  readonly hashtags: readonly string[];
  readonly url: string;
  readonly disclosed: boolean;
  readonly textLength: number;
}

const day = 86_400_000;

/** One entry for each share: about what histories of programmes hold. */
const kinds = [
  ...['POST', 'POST', 'POST', 'POST', 'POST', 'POST', 'ARTICLE', 'VIDEO'],
  ...['SHARE', 'SHARE', 'SHARE', 'COMMENT', 'COMMENT', 'COMMENT', 'EVENT_ATTENDED', 'TRAINING_COMPLETED'],
] as const;
const channels = ['LINKEDIN', 'LINKEDIN', 'LINKEDIN', 'MASTODON', 'XING', 'INSTAGRAM'] as const;
const evidenceTiers = ['CHANNEL_VERIFIED', 'CHANNEL_VERIFIED', 'CHANNEL_VERIFIED', 'PEER_CONFIRMED'] as const;

/** Activities of the past days, by default of the past season, from a fixed seed; no two have the same id. */
export class ActivityGenerator {
  readonly #random: SeededRandom;
  readonly #now = Date.now();
  readonly #name: string;
  readonly #members: number;
  readonly #days: number;
  #count = 0;

  constructor(wanted: { readonly name: string; readonly members: number; readonly days?: number }) {
    const { name, members, days = seasonDays } = wanted;
    this.#random = seededRandom(20_261_122);
    this.#name = name;
    this.#members = members;
    this.#days = days;
  }

  next(): GeneratedActivity {
    const random = this.#random;
    this.#count += 1;
    return {
      externalId: `${this.#name}-${this.#count}`,
      kind: random.pick(kinds),
      channel: random.pick(channels),
      occurredAt: new Date(this.#now - random.integer(this.#days * day)).toISOString(),
      evidence: random.pick(evidenceTiers),
      hashtags: random.integer(2) === 0 ? [] : ['fanfare', 'team'].slice(random.integer(2)),
      url: `https://social.example/posts/${this.#name}/${this.#count}`,
      disclosed: random.integer(3) === 0,
      textLength: 60 + random.integer(1200),
    };
  }

  /** Some members do far more than others. */
  nextMember(): string {
    return referenceOf(Math.floor(this.#members * this.#random.next() ** 2));
  }

  /** A batch as `recordActivities` takes it. */
  batch(size: number): readonly (GeneratedActivity & { readonly ambassadorReference: string })[] {
    return Array.from({ length: size }, () => ({ ...this.next(), ambassadorReference: this.nextMember() }));
  }
}
