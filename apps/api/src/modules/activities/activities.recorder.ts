import type { EntityManager } from 'typeorm';
import { actorOf } from '../../platform/auth/actor.ts';
import type { Viewer } from '../../platform/auth/viewer.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Committed, Database, Transaction } from '../../platform/database/database.ts';
import { sentTogether } from '../../platform/database/sent-together.ts';
import { ApiError } from '../../platform/graphql/errors.ts';
import type { UserFailure } from '../../platform/graphql/payload.ts';
import { type IdempotentRequest, recallAnswers, rememberAnswers } from '../../platform/idempotency/idempotently.ts';
import type { Metrics } from '../../platform/metrics.ts';
import { type Outcome, succeed } from '../../platform/outcome.ts';
import { announceBooking, bookFacts, readBookingMemory } from '../points/index.ts';
import { lockProgrammeHead, saveProgrammeHead } from '../programmes/index.ts';
import { ActivitiesRepository } from './activities.repository.ts';
import { type RecordOutcome, type Report, recordOutcomesSchema } from './activity-draft.ts';
import { GroupCommit, QueueIsFullError } from './group-commit.ts';
import { mayBeOfOneRequest, SharedCommitError } from './group-failures.ts';
import { membershipsOf, readKnownFacts } from './known-facts.ts';
import { watchGroups } from './recording.metrics.ts';
import { planRecording } from './recording.ts';

export interface RecordingRequest {
  readonly programmeId: string;
  readonly drafts: readonly Report[];
  readonly importId: string | null;
  /** The mutation behind it, when it is answered once for each of its keys. */
  readonly once?: {
    readonly viewer: Viewer;
    readonly operation: string;
    readonly input: { readonly clientMutationId?: string | null };
  };
  /**
   * Runs inside the same transaction, with what became of the drafts: for whoever keeps a checkpoint beside the facts. When it throws, the
   * request fails with its error and nothing of it is kept.
   */
  readonly alongside?: (manager: EntityManager, outcomes: readonly RecordOutcome[]) => Promise<void>;
}

export type Recorded = Outcome<readonly RecordOutcome[], UserFailure>;

/**
 * One transaction takes up to 1,000 drafts of up to 256 requests. Up to ten such groups may wait for each programme in each process;
 * imports are always taken, because each of them waits for its own batch before it brings the next.
 */
const bounds = { weightOfGroup: 1000, jobsOfGroup: 256, waitingWeight: 10_000, waitingJobs: 2560 };

/**
 * The one door through which facts come into a programme, whatever brought them: GraphQL, an import, a connector. Requests that come at
 * the same time share a transaction; each is answered after the commit that holds its facts, and none suffers from another's.
 */
export class ActivitiesRecorder {
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #groups: GroupCommit<RecordingRequest, Recorded>;

  constructor(dependencies: { readonly database: Database; readonly clock: Clock; readonly metrics: Metrics }) {
    this.#database = dependencies.database;
    this.#clock = dependencies.clock;
    this.#groups = new GroupCommit({
      bounds,
      weightOf: ({ drafts }) => drafts.length,
      nameOf: keyNameOf,
      isUnrefusable: ({ alongside }) => alongside !== undefined,
      commit: (programmeId, requests) => this.#commit(programmeId, requests),
      mayBeOfOne: mayBeOfOneRequest,
      ...watchGroups(dependencies.metrics, () => this.#groups.waiting()),
    });
  }

  /**
   * Records the drafts in their order; a refused draft stops none of the others. Fails only by what was said of the key of `once`.
   * Throws an ApiError TOO_MANY_REQUESTS when too much waits for the programme.
   */
  async record(request: RecordingRequest): Promise<Recorded> {
    try {
      return await this.#groups.add(request.programmeId, request);
    } catch (error) {
      if (error instanceof QueueIsFullError)
        throw new ApiError('TOO_MANY_REQUESTS', 'Too much is being recorded in this programme; send it again in a moment.');
      throw error instanceof SharedCommitError ? error.cause : error;
    }
  }

  async #commit(programmeId: string, requests: readonly RecordingRequest[]): Promise<Committed<readonly Recorded[]>> {
    const progress = { isLocked: false, isDone: false };
    try {
      return await this.#database.commit(async (transaction) => {
        progress.isDone = false;
        const head = await lockProgrammeHead(transaction.manager, programmeId);
        progress.isLocked = true;
        const results = await recordTogether(transaction, { head, requests, now: this.#clock.now() });
        progress.isDone = true;
        return results;
      });
    } catch (error) {
      throw new SharedCommitError(error, progress);
    }
  }
}

