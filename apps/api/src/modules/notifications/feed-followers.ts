import { PacedUpdates } from '../../platform/graphql/paced-updates.ts';
import type { FeedUpdate } from './notifications.types.ts';

/** One person's own feed, to be followed. */
export interface FollowedFeed {
  readonly programmeId: string;
  readonly ambassadorId: string;
  /** What arrived behind a number; for null where the feed ends at present. Null for who has left. */
  readonly read: (after: number | null) => Promise<FeedUpdate | null>;
}

interface Follower extends FollowedFeed {
  readonly updates: PacedUpdates<FeedUpdate>;
  /** Null before the first message. */
  told: { readonly lastNumber: number; readonly unreadCount: number } | null;
}

/** Who follows their own feed on this node. Items are read by their numbers, so none is lost or told twice, however many events were. */
export class FeedFollowers {
  readonly #followers = new Map<string, Set<Follower>>();

  follow(followed: FollowedFeed): PacedUpdates<FeedUpdate> {
    const ofProgramme = this.#followers.get(followed.programmeId) ?? new Set<Follower>();
    this.#followers.set(followed.programmeId, ofProgramme);
    const follower: Follower = {
      ...followed,
      told: null,
      updates: new PacedUpdates({
        read: () => readFor(follower),
        onTaken: ({ lastNumber, unreadCount, hasMore }) => {
          follower.told = { lastNumber, unreadCount };
          if (hasMore) follower.updates.changed();
        },
        onEnd: () => {
          ofProgramme.delete(follower);
          if (ofProgramme.size === 0) this.#followers.delete(followed.programmeId);
        },
      }),
    };
    ofProgramme.add(follower);
    return follower.updates;
  }

  /** Feeds of these people have changed, or of all for null. */
  changed(programmeId: string, ambassadorIds: readonly string[] | null): void {
    const concerned = ambassadorIds === null ? null : new Set(ambassadorIds);
    for (const follower of this.#followers.get(programmeId) ?? [])
      if (concerned === null || concerned.has(follower.ambassadorId)) follower.updates.changed();
  }

  /** Something about a person has changed and is committed: nothing is sent any more that was read before and may name them. */
  memberChanged(programmeId: string): void {
    for (const follower of this.#followers.get(programmeId) ?? []) follower.updates.withdraw();
  }

  /** Events may have been missed. */
  missed(): void {
    for (const programmeId of this.#followers.keys()) this.changed(programmeId, null);
  }
}

/** The first message always comes: it says how many are unread. */
async function readFor(follower: Follower): Promise<FeedUpdate | null> {
  const found = await follower.read(follower.told?.lastNumber ?? null);
  if (found === null || follower.told === null) return found;
  return found.items.length > 0 || found.unreadCount !== follower.told.unreadCount ? found : null;
}
