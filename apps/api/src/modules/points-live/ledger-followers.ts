import { PacedUpdates } from '../../platform/graphql/paced-updates.ts';
import type { PointsGranted } from './points-live.types.ts';

/** One person's own ledger, to be followed. */
export interface FollowedLedger {
  readonly programmeId: string;
  readonly ambassadorId: string;
  /** The last entry that the follower knows; null to begin with what comes from now on. */
  readonly after: number | null;
  /** What was booked for the person behind a number, the first of it; for null where it ends at present. Null for who has left. */
  readonly read: (after: number | null) => Promise<PointsGranted | null>;
}

interface Follower extends FollowedLedger {
  readonly updates: PacedUpdates<PointsGranted>;
  /** Null before the first message. */
  told: number | null;
}

/** What followers of one programme's ledger share. */
interface Ledger {
  readonly followers: Set<Follower>;
  /** Up to here it is known whom the entries concern. */
  lookedUpTo: number;
  timer: NodeJS.Timeout | undefined;
  isLooking: boolean;
}

/** The ledger as followers need it. */
export interface LedgerSource {
  /** The number of the last line. */
  end(programmeId: string): Promise<number>;
  /** Which of these people got lines behind `after`, and up to where that was looked. */
  concerned(question: {
    readonly programmeId: string;
    readonly after: number;
    readonly ambassadorIds: readonly string[];
  }): Promise<{ readonly ambassadorIds: ReadonlySet<string>; readonly upTo: number }>;
}

/** How often a ledger that never rests is looked at. */
const leastMillisecondsBetweenLooks = 100;

/**
 * Who follows their own points on this node. However many they are, one statement finds out whom new lines concern; only those read theirs.
 * Lines are read from the ledger by their numbers, so none is lost or told out of order, however many events were.
 */
export class LedgerFollowers {
  readonly #source: LedgerSource;
  readonly #ledgers = new Map<string, Ledger>();

  constructor(source: LedgerSource) {
    this.#source = source;
  }

  async follow(followed: FollowedLedger): Promise<PacedUpdates<PointsGranted>> {
    const { programmeId } = followed;
    // Entries behind this number are looked for, earlier ones are read with the first message.
    const end = await this.#source.end(programmeId);
    const ledger = this.#ledgers.get(programmeId) ?? this.#open(programmeId, end);
    const follower: Follower = {
      ...followed,
      told: null,
      updates: new PacedUpdates({
        read: () => readFor(follower),
        onTaken: ({ lastNumber, hasMore }) => {
          follower.told = lastNumber;
          if (hasMore) follower.updates.changed();
        },
        onEnd: () => this.#leave(follower),
      }),
    };
    ledger.followers.add(follower);
    return follower.updates;
  }

  /** The ledger has grown. */
  booked(programmeId: string): void {
    const ledger = this.#ledgers.get(programmeId);
    if (ledger === undefined || ledger.timer !== undefined) return;
    ledger.timer = setTimeout(() => {
      ledger.timer = undefined;
      void this.#look(programmeId, ledger);
    }, leastMillisecondsBetweenLooks).unref();
  }

  /** Something about a person has changed and is committed: nothing is sent any more that was read before. */
  memberChanged({ programmeId, ambassadorId }: { readonly programmeId: string; readonly ambassadorId: string }): void {
    for (const follower of this.#ledgers.get(programmeId)?.followers ?? [])
      if (follower.ambassadorId === ambassadorId) follower.updates.withdraw();
  }

  /** Events may have been missed. */
  missed(): void {
    for (const programmeId of this.#ledgers.keys()) this.booked(programmeId);
  }

  #open(programmeId: string, end: number): Ledger {
    const ledger: Ledger = { followers: new Set(), lookedUpTo: end, timer: undefined, isLooking: false };
    this.#ledgers.set(programmeId, ledger);
    return ledger;
  }

  async #look(programmeId: string, ledger: Ledger): Promise<void> {
    if (ledger.isLooking) return this.booked(programmeId);
    ledger.isLooking = true;
    const asked = new Set(ledger.followers);
    const ids = [...new Set([...asked].map(({ ambassadorId }) => ambassadorId))];
    const question = { programmeId, after: ledger.lookedUpTo, ambassadorIds: ids };
    // Where the database is away, all look for themselves, and again until it is back.
    const found = await this.#source.concerned(question).catch(() => null);
    ledger.isLooking = false;
    if (found !== null) ledger.lookedUpTo = found.upTo;
    for (const follower of ledger.followers) {
      const isConcerned = found === null || !asked.has(follower) || found.ambassadorIds.has(follower.ambassadorId);
      if (isConcerned) follower.updates.changed();
    }
  }

  #leave(follower: Follower): void {
    const ledger = this.#ledgers.get(follower.programmeId);
    ledger?.followers.delete(follower);
    if (ledger?.followers.size !== 0) return;
    clearTimeout(ledger.timer);
    this.#ledgers.delete(follower.programmeId);
  }
}

/** The first message always comes: it says where the entries end. */
async function readFor(follower: Follower) {
  const isFirst = follower.told === null;
  const found = await follower.read(follower.told ?? follower.after);
  return isFirst || (found !== null && found.entries.length > 0) ? found : null;
}
