import { isInside, may, membershipIn, type Viewer } from '../../platform/auth/viewer.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database, Transaction } from '../../platform/database/database.ts';
import { type BatchFunction, byOwner } from '../../platform/graphql/loaders.ts';
import { type Page, type PageRequest, pageFrom } from '../../platform/graphql/pagination.ts';
import { notAllowed, notFound, type UserFailure } from '../../platform/graphql/payload.ts';
import { isId, newId } from '../../platform/ids.ts';
import { fail, type Outcome, succeed } from '../../platform/outcome.ts';
import {
  type DeclineReason,
  isOpenState,
  type OwnEndReason,
  type TandemAct,
  type TandemMemberRecord,
  type TandemRecord,
  type TandemState,
} from './tandem.ts';
import { announce, keepAct } from './tandem-keeping.ts';
import * as failures from './tandems.errors.ts';
import { type CheckInRow, TandemsRepository } from './tandems.repository.ts';

/** Who may look at tandems: the members, and who answers for the programme. */
const readers = ['ADMIN', 'AUDITOR'] as const;

/** So many check-ins of a tandem are read at most, the last ones. */
export const mostCheckIns = 200;

type TandemOutcome = Outcome<TandemRecord, UserFailure>;

export interface Feedback {
  readonly fit: number;
  readonly wouldAgain: boolean | null;
  readonly comment: string | null;
}

/** Tandems as their members live them. Every act is safe to repeat. */
export class TandemsService {
  readonly #database: Database;
  readonly #clock: Clock;

  constructor({ database, clock }: { readonly database: Database; readonly clock: Clock }) {
    this.#database = database;
    this.#clock = clock;
  }

