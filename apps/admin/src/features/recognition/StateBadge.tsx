import { Badge } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RecognitionRequestState } from '../../app/graphql/schema.generated.ts';

const colours: Record<RecognitionRequestState, string> = {
  REQUESTED: 'brass',
  GRANTED: 'petrol',
  FULFILLED: 'petrol',
  DECLINED: 'gray',
  WITHDRAWN: 'gray',
  REVOKED: 'gray',
};

export function StateBadge({ state }: { state: RecognitionRequestState }) {
  const { t } = useTranslation();
  return (
    <Badge variant="light" color={colours[state]} tt="none" fw={550}>
      {t(`recognition.request.state.${state}`)}
    </Badge>
  );
}
