import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMembership } from '../../app/ProgrammeContext.tsx';
import { useAct } from '../../ui/use-act.ts';
import { useUndoable } from '../../ui/use-undoable.tsx';
import type { QueuedRequest } from './RequestQueue.tsx';
import { DecideRecognitionDocument, RequestQueueDocument } from './requests.generated.ts';

type Act = 'GRANT' | 'DECLINE' | 'FULFIL' | 'REVOKE';

const doneWords = {
  GRANT: 'recognition.queue.grantedNow',
  DECLINE: 'recognition.queue.declined',
  FULFIL: 'recognition.queue.fulfilled',
  REVOKE: 'recognition.queue.revoked',
} as const;

/** Decides about what somebody asked for or was granted; what the person will hear of waits some seconds for second thoughts. */
export function DecideButtons({ request }: { request: QueuedRequest }) {
  const { t } = useTranslation();
  const { ambassador: own } = useMembership();
  const { act, busy } = useAct(RequestQueueDocument);
  const { undoable, isWaiting } = useUndoable();
  const [saying, setSaying] = useState<'DECLINE' | 'REVOKE'>();
  const { id, state, ambassador } = request;
  const name = ambassador?.displayName ?? t('recognition.queue.somebody');
  const decide = (wanted: Act, reason?: string) =>
    undoable({
      message: `${t(doneWords[wanted])}: ${name}`,
      act: () => act(DecideRecognitionDocument, { request: id, act: wanted, ...(reason ? { reason } : {}) }),
    });
  if (state !== 'REQUESTED' && state !== 'GRANTED') return null;
  if (ambassador !== null && ambassador.id === own?.id)
    return (
      <Text size="xs" c="dimmed">
        {t('recognition.queue.own')}
      </Text>
    );
  if (isWaiting || busy)
    return (
      <Text size="sm" c="dimmed" role="status">
        {t('recognition.request.waiting')}
      </Text>
    );
  const lacksPoints = state === 'REQUESTED' && request.pointsCollected < (request.recognition.pointsGoal ?? 0);
  const [yes, no] = state === 'REQUESTED' ? (['GRANT', 'DECLINE'] as const) : (['FULFIL', 'REVOKE'] as const);
  const words = { GRANT: 'grant', DECLINE: 'decline', FULFIL: 'fulfil', REVOKE: 'revoke' } as const;
  return (
    <Group gap="xs" justify="flex-end">
      <Button
        size="xs"
        variant="default"
        onClick={() => setSaying(no)}
        aria-label={`${t(`recognition.queue.${words[no]}`)}: ${name}`}
      >
        {t(`recognition.queue.${words[no]}`)}
      </Button>
      <Button
        size="xs"
        disabled={lacksPoints}
        onClick={() => decide(yes)}
        aria-label={`${t(`recognition.queue.${words[yes]}`)}: ${name}`}
      >
        {t(`recognition.queue.${words[yes]}`)}
      </Button>
      {saying && (
        <ReasonDialog
          title={t(saying === 'DECLINE' ? 'recognition.queue.declineTitle' : 'recognition.queue.revokeTitle', { name })}
          action={t(`recognition.queue.${words[saying]}`)}
          onClose={() => setSaying(undefined)}
          onReason={(reason) => decide(saying, reason)}
        />
      )}
    </Group>
  );
}

interface ReasonDialogProps {
  readonly title: string;
  readonly action: string;
  readonly onClose: () => void;
  readonly onReason: (reason: string) => void;
}

/** Nobody is told no without being told why. */
function ReasonDialog({ title, action, onClose, onReason }: ReasonDialogProps) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  const [error, setError] = useState<string>();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (reason.trim() === '') return setError(t('userError.REQUIRED'));
    onReason(reason.trim());
    return onClose();
  };
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('app.close') }}>
      <form onSubmit={submit} noValidate>
        <Stack ta="start">
          <Textarea
            label={t('recognition.queue.reason')}
            description={t('recognition.queue.reasonHint')}
            required
            autosize
            minRows={2}
            maxLength={1000}
            data-autofocus
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            error={error}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('app.cancel')}
            </Button>
            <Button type="submit">{action}</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
