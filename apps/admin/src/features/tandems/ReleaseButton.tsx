import { Button, Group, List, Modal, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { IconSend } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../ui/format.ts';
import { useAct } from '../../ui/use-act.ts';
import { ReleaseTandemRunDocument, type TandemRunFieldsFragment } from './run.generated.ts';

/** Asks the people. It cannot be taken back, because they have read it; so it says before what happens. */
export function ReleaseButton({ run }: { run: TandemRunFieldsFragment }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [opened, { open, close }] = useDisclosure(false);
  const { act, busy } = useAct();
  const count = run.quality?.matched ?? 0;
  const release = async () => {
    const payload = await act(ReleaseTandemRunDocument, { run: run.id });
    if (!payload?.tandemRun) return;
    notifications.show({ message: t('tandems.releasedDone'), color: 'petrol' });
    close();
  };
  return (
    <>
      <Button leftSection={<IconSend size={18} />} onClick={open} disabled={count === 0}>
        {t('tandems.release')}
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        title={t('tandems.releaseTitle')}
        size="lg"
        closeButtonProps={{ 'aria-label': t('app.close') }}
      >
        <Stack>
          <Text>{t('tandems.releaseLead', { count, formatted: format.number(count) })}</Text>
          <List size="sm" spacing={6}>
            <List.Item>{t('tandems.releaseAsked')}</List.Item>
            <List.Item>{t('tandems.releaseDays', { count: run.settings.answerWithinDays })}</List.Item>
            <List.Item>{t('tandems.releaseGone')}</List.Item>
            <List.Item>{t('tandems.releaseWait')}</List.Item>
            <List.Item fw={600}>{t('tandems.releaseFinal')}</List.Item>
          </List>
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {t('tandems.notYet')}
            </Button>
            <Button loading={busy} onClick={() => void release()}>
              {t('tandems.releaseNow')}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
