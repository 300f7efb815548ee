import { useQuery } from '@apollo/client/react';
import { Badge } from '@mantine/core';
import { IconMoodSmile } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { apiLanguage } from '../../app/i18n/index.ts';
import { CursorPaging } from '../../ui/CursorPaging.tsx';
import { type Column, DataTable } from '../../ui/DataTable.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { useFormat } from '../../ui/format.ts';
import { Problem } from '../../ui/Problem.tsx';
import { useForwardPage } from '../../ui/use-forward-page.ts';
import { PersonLink } from './PersonLink.tsx';
import { type TandemRunFieldsFragment, TandemUnmatchedDocument, type TandemUnmatchedQuery } from './run.generated.ts';

type Row = NonNullable<TandemUnmatchedQuery['tandemRun']>['unmatched']['nodes'][number];

/** Who stays without a partner, and why: the reason is the one of the proof, not a guess. */
export function UnmatchedList({ run }: { run: TandemRunFieldsFragment }) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const page = useForwardPage(25);
  const { data, previousData, error, loading, refetch } = useQuery(TandemUnmatchedDocument, {
    variables: { id: run.id, language: apiLanguage(i18n.language), ...page.variables },
  });
  const list = (data ?? previousData)?.tandemRun?.unmatched;
  const columns: readonly Column<Row>[] = [
    { key: 'person', label: t('tandems.person'), leading: true, cell: ({ ambassador }) => <PersonLink person={ambassador} /> },
    {
      key: 'code',
      label: t('tandems.reason'),
      phone: 'plain',
      cell: ({ code, reason }) => (
        <>
          <Badge variant="light" color="gray" tt="none" fw={550} mb={4}>
            {t(`tandems.unmatchedCode.${code}`)}
          </Badge>
          <br />
          {reason}
        </>
      ),
    },
    {
      key: 'waited',
      label: t('tandems.waitedRounds'),
      numeric: true,
      cell: ({ waitedRounds }) => format.number(waitedRounds),
    },
  ];
  if (!list && error) return <Problem error={error} onRetry={() => void refetch()} />;
  return (
    <>
      <DataTable
        caption={t('tandems.resultView.unmatched')}
        columns={columns}
        rows={list?.nodes}
        rowKey={({ ambassador, reason, code }) => ambassador?.id ?? `${code} ${reason}`}
        refreshing={loading && list !== undefined}
        skeletonRows={4}
        empty={<Empty icon={<IconMoodSmile />} title={t('tandems.unmatchedEmpty')} lead={t('tandems.unmatchedEmptyLead')} />}
      />
      {list && <CursorPaging page={page} pageInfo={list.pageInfo} totalCount={list.totalCount} />}
    </>
  );
}
