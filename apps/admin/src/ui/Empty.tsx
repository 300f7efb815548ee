import { EmptyState } from '@mantine/core';
import type { ReactNode } from 'react';

export interface EmptyProps {
  readonly icon: ReactNode;
  readonly title?: string;
  readonly lead: ReactNode;
  readonly action?: ReactNode;
}

/** Nothing to show: says why, and what to do about it. */
export function Empty({ icon, title, lead, action }: EmptyProps) {
  return (
    <EmptyState
      className="fanfare-empty"
      icon={icon}
      variant="light"
      title={title}
      description={lead}
      mx="auto"
      py={48}
      px="md"
      maw={520}
    >
      {action && <EmptyState.Actions>{action}</EmptyState.Actions>}
    </EmptyState>
  );
}
