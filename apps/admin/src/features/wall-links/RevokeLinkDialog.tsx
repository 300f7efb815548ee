import { useMutation } from '@apollo/client/react';
import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';
import { Problem } from '../../ui/Problem.tsx';
import { RevokeWallLinkDocument, type WallLinkFieldsFragment } from './wall-links.generated.ts';

/** Asks first: the screens that show it go dark at once. */
export function RevokeLinkDialog({ link, onClose }: { link: WallLinkFieldsFragment; onClose: () => void }) {
  const { t } = useTranslation();
  const [revoke, { loading, error }] = useMutation(RevokeWallLinkDocument, { variables: { input: { id: link.id } } });
  const confirm = async () => {
    const { data } = await revoke();
    if (!data?.revokeWallBoardLink.link) return;
    notifications.show({ message: t('wallLinks.revokedNow', { label: link.label }), color: 'petrol' });
    onClose();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('wallLinks.revokeTitle', { label: link.label })}
      closeButtonProps={{ 'aria-label': t('app.close') }}
    >
      <Stack>
        <Text>{t('wallLinks.revokeLead')}</Text>
        {error && <Problem error={error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            {t('app.cancel')}
          </Button>
          <Button color="red" loading={loading} onClick={() => void confirm()}>
            {t('wallLinks.revoke')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
