import type { z } from 'zod';
import { badUserInput } from './errors.ts';

/** Page sizes: what a list gives when nobody says how many, and the most it gives at once. */
export const defaultPageSize = 20;
export const maximumPageSize = 100;

/** What a reader asks of a connection. */
export interface PageArguments {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly last?: number | null | undefined;
  readonly before?: string | null | undefined;
}

/** A page in the words of a repository: so many rows beyond the position, in that direction. */
export interface PageRequest<Position> {
  readonly direction: 'forward' | 'backward';
  readonly limit: number;
  /** The position of the neighbour row beyond which the page begins; null at the very beginning (or end). */
  readonly position: Position | null;
}

export interface PageItem<Node> {
  readonly node: Node;
  readonly cursor: string;
}

/** One page, in the order of the list. */
export interface Page<Node> {
  readonly items: readonly PageItem<Node>[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  /** Counted only when somebody asks for it. */
  readonly totalCount: () => Promise<number>;
}

/**
 * Reads the arguments of a connection; cursors are checked against the schema of the position that they hold.
 * Throws a BAD_USER_INPUT error that says which argument is wrong and how it would be right.
 */
export function readPageRequest<Position>(page: PageArguments, position: z.ZodType<Position>): PageRequest<Position> {
  const forward = page.first != null || page.after != null;
  const backward = page.last != null || page.before != null;
  if (forward && backward) throw badUserInput('Ask either forward (first, after) or backward (last, before), not both.');
  return backward
    ? { direction: 'backward', limit: readLimit('last', page.last), position: readCursor('before', page.before, position) }
    : { direction: 'forward', limit: readLimit('first', page.first), position: readCursor('after', page.after, position) };
}

function readLimit(name: 'first' | 'last', limit: number | null | undefined): number {
  if (limit == null) return defaultPageSize;
  if (limit >= 1 && limit <= maximumPageSize) return limit;
  throw badUserInput(`"${name}" is ${limit}; it takes 1 to ${maximumPageSize}. Ask for further pages with a cursor.`);
}

function readCursor<Position>(name: string, cursor: string | null | undefined, schema: z.ZodType<Position>): Position | null {
  if (cursor == null) return null;
  const position = schema.safeParse(decode(cursor));
  if (position.success) return position.data;
  throw badUserInput(`"${name}" is no cursor of this list; take the endCursor or startCursor of a page of it.`);
}

function decode(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}

/** An opaque cursor: the position of one row in its list. */
export function cursorOf(position: unknown): string {
  return Buffer.from(JSON.stringify(position), 'utf8').toString('base64url');
}

/**
 * Makes the page from rows that the repository read in the direction of the request, one more than the limit to see whether
 * there are further ones.
 */
export function pageFrom<Row, Node>(
  rows: readonly Row[],
  options: {
    readonly request: PageRequest<unknown>;
    readonly position: (row: Row) => unknown;
    readonly node: (row: Row) => Node;
    readonly totalCount: () => Promise<number>;
  },
): Page<Node> {
  const { request } = options;
  const hasMore = rows.length > request.limit;
  const inPage = rows.slice(0, request.limit);
  const ordered = request.direction === 'forward' ? inPage : inPage.reverse();
  return {
    items: ordered.map((row) => ({
      node: options.node(row),
      get cursor() {
        return cursorOf(options.position(row));
      },
    })),
    hasNextPage: request.direction === 'forward' ? hasMore : request.position !== null,
    hasPreviousPage: request.direction === 'backward' ? hasMore : request.position !== null,
    totalCount: options.totalCount,
  };
}
