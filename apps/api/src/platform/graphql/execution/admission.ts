import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import type { Viewer } from '../../auth/viewer.ts';
import { type Budgets, clientOf, operationBudget } from '../../limits/budgets.ts';
import type { Budget, RateLimiter, Taken } from '../../limits/rate-limiter.ts';
import { ApiError } from '../errors.ts';
import { operationCost } from './operation-cost.ts';

/** Who is charged for an operation. */
export interface Client {
  readonly viewer: Viewer;
  readonly address: string;
}

export interface Charge {
  readonly budget: Budget;
  readonly taken: Taken;
}

/** Decides before an operation is executed whether it may be, over HTTP and WebSocket alike. */
export interface Admission {
  readonly maximumCost: number;
  /** The cost of an operation. Throws OPERATION_TOO_EXPENSIVE when one operation may not cost that much. */
  price(operation: {
    readonly document: DocumentNode;
    readonly definition: OperationDefinitionNode;
    readonly variables: Readonly<Record<string, unknown>>;
  }): number;
  /** Takes the cost from the client's budget; whoever calls looks whether it was granted. */
  charge(client: Client, cost: number): Promise<Charge>;
}

export function createAdmission(options: {
  readonly schema: GraphQLSchema;
  readonly limiter: RateLimiter;
  readonly budgets: Budgets;
  readonly maximumCost: number;
}): Admission {
  const { schema, limiter, budgets, maximumCost } = options;
  return {
    maximumCost,
    price(operation) {
      const cost = operationCost(schema, operation);
      if (cost > maximumCost) throw tooExpensive(cost, maximumCost);
      return cost;
    },
    async charge({ viewer, address }, cost) {
      const budget = operationBudget(budgets, viewer);
      return { budget, taken: await limiter.take({ budget, client: clientOf(viewer, address), units: cost }) };
    },
  };
}

function tooExpensive(requested: number, maximum: number): ApiError {
  return new ApiError(
    'OPERATION_TOO_EXPENSIVE',
    `The operation may cost ${requested}; one may cost ${maximum} at most. Ask for shorter lists, or for fewer things inside of them.`,
    { cost: { requested, maximum } },
  );
}

/** Says when to come back. */
export function tooManyRequests({ taken }: Charge): ApiError {
  const { retryAfterSeconds } = taken;
  return new ApiError('TOO_MANY_REQUESTS', `You have used up your budget. Try again in ${retryAfterSeconds} s.`, {
    retryAfter: retryAfterSeconds,
  });
}
