import { useQuery } from '@apollo/client/react';
import { Anchor, Text } from '@mantine/core';
import { IconUsersGroup } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useMembership } from '../../app/ProgrammeContext.tsx';
import { CursorPaging } from '../../ui/CursorPaging.tsx';
import { type Column, DataTable } from '../../ui/DataTable.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { useFormat } from '../../ui/format.ts';
import { Problem } from '../../ui/Problem.tsx';
import { useForwardPage } from '../../ui/use-forward-page.ts';
import { fitOf } from './affinity.ts';
import { RunStatusBadge } from './RunStatusBadge.tsx';
import { TandemRunsDocument, type TandemRunsQuery } from './rounds.generated.ts';

type Row = NonNullable<TandemRunsQuery['programme']>['tandemRuns']['nodes'][number];

export function RunList() {
  const { t } = useTranslation();
  const { programme } = useMembership();
  const page = useForwardPage(20);
  const columns = useColumns(programme.key);
  const { data, previousData, error, loading, refetch } = useQuery(TandemRunsDocument, {
    variables: { key: programme.key, ...page.variables },
  });
  const list = (data ?? previousData)?.programme?.tandemRuns;
  if (!list && error) return <Problem error={error} onRetry={() => void refetch()} />;
  return (
    <>
      <DataTable
        caption={t('tandems.view.runs')}
        columns={columns}
        rows={list?.nodes}
        rowKey={(row) => row.id}
        refreshing={loading && list !== undefined}
        skeletonRows={4}
        empty={<Empty icon={<IconUsersGroup />} title={t('tandems.runsEmpty')} lead={t('tandems.runsEmptyLead')} />}
      />
      {list && <CursorPaging page={page} pageInfo={list.pageInfo} totalCount={list.totalCount} />}
    </>
  );
}

function useColumns(programmeKey: string): readonly Column<Row>[] {
  const { t } = useTranslation();
  const format = useFormat();
  return [
    {
      key: 'name',
      label: t('tandems.run'),
      leading: true,
      cell: ({ id, name, basedOn }) => (
        <>
          <Anchor component={Link} to={`/programmes/${programmeKey}/tandems/${id}`} fw={550}>
            {name}
          </Anchor>
          {basedOn && (
            <Text size="xs" c="dimmed">
              {t('tandems.variantOf', { name: basedOn.name })}
            </Text>
          )}
        </>
      ),
    },
    { key: 'status', label: t('tandems.status'), phone: 'aside', cell: ({ status }) => <RunStatusBadge status={status} /> },
    { key: 'created', label: t('tandems.created'), cell: ({ createdAt }) => format.dateTime(createdAt) },
    {
      key: 'matched',
      label: t('tandems.matched'),
      numeric: true,
      cell: ({ quality }) =>
        quality
          ? t('tandems.ofSeekers', { matched: format.number(quality.matched), seekers: format.number(quality.seekers) })
          : '–',
    },
    {
      key: 'mean',
      label: t('tandems.quality.mean'),
      numeric: true,
      cell: ({ quality }) => (quality ? format.number(fitOf(quality.mean)) : '–'),
    },
    {
      key: 'released',
      label: t('tandems.releasedOn'),
      phone: 'hidden',
      cell: ({ releasedAt }) => (releasedAt ? format.date(releasedAt) : '–'),
    },
  ];
}
