import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type DeclaredField, readDeclaredSchema } from './access/declared-schema.ts';
import { examples, openToOutsiders } from './access/examples.ts';
import { asSeenOn, findPaths, holds, isCallable, queryAlong, type TypePath, write } from './access/paths.ts';
import { type Character, type Scene, type SceneIds, setScene, unknownIds } from './access/scene.ts';
import { type GraphqlResult, startTestApi, type TestApi } from './harness/index.ts';

const schema = readDeclaredSchema();
const paths = findPaths(schema);
const rootTypes = ['Query', 'Mutation', 'Subscription'] as const;

let api: TestApi;
let scene: Scene;
beforeAll(async () => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const key = privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64');
  api = await startTestApi({
    environment: { MAILBOX: 'true', WEBHOOK_KEY: randomBytes(32).toString('base64'), CREDENTIAL_KEYS: key },
  });
  scene = await setScene(api);
});
afterAll(() => api.stop());

type Answer = GraphqlResult<Record<string, unknown>>;
const refusals = ['UNAUTHENTICATED', 'FORBIDDEN'];

function refusalsIn(answer: Answer): readonly string[] {
  return answer.errors
    .filter((error) => refusals.includes(error.extensions?.code ?? ''))
    .map((error) => `${error.extensions?.code} at ${error.path?.join('.')}`);
}

/** Any error that is no refusal means that the test asks wrongly. */
function expectWellAsked(answer: Answer): void {
  expect(answer.errors.filter((error) => !refusals.includes(error.extensions?.code ?? ''))).toEqual([]);
}

/** All at once: they only read, or fail. */
async function forEach<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  await Promise.all(items.map(work));
}

/** All people, and of the tokens that are allowed the same the first one. */
function withoutEqualTokens(
  characters: readonly Character[],
  allowed: (character: Character) => unknown,
): readonly Character[] {
  const tokens = characters.filter((character) => typeof character.as === 'string');
  const different = new Map(tokens.toReversed().map((token) => [allowed(token), token]));
  return [...characters.filter((character) => typeof character.as !== 'string'), ...different.values()];
}

function fieldsOf(type: string): readonly DeclaredField[] {
  return schema.get(type) ?? [];
}

test('every field with required arguments has an example, and every example a field', () => {
  const places = [...schema].flatMap(([type, fields]) => fields.map((field) => ({ place: `${type}.${field.name}`, field })));
  expect(places.filter(({ place, field }) => !isCallable(place, field)).map(({ place }) => place)).toEqual([]);
  expect(Object.keys(examples).filter((example) => !places.some(({ place }) => place === example))).toEqual([]);
});

