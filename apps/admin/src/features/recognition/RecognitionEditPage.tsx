import { useQuery } from '@apollo/client/react';
import { Skeleton } from '@mantine/core';
import { IconGift } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { useMembership } from '../../app/ProgrammeContext.tsx';
import { Refused } from '../../app/shell/Refused.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Page } from '../../ui/Page.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { RecognitionEditor } from './RecognitionEditor.tsx';
import { RecognitionToEditDocument } from './recognition.generated.ts';
import './recognition.css';

/** Writing a thank-you of the catalogue. */
export function RecognitionEditPage() {
  const { recognitionId } = useParams();
  const { roles } = useMembership();
  if (!roles.includes('ADMIN')) return <Refused />;
  return recognitionId === undefined ? <NewRecognition /> : <Existing id={recognitionId} />;
}

function NewRecognition() {
  const { t } = useTranslation();
  const { programme } = useMembership();
  const back = { to: `/programmes/${programme.key}/recognition`, label: t('recognition.back') };
  return (
    <Page title={t('recognition.editor.newTitle')} back={back}>
      <RecognitionEditor />
    </Page>
  );
}

function Existing({ id }: { id: string }) {
  const { t } = useTranslation();
  const { programme } = useMembership();
  const { data, error, refetch } = useQuery(RecognitionToEditDocument, { variables: { id }, fetchPolicy: 'network-only' });
  const kept = data?.recognition;
  const back = { to: `/programmes/${programme.key}/recognition/${id}`, label: t('recognition.back') };
  return (
    <Page title={t('recognition.editor.editTitle')} back={back}>
      {data === undefined &&
        (error ? (
          <Problem error={error} onRetry={() => void refetch()} />
        ) : (
          <Skeleton height={420} radius="lg" aria-busy="true" />
        ))}
      {kept === null && <Empty icon={<IconGift />} title={t('recognition.notFound')} lead={t('recognition.notFoundLead')} />}
      {kept && <RecognitionEditor kept={kept} />}
    </Page>
  );
}
