import { useQuery } from '@apollo/client/react';
import { Skeleton } from '@mantine/core';
import { IconStairsUp } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useMembership } from '../../app/ProgrammeContext.tsx';
import { Refused } from '../../app/shell/Refused.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Page } from '../../ui/Page.tsx';
import { Problem } from '../../ui/Problem.tsx';
import './badges.css';
import { LevelsEditor } from './LevelsEditor.tsx';
import { LevelsToEditDocument } from './levels.generated.ts';

/** The levels that are being prepared. */
export function LevelsEditPage() {
  const { roles } = useMembership();
  return roles.includes('ADMIN') ? <LevelsDraft /> : <Refused />;
}

function LevelsDraft() {
  const { t } = useTranslation();
  const { programme } = useMembership();
  const { data, error, refetch } = useQuery(LevelsToEditDocument, {
    variables: { key: programme.key },
    fetchPolicy: 'network-only',
  });
  const draft = data?.programme?.ladderDraft;
  const back = { to: `/programmes/${programme.key}/badges?show=levels`, label: t('badges.levels.back') };
  return (
    <Page title={t('badges.levels.editTitle')} lead={t('badges.levels.lead')} back={back}>
      {data === undefined &&
        (error ? (
          <Problem error={error} onRetry={() => void refetch()} />
        ) : (
          <Skeleton height={420} radius="lg" aria-busy="true" />
        ))}
      {data && !draft && (
        <div className="fanfare-card">
          <Empty icon={<IconStairsUp />} lead={t('badges.levels.none')} />
        </div>
      )}
      {draft && <LevelsEditor key={draft.id} draft={draft} onReload={() => void refetch()} />}
    </Page>
  );
}
