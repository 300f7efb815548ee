import { defaultFieldResolver, type GraphQLField, type GraphQLObjectType, type GraphQLSchema } from 'graphql';
import { type AccessRule, type AccessSubject, may, maySomewhere, type Viewer } from '../auth/viewer.ts';
import { covers, declaredAccess } from './access.ts';
import { isRootType, objectTypesOf } from './access-audit.ts';
import type { RequestContext } from './context.ts';
import { refusal } from './errors.ts';

type Field = GraphQLField<unknown, RequestContext>;

/**
 * Puts the declared rules in front of the resolvers. Root fields always ask; object fields only where they declare something narrower
 * than their type, so that plain fields stay without a resolver function and cost nothing.
 */
export function enforceAccess(schema: GraphQLSchema): void {
  for (const type of objectTypesOf(schema)) {
    for (const field of Object.values(type.getFields())) {
      if (isRootType(schema, type)) guardRootField(field);
      else guardObjectField(type, field);
    }
  }
}

function guardRootField(field: Field): void {
  const rule = declaredAccess(field);
  if (rule === undefined) throw new Error(`${field.name} declares no access`);
  const { resolve = defaultFieldResolver, subscribe } = field;
  field.resolve = (source, args, context, info) => {
    context.answer.rootFieldBegins();
    if (!maySomewhere(context.viewer, rule)) return refuse(context.viewer);
    return resolve(source, args, context, info);
  };
  if (subscribe === undefined) return;
  field.subscribe = (source, args, context, info) => {
    if (!maySomewhere(context.viewer, rule)) return refuse(context.viewer);
    return subscribe(source, args, context, info);
  };
}

function guardObjectField(type: GraphQLObjectType, field: Field): void {
  const rule = declaredAccess(field);
  const typeRule = declaredAccess(type);
  if (rule === undefined || (typeRule !== undefined && covers(rule, typeRule))) return;
  const { resolve = defaultFieldResolver } = field;
  field.resolve = (source, args, context, info) => {
    if (!mayReadField(context.viewer, rule, source)) return refuse(context.viewer);
    return resolve(source, args, context, info);
  };
}

/**
 * Always a promise, never a synchronous throw: when an item of a non-null list throws at once, graphql 16 forgets the promises of the
 * items before it, and one of those that rejects later would be an unhandled rejection, which ends the process.
 */
function refuse(viewer: Viewer): Promise<never> {
  return Promise.reject(refusal(viewer));
}

/** An object says by its properties which programme, person, ambassador and department it belongs to. */
function mayReadField(viewer: Viewer, rule: AccessRule, source: unknown): boolean {
  const subject = source as Partial<AccessSubject>;
  if (subject.programmeId !== undefined) return may(viewer, { ...rule, ...subjectOf(subject, subject.programmeId) });
  const outsideOfProgrammes = rule.to.filter((audience) => ['EVERYBODY', 'SIGNED_IN', 'OPERATOR', 'SELF'].includes(audience));
  return may(viewer, { to: outsideOfProgrammes, ...subjectOf(subject, '') });
}

function subjectOf(source: Partial<AccessSubject>, programmeId: string): AccessSubject {
  return {
    programmeId,
    ...(source.personId === undefined ? {} : { personId: source.personId }),
    ...(source.ambassadorId === undefined ? {} : { ambassadorId: source.ambassadorId }),
    ...(source.departmentId === undefined ? {} : { departmentId: source.departmentId }),
  };
}
