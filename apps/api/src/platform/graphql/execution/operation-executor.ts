import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  type GraphQLSchema,
  getOperationAST,
  getVariableValues,
  Kind,
  type OperationDefinitionNode,
  visit,
} from 'graphql';
import type { RequestContext } from '../context.ts';
import { conditionalVariables, type OperationPlan, planOperation } from './operation-plan.ts';
import { executePlan } from './planned-execution.ts';

/** One execution of a document that was parsed and validated. */
export interface Operation {
  readonly document: DocumentNode;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>> | null;
  readonly contextValue: RequestContext;
  /** The event, for a subscription. */
  readonly rootValue?: unknown;
}

/**
 * Executes queries, mutations and single events of subscriptions, over HTTP and WebSocket alike. What it answers is what graphql-js
 * answers; what an operation has to do is worked out once and kept with its document.
 */
export interface OperationExecutor {
  execute(operation: Operation): Promise<ExecutionResult>;
}

/** Plans of one operation by the values of the variables on which its @skip and @include hang. */
type Plans = Map<string, OperationPlan | undefined>;

/** Further combinations are executed by graphql-js: nobody's screen has so many, and what strangers can make us keep is bounded. */
const plansOfAnOperation = 16;

/** graphql-js stops telling faults of variables after so many, too. */
const mostVariableErrors = 50;

/**
 * Not with graphql-jit: 0.8.9 refuses inputs that leave out a non-null field with a default, and takes a variable that is left out inside
 * of an input object for null. Arguments and variables are read by graphql-js here.
 */
export function createOperationExecutor(schema: GraphQLSchema): OperationExecutor {
  const known = new WeakMap<DocumentNode, Map<OperationDefinitionNode, PlannedOperation>>();

  const plannedOf = (document: DocumentNode, operation: OperationDefinitionNode): PlannedOperation => {
    const ofDocument = known.get(document) ?? new Map<OperationDefinitionNode, PlannedOperation>();
    known.set(document, ofDocument);
    const planned = ofDocument.get(operation) ?? new PlannedOperation({ schema, document, operation });
    ofDocument.set(operation, planned);
    return planned;
  };

  return {
    async execute({ document, operationName, variables, contextValue, rootValue }) {
      const operation = getOperationAST(document, operationName);
      if (operation == null) return execute({ schema, document, operationName, contextValue });
      const definitions = operation.variableDefinitions ?? [];
      const read = getVariableValues(schema, definitions, variables ?? {}, { maxErrors: mostVariableErrors });
      if (read.coerced === undefined) return { errors: read.errors };
      const plan = plannedOf(document, operation).planFor(read.coerced);
      if (plan === undefined)
        return execute({ schema, document, operationName, variableValues: variables, contextValue, rootValue });
      return executePlan({ schema, plan, variables: read.coerced, contextValue, rootValue });
    },
  };
}

interface PlannedOptions {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
}

/** The plans of one operation; made when they are first needed. */
class PlannedOperation {
  readonly #options: PlannedOptions;
  readonly #plans: Plans = new Map();
  readonly #conditions: readonly string[];
  readonly #isPlain: boolean;

  constructor(options: PlannedOptions) {
    this.#options = options;
    this.#conditions = conditionalVariables(options.document);
    this.#isPlain = isPlain(options.document);
  }

  /** Undefined when graphql-js has to execute the operation. */
  planFor(variables: Readonly<Record<string, unknown>>): OperationPlan | undefined {
    if (!this.#isPlain) return undefined;
    const values = this.#conditions.map((name) => [name, variables[name]] as const);
    const key = JSON.stringify(values.map(([, value]) => value));
    if (this.#plans.has(key) || this.#plans.size >= plansOfAnOperation) return this.#plans.get(key);
    const plan = planOperation({ ...this.#options, conditions: Object.fromEntries(values) });
    this.#plans.set(key, plan);
    return plan;
  }
}

/** A key that means something else to JavaScript's objects than to GraphQL is left to graphql-js, whose objects have no prototype. */
function isPlain(document: DocumentNode): boolean {
  let hasPrototypeKey = false;
  visit(document, {
    [Kind.NAME]({ value }) {
      if (value === '__proto__') hasPrototypeKey = true;
    },
  });
  return !hasPrototypeKey;
}
