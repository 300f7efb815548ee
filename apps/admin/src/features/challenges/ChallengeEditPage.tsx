import { useQuery } from '@apollo/client/react';
import { Alert, Skeleton } from '@mantine/core';
import { IconTargetOff } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams, useSearchParams } from 'react-router';
import { useMembership } from '../../app/ProgrammeContext.tsx';
import { Refused } from '../../app/shell/Refused.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Page } from '../../ui/Page.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { ChallengeEditor } from './ChallengeEditor.tsx';
import { ChallengeTemplatesDocument, ChallengeToEditDocument } from './challenge-editor.generated.ts';
import { newSource } from './challenge-values.ts';
import './challenges.css';
import { TemplateGallery } from './TemplateGallery.tsx';

/** Writing a challenge: from a template, from scratch, or a draft that is there. */
export function ChallengeEditPage() {
  const { challengeId } = useParams();
  const { roles } = useMembership();
  if (!roles.includes('ADMIN')) return <Refused />;
  return challengeId === undefined ? <NewChallenge /> : <Draft id={challengeId} />;
}

function NewChallenge() {
  const { t } = useTranslation();
  const { programme } = useMembership();
  const [parameters] = useSearchParams();
  const chosen = parameters.get('template');
  const back = { to: `/programmes/${programme.key}/challenges`, label: t('challenges.back') };
  return (
    <Page title={t('challenges.editor.newTitle')} back={back}>
      {chosen === null ? (
        <TemplateGallery title={t('challenges.editor.choose')} lead={t('challenges.editor.chooseLead')} />
      ) : (
        <FromTemplate key={chosen} chosen={chosen} />
      )}
    </Page>
  );
}

function FromTemplate({ chosen }: { chosen: string }) {
  const { programme } = useMembership();
  const [now] = useState(() => new Date());
  const { data, error, refetch } = useQuery(ChallengeTemplatesDocument, { variables: { key: programme.key } });
  const templates = data?.programme?.challengeTemplates;
  if (!templates) {
    if (error) return <Problem error={error} onRetry={() => void refetch()} />;
    return <Skeleton height={420} radius="lg" aria-busy="true" />;
  }
  const template = templates.find(({ key }) => key === chosen);
  return <ChallengeEditor source={newSource(template, now)} keptAt={`challenge.${programme.id}.${chosen}`} />;
}

function Draft({ id }: { id: string }) {
  const { t } = useTranslation();
  const { programme } = useMembership();
  const { data, error, refetch } = useQuery(ChallengeToEditDocument, { variables: { id }, fetchPolicy: 'network-only' });
  const challenge = data?.challenge;
  const back = { to: `/programmes/${programme.key}/challenges/${id}`, label: t('app.back') };
  return (
    <Page title={t('challenges.editor.editTitle')} back={back}>
      {data === undefined &&
        (error ? (
          <Problem error={error} onRetry={() => void refetch()} />
        ) : (
          <Skeleton height={420} radius="lg" aria-busy="true" />
        ))}
      {challenge === null && (
        <Empty icon={<IconTargetOff />} title={t('challenges.notFound')} lead={t('challenges.notFoundLead')} />
      )}
      {challenge && challenge.state !== 'DRAFT' && <Alert color="brass">{t('challenges.editor.notDraft')}</Alert>}
      {challenge?.state === 'DRAFT' && <ChallengeEditor draft={challenge} source={challenge} keptAt={`challenge.${id}`} />}
    </Page>
  );
}
