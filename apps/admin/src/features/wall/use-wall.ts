import { useQuery, useSubscription } from '@apollo/client/react';
import { useNetwork } from '@mantine/hooks';
import { useCallback, useEffect, useState } from 'react';
import { useLiveStatus } from '../../app/graphql/LiveConnectionContext.tsx';
import { isNewer } from './newest.ts';
import { WallBoardDocument, type WallBoardQuery, WallBoardUpdatedDocument } from './wall.generated.ts';

export type Wall = NonNullable<WallBoardQuery['wallBoard']>;

export type WallState =
  | { readonly kind: 'loading' }
  /** The link does not work, or no longer. */
  | { readonly kind: 'revoked' }
  | {
      readonly kind: 'shown';
      readonly wall: Wall;
      /** How things were before the last change, to see who moved; undefined at first. */
      readonly before: Wall | undefined;
      /** Since when changes may not have arrived, and why; null while they do as they happen. */
      readonly stale: { readonly since: Date; readonly why: 'stale' | 'late' } | null;
    };

/** As many places as a screen shows, one page after the other. */
export const places = 30;
/** A screen hangs for months: what no message told is found out all the same. */
const askEveryMilliseconds = 60_000;
const tryAgainAfterMilliseconds = 3_000;

interface Shown {
  readonly wall: Wall;
  readonly before: Wall | undefined;
}

/** The board behind a link, as it is now; keeps the last one it knows while there is no connection. */
export function useWall(token: string): WallState {
  const [shown, setShown] = useState<Shown>();
  const [isRevoked, setRevoked] = useState(false);
  const status = useLiveStatus();
  const { online } = useNetwork();
  const variables = { token, first: places };
  const show = useCallback((wall: Wall) => setShown((known) => (isNewer(known?.wall, wall) ? next(known, wall) : known)), []);

  const { data, error, refetch } = useQuery(WallBoardDocument, {
    variables,
    skip: isRevoked,
    fetchPolicy: 'no-cache',
    pollInterval: askEveryMilliseconds,
    notifyOnNetworkStatusChange: false,
  });
  const answer = data?.wallBoard;
  useEffect(() => {
    if (answer === null) setRevoked(true);
    else if (answer !== undefined) show(answer);
  }, [answer, show]);

  const askAgain = () => void refetch().catch(() => undefined);
  const live = useSubscription(WallBoardUpdatedDocument, {
    variables,
    skip: isRevoked,
    fetchPolicy: 'no-cache',
    onData: ({ data: { data: update } }) => update && show(update.wallBoardUpdated),
    onComplete: askAgain,
    onError: askAgain,
  });
  useEffect(() => {
    if (live.error === undefined || isRevoked) return;
    const timer = setTimeout(live.restart, tryAgainAfterMilliseconds);
    return () => clearTimeout(timer);
  }, [live.error, live.restart, isRevoked]);

  useEffect(() => {
    if (error === undefined || shown !== undefined || isRevoked) return;
    const timer = setInterval(askAgain, tryAgainAfterMilliseconds);
    return () => clearInterval(timer);
  });

  const isFollowing = online && status === 'live' && live.error === undefined;
  const why = !isFollowing ? 'stale' : shown?.wall.isStale ? 'late' : null;
  const since = useSince(why !== null && shown !== undefined);
  if (isRevoked) return { kind: 'revoked' };
  if (shown === undefined) return { kind: 'loading' };
  return { kind: 'shown', ...shown, stale: why === null || since === null ? null : { since, why } };
}

/** A connection is sought for a moment before anybody is told that there is none. */
const patienceMilliseconds = 2_000;

/** Since when it has been so, once that has lasted a moment; null while it is not. */
function useSince(isSo: boolean): Date | null {
  const [since, setSince] = useState<Date | null>(null);
  useEffect(() => {
    if (!isSo) return setSince(null);
    const began = new Date();
    const timer = setTimeout(() => setSince(began), patienceMilliseconds);
    return () => clearTimeout(timer);
  }, [isSo]);
  return since;
}

/** What stood there before stays known while the board says the same. */
function next(known: Shown | undefined, wall: Wall): Shown {
  const hasChanged =
    known !== undefined && (known.wall.version !== wall.version || known.wall.periodStart !== wall.periodStart);
  return { wall, before: hasChanged ? known.wall : known?.before };
}
