import { type DocumentNode, type GraphQLField, type GraphQLSchema, TypeInfo, visit, visitWithTypeInfo } from 'graphql';
import { Extensions } from 'type-graphql';
import { declaredAccess } from '../access.ts';
import { objectTypesOf } from '../access-audit.ts';

/** Who may get the same answer: everybody with the same rights (roles, departments, scopes), or only the viewer themselves. */
export type Sharing = 'RIGHTS' | 'VIEWER';

/**
 * Declares that what a resolver answers follows from its object, its arguments, the language, the viewer's rights (or the viewer), and from
 * what the root field told the context that it depends on; see AnswerNotes. An operation is kept only when all its resolvers declare
 * that, and its root fields declare it for the answer at hand.
 */
export function Cacheable(sharing: Sharing): MethodDecorator & PropertyDecorator {
  return Extensions({ cacheable: sharing }) as MethodDecorator & PropertyDecorator;
}

/** Throws where a declaration shares what @access lets only the person themselves read. */
export function auditCacheable(schema: GraphQLSchema): void {
  for (const type of objectTypesOf(schema)) {
    for (const field of Object.values(type.getFields())) {
      if (declaredSharing(field) === 'RIGHTS' && declaredAccess(field)?.to.includes('SELF') === true)
        throw new Error(`${type.name}.${field.name} is for the person themselves: declare it cacheable by VIEWER`);
    }
  }
}

/** With whom the answer to a query, or to an event of a subscription, may be shared; undefined when with nobody. */
export function sharingOf(schema: GraphQLSchema, document: DocumentNode): Sharing | undefined {
  const types = new TypeInfo(schema);
  let sharing: Sharing | undefined = 'RIGHTS';
  const narrow = (declared: Sharing | undefined) => {
    if (declared === undefined) sharing = undefined;
    else if (sharing !== undefined && declared === 'VIEWER') sharing = 'VIEWER';
  };
  // The whole document, its other operations included: that is simpler, and only ever keeps less.
  visit(
    document,
    visitWithTypeInfo(types, {
      Field(node) {
        const field = types.getFieldDef();
        if (field == null) return;
        if (field.name.startsWith('__')) return node.name.value === '__typename' ? undefined : narrow(undefined);
        if (field.resolve !== undefined) narrow(declaredSharing(field));
      },
    }),
  );
  return sharing;
}

function declaredSharing(field: GraphQLField<unknown, unknown>): Sharing | undefined {
  const declared = field.extensions['cacheable'];
  return declared === 'RIGHTS' || declared === 'VIEWER' ? declared : undefined;
}
