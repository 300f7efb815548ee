import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { z } from 'zod';
import { actorOf } from '../auth/actor.ts';
import type { Viewer } from '../auth/viewer.ts';
import type { Transaction } from '../database/database.ts';
import { prepared } from '../database/prepared-statement.ts';
import { sentTogether } from '../database/sent-together.ts';
import type { UserFailure } from '../graphql/payload.ts';
import { fail, type Outcome, succeed } from '../outcome.ts';
import { isStorable } from '../storable-text.ts';
import { canonicalJson } from './canonical-json.ts';

export interface IdempotentRequest<Answer> {
  readonly viewer: Viewer;
  /** The name of the mutation. */
  readonly operation: string;
  /** The clientMutationId; without one the work simply runs. */
  readonly key: string | null | undefined;
  /** The whole input. */
  readonly payload: unknown;
  /** What is kept of a success, as plain JSON: as a rule the id of what was created. Never a secret. */
  readonly answer: z.ZodType<Answer>;
  readonly now: Date;
}

/**
 * Runs the work at most once for each key of an actor and operation, inside the transaction of the work itself. The same key with the
 * same payload gives the first answer again, with another payload an IDEMPOTENCY_CONFLICT. Failures are not kept: nothing was changed,
 * so a retry is a new attempt. Concurrent requests with one key wait for each other.
 */
export async function idempotently<Answer>(
  transaction: Transaction,
  request: IdempotentRequest<Answer>,
  work: () => Promise<Outcome<Answer, UserFailure>>,
): Promise<Outcome<Answer, UserFailure>> {
  if (request.key == null) return work();
  const earlier = await recallAnswer(transaction.manager, request);
  if (earlier !== null) return earlier;
  const outcome = await work();
  if (outcome.ok) await rememberAnswer(transaction.manager, request, outcome.value);
  return outcome;
}

/**
 * What was answered to the key before, or why it cannot be used; null where this is its first use, or where there is none. Whoever uses the
 * key at the same moment waits until the transaction ends.
 */
export async function recallAnswer<Answer>(
  manager: EntityManager,
  request: IdempotentRequest<Answer>,
): Promise<Recalled<Answer>> {
  const [recalled = null] = await recallAnswers(manager, [request]);
  return recalled;
}

export type Recalled<Answer> = Outcome<Answer, UserFailure> | null;

const lockKeys = prepared('SELECT pg_advisory_xact_lock(hashtextextended(name, 0)) FROM unnest($1::text[]) AS name');
const findAnswers = prepared<EarlierAnswer>(
  `SELECT asked.place, record.payload_hash, record.answer
     FROM unnest($1::text[], $2::text[], $3::text[]) WITH ORDINALITY AS asked (actor, operation, key, place)
    CROSS JOIN LATERAL (SELECT * FROM idempotency_record AS record
      WHERE (record.actor, record.operation, record.key) = (asked.actor, asked.operation, asked.key) LIMIT 1) AS record`,
);
const keepAnswers = prepared(
  `INSERT INTO idempotency_record (actor, operation, key, payload_hash, answer, created_at)
   SELECT actor, operation, key, payload_hash, answer, $6
     FROM unnest($1::text[], $2::text[], $3::text[], $4::bytea[], $5::jsonb[]) AS new (actor, operation, key, payload_hash, answer)`,
);

/** The same for several requests at once, none of which share a key: their answers in their order. */
export async function recallAnswers<Answer>(
  manager: EntityManager,
  requests: readonly IdempotentRequest<Answer>[],
): Promise<readonly Recalled<Answer>[]> {
  const usable = requests.filter(({ key }) => key != null && isUsable(key));
  const found = await findEarlier(manager, usable);
  return requests.map((request) => {
    if (request.key == null) return null;
    if (!isUsable(request.key)) return fail(unusableKey);
    const earlier = found.get(request);
    if (earlier === undefined) return null;
    return earlier.payload_hash.equals(hashOf(request.payload))
      ? succeed(request.answer.parse(earlier.answer))
      : fail(otherPayload);
  });
}

async function findEarlier<Answer>(
  manager: EntityManager,
  requests: readonly IdempotentRequest<Answer>[],
): Promise<ReadonlyMap<IdempotentRequest<Answer>, EarlierAnswer>> {
  if (requests.length === 0) return new Map();
  const names = requests.map(nameOf);
  const columns = [0, 1, 2].map((column) => names.map((name) => name[column]));
  const [, rows] = await sentTogether([
    // In a fixed order, so that transactions which use the same keys never wait for each other in a circle.
    lockKeys(manager, [names.map((name) => JSON.stringify(name)).sort()]),
    findAnswers(manager, columns),
  ]);
  return new Map(
    rows.flatMap((row) => {
      const request = requests[Number(row.place) - 1];
      return request === undefined ? [] : [[request, row] as const];
    }),
  );
}

/** What makes a key the same key. */
function nameOf({
  viewer,
  operation,
  key,
}: Pick<IdempotentRequest<unknown>, 'viewer' | 'operation' | 'key'>): readonly [string, string, string] {
  return [actorOf(viewer), operation, key ?? ''];
}

function isUsable(key: string): boolean {
  return key.length >= 1 && key.length <= 200 && isStorable(key);
}

export interface GivenAnswer<Answer> {
  readonly request: IdempotentRequest<Answer>;
  readonly answer: Answer;
}

/** Keeps the answer to a key that `recallAnswer` found unused, in the same transaction. */
export function rememberAnswer<Answer>(
  manager: EntityManager,
  request: IdempotentRequest<Answer>,
  answer: Answer,
): Promise<void> {
  return rememberAnswers(manager, [{ request, answer }]);
}

/** The same for several requests at once, none of which share a key. */
export async function rememberAnswers<Answer>(manager: EntityManager, given: readonly GivenAnswer<Answer>[]): Promise<void> {
  const keyed = given.filter(({ request }) => request.key != null);
  const [first] = keyed;
  if (first === undefined) return;
  const names = keyed.map(({ request }) => nameOf(request));
  await keepAnswers(manager, [
    ...[0, 1, 2].map((column) => names.map((name) => name[column])),
    keyed.map(({ request }) => hashOf(request.payload)),
    keyed.map(({ answer }) => JSON.stringify(answer)),
    first.request.now,
  ]);
}

interface EarlierAnswer {
  /** Which of those asked for, from 1. */
  readonly place: string;
  readonly payload_hash: Buffer;
  readonly answer: unknown;
}

const otherPayload: UserFailure = {
  code: 'IDEMPOTENCY_CONFLICT',
  path: ['clientMutationId'],
  message: {
    GERMAN: 'Diese clientMutationId wurde schon mit einer anderen Eingabe verwendet.',
    ENGLISH: 'This clientMutationId was used before with another input.',
  },
};

const unusableKey: UserFailure = {
  code: 'INVALID',
  path: ['clientMutationId'],
  message: {
    GERMAN: 'Eine clientMutationId hat 1 bis 200 Zeichen.',
    ENGLISH: 'A clientMutationId has 1 to 200 characters.',
  },
};

function hashOf(payload: unknown): Buffer {
  return createHash('sha256').update(canonicalJson(payload), 'utf8').digest();
}
