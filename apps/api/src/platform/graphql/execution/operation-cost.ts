import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  typeFromAST,
  type ValueNode,
  valueFromASTUntyped,
} from 'graphql';
import { defaultPageSize } from '../pagination.ts';

type Variables = Readonly<Record<string, unknown>>;

/** How long a list is taken to be that no argument sizes. */
const assumedListLength = 5;

/** A mutation takes a transaction, whatever it answers. */
const mutationCost = 10;

/** An answer with more fields than that, items of lists counted once, is nothing that a screen shows: fragments inside of fragments. */
const mostFields = 10_000;

interface Walk {
  readonly visited: { fields: number };
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly variables: Variables;
  readonly isMutation: boolean;
}

interface Collected {
  readonly parent: GraphQLCompositeType;
  readonly node: FieldNode;
}

/**
 * What an operation may cost at most, computed from the schema before anything is executed: 1 for every object that may be answered, 1
 * for every single value that takes a resolver, 10 more for every mutation. Lists multiply what is asked of their items: a list, or the lists of
 * what a field returns, are as long as its argument `first` or `last` says (20 when it has one and is not told; twice its `radius` and one),
 * those of a mutation's payload as the longest list of its input; all others count as 5, and lists of user errors as 1.
 */
export function operationCost(
  schema: GraphQLSchema,
  operation: { readonly document: DocumentNode; readonly definition: OperationDefinitionNode; readonly variables: Variables },
): number {
  const { document, definition } = operation;
  const root = schema.getRootType(definition.operation);
  if (root == null) return 0;
  const fragments = new Map(
    document.definitions.flatMap((part) => (part.kind === Kind.FRAGMENT_DEFINITION ? [[part.name.value, part] as const] : [])),
  );
  const variables = { ...defaultsOf(definition), ...operation.variables };
  const walk: Walk = { visited: { fields: 0 }, schema, fragments, variables, isMutation: definition.operation === 'mutation' };
  const cost = costOfSelections(walk, {
    sets: [{ parent: root, set: definition.selectionSet }],
    listLength: assumedListLength,
    depth: 0,
  });
  return Math.min(cost, Number.MAX_SAFE_INTEGER);
}

function defaultsOf(definition: OperationDefinitionNode): Variables {
  const declared = definition.variableDefinitions ?? [];
  return Object.fromEntries(
    declared.flatMap(({ variable, defaultValue }) =>
      defaultValue === undefined ? [] : [[variable.name.value, valueFromASTUntyped(defaultValue)]],
    ),
  );
}

interface Selections {
  readonly sets: readonly { readonly parent: GraphQLCompositeType; readonly set: SelectionSetNode }[];
  /** How long the lists directly in here are taken to be. */
  readonly listLength: number;
  readonly depth: number;
}

function costOfSelections(walk: Walk, { sets, listLength, depth }: Selections): number {
  const collected = new Map<string, Collected[]>();
  const visited = new Set<string>();
  for (const { parent, set } of sets) collect(walk, { parent, set, collected, visited });
  let cost = 0;
  for (const fields of collected.values()) cost += costOfField(walk, { fields, listLength, depth });
  return cost;
}

function collect(
  walk: Walk,
  into: {
    readonly parent: GraphQLCompositeType;
    readonly set: SelectionSetNode;
    readonly collected: Map<string, Collected[]>;
    readonly visited: Set<string>;
  },
): void {
  const { parent, set, collected, visited } = into;
  for (const selection of set.selections) {
    if (selection.kind === Kind.FIELD) {
      const name = selection.alias?.value ?? selection.name.value;
      const known = collected.get(name);
      if (known === undefined) collected.set(name, [{ parent, node: selection }]);
      else known.push({ parent, node: selection });
      continue;
    }
    const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? walk.fragments.get(selection.name.value) : selection;
    if (fragment === undefined) continue;
    if (selection.kind === Kind.FRAGMENT_SPREAD) {
      if (visited.has(selection.name.value)) continue;
      visited.add(selection.name.value);
    }
    const condition = fragment.typeCondition === undefined ? parent : typeFromAST(walk.schema, fragment.typeCondition);
    if (isCompositeType(condition)) collect(walk, { parent: condition, set: fragment.selectionSet, collected, visited });
  }
}

