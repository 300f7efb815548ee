import { beforeEach, describe, expect, test } from '@jest/globals';
import { GraphQLObjectType, type GraphQLResolveInfo, type GraphQLSchema, graphql } from 'graphql';
import { Field, FieldResolver, ObjectType, Query, Resolver } from 'type-graphql';
import type { Membership, Viewer } from '../auth/viewer.ts';
import { nobody } from '../auth/viewer.ts';
import { Access, covers } from './access.ts';
import { AccessDeclarationError } from './access-audit.ts';
import { notKept } from './answers/answer-notes.ts';
import type { RequestContext } from './context.ts';
import { Loaders } from './loaders.ts';
import { buildApiSchema, ResolverInstances } from './schema.ts';

@ObjectType('Note', { simpleResolvers: true })
@Access({ to: ['AMBASSADOR', 'COMMUNICATOR', 'ADMIN'], scopes: ['ACTIVITIES_READ'] })
class Note {
  programmeId = 'acme';
  personId = 'anna';
  departmentId: string | null = 'sales';

  @Field(() => String)
  title = 'open to the programme';

  @Field(() => String)
  @Access({ to: ['SELF'] })
  secret = 'only for Anna';

  @Field(() => String)
  @Access({ to: ['COMMUNICATOR'] })
  forDepartment = 'only for communicators of sales';
}

@Resolver(() => Note)
class NoteResolver {
  @Query(() => Note)
  @Access({ to: ['AMBASSADOR', 'COMMUNICATOR', 'ADMIN'], scopes: ['ACTIVITIES_READ'] })
  note(): Note {
    return new Note();
  }

  @FieldResolver(() => String)
  @Access({ to: ['ADMIN'], scopes: ['ACTIVITIES_READ'] })
  computed(): string {
    return 'only for administrators and machines';
  }
}

let schema: GraphQLSchema;
beforeEach(() => {
  schema = buildApiSchema(new ResolverInstances([new NoteResolver()]));
});

function person(personId: string, membership: Partial<Membership> = {}): Viewer {
  const memberships = [{ programmeId: 'acme', roles: [], ambassadorId: null, departmentIds: [], ...membership }];
  return { kind: 'person', personId, subject: personId, name: null, isOperator: false, memberships };
}

async function read(viewer: Viewer, field: string) {
  const contextValue: RequestContext = {
    viewer,
    requestId: 'test',
    language: 'ENGLISH',
    loaders: new Loaders(),
    answer: notKept,
    resolver: () => {
      throw new Error('unused');
    },
  };
  const result = await graphql({ schema, source: `{ note { ${field} } }`, contextValue });
  return result.errors?.[0]?.extensions['code'] ?? (result.data as { note: Record<string, string> }).note[field];
}

