import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
  visit,
} from 'graphql';
import { collectFields, collectSubfields } from 'graphql/execution/collectFields.js';

/** What an operation will do, worked out once: which fields each object of the answer has, and how each value is completed. */
export interface OperationPlan {
  readonly operation: OperationDefinitionNode;
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  readonly fields: readonly FieldPlan[];
}

/** One field of the answer. */
export interface FieldPlan {
  readonly responseName: string;
  readonly name: string;
  readonly nodes: readonly FieldNode[];
  readonly first: FieldNode;
  readonly parentType: GraphQLObjectType;
  readonly definition: GraphQLField<unknown, unknown>;
  readonly output: OutputPlan;
}

/** How a value is completed. `isRequired` for non-null types. */
export type OutputPlan =
  | { readonly kind: 'leaf'; readonly isRequired: boolean; readonly type: GraphQLLeafType }
  | { readonly kind: 'list'; readonly isRequired: boolean; readonly item: OutputPlan }
  | { readonly kind: 'object'; readonly isRequired: boolean; readonly fields: readonly FieldPlan[] };

/** Types whose objects are told apart only by looking at each: such operations are executed by graphql-js. */
class NotPlannableError extends Error {}

interface Planning {
  readonly schema: GraphQLSchema;
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  /** The values of the variables on which @skip and @include hang: a plan holds for these. */
  readonly conditions: Readonly<Record<string, unknown>>;
}

/** Undefined for operations that take abstract types. The document is valid for the schema. */
export function planOperation(options: {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly conditions: Readonly<Record<string, unknown>>;
}): OperationPlan | undefined {
  const { schema, document, operation, conditions } = options;
  const root = schema.getRootType(operation.operation);
  if (root == null) return undefined;
  const fragments = Object.fromEntries(
    document.definitions.flatMap((part) => (part.kind === Kind.FRAGMENT_DEFINITION ? [[part.name.value, part]] : [])),
  );
  const collected = collectFields(schema, fragments, { ...conditions }, root, operation.selectionSet);
  try {
    return { operation, fragments, fields: planFields({ schema, fragments, conditions }, root, collected) };
  } catch (error) {
    if (error instanceof NotPlannableError) return undefined;
    throw error;
  }
}

/** The names of the variables on which it hangs which fields are answered. */
export function conditionalVariables(document: DocumentNode): readonly string[] {
  const names = new Set<string>();
  visit(document, {
    Directive({ arguments: given = [] }) {
      for (const { value } of given) if (value.kind === Kind.VARIABLE) names.add(value.name.value);
    },
  });
  return [...names];
}

function planFields(
  planning: Planning,
  parentType: GraphQLObjectType,
  collected: ReadonlyMap<string, readonly FieldNode[]>,
): readonly FieldPlan[] {
  return [...collected].flatMap(([responseName, nodes]) => {
    const [first] = nodes;
    const definition = first === undefined ? undefined : definitionOf(planning.schema, parentType, first.name.value);
    if (first === undefined || definition === undefined) return [];
    const output = planOutput(planning, definition.type, nodes);
    return [{ responseName, name: definition.name, nodes, first, parentType, definition, output }];
  });
}

function planOutput(planning: Planning, type: GraphQLOutputType, nodes: readonly FieldNode[]): OutputPlan {
  const isRequired = isNonNullType(type);
  const nullable = isNonNullType(type) ? type.ofType : type;
  if (isListType(nullable)) return { kind: 'list', isRequired, item: planOutput(planning, nullable.ofType, nodes) };
  if (isLeafType(nullable)) return { kind: 'leaf', isRequired, type: nullable };
  if (!isObjectType(nullable) || nullable.isTypeOf != null) throw new NotPlannableError(nullable.name);
  const { schema, fragments, conditions } = planning;
  const collected = collectSubfields(schema, fragments, { ...conditions }, nullable, [...nodes]);
  return { kind: 'object', isRequired, fields: planFields(planning, nullable, collected) };
}

function definitionOf(
  schema: GraphQLSchema,
  parentType: GraphQLObjectType,
  name: string,
): GraphQLField<unknown, unknown> | undefined {
  if (name === TypeNameMetaFieldDef.name) return TypeNameMetaFieldDef;
  if (parentType === schema.getQueryType()) {
    if (name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef;
    if (name === TypeMetaFieldDef.name) return TypeMetaFieldDef;
  }
  return parentType.getFields()[name];
}
