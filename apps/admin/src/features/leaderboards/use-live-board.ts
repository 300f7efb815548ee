import { useQuery, useSubscription } from '@apollo/client/react';
import { useThrottledCallback } from '@mantine/hooks';
import { useEffect } from 'react';
import { useSessionStatus } from '../../app/auth/SessionContext.tsx';
import type { BoardInput, RankKind } from '../../app/graphql/schema.generated.ts';
import type { CursorPage } from '../../ui/use-cursor-page.ts';
import {
  LeaderboardDocument,
  type LeaderboardQuery,
  LeaderboardUpdatedDocument,
  type LeaderboardUpdatedSubscription,
  type StandingRowFragment,
} from './leaderboard.generated.ts';

type Board = NonNullable<LeaderboardQuery['leaderboard']>;
export type Change = LeaderboardUpdatedSubscription['leaderboardUpdated']['changes'][number];

export interface LiveBoardRequest {
  readonly board: BoardInput;
  readonly rankKind: RankKind;
  readonly page: CursorPage;
}

export interface LiveBoard {
  /** Undefined until the first answer. */
  readonly standings: readonly StandingRowFragment[] | undefined;
  readonly changes: readonly Change[];
  readonly around: readonly StandingRowFragment[];
  readonly version: number | undefined;
  readonly memberCount: number | undefined;
  readonly season: Board['season'];
  /** How the final standing of a frozen period was taken; null while points still count. */
  readonly finalStanding: Board['finalStanding'];
  readonly pageInfo: Board['standings']['pageInfo'] | undefined;
  readonly missing: boolean;
  readonly refreshing: boolean;
  /** Whether the server sends the changes of this board to us. */
  readonly following: boolean;
  readonly error: unknown;
  readonly retry: () => void;
}

const pageSize = 25;
/** Milliseconds between two readings of what the live message does not carry: later pages and the viewer's neighbours. */
const refreshInterval = 2_000;

/**
 * A page of a board that follows its changes. The live message carries the whole first page; on a later page it tells that there is
 * something to read again.
 */
export function useLiveBoard({ board, rankKind, page }: LiveBoardRequest): LiveBoard {
  const query = useQuery(LeaderboardDocument, { variables: { board, rankKind, ...page.variables } });
  const found = (query.data ?? query.previousData)?.leaderboard;
  const missing = query.data?.leaderboard === null;
  const onFirstPage = page.after === null && page.before === null;
  const { update, following } = useUpdates({ board, rankKind, skip: query.data === undefined || missing });
  const refresh = useThrottledCallback(() => void query.refetch(), refreshInterval);

  const newer = update !== undefined && found != null && update.board === found.id && update.version > found.version;
  // With a new period begins another board; where none begins, there is none any more.
  const isOther =
    update !== undefined && found != null && (update.board !== found.id || (update.isOver && !found.finalStanding));
  const needsReading =
    isOther || (newer && (!onFirstPage || found.around.length > 0 || update.memberCount !== found.memberCount));
  const version = update?.version;
  useEffect(() => {
    if (needsReading && version !== undefined) refresh();
  }, [needsReading, version, refresh]);

  const live = newer && onFirstPage ? update : undefined;
  return {
    standings: live?.standings ?? found?.standings.nodes,
    changes: live?.changes ?? (onFirstPage && update?.board === found?.id ? (update?.changes ?? []) : []),
    around: found?.around ?? [],
    version: live?.version ?? found?.version,
    memberCount: live?.memberCount ?? found?.memberCount,
    season: found?.season ?? null,
    finalStanding: found?.finalStanding ?? null,
    pageInfo: missing ? undefined : found?.standings.pageInfo,
    missing,
    refreshing: query.loading && query.data === undefined && found !== undefined,
    following,
    error: found ? undefined : query.error,
    retry: () => void query.refetch(),
  };
}

function useUpdates({ board, rankKind, skip }: { board: BoardInput; rankKind: RankKind; skip: boolean }) {
  const status = useSessionStatus();
  const { data, error, restart } = useSubscription(LeaderboardUpdatedDocument, {
    variables: { board, rankKind, first: pageSize, sinceVersion: null, sinceBoard: null },
    fetchPolicy: 'no-cache',
    skip,
  });
  // A subscription that the server ended, for instance with the session, is taken up again once there is a session.
  useEffect(() => {
    if (error === undefined || status !== 'signedIn') return;
    const timer = setTimeout(restart, 3_000);
    return () => clearTimeout(timer);
  }, [error, status, restart]);
  return { update: data?.leaderboardUpdated, following: data !== undefined && error === undefined };
}
