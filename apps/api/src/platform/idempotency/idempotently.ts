import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { z } from 'zod';
import { actorOf } from '../auth/actor.ts';
import type { Viewer } from '../auth/viewer.ts';
import type { Transaction } from '../database/database.ts';
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
): Promise<Outcome<Answer, UserFailure> | null> {
  const { key, operation } = request;
  if (key == null) return null;
  if (key.length < 1 || key.length > 200 || !isStorable(key)) return fail(unusableKey);
  const name = [actorOf(request.viewer), operation, key];
  await manager.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [JSON.stringify(name)]);
  const [earlier]: readonly EarlierAnswer[] = await manager.query(
    'SELECT payload_hash, answer FROM idempotency_record WHERE actor = $1 AND operation = $2 AND key = $3',
    name,
  );
  if (earlier === undefined) return null;
  return earlier.payload_hash.equals(hashOf(request.payload))
    ? succeed(request.answer.parse(earlier.answer))
    : fail(otherPayload);
}

/** Keeps the answer to a key that `recallAnswer` found unused, in the same transaction. */
export async function rememberAnswer<Answer>(
  manager: EntityManager,
  request: IdempotentRequest<Answer>,
  answer: Answer,
): Promise<void> {
  if (request.key == null) return;
  await manager.query(
    'INSERT INTO idempotency_record (actor, operation, key, payload_hash, answer, created_at) VALUES ($1, $2, $3, $4, $5, $6)',
    [actorOf(request.viewer), request.operation, request.key, hashOf(request.payload), JSON.stringify(answer), request.now],
  );
}

interface EarlierAnswer {
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
