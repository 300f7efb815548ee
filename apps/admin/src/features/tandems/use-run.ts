import { useQuery, useSubscription } from '@apollo/client/react';
import { TandemRunDocument, type TandemRunFieldsFragment, TandemRunProgressedDocument } from './run.generated.ts';

export interface FollowedRun {
  readonly run: TandemRunFieldsFragment | undefined;
  readonly missing: boolean;
  readonly error: unknown;
  readonly refetch: () => void;
}

/** A run as it comes along: its progress arrives in the cache under its id, from where the query shows it. */
export function useRun(id: string): FollowedRun {
  const { data, error, refetch } = useQuery(TandemRunDocument, { variables: { id } });
  const run = data?.tandemRun ?? undefined;
  useSubscription(TandemRunProgressedDocument, { variables: { id }, skip: run?.status !== 'RUNNING' });
  return { run, missing: data?.tandemRun === null, error, refetch: () => void refetch() };
}
