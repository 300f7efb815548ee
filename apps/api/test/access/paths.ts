import type { DeclaredField, DeclaredRule } from './declared-schema.ts';
import { examples } from './examples.ts';
import type { Character, SceneIds } from './scene.ts';

type Schema = ReadonlyMap<string, readonly DeclaredField[]>;

/** One field on the way from the root to an object, with its example arguments written out. */
export interface Step {
  readonly place: string;
  readonly field: DeclaredField;
}

/** A way to an object type, the shortest there is. */
export interface TypePath {
  readonly type: string;
  readonly steps: readonly Step[];
}

/**
 * Not used as ways: the one leads to the objects of several programmes at once, and what somebody is differs between them; the other to what fixing
 * a pair changes, which is nothing where the optimum, of several equal ones, holds the pair already.
 */
const noWays = new Set(['Query.programmes', 'TandemOverrideCost.changes']);

/** The shortest way to every object type that queries reach, breadth first in the order of the schema. */
export function findPaths(schema: Schema): readonly TypePath[] {
  const paths: TypePath[] = [{ type: 'Query', steps: [] }];
  const found = new Set(['Query']);
  for (const path of paths) {
    for (const field of schema.get(path.type) ?? []) {
      const place = `${path.type}.${field.name}`;
      if (noWays.has(place) || !isCallable(place, field)) continue;
      if (field.returns === undefined || found.has(field.returns)) continue;
      found.add(field.returns);
      paths.push({ type: field.returns, steps: [...path.steps, { place, field }] });
    }
  }
  return paths.slice(1);
}

/** A field without an example for its required arguments cannot be called; the test of the examples names it. */
export function isCallable(place: string, field: DeclaredField): boolean {
  return examples[place] !== undefined || field.arguments.every((argument) => !argument.required);
}

/** Whether somebody holds a rule: at the root in any programme, further down in the programme of the object. */
export function holds(character: Character, rule: DeclaredRule, where: 'here' | 'anywhere'): boolean {
  if (rule.to.includes('EVERYBODY')) return true;
  return (
    rule.to.some((audience) => character[where].includes(audience)) ||
    rule.scopes.some((scope) => character.scopes.includes(scope))
  );
}

/** What `viewer` leads to is about whoever asks; everything else of the scene that is about a person is about Anna. */
export function asSeenOn(path: TypePath, character: Character): Character {
  const isAboutOneself = path.steps[0]?.place === 'Query.viewer' && character.here.length > 0;
  return isAboutOneself ? { ...character, here: [...character.here, 'SELF'] } : character;
}

/** The text of a field with its arguments and a selection. */
export function write(
  step: Step,
  options: { readonly ids: SceneIds; readonly selection: string; readonly towards?: string },
): string {
  const values = examples[step.place]?.(options.ids, options.towards) ?? {};
  const given = step.field.arguments.filter((argument) => values[argument.name] !== undefined);
  const written = given.map((argument) => `${argument.name}: ${literal(values[argument.name])}`).join(', ');
  return `${step.field.name}${written === '' ? '' : `(${written})`}${options.selection}`;
}

/** A query that walks the path and reads the selection at its end. */
export function queryAlong(path: TypePath, options: { readonly ids: SceneIds; readonly selection: string }): string {
  const inner = path.steps.reduceRight(
    (selection, step) => ` { ${write(step, { ids: options.ids, selection, towards: path.type })} }`,
    options.selection,
  );
  return `query ${inner}`;
}

const enumerationValue = /^[A-Z][A-Z_]*$/;

/** A value as GraphQL writes it; texts in capitals are values of enumerations. */
function literal(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    return `{ ${Object.entries(value)
      .map(([name, part]) => `${name}: ${literal(part)}`)
      .join(', ')} }`;
  }
  return typeof value === 'string' && enumerationValue.test(value) && value.length > 1 ? value : JSON.stringify(value);
}
