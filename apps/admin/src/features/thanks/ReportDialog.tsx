import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../../ui/use-act.ts';
import { ReportKudosDocument } from './thanks.generated.ts';

/** Tells those who lead the programme that thanks are not alright. */
export function ReportDialog({ kudos, onClose }: { kudos: string; onClose: () => void }) {
  const { t } = useTranslation();
  const { act, busy } = useAct();
  const [reason, setReason] = useState('');
  const [error, setError] = useState<string>();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (reason.trim() === '') return setError(t('userError.REQUIRED'));
    const payload = await act(ReportKudosDocument, { kudos, reason: reason.trim() }, { quiet: true });
    if (payload === undefined) return undefined;
    if (payload.errors.length > 0) return setError(payload.errors.map(({ message }) => message).join(' '));
    notifications.show({ message: t('thanks.report.done'), color: 'petrol' });
    return onClose();
  };
  return (
    <Modal opened onClose={onClose} title={t('thanks.report.title')} closeButtonProps={{ 'aria-label': t('app.close') }}>
      <form onSubmit={submit} noValidate>
        <Stack>
          <Text size="sm">{t('thanks.report.lead')}</Text>
          <Textarea
            label={t('thanks.report.reason')}
            required
            autosize
            minRows={2}
            maxLength={500}
            data-autofocus
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            error={error}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('app.cancel')}
            </Button>
            <Button type="submit" loading={busy}>
              {t('thanks.report.now')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
