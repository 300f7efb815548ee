import { Button, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { FullPageMessage } from './FullPageMessage.tsx';

export function ConfigMissing({ onRetry }: { onRetry: () => void }) {
  const { t } = useTranslation();
  return (
    <FullPageMessage title={t('signIn.configMissing')} action={<Button onClick={onRetry}>{t('app.retry')}</Button>}>
      <Text c="dimmed">{t('signIn.configMissingLead')}</Text>
    </FullPageMessage>
  );
}
