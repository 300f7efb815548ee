import {
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  type GraphQLSchema,
  getOperationAST,
  Kind,
  type SelectionSetNode,
  visit,
} from 'graphql';
import { type Sharing, sharingOf } from './answers/cacheable.ts';
import type { RequestContext } from './context.ts';
import type { SharedEvent } from './shared-event.ts';

/** An answer to an event, and the JSON of it where it went well; made when the first subscriber sends it. */
export class SharedAnswer {
  readonly result: ExecutionResult;
  #json: string | undefined;

  constructor(result: ExecutionResult) {
    this.result = result;
  }

  get json(): string {
    this.#json ??= JSON.stringify(this.result);
    return this.#json;
  }
}

interface Shareability {
  readonly sharing: Sharing | undefined;
  /** The variables on which the answer depends: those of the root field's arguments have chosen the event already. */
  readonly variables: readonly string[];
}

type AnswersOfDocument = Map<string, Promise<SharedAnswer>>;

const shareabilities = new WeakMap<DocumentNode, Map<string | null, Shareability>>();
/** By root value, so that answers are forgotten with what they were about. */
const answers = new WeakMap<object, Map<DocumentNode, AnswersOfDocument>>();

/** The answer of an operation to an event: of the first subscriber who asks, for all who would get the same. */
export function sharedAnswer(
  event: SharedEvent,
  { args, context, execute }: { args: ExecutionArgs; context: RequestContext; execute: () => Promise<ExecutionResult> },
): Promise<SharedAnswer> {
  const { sharing, variables } = shareabilityOf(args.schema, args);
  const compute = async () => new SharedAnswer(await execute());
  if (sharing === undefined) return compute();
  const audience = sharing === 'VIEWER' ? event.audience(context.viewer) : '';
  const given = variables.map((name) => args.variableValues?.[name] ?? null);
  const key = JSON.stringify([args.operationName ?? null, given, context.language, audience]);
  const ofEvent = answers.get(event.rootValue) ?? new Map<DocumentNode, AnswersOfDocument>();
  answers.set(event.rootValue, ofEvent);
  const ofDocument = ofEvent.get(args.document) ?? new Map<string, Promise<SharedAnswer>>();
  ofEvent.set(args.document, ofDocument);
  const answer = ofDocument.get(key) ?? compute();
  ofDocument.set(key, answer);
  return answer;
}

function shareabilityOf(schema: GraphQLSchema, { document, operationName }: ExecutionArgs): Shareability {
  const ofDocument = shareabilities.get(document) ?? new Map<string | null, Shareability>();
  shareabilities.set(document, ofDocument);
  const name = operationName ?? null;
  const known = ofDocument.get(name);
  if (known !== undefined) return known;
  const operation = getOperationAST(document, name);
  const found =
    operation == null
      ? { sharing: undefined, variables: [] }
      : { sharing: sharingOf(schema, document), variables: variablesBelowRoot(document, operation.selectionSet) };
  ofDocument.set(name, found);
  return found;
}

/** Whatever is not plainly an argument of a root field counts: directives, fragments, fields below. */
function variablesBelowRoot(document: DocumentNode, root: SelectionSetNode): readonly string[] {
  const names = new Set<string>();
  const rootArguments = new Set(
    root.selections.flatMap((selection) => (selection.kind === Kind.FIELD ? (selection.arguments ?? []) : [])),
  );
  visit(document, {
    VariableDefinition: () => false,
    Argument: (node) => (rootArguments.has(node) ? false : undefined),
    Variable: ({ name }) => void names.add(name.value),
  });
  return [...names];
}
