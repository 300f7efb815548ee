// type-graphql's decorators ask for it, although every type here is given explicitly.
import 'reflect-metadata';
import { Extensions } from 'type-graphql';
import type { AccessRule } from '../auth/viewer.ts';

/**
 * Declares who may read a type or field, or call a query, mutation or subscription. A type's declaration covers its fields; a field's
 * own declaration replaces it. Building the schema fails where neither says anything, and where a field promises something to an
 * audience that the type behind it refuses (see access-audit.ts). The declaration is printed as `@access` in schema.graphql.
 */
export function Access(rule: AccessRule): ClassDecorator & MethodDecorator & PropertyDecorator {
  const declared = rule.scopes === undefined ? { to: rule.to } : { to: rule.to, scopes: rule.scopes };
  return Extensions({ directives: { access: declared } }) as ClassDecorator & MethodDecorator & PropertyDecorator;
}

/** What @Access left on a type or field of the schema. */
export function declaredAccess(element: { readonly extensions: object }): AccessRule | undefined {
  const extensions = element.extensions as { readonly directives?: { readonly access?: AccessRule } };
  return extensions.directives?.access;
}

/** Whether everybody whom `inner` lets in is let in by `outer` too. */
export function covers(outer: AccessRule, inner: AccessRule): boolean {
  if (outer.to.includes('EVERYBODY')) return true;
  const everyAudience = inner.to.every(
    (audience) => outer.to.includes(audience) || (audience !== 'EVERYBODY' && outer.to.includes('SIGNED_IN')),
  );
  return everyAudience && (inner.scopes ?? []).every((scope) => outer.scopes?.includes(scope) ?? false);
}
