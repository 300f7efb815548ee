import { useQuery } from '@apollo/client/react';
import { Alert, Skeleton } from '@mantine/core';
import { IconAwardOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useParams, useSearchParams } from 'react-router';
import { useMembership } from '../../app/ProgrammeContext.tsx';
import { Refused } from '../../app/shell/Refused.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Page } from '../../ui/Page.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { BadgeEditor } from './BadgeEditor.tsx';
import { BadgeTemplatesDocument, BadgeToEditDocument } from './badge-editor.generated.ts';
import './badges.css';
import { TemplateGallery } from './TemplateGallery.tsx';

/** Writing a badge: from a template, from scratch, or a draft that is there. */
export function BadgeEditPage() {
  const { badgeId } = useParams();
  const { roles } = useMembership();
  if (!roles.includes('ADMIN')) return <Refused />;
  return badgeId === undefined ? <NewBadge /> : <Draft id={badgeId} />;
}

function NewBadge() {
  const { t } = useTranslation();
  const { programme } = useMembership();
  const [parameters] = useSearchParams();
  const chosen = parameters.get('template');
  const { data, error, refetch } = useQuery(BadgeTemplatesDocument, { variables: { key: programme.key } });
  const templates = data?.programme?.badgeTemplates;
  const template = templates?.find(({ key }) => key === chosen);
  const back = { to: `/programmes/${programme.key}/badges`, label: t('badges.back') };
  return (
    <Page title={t('badges.editor.newTitle')} back={back}>
      {!templates &&
        (error ? (
          <Problem error={error} onRetry={() => void refetch()} />
        ) : (
          <Skeleton height={320} radius="lg" aria-busy="true" />
        ))}
      {templates && chosen === null && <TemplateGallery templates={templates} />}
      {templates && chosen !== null && <BadgeEditor document={template?.document} />}
    </Page>
  );
}

function Draft({ id }: { id: string }) {
  const { t } = useTranslation();
  const { programme } = useMembership();
  const { data, error, refetch } = useQuery(BadgeToEditDocument, { variables: { id }, fetchPolicy: 'network-only' });
  const badge = data?.badge;
  const back = { to: `/programmes/${programme.key}/badges/${id}`, label: t('badges.back') };
  return (
    <Page title={t('badges.editor.editTitle')} back={back}>
      {data === undefined &&
        (error ? (
          <Problem error={error} onRetry={() => void refetch()} />
        ) : (
          <Skeleton height={420} radius="lg" aria-busy="true" />
        ))}
      {badge === null && <Empty icon={<IconAwardOff />} title={t('badges.notFound')} lead={t('badges.notFoundLead')} />}
      {badge && badge.state !== 'DRAFT' && <Alert color="brass">{t('badges.editor.notDraft')}</Alert>}
      {badge?.state === 'DRAFT' && <BadgeEditor draft={badge} document={badge.document} />}
    </Page>
  );
}
