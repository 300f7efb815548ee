import { z } from 'zod';
import { actorOf } from '../../platform/auth/actor.ts';
import { isInside, may, membershipIn, type Viewer } from '../../platform/auth/viewer.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database/database.ts';
import { type Page, type PageRequest, pageFrom } from '../../platform/graphql/pagination.ts';
import { notAllowed, notFound, type UserFailure, validateInput } from '../../platform/graphql/payload.ts';
import { idempotently } from '../../platform/idempotency/idempotently.ts';
import { newId } from '../../platform/ids.ts';
import { fail, type Outcome, succeed } from '../../platform/outcome.ts';
import { findAmbassadorsByIds, isShownToOthers, lockAmbassador } from '../ambassadors/index.ts';
import { tellHappenings } from '../happenings/index.ts';
import { dayIn, type ProgrammeDirectory } from '../programmes/index.ts';
import { kudosModerators, ownKudos } from './kudos.access.ts';
import * as errors from './kudos.errors.ts';
import {
  type ChooseKudosInput,
  type ModerateKudosInput,
  moderateSchema,
  type ReportKudosInput,
  reportSchema,
  type SendKudosInput,
  sendSchema,
} from './kudos.inputs.ts';
import { type KudosPosition, type KudosRecord, KudosRepository } from './kudos.repository.ts';

/** How often somebody may thank in a day of the programme's zone; the same colleague once. */
export const kudosADay = 5;
/** Kudos that are shown of somebody. */
const shownKudos = 50;

export type KudosOutcome = Outcome<KudosRecord, UserFailure>;

/**
 * Thanks between colleagues, in words. Nobody earns points by them, neither who thanks nor who is thanked, so there is no reason to trade
 * them; a limit a day keeps them meant.
 */
export class KudosService {
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #programmes: ProgrammeDirectory;

  constructor(dependencies: { readonly database: Database; readonly clock: Clock; readonly programmes: ProgrammeDirectory }) {
    this.#database = dependencies.database;
    this.#clock = dependencies.clock;
    this.#programmes = dependencies.programmes;
  }

  get #repository(): KudosRepository {
    return new KudosRepository(this.#database.manager);
  }

  async wall(programmeId: string, request: PageRequest<KudosPosition>): Promise<Page<KudosRecord>> {
    const repository = this.#repository;
    return pageFrom(await repository.wall(programmeId, request), {
      request,
      position: ({ sentAt, id }) => [sentAt.toISOString(), id],
      node: (record) => record,
      totalCount: () => repository.countOnWall(programmeId),
    });
  }

  reported(programmeId: string): Promise<readonly KudosRecord[]> {
    return this.#repository.reported(programmeId);
  }

  receivedBy(ambassadorId: string): Promise<readonly KudosRecord[]> {
    return this.#repository.receivedBy(ambassadorId, shownKudos);
  }

  accepts(ambassadorId: string): Promise<boolean> {
    return this.#repository.accepts(ambassadorId);
  }

  async send(viewer: Viewer, input: SendKudosInput): Promise<KudosOutcome> {
    const checked = validateInput(sendSchema, input);
    if (!checked.ok) return checked;
    const { programme: programmeId, colleague: receiverId, text } = checked.value;
    const giverId = membershipIn(viewer, programmeId)?.ambassadorId ?? null;
    const programme = await this.#programmes.byId(programmeId);
    if (giverId === null || programme === undefined) return fail(notAllowed());
    if (giverId === receiverId) return fail(errors.notToOneself());
    const now = this.#clock.now();
    const request = { viewer, operation: 'sendKudos', key: input.clientMutationId, payload: input, answer: z.string(), now };
    const kudos = { id: newId(), programmeId, giverId, receiverId, text, day: dayIn(programme.timeZone, now), sentAt: now };
    const sent = await this.#database.transaction((transaction) =>
      idempotently(transaction, request, async (): Promise<Outcome<string, UserFailure>> => {
        const { manager } = transaction;
        // Two thanks of one person at the same time see each other's use of the limits.
        const giver = await lockAmbassador(manager, { id: giverId });
        const [receiver] = await findAmbassadorsByIds(manager, [receiverId]);
        if (giver === undefined || giver.status === 'LEFT') return fail(notAllowed());
        if (receiver?.programmeId !== programmeId || !isShownToOthers(receiver)) return fail(notFound(['colleague']));
        const repository = new KudosRepository(manager);
        if (!(await repository.accepts(receiverId))) return fail(errors.notWanted());
        const { count, toReceiver } = await repository.sentOn(kudos.day, { giverId, receiverId });
        if (toReceiver) return fail(errors.thankedToday());
        if (count >= kudosADay) return fail(errors.enoughToday(kudosADay));
        await repository.insert(kudos);
        await tellHappenings(manager, [
          {
            ...{ programmeId, kind: 'KUDOS_RECEIVED', key: kudos.id, subject: { type: 'AMBASSADOR', id: receiverId } },
            ...{ audience: [receiverId], actorId: giverId, details: {}, happenedAt: now },
          },
        ]);
        return succeed(kudos.id);
      }),
    );
    return sent.ok ? this.#read(sent.value) : sent;
  }

  async report(viewer: Viewer, input: ReportKudosInput): Promise<KudosOutcome> {
    const checked = validateInput(reportSchema, input);
    if (!checked.ok) return checked;
    const { kudos: id, reason } = checked.value;
    const found = await this.#repository.find(id);
    if (found === null || !isInside(viewer, found.programmeId)) return fail(notFound(['kudos']));
    const reporterId = membershipIn(viewer, found.programmeId)?.ambassadorId ?? null;
    if (reporterId === null) return fail(notAllowed());
    if (reporterId === found.giverId) return fail(errors.ownWords());
    if (found.takenDownAt !== null) return fail(errors.takenDownAlready());
    await this.#repository.report({ id, reporterId, reason, now: this.#clock.now() });
    return this.#read(id);
  }

  /** Takes kudos off the wall, or settles their reports. */
  async moderate(viewer: Viewer, input: ModerateKudosInput): Promise<KudosOutcome> {
    const checked = validateInput(moderateSchema, input);
    if (!checked.ok) return checked;
    const { kudos: id, decision, reason = null } = checked.value;
    const found = await this.#repository.find(id);
    if (found === null || !isInside(viewer, found.programmeId)) return fail(notFound(['kudos']));
    if (!may(viewer, { ...kudosModerators, programmeId: found.programmeId })) return fail(notAllowed());
    const now = this.#clock.now();
    if (decision === 'DISMISS') {
      await this.#repository.dismissReports(id, now);
      return this.#read(id);
    }
    if (reason === null) return fail(errors.reasonNeeded());
    const isDown = await this.#repository.takeDown({ id, reason, now, actor: actorOf(viewer) });
    return isDown ? this.#read(id) : fail(errors.takenDownAlready());
  }

  async choose(viewer: Viewer, { ambassador, accepts }: ChooseKudosInput): Promise<Outcome<boolean, UserFailure>> {
    const [member] = await findAmbassadorsByIds(this.#database.manager, [ambassador]);
    if (member === undefined || !isInside(viewer, member.programmeId)) return fail(notFound(['ambassador']));
    if (!may(viewer, { ...ownKudos, programmeId: member.programmeId, ambassadorId: member.id })) return fail(notAllowed());
    await this.#repository.choose(ambassador, { accepts, now: this.#clock.now() });
    return succeed(accepts);
  }

  async #read(id: string): Promise<KudosOutcome> {
    const record = await this.#repository.find(id);
    return record === null ? fail(notFound(['kudos'])) : succeed(record);
  }
}