describe('@Access', () => {
  test('a root field refuses nobody as UNAUTHENTICATED and somebody without the role as FORBIDDEN', async () => {
    expect(await read(nobody, 'title')).toBe('UNAUTHENTICATED');
    expect(await read(person('bob'), 'title')).toBe('FORBIDDEN');
    expect(await read(person('bob', { roles: ['AMBASSADOR'] }), 'title')).toBe('open to the programme');
  });

  test('a token needs one of the scopes', async () => {
    const token = { kind: 'token', tokenId: 't', programmeId: 'acme' } as const;
    expect(await read({ ...token, scopes: ['POINTS_READ'] }, 'title')).toBe('FORBIDDEN');
    expect(await read({ ...token, scopes: ['ACTIVITIES_READ'] }, 'title')).toBe('open to the programme');
    expect(await read({ ...token, scopes: ['ACTIVITIES_READ'] }, 'computed')).toBe('only for administrators and machines');
    expect(await read({ ...token, programmeId: 'other', scopes: ['ACTIVITIES_READ'] }, 'computed')).toBe('FORBIDDEN');
  });

  test('a field that is narrower than its type asks again, with the object: SELF', async () => {
    expect(await read(person('anna', { roles: ['AMBASSADOR'] }), 'secret')).toBe('only for Anna');
    expect(await read(person('bob', { roles: ['ADMIN'] }), 'secret')).toBe('FORBIDDEN');
  });

  test('a role counts in the programme of the object, not in another one', async () => {
    const elsewhere = person('bob', { programmeId: 'other', roles: ['ADMIN'] });
    expect(await read(elsewhere, 'computed')).toBe('FORBIDDEN');
    expect(await read(person('bob', { roles: ['ADMIN'] }), 'computed')).toBe('only for administrators and machines');
  });

  test('COMMUNICATOR counts in the own departments', async () => {
    const communicator = (departmentIds: readonly string[]) => person('carla', { roles: ['COMMUNICATOR'], departmentIds });
    expect(await read(communicator(['sales']), 'forDepartment')).toBe('only for communicators of sales');
    expect(await read(communicator(['legal']), 'forDepartment')).toBe('FORBIDDEN');
  });

  test('a refusal is never thrown at once, because graphql forgets other promises of a list then', async () => {
    const note = schema.getType('Note');
    if (!(note instanceof GraphQLObjectType)) throw new Error('There is no Note');
    const { resolve } = note.getFields()['secret'] ?? {};
    const refused: unknown = resolve?.(new Note(), {}, { viewer: nobody }, {} as GraphQLResolveInfo);
    await expect(refused).rejects.toThrow('Sign in first');
  });

  test('plain fields that declare nothing of their own keep no resolver function, and stay fast', () => {
    const note = schema.getType('Note');
    expect(
      note && 'getFields' in note
        ? Object.entries(note.getFields()).map(([name, field]) => [name, 'resolve' in field && field.resolve !== undefined])
        : [],
    ).toEqual([
      ['title', false],
      ['secret', true],
      ['forDepartment', true],
      ['computed', true],
    ]);
  });
});

describe('building a schema', () => {
  test('fails with every field that declares nothing', () => {
    @ObjectType('Undeclared', { simpleResolvers: true })
    class Undeclared {
      @Field(() => String)
      title!: string;
    }

    @Resolver(() => Undeclared)
    class UndeclaredResolver {
      @Query(() => Undeclared)
      undeclared(): Undeclared {
        return new Undeclared();
      }
    }

    const build = () => buildApiSchema(new ResolverInstances([new UndeclaredResolver()]));
    expect(build).toThrow(AccessDeclarationError);
    expect(build).toThrow(/Query\.undeclared declares no access.*\n.*Undeclared\.title declares no access/);
  });

  test('fails where a field promises something to an audience that the type behind it refuses', () => {
    @Resolver()
    class GenerousResolver {
      @Query(() => Note)
      @Access({ to: ['AMBASSADOR', 'AUDITOR'] })
      generous(): Note {
        return new Note();
      }
    }

    const build = () => buildApiSchema(new ResolverInstances([new GenerousResolver()]));
    expect(build).toThrow('Query.generous is for AMBASSADOR, AUDITOR, but Note only for AMBASSADOR, COMMUNICATOR, ADMIN');
  });
});

test('EVERYBODY covers all, SIGNED_IN every person; scopes are covered one by one', () => {
  expect(covers({ to: ['EVERYBODY'] }, { to: ['ADMIN'], scopes: ['POINTS_READ'] })).toBe(true);
  expect(covers({ to: ['SIGNED_IN'] }, { to: ['ADMIN', 'SELF', 'OPERATOR'] })).toBe(true);
  expect(covers({ to: ['SIGNED_IN'] }, { to: ['EVERYBODY'] })).toBe(false);
  expect(covers({ to: ['SIGNED_IN'] }, { to: [], scopes: ['POINTS_READ'] })).toBe(false);
  expect(covers({ to: ['ADMIN'], scopes: ['POINTS_READ'] }, { to: ['ADMIN'], scopes: ['POINTS_READ'] })).toBe(true);
});
