import { readFileSync } from 'node:fs';
import type { ApiScope, Audience } from '@fanfare/contracts';
import {
  buildSchema,
  type DirectiveNode,
  type GraphQLField,
  GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isRequiredArgument,
  Kind,
  valueFromASTUntyped,
} from 'graphql';
import { schemaFile } from '../../scripts/derived-files.ts';

/** Who may, as schema.graphql says: read from its text, so that nothing is taken over from the code under test. */
export interface DeclaredRule {
  readonly to: readonly Audience[];
  readonly scopes: readonly ApiScope[];
}

export interface DeclaredField {
  readonly name: string;
  readonly rule: DeclaredRule;
  /** The object type behind it, undefined for leaves. */
  readonly returns: string | undefined;
  /** Names and types of its arguments; required ones need an example. */
  readonly arguments: readonly { readonly name: string; readonly type: string; readonly required: boolean }[];
}

/** The object types of the committed schema with their fields, by name. */
export function readDeclaredSchema(): ReadonlyMap<string, readonly DeclaredField[]> {
  const schema = buildSchema(readFileSync(schemaFile, 'utf8'));
  return new Map(
    objectTypes(schema).map((type) => [type.name, Object.values(type.getFields()).map((field) => declare(type, field))]),
  );
}

function objectTypes(schema: GraphQLSchema): readonly GraphQLObjectType[] {
  return Object.values(schema.getTypeMap()).filter(
    (type): type is GraphQLObjectType => type instanceof GraphQLObjectType && !type.name.startsWith('__'),
  );
}

function declare(type: GraphQLObjectType, field: GraphQLField<unknown, unknown>): DeclaredField {
  const named = getNamedType(field.type);
  const rule = ruleIn(field.astNode?.directives) ?? ruleIn(type.astNode?.directives);
  if (rule === undefined) throw new Error(`schema.graphql says nothing about ${type.name}.${field.name}`);
  return {
    name: field.name,
    rule,
    returns: named instanceof GraphQLObjectType ? named.name : undefined,
    arguments: field.args.map((argument) => ({
      name: argument.name,
      type: String(argument.type),
      required: isRequiredArgument(argument),
    })),
  };
}

function ruleIn(directives: readonly DirectiveNode[] | undefined): DeclaredRule | undefined {
  const access = directives?.find((directive) => directive.name.value === 'access');
  if (access === undefined) return undefined;
  const list = (name: string) => {
    const value = access.arguments?.find((argument) => argument.name.value === name)?.value;
    return value?.kind === Kind.LIST ? (valueFromASTUntyped(value) as string[]) : [];
  };
  return { to: list('to') as Audience[], scopes: list('scopes') as ApiScope[] };
}
