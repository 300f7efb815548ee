import { createContext, type ReactNode, use, useSyncExternalStore } from 'react';
import type { LiveConnection, LiveStatus } from './live-connection.ts';

const LiveConnectionContext = createContext<LiveConnection | undefined>(undefined);

export function LiveConnectionProvider({ connection, children }: { connection: LiveConnection; children: ReactNode }) {
  return <LiveConnectionContext value={connection}>{children}</LiveConnectionContext>;
}

export function useLiveStatus(): LiveStatus {
  const connection = use(LiveConnectionContext);
  if (connection === undefined) throw new Error('useLiveStatus outside of LiveConnectionProvider');
  return useSyncExternalStore(connection.subscribe, () => connection.status);
}
