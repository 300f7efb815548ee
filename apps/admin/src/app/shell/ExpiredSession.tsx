import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession, useSessionStatus } from '../auth/SessionContext.tsx';

/** Stands over the page while the session is over; the page beneath keeps its input and its waiting requests. */
export function ExpiredSession() {
  const { t } = useTranslation();
  const session = useSession();
  const expired = useSessionStatus() === 'expired';
  const [state, setState] = useState<'idle' | 'busy' | 'failed'>('idle');

  const signIn = () => {
    setState('busy');
    session.signInAgain().then(
      () => setState('idle'),
      () => setState('failed'),
    );
  };

  return (
    <Modal
      opened={expired}
      onClose={() => undefined}
      title={t('expired.title')}
      zIndex={500}
      withCloseButton={false}
      closeOnClickOutside={false}
      closeOnEscape={false}
      centered
    >
      <Stack>
        <Text>{t('expired.lead')}</Text>
        {state === 'failed' && (
          <Alert color="red" role="alert">
            {t('expired.blocked')}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={() => void session.signOut()}>
            {t('app.signOut')}
          </Button>
          <Button data-autofocus onClick={signIn} loading={state === 'busy'}>
            {t('expired.action')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
