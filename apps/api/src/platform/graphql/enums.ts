import { registerEnumType } from 'type-graphql';

/**
 * Registers an enumeration of the contracts with the schema and returns the object by which fields refer to it.
 * Every value is described; its spelling is the same in rows, in code and in the schema.
 */
export function graphqlEnum<Value extends string>(options: {
  readonly name: string;
  readonly description: string;
  readonly values: Readonly<Record<Value, string>>;
}): Readonly<Record<Value, Value>> {
  const names = Object.keys(options.values) as Value[];
  const enumeration = Object.fromEntries(names.map((name) => [name, name])) as Record<Value, Value>;
  const valuesConfig = Object.fromEntries(names.map((name) => [name, { description: options.values[name] }]));
  registerEnumType<Record<string, string>>(enumeration, { name: options.name, description: options.description, valuesConfig });
  return enumeration;
}
