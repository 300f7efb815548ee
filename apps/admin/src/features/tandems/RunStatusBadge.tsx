import { Badge, Loader } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { TandemRunStatus } from '../../app/graphql/schema.generated.ts';

const colours: Record<TandemRunStatus, string> = {
  DRAFT: 'gray',
  RUNNING: 'petrol',
  COMPLETED: 'brass',
  RELEASED: 'petrol',
  DISCARDED: 'gray',
  CANCELLED: 'gray',
  FAILED: 'red',
  INTERRUPTED: 'red',
};

export function RunStatusBadge({ status }: { status: TandemRunStatus }) {
  const { t } = useTranslation();
  return (
    <Badge
      variant="light"
      color={colours[status]}
      tt="none"
      fw={550}
      leftSection={status === 'RUNNING' ? <Loader size={10} aria-hidden="true" /> : undefined}
    >
      {t(`tandems.statusOf.${status}`)}
    </Badge>
  );
}
