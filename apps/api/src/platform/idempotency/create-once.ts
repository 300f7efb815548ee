import { z } from 'zod';
import type { Viewer } from '../auth/viewer.ts';
import type { Database, Transaction } from '../database/database.ts';
import { violatedConstraint } from '../database/sql-errors.ts';
import type { UserFailure } from '../graphql/payload.ts';
import { fail, type Outcome, succeed } from '../outcome.ts';
import { idempotently } from './idempotently.ts';

export interface Creation {
  readonly database: Database;
  readonly viewer: Viewer;
  /** The name of the mutation. */
  readonly operation: string;
  /** The whole input of the mutation. */
  readonly input: { readonly clientMutationId?: string | null };
  readonly now: Date;
  /** What the violation of a constraint means to the caller, by the name of the constraint. */
  readonly constraints: Readonly<Record<string, UserFailure>>;
}

const createdId = z.string();

/**
 * The frame of a mutation that creates one thing: one transaction, idempotent by the clientMutationId, with violated constraints told
 * as failures. `insert` gives back the id of what it created.
 */
export async function createOnce(
  creation: Creation,
  insert: (transaction: Transaction) => Promise<string>,
): Promise<Outcome<string, UserFailure>> {
  const { viewer, operation, input, now } = creation;
  const request = { viewer, operation, key: input.clientMutationId, payload: input, answer: createdId, now };
  try {
    return await creation.database.transaction((transaction) =>
      idempotently(transaction, request, async () => succeed(await insert(transaction))),
    );
  } catch (error) {
    const failure = creation.constraints[violatedConstraint(error) ?? ''];
    if (failure === undefined) throw error;
    return fail(failure);
  }
}
