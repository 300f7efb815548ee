import { Anchor, Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useMembership } from '../../app/ProgrammeContext.tsx';
import { useAct } from '../../ui/use-act.ts';
import { TakeBadgeBackDocument } from './badges.generated.ts';
import type { Award } from './Holders.tsx';

export interface TakeBackDialogProps {
  readonly award: Award;
  readonly onClose: () => void;
  readonly onTakenBack: () => void;
}

/** Takes back the activity that earned a badge: what was recorded decides who holds one, and nobody else. */
export function TakeBackDialog({ award, onClose, onTakenBack }: TakeBackDialogProps) {
  const { t } = useTranslation();
  const { programme } = useMembership();
  const { act, busy } = useAct();
  const [reason, setReason] = useState('');
  const [error, setError] = useState<string>();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (reason.trim() === '' || award.activityId === undefined) return setError(t('userError.REQUIRED'));
    const input = { activity: award.activityId, reason: reason.trim() };
    const payload = await act(TakeBadgeBackDocument, input, { quiet: true });
    if (payload === undefined) return undefined;
    if (payload.errors.length > 0) return setError(payload.errors.map(({ message }) => message).join(' '));
    notifications.show({ message: t('badges.takenBack'), color: 'petrol' });
    onTakenBack();
    return onClose();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={`${t('badges.takeBackTitle')}: ${award.ambassador?.displayName ?? t('badges.somebody')}`}
      closeButtonProps={{ 'aria-label': t('app.close') }}
    >
      <form onSubmit={submit} noValidate>
        <Stack>
          <Text size="sm">{award.explanation}</Text>
          <Text size="sm">{t('badges.takeBackLead')}</Text>
          {award.ambassador && (
            <Anchor
              component={Link}
              size="sm"
              to={`/programmes/${programme.key}/ambassadors/${award.ambassador.id}?show=activities`}
            >
              {t('badges.activities')}
            </Anchor>
          )}
          <Textarea
            label={t('badges.takeBackReason')}
            description={t('badges.takeBackReasonHint')}
            required
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
            <Button type="submit" color="red" loading={busy}>
              {t('badges.takeBackNow')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
