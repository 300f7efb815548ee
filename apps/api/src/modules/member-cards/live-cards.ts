import { isDeepStrictEqual } from 'node:util';
import { PacedUpdates } from '../../platform/graphql/paced-updates.ts';
import { Turns } from '../../platform/turns.ts';
import type { MemberCard } from './member-card.types.ts';

/** One person's card, to be followed. */
export interface FollowedCard {
  readonly programmeId: string;
  /** Reads the card as it is now, of the present board where no period was named; null where there is none at present. */
  readonly read: () => Promise<ReadCard | null>;
}

export interface ReadCard {
  readonly card: MemberCard;
  readonly boardId: string;
  /** In how many milliseconds another board becomes the present one; null where none does. */
  readonly endsIn: number | null;
}

interface Follower extends FollowedCard {
  readonly updates: PacedUpdates<MemberCard>;
  told: MemberCard | null;
  boardId: string | null;
  period: NodeJS.Timeout | undefined;
}

/** Cards that this node reads at a time: a change that concerns everybody makes updates late, not the database slow. */
const cardsReadAtOnce = 4;

/** Timers take no longer delay. */
const longestDelay = 2 ** 31 - 1;

/** The cards that are followed on this node. */
export class LiveCards {
  readonly #followers = new Set<Follower>();
  readonly #ofBoard = new Map<string, Set<Follower>>();
  readonly #turns = new Turns(cardsReadAtOnce);

  /** The first update comes at once; after that one whenever place, points, neighbours or the way to the next rank are others. */
  follow(followed: FollowedCard): PacedUpdates<MemberCard> {
    const follower: Follower = {
      ...{ ...followed, told: null, boardId: null, period: undefined },
      updates: new PacedUpdates({
        read: () => this.#turns.take(() => this.#read(follower)),
        onTaken: (card) => {
          follower.told = card;
        },
        onEnd: () => this.#forget(follower),
      }),
    };
    this.#followers.add(follower);
    return follower.updates;
  }

  /** Scores, members or names on a board have changed. */
  boardChanged(boardId: string): void {
    for (const { updates } of this.#ofBoard.get(boardId) ?? []) updates.changed();
  }

  /** What others may see of somebody has changed and is committed: nothing is sent any more that was read before. */
  memberChanged({ programmeId, ambassadorId }: { readonly programmeId: string; readonly ambassadorId: string }): void {
    for (const follower of this.#followers) {
      if (follower.programmeId !== programmeId) continue;
      follower.updates.withdraw();
      if (follower.told !== null && shows(follower.told, ambassadorId)) follower.updates.changed();
    }
  }

  /** Changes may have been missed. */
  missed(): void {
    for (const { updates } of this.#followers) updates.changed();
  }

  /** Null where a person would notice no difference. */
  async #read(follower: Follower): Promise<MemberCard | null> {
    let found = await follower.read();
    if (found !== null && found.boardId !== follower.boardId) {
      // Listening comes before reading, so that no change falls between the two.
      this.#listenTo(follower, found.boardId);
      found = await follower.read();
    }
    if (found === null || !this.#followers.has(follower)) return null;
    lookAgainAfter(follower, found.endsIn);
    return follower.told !== null && isSameCard(follower.told, found.card) ? null : found.card;
  }

  #listenTo(follower: Follower, boardId: string | null): void {
    if (follower.boardId !== null) {
      const followers = this.#ofBoard.get(follower.boardId);
      followers?.delete(follower);
      if (followers?.size === 0) this.#ofBoard.delete(follower.boardId);
    }
    follower.boardId = boardId;
    if (boardId === null || !this.#followers.has(follower)) return;
    this.#ofBoard.set(boardId, (this.#ofBoard.get(boardId) ?? new Set()).add(follower));
  }

  #forget(follower: Follower): void {
    this.#followers.delete(follower);
    this.#listenTo(follower, null);
    clearTimeout(follower.period);
  }
}

/** With the period ends the board; the next one begins without anybody's points, so nobody announces it. */
function lookAgainAfter(follower: Follower, milliseconds: number | null): void {
  clearTimeout(follower.period);
  if (milliseconds === null) return;
  const wait = Math.min(Math.max(milliseconds, 0), longestDelay);
  follower.period = setTimeout(() => follower.updates.changed(), wait).unref();
}

function shows({ ambassadorId: own, neighbours }: MemberCard, ambassadorId: string): boolean {
  return own === ambassadorId || neighbours.some((neighbour) => neighbour.ambassadorId === ambassadorId);
}

/** What follows from the time that has passed, or from everybody's points, is no difference. */
function isSameCard(one: MemberCard, other: MemberCard): boolean {
  return isDeepStrictEqual(noticed(one), noticed(other));
}

function noticed({ leaderboard, rank, score, isShownToOthers, pointsToNextRank, neighbours }: MemberCard) {
  return { boardId: leaderboard.id, rank, score, isShownToOthers, pointsToNextRank, neighbours };
}