/** The name of the key that must not stand twice in one transaction. */
function keyNameOf({ once }: RecordingRequest): string | null {
  const key = once?.input.clientMutationId;
  return once === undefined || key == null ? null : JSON.stringify([actorOf(once.viewer), once.operation, key]);
}

async function recordTogether(
  transaction: Transaction,
  group: {
    readonly head: Awaited<ReturnType<typeof lockProgrammeHead>>;
    readonly requests: readonly RecordingRequest[];
    readonly now: Date;
  },
): Promise<readonly Recorded[]> {
  const { manager } = transaction;
  const { head, requests, now } = group;
  const earlier = await recallEarlier(manager, requests, now);
  const fresh = requests.filter((request) => !earlier.has(request));
  const drafts = fresh.flatMap((request) => request.drafts);
  const { known, alongside: memory } = await readKnownFacts(manager, { head, drafts, now }, (ambassadorIds) =>
    readBookingMemory(manager, { head, ambassadorIds }),
  );
  const plan = planRecording(fresh, known, head.factSequence);
  head.factSequence = plan.lastSequence;
  const repository = new ActivitiesRepository(manager);
  const context = { manager, head, memberships: membershipsOf(known.members), now };
  const outcomes = new Map(fresh.map((request, index) => [request, plan.outcomes[index] ?? []]));
  // PostgreSQL writes the facts while they are evaluated.
  const [, , , , booking] = await sentTogether([
    repository.insert(plan.activities),
    repository.insertReadings(plan.readings),
    saveProgrammeHead(manager, head),
    keepAnswers(manager, outcomes, now),
    bookFacts(context, { facts: plan.facts, memory }),
  ]);
  announceBooking(transaction, booking);
  for (const [request, recorded] of outcomes) await request.alongside?.(manager, recorded);
  return requests.map((request) => earlier.get(request) ?? succeed(outcomes.get(request) ?? []));
}

type KeyedRequest = IdempotentRequest<readonly RecordOutcome[]>;

function keyed({ once }: RecordingRequest, now: Date): KeyedRequest | null {
  if (once === undefined) return null;
  const { viewer, operation, input } = once;
  return { viewer, operation, key: input.clientMutationId, payload: input, answer: recordOutcomesSchema, now };
}

/** What requests with a key were answered before. */
async function recallEarlier(
  manager: EntityManager,
  requests: readonly RecordingRequest[],
  now: Date,
): Promise<ReadonlyMap<RecordingRequest, Recorded>> {
  const asked = requests.flatMap((request) => {
    const idempotent = keyed(request, now);
    return idempotent === null ? [] : [{ request, idempotent }];
  });
  const answers = await recallAnswers(
    manager,
    asked.map(({ idempotent }) => idempotent),
  );
  return new Map(
    asked.flatMap(({ request }, index) => {
      const answer = answers[index] ?? null;
      return answer === null ? [] : [[request, answer] as const];
    }),
  );
}

/** A request of which nothing was recorded or known is not kept: a retry is a new attempt. */
function keepAnswers(
  manager: EntityManager,
  outcomes: ReadonlyMap<RecordingRequest, readonly RecordOutcome[]>,
  now: Date,
): Promise<void> {
  const given = [...outcomes].flatMap(([asked, recorded]) => {
    const request = keyed(asked, now);
    const isKept = request !== null && recorded.some(({ outcome }) => outcome !== 'REFUSED');
    return isKept ? [{ request, answer: recorded.map(withoutRows) }] : [];
  });
  return rememberAnswers(manager, given);
}

/** What is kept of an outcome: the activity can be read again. */
function withoutRows(outcome: RecordOutcome): RecordOutcome {
  return outcome.outcome === 'REFUSED' ? outcome : { ...outcome, known: null };
}
