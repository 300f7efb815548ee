import { useQuery } from '@apollo/client/react';
import { Anchor, Button } from '@mantine/core';
import { IconFileUpload, IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useMembership } from '../../app/ProgrammeContext.tsx';
import { Guard } from '../../app/shell/Refused.tsx';
import { type Column, DataTable } from '../../ui/DataTable.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { useFormat } from '../../ui/format.ts';
import { LoadMore } from '../../ui/LoadMore.tsx';
import { Page } from '../../ui/Page.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { ImportStatusBadge } from './ImportStatusBadge.tsx';
import { type ImportRunFieldsFragment, ImportRunsDocument } from './imports.generated.ts';
import { UploadProgress } from './UploadProgress.tsx';
import { useUpload } from './use-upload.ts';

export function ImportsPage() {
  return (
    <Guard area="imports">
      <ImportList />
    </Guard>
  );
}

function ImportList() {
  const { t } = useTranslation();
  const { programme } = useMembership();
  const upload = useUpload(programme.key);
  const columns = useColumns(programme.key);
  const { data, error, refetch, fetchMore } = useQuery(ImportRunsDocument, { variables: { key: programme.key } });
  const runs = data?.programme?.importRuns;
  const start = (
    <Button component={Link} to={`/programmes/${programme.key}/imports/new`} leftSection={<IconPlus size={18} />}>
      {t('imports.new')}
    </Button>
  );
  return (
    <Page title={t('imports.title')} lead={t('imports.lead')} actions={runs?.nodes.length === 0 ? undefined : start}>
      {upload && <UploadProgress upload={upload} />}
      {!runs && error ? (
        <Problem error={error} onRetry={() => void refetch()} />
      ) : (
        <DataTable
          caption={t('imports.title')}
          columns={columns}
          rows={runs?.nodes}
          rowKey={(run) => run.id}
          empty={<Empty icon={<IconFileUpload />} title={t('imports.empty')} lead={t('imports.emptyLead')} action={start} />}
        />
      )}
      {runs && runs.nodes.length > 0 && (
        <LoadMore
          shown={runs.nodes.length}
          total={runs.totalCount}
          hasMore={runs.pageInfo.hasNextPage}
          onMore={() => fetchMore({ variables: { after: runs.pageInfo.endCursor } })}
        />
      )}
    </Page>
  );
}

function useColumns(programmeKey: string): readonly Column<ImportRunFieldsFragment>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const count = (key: 'linesRead' | 'recorded' | 'duplicates' | 'failed', label: string) => ({
    key,
    label,
    numeric: true,
    ...(key === 'linesRead' || key === 'duplicates' ? { phone: 'hidden' as const } : {}),
    cell: (run: ImportRunFieldsFragment) => format.number(run[key]),
  });
  return [
    {
      key: 'file',
      label: t('imports.file'),
      leading: true,
      cell: (run) => (
        <Anchor component={Link} to={`/programmes/${programmeKey}/imports/${run.id}`} fw={550}>
          {run.fileName ?? t('imports.unnamed')}
        </Anchor>
      ),
    },
    { key: 'status', label: t('imports.status'), phone: 'aside', cell: (run) => <ImportStatusBadge status={run.status} /> },
    { key: 'started', label: t('imports.started'), cell: (run) => format.dateTime(run.startedAt) },
    count('linesRead', t('imports.lines')),
    count('recorded', t('imports.recorded')),
    count('duplicates', t('imports.duplicates')),
    count('failed', t('imports.failed')),
  ];
}
