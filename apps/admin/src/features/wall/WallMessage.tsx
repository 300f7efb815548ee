import { Loader } from '@mantine/core';
import type { ReactNode } from 'react';
import { Logo } from '../../ui/Logo.tsx';

/** What a screen says where it has no board to show. */
export function WallMessage({ title, lead, busy = false }: { title: string; lead?: string; busy?: boolean }): ReactNode {
  return (
    <main className="wall wall-message" aria-busy={busy}>
      <Logo size={56} />
      <h1>{title}</h1>
      {lead && <p>{lead}</p>}
      {busy && <Loader size="lg" aria-hidden="true" />}
    </main>
  );
}
