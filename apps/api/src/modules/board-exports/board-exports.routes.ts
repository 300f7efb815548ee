import { boardMeasures, boardPeriods, boardScopes, rankKinds } from '@fanfare/contracts';
import type { FastifyPluginAsync } from 'fastify';
import { z } from 'zod';
import type { Authenticator } from '../../platform/auth/authenticator.ts';
import { isInside, may, type Viewer } from '../../platform/auth/viewer.ts';
import { boardReaders, type LeaderboardsSlice } from '../leaderboards/index.ts';
import { boardToCsv } from './board-csv.ts';

/** Places of one file, from the top; read together, so that they belong to one version. */
const mostPlaces = 10_000;

const querySchema = z.object({
  programme: z.uuid(),
  scope: z.enum(boardScopes).default('PROGRAMME'),
  scopeId: z.string().max(100).nullable().default(null),
  period: z.enum(boardPeriods).default('SEASON'),
  periodStart: z.iso.date().nullable().default(null),
  measure: z.enum(boardMeasures).exclude(['POINTS_PER_ACTIVE_MEMBER']).default('POINTS'),
  rankKind: z.enum(rankKinds).default('COMPETITION'),
});

/** What the sender can put right; `extensions.code` as in GraphQL. */
interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

/**
 * GET /leaderboards.csv: a board as a file, addressed like BoardInput by query parameters, for whoever may read it and with the same
 * names. The first 10,000 places.
 */
export function boardExportRoutes({
  authenticator,
  boards,
}: {
  readonly authenticator: Authenticator;
  readonly boards: LeaderboardsSlice;
}): FastifyPluginAsync {
  return async (server) => {
    server.get('/leaderboards.csv', async (request, reply) => {
      const { viewer } = await authenticator.authenticate(request.headers.authorization);
      const refuse = ({ status, code, message }: Refusal) =>
        reply.code(status).send({ errors: [{ message, extensions: { code, requestId: request.id } }] });
      const query = querySchema.safeParse(request.query);
      if (!query.success) return refuse(wrongQuery(query.error));
      const { programme: programmeId, rankKind, ...address } = query.data;
      const refused = refusalOf(viewer, programmeId);
      if (refused !== null) return refuse(refused);
      const board = await boards.finder.find({ programmeId, ...address });
      if (board === null) return refuse(noSuchBoard);
      const { standings } = await boards.leaderboards.top(board, { first: mostPlaces, rankKind });
      return reply
        .header('content-type', 'text/csv; charset=utf-8; header=present')
        .header('content-disposition', `attachment; filename="leaderboard-${board.periodStart ?? 'all-time'}.csv"`)
        .header('cache-control', 'private, no-store')
        .send(boardToCsv(standings));
    });
  };
}

const noSuchBoard: Refusal = { status: 404, code: 'NOT_FOUND', message: 'There is no such board.' };

/** Outsiders do not learn which programmes there are. */
function refusalOf(viewer: Viewer, programmeId: string): Refusal | null {
  if (viewer.kind === 'nobody') return { status: 401, code: 'UNAUTHENTICATED', message: 'Sign in first.' };
  if (!isInside(viewer, programmeId)) return noSuchBoard;
  if (may(viewer, { ...boardReaders, programmeId })) return null;
  return { status: 403, code: 'FORBIDDEN', message: 'This is not open to you.' };
}

function wrongQuery({ issues }: z.ZodError): Refusal {
  const [issue] = issues;
  return { status: 400, code: 'BAD_USER_INPUT', message: `"${issue?.path.join('.') ?? ''}": ${issue?.message ?? ''}` };
}
