import { z } from 'zod';
import { actorOf } from '../../platform/auth/actor.ts';
import { isInside, may, membershipIn, type Viewer } from '../../platform/auth/viewer.ts';
import type { Transaction } from '../../platform/database/database.ts';
import { type Page, type PageRequest, pageFrom } from '../../platform/graphql/pagination.ts';
import { notAllowed, notFound, type UserFailure, validateInput } from '../../platform/graphql/payload.ts';
import { createOnce } from '../../platform/idempotency/create-once.ts';
import { idempotently } from '../../platform/idempotency/idempotently.ts';
import { newId } from '../../platform/ids.ts';
import { fail, type Outcome, succeed } from '../../platform/outcome.ts';
import { findAmbassadorsByIds, isShownToOthers } from '../ambassadors/index.ts';
import { tellHappenings } from '../happenings/index.ts';
import { exchangePoints, PointsExchangeRepository } from '../points-exchange/index.ts';
import { currentSeason, lockProgrammeHead, type ProgrammeHead } from '../programmes/index.ts';
import type { CatalogueService, RecognitionDependencies } from './catalogue.service.ts';
import {
  nextRequestState,
  type RecognitionRecord,
  type RequestAct,
  type RequestRecord,
  type RequestState,
} from './recognition.ts';
import { ownRequests, recognitionMakers, requestReaders } from './recognitions.access.ts';
import * as errors from './recognitions.errors.ts';
import {
  type ContributeToRecognitionInput,
  contributeSchema,
  type DecideRecognitionInput,
  decideSchema,
  type GiveRecognitionInput,
  giveSchema,
  type RequestRecognitionInput,
  requestSchema,
  type ShareRecognitionRequestInput,
  shareSchema,
} from './recognitions.inputs.ts';
import { RecognitionsRepository, type RequestPosition } from './recognitions.repository.ts';
import { decided, takeStep } from './request-steps.ts';

export type RequestOutcome = Outcome<RequestRecord, UserFailure>;

/** Inside the transaction: the head of the programme, the recognition and the request are locked, in this order. */
interface Locked {
  readonly transaction: Transaction;
  readonly head: ProgrammeHead;
  readonly recognition: RecognitionRecord;
  readonly request: RequestRecord;
  readonly now: Date;
}

/** Recognitions for people: asked for, given, decided by a person, and the points that colleagues give for them. */
export class RequestsService {
  readonly #dependencies: RecognitionDependencies & { readonly catalogue: CatalogueService };

  constructor(dependencies: RecognitionDependencies & { readonly catalogue: CatalogueService }) {
    this.#dependencies = dependencies;
  }

  get #repository(): RecognitionsRepository {
    return new RecognitionsRepository(this.#dependencies.database.manager);
  }

  requestsOf(ambassadorIds: readonly string[]): Promise<readonly RequestRecord[]> {
    return this.#repository.requestsOf(ambassadorIds);
  }

