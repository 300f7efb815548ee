import { type ChallengeAct, instantsOf, nextChallengeState } from '@fanfare/gamification';
import { actorOf } from '../../platform/auth/actor.ts';
import { isInside, may, type Viewer } from '../../platform/auth/viewer.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database, Transaction } from '../../platform/database/database.ts';
import { type Page, type PageRequest, pageFrom } from '../../platform/graphql/pagination.ts';
import { notAllowed, notFound, type UserFailure, versionConflict } from '../../platform/graphql/payload.ts';
import { createOnce } from '../../platform/idempotency/create-once.ts';
import { isId, newId } from '../../platform/ids.ts';
import { fail, type Outcome, succeed } from '../../platform/outcome.ts';
import type { ChallengeRecord } from './challenge.ts';
import { planOfDraft, planOfUpdate } from './challenge-plan.ts';
import { challengeMakers, challengeReaders } from './challenges.access.ts';
import * as errors from './challenges.errors.ts';
import { announceChallenge } from './challenges.events.ts';
import type {
  ChallengeFilter,
  ChallengeRevisionInput,
  DraftChallengeInput,
  UpdateChallengeInput,
} from './challenges.inputs.ts';
import { type ChallengePosition, ChallengesRepository } from './challenges.repository.ts';

const announced = ['SCHEDULED', 'RUNNING', 'GRACE', 'COMPLETED', 'CANCELLED'] as const;

export type ChallengeOutcome = Outcome<ChallengeRecord, UserFailure>;

/** Inside the transaction, with the challenge locked. */
interface Changing {
  readonly transaction: Transaction;
  readonly repository: ChallengesRepository;
  readonly challenge: ChallengeRecord;
  readonly now: Date;
  readonly actor: string;
}

/** What programme leads do with challenges, and who sees them. What the clock does is the business of the progress. */
export class ChallengesService {
  readonly #database: Database;
  readonly #clock: Clock;

  constructor({ database, clock }: { readonly database: Database; readonly clock: Clock }) {
    this.#database = database;
    this.#clock = clock;
  }

