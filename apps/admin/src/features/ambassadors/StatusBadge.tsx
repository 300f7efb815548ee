import { Badge } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ParticipationStatus } from '../../app/graphql/schema.generated.ts';

const colours: Record<ParticipationStatus, string> = { ACTIVE: 'petrol', PAUSED: 'brass', LEFT: 'gray' };

export function StatusBadge({ status }: { status: ParticipationStatus }) {
  const { t } = useTranslation();
  return (
    <Badge variant="light" color={colours[status]} tt="none" fw={550}>
      {t(`status.${status}`)}
    </Badge>
  );
}
