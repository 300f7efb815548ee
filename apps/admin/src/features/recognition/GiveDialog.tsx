import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../../ui/use-act.ts';
import { useUndoable } from '../../ui/use-undoable.tsx';
import { PersonSelect } from '../tandems/PersonSelect.tsx';
import type { Person } from '../tandems/run-values.ts';
import type { RecognitionDetails } from './RecognitionDetailPage.tsx';
import { GiveRecognitionDocument, RecognitionDocument } from './recognition.generated.ts';

export interface GiveDialogProps {
  readonly recognition: RecognitionDetails;
  readonly onClose: () => void;
}

/** Gives a thank-you to somebody who did not ask. */
export function GiveDialog({ recognition, onClose }: GiveDialogProps) {
  const { t } = useTranslation();
  const { act } = useAct(RecognitionDocument);
  const { undoable } = useUndoable();
  const [person, setPerson] = useState<Person | null>(null);
  const [reason, setReason] = useState('');
  const [isChecked, setChecked] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (person === null || reason.trim() === '') return;
    const input = { recognition: recognition.id, ambassador: person.id, reason: reason.trim() };
    undoable({
      message: t('recognition.give.given', { name: person.displayName }),
      act: () => act(GiveRecognitionDocument, input),
    });
    onClose();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t('recognition.give.title', { name: recognition.name })}
      closeButtonProps={{ 'aria-label': t('app.close') }}
    >
      <form onSubmit={submit} noValidate>
        <Stack>
          <Text size="sm">{t('recognition.give.lead')}</Text>
          <PersonSelect label={t('recognition.give.person')} value={person} onChange={setPerson} />
          {isChecked && person === null && (
            <Text size="sm" c="var(--mantine-color-error)" role="alert">
              {t('userError.REQUIRED')}
            </Text>
          )}
          <Textarea
            label={t('recognition.give.reason')}
            required
            autosize
            minRows={2}
            maxLength={1000}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            error={isChecked && reason.trim() === '' && t('userError.REQUIRED')}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('app.cancel')}
            </Button>
            <Button type="submit">{t('recognition.give.now')}</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