  /** The tandem, where it exists for the viewer. */
  async find(viewer: Viewer, id: string): Promise<TandemRecord | null> {
    const tandem = isId(id) ? await new TandemsRepository(this.#database.manager).find(id) : null;
    return tandem !== null && mayRead(viewer, tandem) ? tandem : null;
  }

  /** For loaders: the tandems of each ambassador, newest first. */
  tandemsOf(): BatchFunction<string, readonly TandemRecord[]> {
    return async (ambassadorIds) => {
      const tandems = await new TandemsRepository(this.#database.manager).ofAmbassadors(ambassadorIds);
      return ambassadorIds.map((id) => tandems.filter((tandem) => memberOf(tandem, id) !== undefined));
    };
  }

  /** Running tandems of the viewer that end once everybody has accepted this one. */
  async replacedBy(viewer: Viewer, ids: readonly string[]): Promise<readonly TandemRecord[]> {
    const found = ids.length === 0 ? [] : await new TandemsRepository(this.#database.manager).findMany(ids);
    return found.filter((tandem) => {
      const own = membershipIn(viewer, tandem.programmeId)?.ambassadorId ?? null;
      return isOpenState(tandem.state) && own !== null && memberOf(tandem, own)?.isOpen === true;
    });
  }

  page(
    filter: { readonly programmeId: string; readonly states: readonly TandemState[] | null },
    request: PageRequest<readonly [string, string]>,
  ): Promise<Page<TandemRecord>> {
    const repository = new TandemsRepository(this.#database.manager);
    return repository.page(filter, request).then((rows) =>
      pageFrom(rows, {
        request,
        position: (tandem) => [tandem.proposedAt.toISOString(), tandem.id],
        node: (tandem) => tandem,
        totalCount: () => repository.count(filter),
      }),
    );
  }

  /** For loaders: the last check-ins of each tandem, oldest first. */
  checkInsOf(): BatchFunction<string, readonly CheckInRow[]> {
    const repository = new TandemsRepository(this.#database.manager);
    return byOwner(
      (ids) => repository.checkIns(ids, mostCheckIns),
      ({ tandemId }) => tandemId,
    );
  }

  accept(viewer: Viewer, tandemId: string): Promise<TandemOutcome> {
    return this.#act(viewer, tandemId, (by) => ({ kind: 'ACCEPT', by }));
  }

  decline(viewer: Viewer, tandemId: string, reason: DeclineReason): Promise<TandemOutcome> {
    return this.#act(viewer, tandemId, (by) => ({ kind: 'DECLINE', by, reason }));
  }

  begin(viewer: Viewer, tandemId: string): Promise<TandemOutcome> {
    return this.#act(viewer, tandemId, (by) => ({ kind: 'BEGIN', by }));
  }

  complete(viewer: Viewer, tandemId: string): Promise<TandemOutcome> {
    return this.#act(viewer, tandemId, (by) => ({ kind: 'COMPLETE', by }));
  }

  end(viewer: Viewer, tandemId: string, reason: OwnEndReason): Promise<TandemOutcome> {
    return this.#act(viewer, tandemId, (by) => ({ kind: 'END', by, reason }));
  }

  /** Says how it goes; the first check-in of an accepted tandem begins it, and of one day the last counts. */
  checkIn(
    viewer: Viewer,
    tandemId: string,
    said: { readonly mood: CheckInRow['mood']; readonly note: string | null },
  ): Promise<TandemOutcome> {
    return this.#asMember(viewer, tandemId, async (transaction, { by }) => {
      const now = this.#clock.now();
      const tandem = await lock(transaction, tandemId);
      const isMember = memberOf(tandem, by)?.isOpen === true;
      if (!isMember || (tandem.state !== 'ACCEPTED' && tandem.state !== 'ACTIVE'))
        return fail(failures.notInThisState(tandem.state));
      const repository = new TandemsRepository(transaction.manager);
      await repository.saveCheckIn({ id: newId(), tandemId, ambassadorId: by, ...said, madeAt: now });
      const begun = await keepAct(transaction, tandemId, { act: { kind: 'BEGIN', by }, now });
      if (begun.kind !== 'change') announce(transaction, [tandem]);
      return succeed(begun.kind === 'change' ? begun.tandem : tandem);
    });
  }

  /** Says how well it fits; told again, it takes the place of what was told before. */
  giveFeedback(viewer: Viewer, tandemId: string, feedback: Feedback): Promise<TandemOutcome> {
    return this.#asMember(viewer, tandemId, async (transaction, { by }) => {
      const tandem = await lock(transaction, tandemId);
      const member = memberOf(tandem, by);
      if (member === undefined || tandem.acceptedAt === null) return fail(failures.notInThisState(tandem.state));
      const { fit, wouldAgain, comment } = feedback;
      const given: TandemMemberRecord = { ...member, fit, wouldAgain, feedbackComment: comment, feedbackAt: this.#clock.now() };
      await new TandemsRepository(transaction.manager).updateMember(tandemId, given);
      return succeed({ ...tandem, members: tandem.members.map((other) => (other === member ? given : other)) });
    });
  }

  #act(viewer: Viewer, tandemId: string, actBy: (by: string) => TandemAct): Promise<TandemOutcome> {
    return this.#asMember(viewer, tandemId, async (transaction, { by }) => {
      const decision = await keepAct(transaction, tandemId, { act: actBy(by), now: this.#clock.now() });
      if (decision.kind === 'change') return succeed(decision.tandem);
      const tandem = await lock(transaction, tandemId);
      return decision.kind === 'refused' ? fail(failures.notInThisState(tandem.state)) : succeed(tandem);
    });
  }

  /** `work` locks the tandem, so that two members who act at the same moment wait for each other. */
  async #asMember(
    viewer: Viewer,
    tandemId: string,
    work: (transaction: Transaction, member: { readonly by: string }) => Promise<TandemOutcome>,
  ): Promise<TandemOutcome> {
    if (!isId(tandemId)) return fail(notFound(['tandem']));
    return this.#database.transaction(async (transaction) => {
      const tandem = await new TandemsRepository(transaction.manager).find(tandemId);
      if (tandem === null || !mayRead(viewer, tandem)) return fail(notFound(['tandem']));
      const by = membershipIn(viewer, tandem.programmeId)?.ambassadorId ?? null;
      if (by === null || memberOf(tandem, by) === undefined) return fail(notAllowed(['tandem']));
      return work(transaction, { by });
    });
  }
}

async function lock({ manager }: Transaction, tandemId: string): Promise<TandemRecord> {
  const tandem = await new TandemsRepository(manager).lock(tandemId);
  if (tandem === null) throw new Error(`there is no tandem ${tandemId}`);
  return tandem;
}

export function memberOf(tandem: TandemRecord, ambassadorId: string): TandemMemberRecord | undefined {
  return tandem.members.find((member) => member.ambassadorId === ambassadorId);
}

/** A third who declined or went sees no more of the tandem, also after its end. */
export function mayRead(viewer: Viewer, tandem: TandemRecord): boolean {
  const { programmeId } = tandem;
  if (!isInside(viewer, programmeId)) return false;
  if (may(viewer, { to: readers, programmeId })) return true;
  const own = membershipIn(viewer, programmeId)?.ambassadorId ?? null;
  const member = own === null ? undefined : memberOf(tandem, own);
  return member?.hasGone === false;
}