function costOfField(
  walk: Walk,
  { fields, listLength, depth }: { readonly fields: readonly Collected[]; readonly listLength: number; readonly depth: number },
): number {
  walk.visited.fields += 1;
  if (walk.visited.fields > mostFields) return Number.MAX_SAFE_INTEGER;
  const [first] = fields;
  const field = first === undefined ? undefined : fieldOf(first);
  if (first === undefined || field === undefined) return 0;
  const called = walk.isMutation && depth === 0 ? mutationCost : 0;
  const type = getNamedType(field.type);
  if (!isCompositeType(type)) return called + (field.resolve === undefined ? 0 : 1);
  const told = toldLength(walk, { field, node: first.node });
  const count = isList(field.type) ? (type.name === 'UserError' ? 1 : (told ?? listLength)) : 1;
  const sets = fields.flatMap(({ node }) =>
    node.selectionSet === undefined ? [] : [{ parent: type, set: node.selectionSet }],
  );
  const within = costOfSelections(walk, {
    sets,
    listLength: lengthWithin(walk, { field, node: first.node, depth, told }),
    depth: depth + 1,
  });
  return called + count * (1 + within);
}

/** Undefined for `__typename` and introspection, which cost nothing. */
function fieldOf({ parent, node }: Collected): GraphQLField<unknown, unknown> | undefined {
  return isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[node.name.value] : undefined;
}

function isList(type: GraphQLOutputType): boolean {
  return isListType(getNullableType(type));
}

/** How long the lists are that lie directly in what a field returns. */
function lengthWithin(
  walk: Walk,
  {
    field,
    node,
    depth,
    told,
  }: {
    readonly field: GraphQLField<unknown, unknown>;
    readonly node: FieldNode;
    readonly depth: number;
    readonly told: number | undefined;
  },
): number {
  if (walk.isMutation && depth === 0) return Math.max(assumedListLength, ...valuesOf(walk, node).map(longestList));
  return isList(field.type) ? assumedListLength : (told ?? assumedListLength);
}

/** How many arguments make of an argument that sizes a list: of the neighbours of somebody there are as many on both sides. */
const sizes: Readonly<Record<string, (value: number) => number>> = {
  first: (value) => value,
  last: (value) => value,
  radius: (value) => 2 * value + 1,
};

/** How many items an argument of the field asks for; undefined where none sizes it. */
function toldLength(
  walk: Walk,
  { field, node }: { readonly field: GraphQLField<unknown, unknown>; readonly node: FieldNode },
): number | undefined {
  const sizing = field.args.filter(({ name }) => Object.hasOwn(sizes, name));
  if (sizing.length === 0) return undefined;
  const given = new Map((node.arguments ?? []).map(({ name, value }) => [name.value, valueIn(value, walk.variables)]));
  const told = sizing.flatMap(({ name, defaultValue }) => {
    const value = given.get(name) ?? defaultValue;
    return typeof value === 'number' ? [sizes[name]?.(value) ?? value] : [];
  });
  return told.length === 0 ? defaultPageSize : Math.max(1, ...told);
}

function valuesOf(walk: Walk, node: FieldNode): readonly unknown[] {
  return (node.arguments ?? []).map(({ value }) => valueIn(value, walk.variables));
}

function longestList(value: unknown): number {
  if (Array.isArray(value)) return Math.max(value.length, ...value.map(longestList));
  if (typeof value !== 'object' || value === null) return 0;
  return Math.max(0, ...Object.values(value).map(longestList));
}

function valueIn(node: ValueNode, variables: Variables): unknown {
  return valueFromASTUntyped(node, variables);
}
