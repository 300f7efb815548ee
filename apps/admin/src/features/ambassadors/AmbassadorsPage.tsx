import { useQuery } from '@apollo/client/react';
import { Anchor, Badge, Button, Group } from '@mantine/core';
import { IconSearchOff, IconUsers } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { AmbassadorFilter, AmbassadorOrder } from '../../app/graphql/schema.generated.ts';
import { useMembership } from '../../app/ProgrammeContext.tsx';
import { Guard } from '../../app/shell/Refused.tsx';
import { CursorPaging } from '../../ui/CursorPaging.tsx';
import { type Column, DataTable } from '../../ui/DataTable.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { useFormat } from '../../ui/format.ts';
import { Page } from '../../ui/Page.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { useCursorPage } from '../../ui/use-cursor-page.ts';
import { AmbassadorFilters } from './AmbassadorFilters.tsx';
import { AmbassadorsDocument, type AmbassadorsQuery } from './ambassadors.generated.ts';
import { StatusBadge } from './StatusBadge.tsx';
import { type AmbassadorListState, type Order, useAmbassadorListState } from './use-ambassador-list-state.ts';

type Row = NonNullable<AmbassadorsQuery['programme']>['ambassadors']['nodes'][number];

const orderings: Record<Order, AmbassadorOrder> = {
  name: { field: 'NAME', direction: 'ASCENDING' },
  newest: { field: 'JOINED_AT', direction: 'DESCENDING' },
  oldest: { field: 'JOINED_AT', direction: 'ASCENDING' },
};

export function AmbassadorsPage() {
  return (
    <Guard area="ambassadors">
      <AmbassadorList />
    </Guard>
  );
}

function AmbassadorList() {
  const { t } = useTranslation();
  const { programme, roles, departments } = useMembership();
  const state = useAmbassadorListState();
  const page = useCursorPage(25);
  const columns = useColumns(programme.key);
  const { data, previousData, error, loading, refetch } = useQuery(AmbassadorsDocument, {
    variables: { key: programme.key, filter: filterOf(state), orderBy: orderings[state.order], ...page.variables },
  });
  const list = (data ?? previousData)?.programme?.ambassadors;
  const onlyDepartments = !roles.includes('ADMIN') && !roles.includes('AUDITOR');
  return (
    <Page
      title={t('ambassadors.title')}
      lead={
        onlyDepartments && departments.length > 0
          ? t('ambassadors.leadDepartment', { departments: departments.map(({ name }) => name).join(', ') })
          : t('ambassadors.lead')
      }
    >
      <AmbassadorFilters state={state} />
      {error && <Problem error={error} onRetry={() => void refetch()} />}
      {(list || !error) && (
        <DataTable
          caption={t('ambassadors.title')}
          columns={columns}
          rows={list?.nodes}
          rowKey={(row) => row.id}
          refreshing={loading && list !== undefined}
          empty={<NobodyHere state={state} />}
        />
      )}
      {list && <CursorPaging page={page} pageInfo={list.pageInfo} totalCount={list.totalCount} />}
    </Page>
  );
}

function useColumns(programmeKey: string): readonly Column<Row>[] {
  const { t } = useTranslation();
  const format = useFormat();
  return [
    {
      key: 'name',
      label: t('ambassadors.name'),
      leading: true,
      cell: (row) => (
        <Group gap="xs">
          <Anchor component={Link} to={`/programmes/${programmeKey}/ambassadors/${row.id}`} fw={550}>
            {row.displayName}
          </Anchor>
          {row.isTestPerson && (
            <Badge variant="outline" size="xs" tt="none">
              {t('ambassadors.testPerson')}
            </Badge>
          )}
        </Group>
      ),
    },
    {
      key: 'department',
      label: t('ambassadors.department'),
      phone: 'plain',
      cell: (row) => row.department?.name ?? t('app.none'),
    },
    { key: 'status', label: t('ambassadors.status'), phone: 'plain', cell: (row) => <StatusBadge status={row.status} /> },
    { key: 'visibility', label: t('ambassadors.visibility'), phone: 'plain', cell: (row) => t(`visibility.${row.visibility}`) },
    { key: 'joined', label: t('ambassadors.joined'), phone: 'hidden', cell: (row) => format.date(row.joinedAt) },
    {
      key: 'points',
      label: t('ambassadors.points'),
      numeric: true,
      phone: 'aside',
      cell: (row) => format.number(row.pointsBalance),
    },
  ];
}

function NobodyHere({ state }: { state: AmbassadorListState }) {
  const { t } = useTranslation();
  if (!state.filtered) return <Empty icon={<IconUsers />} title={t('ambassadors.empty')} lead={t('ambassadors.emptyLead')} />;
  return (
    <Empty
      icon={<IconSearchOff />}
      title={t('ambassadors.noMatch')}
      lead={t('ambassadors.noMatchLead')}
      action={
        <Button variant="default" onClick={state.clear}>
          {t('ambassadors.clear')}
        </Button>
      }
    />
  );
}

function filterOf({ search, status, department, visibility }: AmbassadorListState): AmbassadorFilter {
  return {
    ...(search === '' ? {} : { search }),
    ...(status ? { status: [status] } : {}),
    ...(department ? { departmentId: department } : {}),
    ...(visibility ? { visibility: [visibility] } : {}),
  };
}
