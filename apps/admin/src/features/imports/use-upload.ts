import { useSyncExternalStore } from 'react';
import { type Upload, uploads } from './uploads.ts';

/** The file of this programme that is being sent at present, or was last. */
export function useUpload(programmeKey: string): Upload | undefined {
  const upload = useSyncExternalStore(uploads.subscribe, () => uploads.current);
  return upload?.programmeKey === programmeKey ? upload : undefined;
}
