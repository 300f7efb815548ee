import { useQuery, useSubscription } from '@apollo/client/react';
import { useEffect } from 'react';
import { useMembership } from '../../app/ProgrammeContext.tsx';
import { ImportProgressedDocument, ImportRunDocument, type ImportRunFieldsFragment } from './imports.generated.ts';
import type { Upload } from './uploads.ts';
import { useUpload } from './use-upload.ts';

/** Milliseconds between two looks for an import whose file has just been begun to be sent. */
const lookInterval = 500;

export interface FollowedImport {
  readonly run: ImportRunFieldsFragment | undefined;
  /** The file of this import, while this browser tab sends it or when that failed. */
  readonly upload: Upload | undefined;
  readonly missing: boolean;
  readonly error: unknown;
  readonly refetch: () => void;
}

/** An import as it comes along: its progress arrives in the cache under its id, from where the query shows it. */
export function useImportRun(id: string): FollowedImport {
  const { programme } = useMembership();
  const latest = useUpload(programme.key);
  const upload = latest?.importId === id ? latest : undefined;
  const { data, error, refetch, startPolling, stopPolling } = useQuery(ImportRunDocument, { variables: { id } });
  const run = data?.importRun ?? undefined;
  const uploadStatus = upload?.status;
  const sending = uploadStatus === 'sending';
  const awaited = sending && run === undefined;
  useSubscription(ImportProgressedDocument, { variables: { id }, skip: run?.status !== 'RUNNING' });

  useEffect(() => {
    if (!awaited) return;
    startPolling(lookInterval);
    return stopPolling;
  }, [awaited, startPolling, stopPolling]);
  useEffect(() => {
    if (uploadStatus !== undefined) void refetch();
  }, [uploadStatus, refetch]);

  return {
    run,
    upload,
    missing: data?.importRun === null && !sending && uploadStatus !== 'done',
    error,
    refetch: () => void refetch(),
  };
}
