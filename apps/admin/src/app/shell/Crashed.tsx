import { Button, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { FullPageMessage } from './FullPageMessage.tsx';

/** The error boundary of the router: a page that threw is replaced, the address stays. */
export function Crashed() {
  const { t } = useTranslation();
  return (
    <FullPageMessage
      title={t('failure.crash')}
      action={<Button onClick={() => window.location.reload()}>{t('failure.reload')}</Button>}
    >
      <Text c="dimmed">{t('failure.crashLead')}</Text>
    </FullPageMessage>
  );
}