  boundTo(requestIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
    return new PointsExchangeRepository(this.#dependencies.database.manager).boundTo(requestIds);
  }

  async page(
    wanted: { readonly programmeId: string; readonly states: readonly RequestState[] },
    request: PageRequest<RequestPosition>,
  ): Promise<Page<RequestRecord>> {
    const repository = this.#repository;
    return pageFrom(await repository.pageOfRequests(wanted, request), {
      request,
      position: ({ createdAt, id }) => [createdAt.toISOString(), id],
      node: (record) => record,
      totalCount: () => repository.countRequests(wanted),
    });
  }

  /** Asks for a recognition for oneself. A request holds a place until it is decided, so nobody waits for what is gone. */
  async request(viewer: Viewer, input: RequestRecognitionInput): Promise<RequestOutcome> {
    const checked = validateInput(requestSchema, input);
    if (!checked.ok) return checked;
    const recognition = await this.#dependencies.catalogue.find(viewer, checked.value.recognition);
    if (recognition === null) return fail(notFound(['recognition']));
    const ambassadorId = membershipIn(viewer, recognition.programmeId)?.ambassadorId ?? null;
    if (ambassadorId === null) return fail(notAllowed());
    const { note = null } = checked.value;
    const asking = { origin: 'REQUESTED', state: 'REQUESTED', ambassadorId, note, reason: null } as const;
    return this.#create(viewer, { operation: 'requestRecognition', input, recognition, asking });
  }

  /** Gives a recognition to somebody who did not ask. */
  async give(viewer: Viewer, input: GiveRecognitionInput): Promise<RequestOutcome> {
    const checked = validateInput(giveSchema, input);
    if (!checked.ok) return checked;
    const { ambassador: ambassadorId, reason } = checked.value;
    const recognition = await this.#dependencies.catalogue.find(viewer, checked.value.recognition);
    if (recognition === null) return fail(notFound(['recognition']));
    const { programmeId } = recognition;
    if (!may(viewer, { ...recognitionMakers, programmeId })) return fail(notAllowed());
    const [member] = await findAmbassadorsByIds(this.#dependencies.database.manager, [ambassadorId]);
    if (member === undefined || member.programmeId !== programmeId) return fail(notFound(['ambassador']));
    if (member.status === 'LEFT') return fail(errors.hasLeft(['ambassador']));
    if (membershipIn(viewer, programmeId)?.ambassadorId === ambassadorId) return fail(errors.ownRequest());
    const asking = { origin: 'GIVEN', state: 'GRANTED', ambassadorId, note: null, reason } as const;
    return this.#create(viewer, { operation: 'giveRecognition', input, recognition, asking });
  }

  async #create(
    viewer: Viewer,
    creating: {
      readonly operation: string;
      readonly input: { readonly clientMutationId?: string | null };
      readonly recognition: RecognitionRecord;
      readonly asking: Pick<RequestRecord, 'origin' | 'state' | 'ambassadorId' | 'note' | 'reason'>;
    },
  ): Promise<RequestOutcome> {
    const { operation, input, recognition, asking } = creating;
    const { database, clock } = this.#dependencies;
    const now = clock.now();
    if (!(await this.#isOffered(recognition, now))) return fail(errors.notOffered());
    if (await this.#repository.isForbidden(recognition)) return fail(errors.monetaryNotAllowed(['recognition']));
    const actor = actorOf(viewer);
    const constraints = {
      recognition_capacity: errors.noPlaceLeft(),
      recognition_request_standing: errors.hasItAlready(),
    };
    const created = await createOnce({ database, viewer, operation, input, now, constraints }, async ({ manager }) => {
      await new RecognitionsRepository(manager).lock(recognition.id);
      const isDecided = asking.state !== 'REQUESTED';
      const request: RequestRecord = {
        ...asking,
        ...{ id: newId(), programmeId: recognition.programmeId, recognitionId: recognition.id, drawId: null, seasonId: null },
        ...{
          isShared: false,
          createdAt: now,
          createdBy: actor,
          decidedAt: isDecided ? now : null,
          decidedBy: isDecided ? actor : null,
        },
      };
      await new RecognitionsRepository(manager).insertRequest(request);
      if (isDecided) await tellHappenings(manager, [decided({ kind: 'RECOGNITION_GIVEN', request, recognition, now })]);
      return request.id;
    });
    return created.ok ? this.#read(created.value) : created;
  }

  async #isOffered({ archivedAt, seasonId, programmeId }: RecognitionRecord, now: Date): Promise<boolean> {
    if (archivedAt !== null) return false;
    if (seasonId === null) return true;
    const { programmes } = this.#dependencies;
    const programme = await programmes.byId(programmeId);
    if (programme === undefined) return false;
    return currentSeason(await programmes.seasonsOf(programmeId), { now, timeZone: programme.timeZone })?.id === seasonId;
  }

  /** Takes a step; who asked decides nothing about their own request but to step back from it. */
  async decide(viewer: Viewer, input: DecideRecognitionInput): Promise<RequestOutcome> {
    const checked = validateInput(decideSchema, input);
    if (!checked.ok) return checked;
    const { request: id, act, reason = null } = checked.value;
    const found = await this.#repository.findRequest(id);
    if (found === null || !may(viewer, { ...requestReaders, ...found })) return fail(notFound(['request']));
    const refusal = refusalOf(viewer, { act, request: found, reason });
    if (refusal !== null) return fail(refusal);
    return this.#locked(found, async (locked) => {
      const { transaction, head, recognition, request, now } = locked;
      const state = nextRequestState(request.state, act);
      if (state === null) return fail(errors.notInThisState(act, request.state));
      const obstacle = act === 'GRANT' ? await obstacleOf(locked) : null;
      if (obstacle !== null) return fail(obstacle);
      await takeStep(transaction, { head, recognition, request, state, now, reason, actor: actorOf(viewer) });
      return succeed(request.id);
    });
  }

  /** Shows colleagues that points are collected for an own request, or shows it no more. */
  async share(viewer: Viewer, input: ShareRecognitionRequestInput): Promise<RequestOutcome> {
    const checked = validateInput(shareSchema, input);
    if (!checked.ok) return checked;
    const found = await this.#repository.findRequest(checked.value.request);
    if (found === null || !may(viewer, { ...ownRequests, ...found })) return fail(notFound(['request']));
    return this.#locked(found, async ({ transaction, recognition, request }) => {
      if (recognition.pointsGoal === null) return fail(errors.takesNoPoints());
      if (request.state !== 'REQUESTED') return fail(errors.notInThisState('GRANT', request.state));
      await new RecognitionsRepository(transaction.manager).share(request.id, checked.value.isShared);
      return succeed(request.id);
    });
  }

  sharedOf(recognitionIds: readonly string[]): Promise<readonly RequestRecord[]> {
    return this.#repository.sharedOf(recognitionIds);
  }

  /** Gives points for a request that collects them. */
  async contribute(viewer: Viewer, input: ContributeToRecognitionInput): Promise<RequestOutcome> {
    const checked = validateInput(contributeSchema, input);
    if (!checked.ok) return checked;
    const { points } = checked.value;
    const found = await this.#repository.findRequest(checked.value.request);
    if (found === null || !isInside(viewer, found.programmeId)) return fail(notFound(['request']));
    const giverId = membershipIn(viewer, found.programmeId)?.ambassadorId ?? null;
    if (giverId === null) return fail(notAllowed());
    const key = input.clientMutationId;
    return this.#locked(found, async ({ transaction, head, recognition, request, now }) => {
      const once = { viewer, operation: 'contributeToRecognition', key, payload: input, answer: z.string(), now };
      return idempotently(transaction, once, async (): Promise<Outcome<string, UserFailure>> => {
        const { pointsGoal: goal } = recognition;
        if (request.ambassadorId !== giverId && !(await isOpenToColleagues(transaction, request)))
          return fail(notFound(['request']));
        if (goal === null) return fail(errors.takesNoPoints());
        if (request.state !== 'REQUESTED') return fail(errors.notInThisState('GRANT', request.state));
        const bound = (await new PointsExchangeRepository(transaction.manager).boundTo([request.id])).get(request.id) ?? 0;
        if (bound + points > goal) return fail(errors.goalExceeded(goal - bound));
        const gift = { giverId, receiverId: request.ambassadorId, requestId: request.id, points, note: null };
        const exchanged = await exchangePoints({ transaction, head, now }, gift);
        return exchanged.ok ? succeed(request.id) : exchanged;
      });
    });
  }

  async #locked(
    { id, programmeId, recognitionId }: RequestRecord,
    work: (locked: Locked) => Promise<Outcome<string, UserFailure>>,
  ): Promise<RequestOutcome> {
    const { database, clock } = this.#dependencies;
    const done = await database.transaction(async (transaction): Promise<Outcome<string, UserFailure>> => {
      const head = await lockProgrammeHead(transaction.manager, programmeId);
      const repository = new RecognitionsRepository(transaction.manager);
      const recognition = await repository.lock(recognitionId);
      const request = await repository.lockRequest(id);
      if (recognition === null || request === null) return fail(notFound(['request']));
      return work({ transaction, head, recognition, request, now: clock.now() });
    });
    return done.ok ? this.#read(done.value) : done;
  }

  async #read(id: string): Promise<RequestOutcome> {
    const record = await this.#repository.findRequest(id);
    return record === null ? fail(notFound(['request'])) : succeed(record);
  }
}

