import { ArgsType, type ClassType, Field, Int, ObjectType } from 'type-graphql';
import type { AccessRule } from '../auth/viewer.ts';
import { Access } from './access.ts';
import { defaultPageSize, maximumPageSize, type Page, type PageArguments } from './pagination.ts';

@ObjectType({ simpleResolvers: true, description: 'Where a page lies in its list.' })
@Access({ to: ['EVERYBODY'] })
export class PageInfo {
  @Field(() => Boolean, { description: 'Whether further items follow.' })
  hasNextPage!: boolean;

  @Field(() => Boolean, { description: 'Whether items come before.' })
  hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true, description: 'The cursor of the first item, for `before`; null on an empty page.' })
  startCursor!: string | null;

  @Field(() => String, { nullable: true, description: 'The cursor of the last item, for `after`; null on an empty page.' })
  endCursor!: string | null;
}

/** The arguments of a list that is read forward only. */
@ArgsType()
export class ForwardPageArguments implements PageArguments {
  @Field(() => Int, { nullable: true, description: `How many, 1 to ${maximumPageSize}; ${defaultPageSize} unless told.` })
  first?: number | null;

  @Field(() => String, { nullable: true, description: 'The cursor after which to begin.' })
  after?: string | null;
}

/** The arguments of a list that is read in both directions. */
@ArgsType()
export class PageArgumentsInBothDirections extends ForwardPageArguments {
  @Field(() => Int, { nullable: true, description: `How many from the end, 1 to ${maximumPageSize}.` })
  last?: number | null;

  @Field(() => String, { nullable: true, description: 'The cursor before which to end.' })
  before?: string | null;
}

export interface ConnectionOf<Node> {
  readonly edges: readonly { readonly node: Node; readonly cursor: string }[];
  readonly nodes: readonly Node[];
  readonly pageInfo: PageInfo;
  readonly totalCount: () => Promise<number>;
}

/** The connection as the schema shows it, from a page of a repository. */
export function connectionFrom<Node>(page: Page<Node>): ConnectionOf<Node> {
  return {
    edges: page.items,
    nodes: page.items.map((item) => item.node),
    pageInfo: {
      hasNextPage: page.hasNextPage,
      hasPreviousPage: page.hasPreviousPage,
      get startCursor() {
        return page.items[0]?.cursor ?? null;
      },
      get endCursor() {
        return page.items.at(-1)?.cursor ?? null;
      },
    },
    totalCount: page.totalCount,
  };
}

/**
 * Declares `<name>Connection` and `<name>Edge` for a node type, and returns the connection's class. `access` is as a rule the node
 * type's own. Call it once for each node type, beside it.
 */
export function connectionType<Node extends object>(
  node: ClassType<Node>,
  options: { readonly name: string; readonly access: AccessRule },
): ClassType<ConnectionOf<Node>> {
  @ObjectType(`${options.name}Edge`, { simpleResolvers: true, description: `One ${options.name} in a list, with its cursor.` })
  @Access(options.access)
  class Edge {
    @Field(() => node, { description: 'The item.' })
    node!: Node;

    @Field(() => String, { description: 'Where the item lies in the list; opaque.' })
    cursor!: string;
  }

  @ObjectType(`${options.name}Connection`, { simpleResolvers: true, description: `One page of a list of ${options.name}.` })
  @Access(options.access)
  class Connection implements ConnectionOf<Node> {
    @Field(() => [Edge], { description: 'The items of the page with their cursors.' })
    edges!: readonly Edge[];

    @Field(() => [node], { description: 'The items of the page.' })
    nodes!: readonly Node[];

    @Field(() => PageInfo, { description: 'Where the page lies in the list.' })
    pageInfo!: PageInfo;

    @Field(() => Int, { description: 'How many the whole list has; counted only when asked for.' })
    totalCount!: () => Promise<number>;
  }
  return Connection;
}
