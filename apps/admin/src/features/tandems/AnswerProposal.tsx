import { Button, Group, Modal, Radio, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { IconCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TandemDeclineReason } from '../../app/graphql/schema.generated.ts';
import { useAct } from '../../ui/use-act.ts';
import { AcceptTandemDocument, DeclineTandemDocument, type OwnTandemFieldsFragment } from './my-tandem.generated.ts';

const reasons = [
  'NO_TIME',
  'NOT_A_FIT',
  'KNOW_EACH_OTHER',
  'NEVER_WITH_THIS_PERSON',
  'OTHER',
] as const satisfies readonly TandemDeclineReason[];

export function AnswerProposal({ tandem }: { tandem: OwnTandemFieldsFragment }) {
  const { t } = useTranslation();
  const { act, busy } = useAct();
  const [declining, { open, close }] = useDisclosure(false);
  const answer = tandem.members.find(({ isViewer }) => isViewer)?.answer;
  return (
    <Group justify="space-between">
      <Text size="sm" role="status">
        {answer === 'ACCEPTED' && t('tandems.mine.accepted')}
      </Text>
      <Group>
        <Button variant="default" onClick={open}>
          {t('tandems.mine.decline')}
        </Button>
        {answer !== 'ACCEPTED' && (
          <Button
            loading={busy}
            leftSection={<IconCheck size={18} />}
            onClick={() => void act(AcceptTandemDocument, { tandem: tandem.id })}
          >
            {t('tandems.mine.accept')}
          </Button>
        )}
      </Group>
      {declining && <DeclineDialog tandem={tandem} onClose={close} />}
    </Group>
  );
}

function DeclineDialog({ tandem, onClose }: { tandem: OwnTandemFieldsFragment; onClose: () => void }) {
  const { t } = useTranslation();
  const { act, busy } = useAct();
  const [reason, setReason] = useState<string>('OTHER');
  const decline = async () => {
    const payload = await act(DeclineTandemDocument, { tandem: tandem.id, reason: reason as TandemDeclineReason });
    if (!payload?.tandem) return;
    notifications.show({ message: t('tandems.mine.declined'), color: 'petrol' });
    onClose();
  };
  return (
    <Modal opened onClose={onClose} title={t('tandems.mine.declineTitle')} closeButtonProps={{ 'aria-label': t('app.close') }}>
      <Stack>
        <Radio.Group label={t('tandems.mine.declineLead')} value={reason} onChange={setReason}>
          <Stack gap="xs" mt="sm">
            {reasons.map((value) => (
              <Radio key={value} value={value} label={t(`tandems.mine.declineReason.${value}`)} />
            ))}
          </Stack>
        </Radio.Group>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('app.cancel')}
          </Button>
          <Button loading={busy} onClick={() => void decline()}>
            {t('tandems.mine.declineNow')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
