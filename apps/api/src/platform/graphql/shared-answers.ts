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
  #tail: Buffer | undefined;

  constructor(result: ExecutionResult) {
    this.result = result;
  }

  get json(): string {
    this.#json ??= JSON.stringify(this.result);
    return this.#json;
  }

  /** The end of a message whose last field is this answer, with the brace that ends the message: the same bytes for every connection. */
  get tail(): Buffer {
    this.#tail ??= Buffer.from(`${this.json}}`);
    return this.#tail;
  }
}

interface Shareability {
  readonly sharing: Sharing | undefined;
  /** The variables on which the answer depends: those of the root field's arguments have chosen the event already. */
  readonly variables: readonly string[];
}

/** An answer that is being made, or has been. */
export interface SharedAnswering {
  readonly made: Promise<SharedAnswer>;
  answer: SharedAnswer | undefined;
}

type AnswersOfDocument = Map<string, SharedAnswering>;

const shareabilities = new WeakMap<DocumentNode, Map<string | null, Shareability>>();
const askedBy = new WeakMap<ExecutionArgs, string>();
/** By root value, so that answers are forgotten with what they were about. */
const answers = new WeakMap<object, Map<DocumentNode, AnswersOfDocument>>();

/** Who asks, as far as the answer depends on it. */
export type Asker = Pick<RequestContext, 'viewer' | 'language'>;

/** The answer of an operation to an event: of the first subscriber who asks, for all who would get the same. */
export function sharedAnswer(
  event: SharedEvent,
  { args, asker, execute }: { args: ExecutionArgs; asker: Asker; execute: () => Promise<ExecutionResult> },
): SharedAnswering {
  const { sharing, variables } = shareabilityOf(args.schema, args);
  if (sharing === undefined) return answering(execute);
  const audience = sharing === 'VIEWER' ? event.audience(asker.viewer) : '';
  const key = `${askedAlike(args, variables)} ${asker.language} ${audience}`;
  const ofEvent = answers.get(event.rootValue) ?? new Map<DocumentNode, AnswersOfDocument>();
  answers.set(event.rootValue, ofEvent);
  const ofDocument = ofEvent.get(args.document) ?? new Map<string, SharedAnswering>();
  ofEvent.set(args.document, ofDocument);
  const answer = ofDocument.get(key) ?? answering(execute);
  ofDocument.set(key, answer);
  return answer;
}

function answering(execute: () => Promise<ExecutionResult>): SharedAnswering {
  const made = execute().then((result) => {
    begun.answer = new SharedAnswer(result);
    return begun.answer;
  });
  const begun: SharedAnswering = { made, answer: undefined };
  return begun;
}

/** What two subscriptions to one document have to have in common; found out once for each subscription. */
function askedAlike(args: ExecutionArgs, variables: readonly string[]): string {
  const known = askedBy.get(args);
  if (known !== undefined) return known;
  const given = variables.map((name) => args.variableValues?.[name] ?? null);
  const found = JSON.stringify([args.operationName ?? null, given]);
  askedBy.set(args, found);
  return found;
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