describe.each(rootTypes)('%s', (rootType) => {
  const operation = rootType.toLowerCase();
  const fields = fieldsOf(rootType).map((field) => [field.name, field] as const);

  async function call(field: DeclaredField, character: Character, ids: SceneIds): Promise<Answer> {
    const selection = rootType === 'Mutation' ? ' { errors { code } }' : field.returns === undefined ? '' : ' { __typename }';
    const place = `${rootType}.${field.name}`;
    return api.graphql(`${operation} { ${write({ place, field }, { ids, selection })} }`, {}, { as: character.as });
  }

  if (rootType !== 'Subscription') {
    test.each(fields)('%s is refused to whom it is not declared for, and to nobody else', async (_name, field) => {
      const everybody = withoutEqualTokens(scene.characters, (character) => holds(character, field.rule, 'anywhere'));
      await forEach(everybody, async (character) => {
        const allowed = holds(character, field.rule, 'anywhere');
        const answer = await call(field, character, allowed ? unknownIds : scene.ids);
        expectWellAsked(answer);
        const refused = refusalsIn(answer).map((refusal) => refusal.split(' ')[0]);
        const expected = allowed ? [] : [character.as === undefined ? 'UNAUTHENTICATED' : 'FORBIDDEN'];
        expect({ who: character.name, refused }).toEqual({ who: character.name, refused: expected });
      });
    });
  }

  if (rootType === 'Mutation') {
    const closed = fields.filter(([name]) => !openToOutsiders.includes(`${rootType}.${name}`));

    test.each(closed)('%s does nothing for who may elsewhere but not here', async (name, field) => {
      const outsiders = scene.characters.filter(
        (character) => holds(character, field.rule, 'anywhere') && !holds(character, field.rule, 'here'),
      );
      for (const character of outsiders) {
        const answer = await call(field, character, scene.ids);
        const payload = answer.ok()[name] as { readonly errors: readonly { readonly code: string }[] };
        expect({ who: character.name, codes: payload.errors.map((error) => error.code) }).toEqual({
          who: character.name,
          codes: [expect.stringMatching(/^NOT_(FOUND|ALLOWED)$/)],
        });
      }
    });
  }

  if (rootType === 'Subscription' && fields.length > 0) {
    test.each(fields)('%s is refused to whom it is not declared for', async (name, field) => {
      const place = `${rootType}.${name}`;
      const text = `subscription { ${write({ place, field }, { ids: scene.ids, selection: ' { __typename }' })} }`;
      for (const character of scene.characters.filter((candidate) => !holds(candidate, field.rule, 'anywhere'))) {
        const subscription = await api.subscribe(text, {}, { as: character.as });
        const { errors } = await subscription.next();
        expect({ who: character.name, codes: errors.map((error) => error.extensions?.code) }).toEqual({
          who: character.name,
          codes: [character.as === undefined ? 'UNAUTHENTICATED' : 'FORBIDDEN'],
        });
        await subscription.stop();
      }
    });
  }
});

describe('fields of objects', () => {
  /** Whether the declarations let somebody come as far as the object. */
  function reaches(character: Character, path: TypePath): boolean {
    return path.steps.every(({ field }, index) => holds(character, field.rule, index === 0 ? 'anywhere' : 'here'));
  }

  async function read(path: TypePath, character: Character, fields: readonly DeclaredField[]): Promise<Answer> {
    const written = fields.map((field) =>
      write(
        { place: `${path.type}.${field.name}`, field },
        { ids: scene.ids, selection: field.returns === undefined ? '' : ' { __typename }' },
      ),
    );
    const query = queryAlong(path, { ids: scene.ids, selection: ` { ${['__typename', ...written].join(' ')} }` });
    return api.graphql(query, {}, { as: character.as });
  }

  /** Whether the answer holds an object at the end of the path. */
  function isReached(answer: Answer, path: TypePath): boolean {
    let values: readonly unknown[] = [answer.data];
    for (const { field } of path.steps) {
      values = values.flatMap((value) => (value as Record<string, unknown> | null | undefined)?.[field.name] ?? []);
    }
    return values.length > 0;
  }

  test.each(paths.map((path) => [path.type, path] as const))(
    'of %s are refused to whom they are not declared for',
    async (_type, path) => {
      const callable = fieldsOf(path.type).filter((field) => isCallable(`${path.type}.${field.name}`, field));
      let wasReached = false;
      const everybody = withoutEqualTokens(
        scene.characters.map((somebody) => asSeenOn(path, somebody)),
        (character) => [reaches(character, path), ...callable.map((field) => holds(character, field.rule, 'here'))].join(),
      );
      await forEach(everybody, async (character) => {
        if (!reaches(character, path)) {
          const answer = await read(path, character, []);
          expect({ who: character.name, reached: isReached(answer, path) }).toEqual({ who: character.name, reached: false });
          return;
        }
        const allowed = await read(
          path,
          character,
          callable.filter((field) => holds(character, field.rule, 'here')),
        );
        expectWellAsked(allowed);
        expect({ who: character.name, refusals: refusalsIn(allowed) }).toEqual({ who: character.name, refusals: [] });
        if (!isReached(allowed, path)) return;
        wasReached = true;
        for (const field of callable.filter((candidate) => !holds(character, candidate.rule, 'here'))) {
          const refused = await read(path, character, [field]);
          expect({ who: character.name, field: field.name, refused: refusalsIn(refused).length > 0 }).toEqual({
            who: character.name,
            field: field.name,
            refused: true,
          });
        }
      });
      expect(wasReached).toBe(true);
    },
  );
});
