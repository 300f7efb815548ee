import { getDocumentNodeFromSchema } from '@graphql-tools/utils';
import {
  type DefinitionNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isScalarType,
  Kind,
  print,
} from 'graphql';

/** The schema as schema.graphql keeps it: with descriptions and @access, ordered so that a diff shows what really changed. */
export function printApiSchema(schema: GraphQLSchema): string {
  const definitions = getDocumentNodeFromSchema(schema).definitions.toSorted(compareDefinitions);
  const header = '# Written by `pnpm --filter @fanfare/api schema` from the code of the API; change that, not this.';
  return `${[header, ...definitions.map((definition) => print(definition))].join('\n\n')}\n`;
}

const rootTypes = ['Query', 'Mutation', 'Subscription'];

/** Schema and directives first, then the root types, then the rest by name. */
function compareDefinitions(one: DefinitionNode, other: DefinitionNode): number {
  return position(one) - position(other) || (nameOf(one) < nameOf(other) ? -1 : 1);
}

function position(definition: DefinitionNode): number {
  if (definition.kind === Kind.SCHEMA_DEFINITION) return 0;
  if (definition.kind === Kind.DIRECTIVE_DEFINITION) return 1;
  const root = rootTypes.indexOf(nameOf(definition));
  return root === -1 ? 2 + rootTypes.length : 2 + root;
}

function nameOf(definition: DefinitionNode): string {
  return 'name' in definition && definition.name !== undefined ? definition.name.value : '';
}

/** The places of a schema that have no description: what a frontend developer would have to guess. */
export function findUndescribed(schema: GraphQLSchema): readonly string[] {
  return Object.values(schema.getTypeMap())
    .filter((type) => !type.name.startsWith('__') && !isScalarType(type))
    .flatMap(undescribedIn);
}

function undescribedIn(type: GraphQLNamedType): readonly string[] {
  const isRoot = rootTypes.includes(type.name);
  const own = isRoot || isDescribed(type) ? [] : [type.name];
  return [
    ...own,
    ...membersOf(type)
      .filter((member) => !isDescribed(member))
      .map((member) => `${type.name}.${member.name}`),
  ];
}

interface Member {
  readonly name: string;
  readonly description?: string | null | undefined;
}

/** Fields with their arguments (but `input`, which its type describes), input fields, enum values. */
function membersOf(type: GraphQLNamedType): readonly Member[] {
  if (isEnumType(type)) return type.getValues();
  if (isInputObjectType(type)) return Object.values(type.getFields());
  if (!isObjectType(type) && !isInterfaceType(type)) return [];
  return Object.values(type.getFields()).flatMap((field) => [
    field,
    ...field.args
      .filter((argument) => argument.name !== 'input')
      .map(({ name, description }) => ({ name: `${field.name}(${name})`, description })),
  ]);
}

function isDescribed(member: { readonly description?: string | null | undefined }): boolean {
  return typeof member.description === 'string' && member.description.trim() !== '';
}
