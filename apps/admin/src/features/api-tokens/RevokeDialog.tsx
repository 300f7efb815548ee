import { useMutation } from '@apollo/client/react';
import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';
import { Problem } from '../../ui/Problem.tsx';
import { type ApiTokenFieldsFragment, RevokeApiTokenDocument } from './api-tokens.generated.ts';

/** Asks first, because a revoked token cannot be given back. */
export function RevokeDialog({ token, onClose }: { token: ApiTokenFieldsFragment; onClose: () => void }) {
  const { t } = useTranslation();
  const [revoke, { loading, error }] = useMutation(RevokeApiTokenDocument, { variables: { input: { id: token.id } } });
  const confirm = async () => {
    const { data } = await revoke();
    if (!data?.revokeApiToken.apiToken) return;
    notifications.show({ message: t('apiTokens.revokedNow', { name: token.name }), color: 'petrol' });
    onClose();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('apiTokens.revokeTitle', { name: token.name })}
      closeButtonProps={{ 'aria-label': t('app.close') }}
    >
      <Stack>
        <Text>{t('apiTokens.revokeLead')}</Text>
        {error && <Problem error={error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            {t('app.cancel')}
          </Button>
          <Button color="red" loading={loading} onClick={() => void confirm()}>
            {t('apiTokens.revoke')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
