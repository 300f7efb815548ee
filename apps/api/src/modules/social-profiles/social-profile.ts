import type { Channel } from '@fanfare/contracts';

/** Where an ambassador posts. */
export interface SocialProfileRecord {
  readonly id: string;
  readonly programmeId: string;
  readonly ambassadorId: string;
  readonly channel: Channel;
  /** As the channel writes it, without a leading @; two spellings that differ in case alone are the same handle. */
  readonly handle: string;
  readonly url: string | null;
  readonly createdAt: Date;
}
