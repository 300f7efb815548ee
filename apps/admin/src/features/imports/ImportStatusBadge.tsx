import { Badge, Loader } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ImportStatus } from '../../app/graphql/schema.generated.ts';

const colours: Record<ImportStatus, string> = {
  RUNNING: 'petrol',
  COMPLETED: 'petrol',
  INTERRUPTED: 'brass',
  FAILED: 'red',
  CANCELLED: 'gray',
};

export function ImportStatusBadge({ status }: { status: ImportStatus }) {
  const { t } = useTranslation();
  return (
    <Badge
      variant="light"
      color={colours[status]}
      tt="none"
      fw={550}
      leftSection={status === 'RUNNING' ? <Loader size={10} aria-hidden="true" /> : undefined}
    >
      {t(`imports.statusOf.${status}`)}
    </Badge>
  );
}
