import { useQuery } from '@apollo/client/react';
import { Button, Group, Skeleton, Text, Textarea, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { apiLanguage } from '../../app/i18n/index.ts';
import { useAct } from '../../ui/use-act.ts';
import { OwnRequest } from './OwnRequest.tsx';
import type { RecognitionDetails } from './RecognitionDetailPage.tsx';
import { OwnRequestsDocument, RequestRecognitionDocument } from './requests.generated.ts';

const standing = new Set(['REQUESTED', 'GRANTED', 'FULFILLED']);

export interface OwnPartProps {
  readonly ambassadorId: string;
  readonly recognition: RecognitionDetails;
}

/** What one has asked for or got of it oneself, or the way to ask. */
export function OwnPart({ ambassadorId, recognition }: OwnPartProps) {
  const { t, i18n } = useTranslation();
  const { data } = useQuery(OwnRequestsDocument, {
    variables: { id: ambassadorId, language: apiLanguage(i18n.language) },
  });
  const me = data?.ambassador;
  if (!me) return <Skeleton height={160} radius="lg" aria-busy="true" />;
  const own = me.recognitionRequests.find((one) => one.recognition.id === recognition.id && standing.has(one.state));
  if (own)
    return (
      <section className="fanfare-card">
        <Title order={2} mb="xs">
          {t('recognition.request.mine')}
        </Title>
        <OwnRequest request={own} spendable={me.spendablePoints} />
      </section>
    );
  const isOpen = !recognition.isArchived && recognition.placesLeft !== 0;
  return isOpen ? <AskForm recognition={recognition} /> : null;
}

function AskForm({ recognition }: { recognition: RecognitionDetails }) {
  const { t } = useTranslation();
  const { act, busy } = useAct(OwnRequestsDocument);
  const [note, setNote] = useState('');
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const payload = await act(RequestRecognitionDocument, {
      recognition: recognition.id,
      ...(note.trim() === '' ? {} : { note: note.trim() }),
    });
    if (payload?.request) notifications.show({ message: t('recognition.ask.sent'), color: 'petrol' });
  };
  return (
    <section className="fanfare-card">
      <Title order={2}>{t('recognition.ask.title')}</Title>
      <Text size="sm" c="dimmed" mb="sm">
        {t(recognition.pointsGoal === null ? 'recognition.ask.lead' : 'recognition.ask.leadGoal')}
      </Text>
      <form onSubmit={submit} noValidate>
        <Textarea
          label={t('recognition.ask.note')}
          autosize
          minRows={2}
          maxLength={1000}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <Group justify="flex-end" mt="sm">
          <Button type="submit" loading={busy}>
            {t('recognition.ask.send')}
          </Button>
        </Group>
      </form>
    </section>
  );
}
