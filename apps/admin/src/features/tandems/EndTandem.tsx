import { Button, Group, Modal, Radio, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OwnTandemEndReason } from '../../app/graphql/schema.generated.ts';
import { useAct } from '../../ui/use-act.ts';
import { CompleteTandemDocument, EndTandemDocument, type OwnTandemFieldsFragment } from './my-tandem.generated.ts';

const reasons = ['NOT_A_FIT', 'NO_TIME', 'GOALS_CHANGED'] as const satisfies readonly OwnTandemEndReason[];

export function EndTandem({ tandem }: { tandem: OwnTandemFieldsFragment }) {
  const { t } = useTranslation();
  const { act, busy } = useAct();
  const [ending, { open, close }] = useDisclosure(false);
  const [reason, setReason] = useState<string>('NO_TIME');
  return (
    <>
      <Button variant="subtle" color="gray" onClick={open}>
        {t('tandems.mine.end')}
      </Button>
      {tandem.state === 'ACTIVE' && (
        <Button variant="default" loading={busy} onClick={() => void act(CompleteTandemDocument, { tandem: tandem.id })}>
          {t('tandems.mine.complete')}
        </Button>
      )}
      <Modal
        opened={ending}
        onClose={close}
        title={t('tandems.mine.endTitle')}
        closeButtonProps={{ 'aria-label': t('app.close') }}
      >
        <Stack>
          <Text size="sm">{t('tandems.mine.endLead')}</Text>
          <Radio.Group aria-label={t('tandems.mine.endTitle')} value={reason} onChange={setReason}>
            <Stack gap="xs">
              {reasons.map((value) => (
                <Radio key={value} value={value} label={t(`tandems.mine.endReason.${value}`)} />
              ))}
            </Stack>
          </Radio.Group>
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {t('app.cancel')}
            </Button>
            <Button
              loading={busy}
              onClick={() => void act(EndTandemDocument, { tandem: tandem.id, reason: reason as OwnTandemEndReason })}
            >
              {t('tandems.mine.endNow')}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
