import { useQuery } from '@apollo/client/react';
import { Skeleton } from '@mantine/core';
import { IconHeartHandshake } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMembership } from '../../app/ProgrammeContext.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { LoadMore } from '../../ui/LoadMore.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { KudosList } from './KudosList.tsx';
import { ReportDialog } from './ReportDialog.tsx';
import { SendKudos } from './SendKudos.tsx';
import { KudosWallDocument } from './thanks.generated.ts';

/** What people thank each other for, and thanking somebody. */
export function KudosWall() {
  const { ambassador } = useMembership();
  if (!ambassador) return <Wall />;
  return (
    <div className="thanks-columns">
      <SendKudos />
      <Wall ownId={ambassador.id} />
    </div>
  );
}

function Wall({ ownId }: { ownId?: string }) {
  const { t } = useTranslation();
  const { programme } = useMembership();
  const [reporting, setReporting] = useState<string>();
  const variables = { key: programme.key };
  const { data, error, refetch, fetchMore } = useQuery(KudosWallDocument, { variables });
  const kudos = data?.programme?.kudos;
  if (!kudos) {
    if (error) return <Problem error={error} onRetry={() => void refetch()} />;
    return <Skeleton height={320} radius="lg" aria-busy="true" />;
  }
  const { nodes, pageInfo, totalCount } = kudos;
  if (nodes.length === 0)
    return (
      <div className="fanfare-card">
        <Empty icon={<IconHeartHandshake />} title={t('thanks.wall.empty')} lead={t('thanks.wall.emptyLead')} />
      </div>
    );
  return (
    <div>
      <KudosList label={t('thanks.wall.title')} kudos={nodes} {...(ownId ? { ownId, onReport: setReporting } : {})} />
      <LoadMore
        shown={nodes.length}
        total={totalCount}
        hasMore={pageInfo.hasNextPage}
        onMore={() => fetchMore({ variables: { ...variables, after: pageInfo.endCursor } })}
      />
      {reporting !== undefined && <ReportDialog kudos={reporting} onClose={() => setReporting(undefined)} />}
    </div>
  );
}
