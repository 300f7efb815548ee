import { type GraphQLField, GraphQLObjectType, type GraphQLSchema, getNamedType, isObjectType, isUnionType } from 'graphql';
import type { AccessRule } from '../auth/viewer.ts';
import { covers, declaredAccess } from './access.ts';

/** The schema declares access incompletely or inconsistently; `findings` has one line for each place. */
export class AccessDeclarationError extends Error {
  readonly findings: readonly string[];

  constructor(findings: readonly string[]) {
    super(`The schema's access declarations are incomplete:\n${findings.map((finding) => `  ${finding}`).join('\n')}`);
    this.findings = findings;
  }
}

/** The own object types of a schema, introspection left out. */
export function objectTypesOf(schema: GraphQLSchema): readonly GraphQLObjectType[] {
  return Object.values(schema.getTypeMap()).filter(
    (type): type is GraphQLObjectType => isObjectType(type) && !type.name.startsWith('__'),
  );
}

export function isRootType(schema: GraphQLSchema, type: GraphQLObjectType): boolean {
  return type === schema.getQueryType() || type === schema.getMutationType() || type === schema.getSubscriptionType();
}

/** The rule that holds for a field: its own, else its type's. */
export function accessOfField(type: GraphQLObjectType, field: GraphQLField<unknown, unknown>): AccessRule | undefined {
  return declaredAccess(field) ?? declaredAccess(type);
}

/** Throws AccessDeclarationError unless every field is covered by a declaration, and none promises more than the type behind it. */
export function auditAccess(schema: GraphQLSchema): void {
  const findings = objectTypesOf(schema).flatMap((type) =>
    Object.values(type.getFields()).flatMap((field) => auditField(type, field)),
  );
  if (findings.length > 0) throw new AccessDeclarationError(findings);
}

function auditField(type: GraphQLObjectType, field: GraphQLField<unknown, unknown>): readonly string[] {
  const place = `${type.name}.${field.name}`;
  const rule = accessOfField(type, field);
  if (rule === undefined) return [`${place} declares no access, nor does ${type.name}`];
  if (rule.to.length === 0 && (rule.scopes ?? []).length === 0) return [`${place} lets nobody in`];
  return returnedObjects(field).flatMap((returned) => {
    const promised = declaredAccess(returned);
    if (promised === undefined || covers(promised, rule)) return [];
    return [`${place} is for ${describe(rule)}, but ${returned.name} only for ${describe(promised)}`];
  });
}

function returnedObjects(field: GraphQLField<unknown, unknown>): readonly GraphQLObjectType[] {
  const named = getNamedType(field.type);
  if (named instanceof GraphQLObjectType) return [named];
  return isUnionType(named) ? named.getTypes() : [];
}

function describe(rule: AccessRule): string {
  return [...rule.to, ...(rule.scopes ?? []).map((scope) => `token with ${scope}`)].join(', ');
}
