import { membershipIn, type Viewer } from '../../platform/auth/viewer.ts';
import type { Database } from '../../platform/database/database.ts';
import { badUserInput, refusal } from '../../platform/graphql/errors.ts';
import type { PacedUpdates } from '../../platform/graphql/paced-updates.ts';
import { findAmbassadorsByIds } from '../ambassadors/index.ts';
import { LedgerRepository, toLedgerEntry } from '../points/index.ts';
import type { LedgerFollowers } from './ledger-followers.ts';
import type { PointsGranted } from './points-live.types.ts';

/** Entries of one message; what is more comes with the next. */
const mostEntries = 50;

/** Lets people follow what is booked for them. */
export class PointsLiveService {
  readonly #database: Database;
  readonly #followers: LedgerFollowers;

  constructor(dependencies: { readonly database: Database; readonly followers: LedgerFollowers }) {
    this.#database = dependencies.database;
    this.#followers = dependencies.followers;
  }

  /** Throws FORBIDDEN to who is no ambassador of the programme. */
  async follow(
    viewer: Viewer,
    { programmeId, after }: { readonly programmeId: string; readonly after: number | null },
  ): Promise<PacedUpdates<PointsGranted>> {
    if (after !== null && after < 0) throw badUserInput(`"afterNumber" is ${after}; numbers begin with 1.`);
    const ambassadorId = membershipIn(viewer, programmeId)?.ambassadorId ?? null;
    if (ambassadorId === null) throw refusal(viewer);
    const read = (known: number | null) => this.#read({ programmeId, ambassadorId }, known);
    return this.#followers.follow({ programmeId, ambassadorId, after, read });
  }

  async #read(own: { readonly programmeId: string; readonly ambassadorId: string }, after: number | null) {
    const { programmeId, ambassadorId } = own;
    const { manager } = this.#database;
    const ledger = new LedgerRepository(manager);
    const [owner] = await findAmbassadorsByIds(manager, [ambassadorId]);
    if (owner === undefined || owner.status === 'LEFT') return null;
    const { personId, departmentId } = owner;
    const rows = after === null ? [] : await ledger.followingOfAmbassador(ambassadorId, { after, limit: mostEntries + 1 });
    const entries = rows.slice(0, mostEntries).map((row) => toLedgerEntry(row, { ambassadorId, personId, departmentId }));
    return {
      ...{ programmeId, ambassadorId, entries },
      pointsBalance: (await ledger.balances([ambassadorId])).get(ambassadorId) ?? 0,
      lastNumber: entries.at(-1)?.number ?? after ?? (await ledger.lastNumberOfAmbassador(ambassadorId)),
      hasMore: rows.length > mostEntries,
    };
  }
}