  /** Null where there is none for who asks. */
  async find(viewer: Viewer, id: string): Promise<ChallengeRecord | null> {
    const found = isId(id) ? await new ChallengesRepository(this.#database.manager).find(id) : null;
    return found !== null && maySee(viewer, found) ? found : null;
  }

  async page(
    viewer: Viewer,
    { programmeId, filter }: { readonly programmeId: string; readonly filter: ChallengeFilter | null },
    request: PageRequest<ChallengePosition>,
  ): Promise<Page<ChallengeRecord>> {
    const visible = may(viewer, { ...challengeMakers, programmeId }) ? (['DRAFT', ...announced] as const) : announced;
    const states = visible.filter((state) => filter?.states == null || filter.states.includes(state));
    const repository = new ChallengesRepository(this.#database.manager);
    const wanted = { programmeId, states };
    return pageFrom(await repository.page(wanted, request), {
      request,
      position: ({ opensOn, id }) => [opensOn, id],
      node: (challenge) => challenge,
      totalCount: () => repository.count(wanted),
    });
  }

  async draft(viewer: Viewer, input: DraftChallengeInput): Promise<ChallengeOutcome> {
    const { programme: programmeId } = input;
    if (!isId(programmeId) || !isInside(viewer, programmeId)) return fail(notFound(['programme']));
    if (!may(viewer, { ...challengeMakers, programmeId })) return fail(notAllowed());
    const plan = planOfDraft(input);
    if (!plan.ok) return plan;
    const now = this.#clock.now();
    const creation = { database: this.#database, viewer, operation: 'draftChallenge', input, now, constraints: {} };
    const created = await createOnce(creation, async ({ manager }) => {
      const id = newId();
      const identity = { id, programmeId, seriesId: id, occurrence: 0, now, actor: actorOf(viewer) };
      await new ChallengesRepository(manager).insert({ ...plan.value, ...identity });
      return id;
    });
    return created.ok ? this.#get(created.value) : created;
  }

  /** Changes a draft as a whole; who has read an older one is told. */
  async update(viewer: Viewer, input: UpdateChallengeInput): Promise<ChallengeOutcome> {
    return this.#change(viewer, input.id, async ({ repository, challenge, now, actor }) => {
      if (challenge.state !== 'DRAFT') return fail(errors.notInThisState('EDIT', challenge.state));
      if (challenge.revision !== input.revision) return fail(versionConflict(['revision'], challenge.revision));
      const plan = planOfUpdate(challenge, input);
      if (!plan.ok) return plan;
      await repository.update(challenge.id, { ...plan.value, now, actor });
      return succeed(null);
    });
  }

  async discard(viewer: Viewer, input: ChallengeRevisionInput): Promise<Outcome<string, UserFailure>> {
    const discarded = await this.#change(viewer, input.id, async ({ repository, challenge }) => {
      if (challenge.state !== 'DRAFT') return fail(errors.notInThisState('DISCARD', challenge.state));
      if (challenge.revision !== input.revision) return fail(versionConflict(['revision'], challenge.revision));
      await repository.delete(challenge.id);
      return succeed(null);
    });
    return discarded.ok ? succeed(input.id) : discarded;
  }

  /** Announces a challenge: from now on its window stands, and everybody sees it. */
  async schedule(viewer: Viewer, input: ChallengeRevisionInput): Promise<ChallengeOutcome> {
    return this.#act(viewer, { ...input, act: 'SCHEDULE' }, async ({ repository, challenge, now }) => {
      const { timeZone, graceHours } = await repository.programmeClock(challenge.programmeId);
      const { opensAt, closesAt } = instantsOf(challenge, timeZone);
      if (closesAt <= now.getTime()) return fail(errors.endsInThePast());
      return succeed({ opensAt: new Date(opensAt), closesAt: new Date(closesAt), graceHours });
    });
  }

  async unschedule(viewer: Viewer, input: ChallengeRevisionInput): Promise<ChallengeOutcome> {
    return this.#act(viewer, { ...input, act: 'UNSCHEDULE' }, async () => succeed(null));
  }

  #act(
    viewer: Viewer,
    { id, revision, act }: ChallengeRevisionInput & { readonly act: ChallengeAct },
    windowFor: (
      changing: Changing,
    ) => Promise<Outcome<NonNullable<Parameters<ChallengesRepository['step']>[0]['window']> | null, UserFailure>>,
  ): Promise<ChallengeOutcome> {
    return this.#change(viewer, id, async (changing) => {
      const { repository, challenge, now, actor } = changing;
      const next = nextChallengeState(challenge.state, act);
      if (next === null) return fail(errors.notInThisState(act, challenge.state));
      if (challenge.revision !== revision) return fail(versionConflict(['revision'], challenge.revision));
      const window = await windowFor(changing);
      if (!window.ok) return window;
      await repository.step({ id, state: next, now, actor, window: window.value });
      return succeed(null);
    });
  }

  /** The frame of every change: who may, under the lock of the challenge, announced to all who look. */
  async #change(
    viewer: Viewer,
    id: string,
    work: (changing: Changing) => Promise<Outcome<null, UserFailure>>,
  ): Promise<ChallengeOutcome> {
    const found = await this.find(viewer, id);
    if (found === null) return fail(notFound(['id']));
    if (!may(viewer, { ...challengeMakers, programmeId: found.programmeId })) return fail(notAllowed());
    const now = this.#clock.now();
    const changed = await this.#database.transaction(async (transaction): Promise<Outcome<ChallengeRecord, UserFailure>> => {
      const repository = new ChallengesRepository(transaction.manager);
      const challenge = await repository.lock(id);
      if (challenge === null) return fail(notFound(['id']));
      const done = await work({ transaction, repository, challenge, now, actor: actorOf(viewer) });
      if (!done.ok) return done;
      announceChallenge(transaction, challenge);
      return succeed((await repository.find(id)) ?? challenge);
    });
    return changed;
  }

  async #get(id: string): Promise<ChallengeOutcome> {
    const challenge = await new ChallengesRepository(this.#database.manager).find(id);
    return challenge === null ? fail(notFound(['id'])) : succeed(challenge);
  }
}

export function maySee(viewer: Viewer, { programmeId, state }: Pick<ChallengeRecord, 'programmeId' | 'state'>): boolean {
  return may(viewer, { ...(state === 'DRAFT' ? challengeMakers : challengeReaders), programmeId });
}