/** Whether colleagues may give points for a request: its person shares it and is shown. Else they do not even learn that there is one. */
async function isOpenToColleagues({ manager }: Transaction, { isShared, ambassadorId }: RequestRecord): Promise<boolean> {
  if (!isShared) return false;
  const [member] = await findAmbassadorsByIds(manager, [ambassadorId]);
  return member !== undefined && isShownToOthers(member);
}

/** Why the viewer may not take the step, whatever state the request is in. */
function refusalOf(
  viewer: Viewer,
  { act, request, reason }: { readonly act: RequestAct; readonly request: RequestRecord; readonly reason: string | null },
): UserFailure | null {
  const isOwn = may(viewer, { ...ownRequests, programmeId: request.programmeId, ambassadorId: request.ambassadorId });
  if (act === 'WITHDRAW') return isOwn ? null : notAllowed();
  if (!may(viewer, { ...recognitionMakers, programmeId: request.programmeId })) return notAllowed();
  if (isOwn) return errors.ownRequest();
  return (act === 'DECLINE' || act === 'REVOKE') && reason === null ? errors.reasonNeeded() : null;
}

/** What stands in the way of granting. */
async function obstacleOf({ transaction, recognition, request }: Locked): Promise<UserFailure | null> {
  const [member] = await findAmbassadorsByIds(transaction.manager, [request.ambassadorId]);
  if (member === undefined || member.status === 'LEFT') return errors.hasLeft(['request']);
  if (await new RecognitionsRepository(transaction.manager).isForbidden(recognition))
    return errors.monetaryNotAllowed(['request']);
  const goal = recognition.pointsGoal;
  if (goal === null) return null;
  const bound = (await new PointsExchangeRepository(transaction.manager).boundTo([request.id])).get(request.id) ?? 0;
  return bound < goal ? errors.goalNotReached(bound, goal) : null;
}
