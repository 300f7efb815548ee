import {
  DirectiveLocation,
  GraphQLDirective,
  GraphQLEnumType,
  GraphQLList,
  GraphQLNonNull,
  GraphQLSchema,
  type GraphQLSchemaConfig,
} from 'graphql';
import { buildSchemaSync, type ClassType, type NonEmptyArray, type PubSub } from 'type-graphql';
import type { ResolverInstance } from '../slice.ts';
import { auditAccess } from './access-audit.ts';
import { enforceAccess } from './access-enforcement.ts';
import { auditCacheable } from './answers/cacheable.ts';
import type { ResolverClass } from './context.ts';
import { apiScopeDescription, audienceDescription } from './vocabulary.types.ts';

/** The instances behind the resolver classes: the whole container that type-graphql needs. */
export class ResolverInstances {
  readonly #instances = new Map<unknown, ResolverInstance>();

  constructor(instances: readonly ResolverInstance[]) {
    for (const instance of instances) this.#instances.set(instance.constructor, instance);
  }

  get<Instance extends object>(resolverClass: ResolverClass<Instance>): Instance {
    const instance = this.#instances.get(resolverClass);
    if (instance === undefined) throw new Error(`No slice provides an instance of ${resolverClass.name}`);
    return instance as Instance;
  }

  get classes(): NonEmptyArray<ClassType> {
    const [first, ...others] = this.#instances.keys() as unknown as NonEmptyArray<ClassType>;
    if (first === undefined) throw new Error('A schema takes at least one resolver');
    return [first, ...others];
  }
}

/** Live data comes from the event bus through each subscription's own `subscribe`; type-graphql merely insists on having a bus. */
const unusedBus: PubSub = {
  publish: () => {
    throw new Error('Publish domain events on the event bus');
  },
  subscribe: () => {
    throw new Error('Give the subscription a `subscribe` function');
  },
};

/**
 * The executable schema of all slices. Throws AccessDeclarationError where a field does not say who may read it, and puts the declared
 * rules in front of the resolvers.
 */
export function buildApiSchema(instances: ResolverInstances): GraphQLSchema {
  const built = buildSchemaSync({
    resolvers: instances.classes,
    container: { get: (resolverClass: ClassType) => instances.get(resolverClass) },
    validate: false,
    pubSub: unusedBus,
  });
  const schema = withAccessDirective(built);
  auditAccess(schema);
  auditCacheable(schema);
  enforceAccess(schema);
  return schema;
}

/** Adds the definition of `@access`, using the schema's own enumerations where fields use them as well. */
function withAccessDirective(schema: GraphQLSchema): GraphQLSchema {
  const listOf = (enumeration: EnumDescription) => {
    const known = schema.getType(enumeration.name);
    const type = known instanceof GraphQLEnumType ? known : enumerationOf(enumeration);
    return new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(type)));
  };
  const access = new GraphQLDirective({
    name: 'access',
    description:
      'Who may read a type or field, or call a query, mutation or subscription. The declaration of a type covers its fields.',
    locations: [DirectiveLocation.OBJECT, DirectiveLocation.FIELD_DEFINITION],
    args: {
      to: {
        type: listOf(audienceDescription),
        defaultValue: [],
        description: 'At least one must hold in the programme that the object belongs to.',
      },
      scopes: {
        type: listOf(apiScopeDescription),
        defaultValue: [],
        description: 'Scopes with which a machine client may, inside the programme of its token.',
      },
    },
  });
  const config: GraphQLSchemaConfig = schema.toConfig();
  return new GraphQLSchema({ ...config, directives: [...(config.directives ?? []), access] });
}

interface EnumDescription {
  readonly name: string;
  readonly description: string;
  readonly values: Readonly<Record<string, string>>;
}

function enumerationOf({ name, description, values }: EnumDescription): GraphQLEnumType {
  const entries = Object.entries(values).map(([value, meaning]) => [value, { value, description: meaning }]);
  return new GraphQLEnumType({ name, description, values: Object.fromEntries(entries) });
}
