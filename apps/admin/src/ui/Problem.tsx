import { CombinedGraphQLErrors } from '@apollo/client';
import { Alert, Button, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconPlugConnectedX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

export interface ProblemProps {
  readonly error: unknown;
  readonly onRetry?: () => void;
}

/** An unexpected failure, with what the person can do; a message of the server's own is never shown, its reference is. */
export function Problem({ error, onRetry }: ProblemProps) {
  const { t } = useTranslation();
  const answered = CombinedGraphQLErrors.is(error);
  const reference = answered ? error.errors[0]?.extensions?.['requestId'] : undefined;
  return (
    <Alert
      role="alert"
      color={answered ? 'red' : 'brass'}
      icon={answered ? <IconAlertTriangle /> : <IconPlugConnectedX />}
      title={answered ? t('failure.title') : t('failure.network')}
    >
      <Stack gap="sm" align="flex-start">
        <Text size="sm">{answered ? t('failure.lead') : t('failure.networkLead')}</Text>
        {typeof reference === 'string' && <Text size="xs">{t('failure.reference', { id: reference })}</Text>}
        {onRetry && (
          <Button variant="default" size="xs" onClick={onRetry}>
            {t('app.retry')}
          </Button>
        )}
      </Stack>
    </Alert>
  );
}
