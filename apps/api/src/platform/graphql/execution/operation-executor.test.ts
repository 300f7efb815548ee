import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  buildSchema,
  type DocumentNode,
  execute,
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLSchema,
  isObjectType,
  parse,
  validate,
} from 'graphql';
import { notKept } from '../answers/answer-notes.ts';
import type { RequestContext } from '../context.ts';
import { Loaders } from '../loaders.ts';
import { createOperationExecutor, type OperationExecutor } from './operation-executor.ts';

const schema = withResolvers(
  buildSchema(`
    enum Mood { GLAD SAD }
    input Filter { mood: Mood! = GLAD, limit: Int! = 3, tags: [String!], inner: Filter }
    type Query { thing(filter: Filter, id: ID = "1"): Thing, required: Thing!, things(size: Int = 2): [Thing!], holes: [Thing], matrix: [[Int!]!] }
    type Mutation { first(n: Int!): Thing, second: Thing! }
    type Subscription { ticked: Thing }
    type Thing {
      id: ID! plain: String number: Int! mood: Mood method(times: Int = 2): String promised: String promisedList: [String!]
      fails: String failsNow: String! failsLater: String! wrong: Int notIterable: [Int] child: Thing required: Thing! children: [Thing!]! maybe: [Thing]
      echo(filter: Filter!): String
    }`),
);

function thing(depth: number): Record<string, unknown> {
  return {
    ...{ id: `t${depth}`, plain: 'plain', number: depth, mood: 'GLAD', wrong: 'no number', notIterable: 5 },
    method: ({ times }: { times: number }) => `called ${times}`,
    promised: Promise.resolve('later'),
    promisedList: [Promise.resolve('a'), 'b'],
    fails: new Error('returned'),
    get failsNow() {
      throw new Error('thrown');
    },
    failsLater: undefined,
  };
}

/** Objects of seven levels below each other; some are null, some late, some fail. */
function withResolvers(built: GraphQLSchema): GraphQLSchema {
  const resolvers: Readonly<Record<string, GraphQLFieldResolver<Record<string, number>, unknown>>> = {
    'Query.thing': (_root, { filter, id }) => ({ ...thing(0), plain: JSON.stringify([filter, id]) }),
    'Query.required': async () => thing(0),
    'Query.things': (_root, { size }) => Array.from({ length: size }, (_none, index) => thing(index)),
    'Query.holes': async () => [
      thing(1),
      null,
      Promise.resolve(thing(2)),
      Promise.reject(new Error('a hole')),
      new Error('an error'),
    ],
    'Query.matrix': () => [
      [1, 2],
      [3, null],
    ],
    'Mutation.first': async (_root, { n }) => thing(n),
    'Mutation.second': () => Promise.reject(new Error('second failed')),
    'Thing.child': ({ number = 0 }) => (number > 6 ? null : thing(number + 1)),
    'Thing.required': async ({ number = 0 }) => (number > 1 ? null : thing(number + 1)),
    'Thing.children': async ({ number = 0 }) => (number > 5 ? [] : [thing(number + 2), Promise.resolve(thing(number + 3))]),
    'Thing.maybe': ({ number = 0 }) =>
      [null, async () => undefined, Promise.resolve(null), thing(number + 3)].slice(0, 1 + (number % 4)),
    'Thing.failsLater': () => Promise.reject(new Error('failed later')),
    'Thing.echo': (_thing, { filter }, _context, info) => JSON.stringify([filter, info.path.key, info.fieldName]),
  };
  for (const [place, resolve] of Object.entries(resolvers)) {
    const [type = '', field = ''] = place.split('.');
    const fields = (built.getType(type) as GraphQLObjectType).getFields();
    const declared = fields[field];
    if (declared !== undefined) declared.resolve = resolve as GraphQLFieldResolver<unknown, unknown>;
  }
  return built;
}

const contextValue: RequestContext = {
  viewer: { kind: 'nobody' },
  requestId: 'test',
  language: 'ENGLISH',
  loaders: new Loaders(),
  answer: notKept,
  resolver: () => {
    throw new Error('unused');
  },
};

interface Asked {
  readonly document: DocumentNode;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly operationName?: string;
  readonly rootValue?: unknown;
}

/**
 * The data, the places where null stands for a failure, and the failures themselves where only one can have caused the null. Of several
 * that take the same place with them at the same time, an implementation tells one of its choice ("Handling Field Errors").
 */
function comparable(result: Awaited<ReturnType<OperationExecutor['execute']>>) {
  const data = 'data' in result ? JSON.parse(JSON.stringify(result.data)) : undefined;
  const failures = (result.errors ?? []).map((error) => {
    const told = error.toJSON();
    const place = nulledPlace(data, told.path ?? []);
    return { place, told: place.length === (told.path ?? []).length ? told : 'one of several' };
  });
  const different = new Set(failures.map((failure) => JSON.stringify(failure)));
  return { data, failures: [...different].sort() };
}

/** The keys down to the first null on the way to a failure. */
function nulledPlace(data: unknown, path: readonly (string | number)[]): readonly (string | number)[] {
  let value = data;
  for (const [index, key] of path.entries()) {
    if (value === null || value === undefined) return path.slice(0, index);
    value = (value as Record<string | number, unknown>)[key];
  }
  return path;
}

