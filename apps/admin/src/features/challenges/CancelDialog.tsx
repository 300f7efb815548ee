import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { useAct } from '../../ui/use-act.ts';
import { useUserErrors } from '../../ui/use-user-errors.ts';
import { CancelChallengeDocument } from './challenges.generated.ts';

export function CancelDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation();
  const { act, busy } = useAct();
  const wordsOf = useUserErrors();
  const form = useForm({
    initialValues: { reason: '' },
    validate: { reason: (reason) => (reason.trim() === '' ? t('userError.REQUIRED') : null) },
  });
  const submit = form.onSubmit(async ({ reason }) => {
    const payload = await act(CancelChallengeDocument, { id, reason: reason.trim() });
    if (payload?.challenge) onClose();
    else if (payload) form.setErrors(wordsOf(payload.errors));
  });
  return (
    <Modal opened onClose={onClose} title={t('challenges.cancelTitle')} closeButtonProps={{ 'aria-label': t('app.close') }}>
      <form onSubmit={submit} noValidate>
        <Stack>
          <Text size="sm">{t('challenges.cancelLead')}</Text>
          <Textarea
            label={t('challenges.cancelReason')}
            required
            data-autofocus
            autosize
            minRows={2}
            maxRows={8}
            maxLength={500}
            {...form.getInputProps('reason')}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('app.back')}
            </Button>
            <Button type="submit" color="red" loading={busy}>
              {t('challenges.cancelNow')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