async function bothWays(asked: Asked) {
  const { document, variables = {}, operationName = null, rootValue } = asked;
  const executor = createOperationExecutor(schema);
  const planned = await executor.execute({ document, variables, operationName, contextValue, rootValue });
  const again = await executor.execute({ document, variables, operationName, contextValue, rootValue });
  const reference = await execute({ schema, document, variableValues: variables, operationName, contextValue, rootValue });
  expect(comparable(planned)).toEqual(comparable(reference));
  expect(comparable(again)).toEqual(comparable(reference));
  return comparable(planned);
}

describe('a planned operation is answered as graphql-js answers it', () => {
  test.each([
    [
      'properties, functions and promises',
      '{ thing { id plain mood number method promised promisedList t: method(times: 5) __typename } __typename }',
    ],
    ['nothing where null is', '{ holes { id } matrix }'],
    ['failures where null is allowed', '{ thing { fails wrong notIterable id } }'],
    [
      'failures that take what they belong to with them',
      '{ thing { failsNow id } things { failsLater id } holes { failsNow } }',
    ],
    ['a failure of everything', '{ required { failsLater } thing { fails } }'],
    ['null where it is not allowed', '{ thing { required { required { required { id } } } } }'],
    ['mutations one after the other', 'mutation { first(n: 1) { number } again: first(n: 2) { number } second { id } }'],
    [
      'fragments and merged fields',
      'query { thing { ...A child { id } } } fragment A on Thing { child { number ...B } ... on Thing { id } } fragment B on Thing { plain }',
    ],
    ['introspection', '{ __schema { types { name fields { name args { defaultValue } } } } __type(name: "Thing") { kind } }'],
    ['defaults of inputs', '{ thing(filter: { tags: "one" }) { plain echo(filter: {}) } }'],
    ['a key that objects of JavaScript have already', '{ __proto__: thing { constructor: id toString: plain } }'],
  ])('%s', async (_what, text) => {
    const document = parse(text);
    expect(validate(schema, document)).toEqual([]);
    await bothWays({ document });
  });

  const withVariables = parse(`query Q($limit: Int, $filter: Filter, $yes: Boolean = true, $n: Int! = 4, $mood: Mood! = SAD) {
    thing(filter: $filter) { plain echo(filter: { limit: $n, mood: $mood, inner: { tags: ["x"] } }) child @include(if: $yes) { id } id @skip(if: $yes) }
    things(size: $limit) { id }
  } query Other { required { id } }`);

  test.each([
    [{}],
    [{ limit: 1, filter: {}, yes: false, n: 1 }],
    [{ limit: null, filter: { mood: 'SAD', inner: { limit: 2 } } }],
    [{ filter: { mood: 'NO SUCH' }, n: 'x' }],
    [{ filter: { limit: null } }],
    [{ n: null, yes: null }],
  ])('variables %j', async (variables) => {
    await bothWays({ document: withVariables, variables, operationName: 'Q' });
  });

  test('an operation that is not there, or not told', async () => {
    await bothWays({ document: withVariables, operationName: 'Missing' });
    await bothWays({ document: withVariables });
  });

  test('an event of a subscription', async () => {
    const answer = await bothWays({ document: parse('subscription { ticked { id plain } }'), rootValue: { ticked: thing(3) } });
    expect(answer).toEqual({ data: { ticked: { id: 't3', plain: 'plain' } }, failures: [] });
  });

  test('operations at random', async () => {
    await fc.assert(
      fc.asyncProperty(selectionOf('Query', 4), fc.boolean(), async (selection, yes) => {
        const document = parse(`query ($yes: Boolean!) ${selection}`);
        await bothWays({ document, variables: { yes } });
      }),
      { numRuns: 300 },
    );
  });
});

/** A selection of fields of a type, with aliases, conditions and inline fragments; objects go at most so deep. */
function selectionOf(type: string, depth: number): fc.Arbitrary<string> {
  const fields = Object.values((schema.getType(type) as GraphQLObjectType).getFields());
  const usable = fields.filter(({ args, type: returned }) => {
    const isObject = isObjectType(schema.getType(String(returned).replaceAll(/[[\]!]/g, '')));
    return (depth > 0 || !isObject) && args.every(({ defaultValue }) => defaultValue !== undefined);
  });
  const field = fc.constantFrom(...usable).chain(({ name, type: returned }) => {
    const inner = String(returned).replaceAll(/[[\]!]/g, '');
    const below = isObjectType(schema.getType(inner)) ? selectionOf(inner, depth - 1) : fc.constant('');
    const condition = fc.constantFrom('', '', '', '@include(if: $yes)', '@skip(if: $yes)');
    const alias = fc.constantFrom('', '', `other_${name}:`);
    return fc.tuple(alias, condition, below).map(([as, when, selection]) => `${as} ${name} ${when} ${selection}`);
  });
  const fragment = fc.array(field, { minLength: 1, maxLength: 2 }).map((inside) => `... on ${type} { ${inside.join(' ')} }`);
  const selections = fc.array(fc.oneof({ weight: 4, arbitrary: field }, { weight: 1, arbitrary: fragment }), {
    minLength: 1,
    maxLength: depth > 0 ? 4 : 2,
  });
  return selections.map((inside) => `{ __typename ${inside.join(' ')} }`);
}
