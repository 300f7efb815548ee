import { useQuery } from '@apollo/client/react';
import { NativeSelect, Text } from '@mantine/core';
import { IconGift } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { RecognitionRequestState } from '../../app/graphql/schema.generated.ts';
import { apiLanguage } from '../../app/i18n/index.ts';
import { useMembership } from '../../app/ProgrammeContext.tsx';
import { CursorPaging } from '../../ui/CursorPaging.tsx';
import { type Column, DataTable } from '../../ui/DataTable.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { useFormat } from '../../ui/format.ts';
import { MemberName } from '../../ui/MemberName.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { oneOf, useAddressState } from '../../ui/use-address-state.ts';
import { useForwardPage } from '../../ui/use-forward-page.ts';
import { DecideButtons } from './DecideButtons.tsx';
import { RequestQueueDocument, type RequestQueueQuery } from './requests.generated.ts';
import { StateBadge } from './StateBadge.tsx';

export type QueuedRequest = NonNullable<RequestQueueQuery['programme']>['recognitionRequests']['nodes'][number];

const states: Readonly<Record<'open' | 'granted' | 'closed', readonly RecognitionRequestState[]>> = {
  open: ['REQUESTED'],
  granted: ['GRANTED'],
  closed: ['DECLINED', 'WITHDRAWN', 'FULFILLED', 'REVOKED'],
};
const groups = ['open', 'granted', 'closed'] as const;

/** What people ask for, for those who decide. */
export function RequestQueue() {
  const { t, i18n } = useTranslation();
  const { programme } = useMembership();
  const { parameters, set } = useAddressState();
  const group = oneOf(parameters.get('state'), groups) ?? 'open';
  const page = useForwardPage(20);
  const columns = useColumns();
  const { data, previousData, error, loading, refetch } = useQuery(RequestQueueDocument, {
    variables: {
      ...{ key: programme.key, language: apiLanguage(i18n.language), states: [...states[group]] },
      ...page.variables,
    },
  });
  const list = (data ?? previousData)?.programme?.recognitionRequests;
  return (
    <>
      <Text size="sm" c="dimmed" mb="md">
        {t('recognition.queue.lead')}
      </Text>
      <NativeSelect
        mb="md"
        maw={280}
        label={t('recognition.queue.filter')}
        value={group}
        onChange={(event) => set({ state: event.currentTarget.value === 'open' ? null : event.currentTarget.value })}
        data={groups.map((value) => ({ value, label: t(`recognition.queue.${value}`) }))}
      />
      {!list && error ? (
        <Problem error={error} onRetry={() => void refetch()} />
      ) : (
        <DataTable
          caption={t('recognition.view.requests')}
          columns={columns}
          rows={list?.nodes}
          rowKey={({ id }) => id}
          refreshing={loading && list !== undefined}
          skeletonRows={4}
          empty={<Empty icon={<IconGift />} title={t('recognition.queue.empty')} lead={t('recognition.queue.emptyLead')} />}
        />
      )}
      {list && <CursorPaging page={page} pageInfo={list.pageInfo} totalCount={list.totalCount} />}
    </>
  );
}

function useColumns(): readonly Column<QueuedRequest>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const { roles } = useMembership();
  const columns: Column<QueuedRequest>[] = [
    {
      key: 'person',
      label: t('recognition.queue.person'),
      leading: true,
      cell: ({ ambassador, note, reason }) => (
        <>
          {ambassador ? <MemberName member={ambassador} /> : t('recognition.queue.somebody')}
          {(reason ?? note) !== null && (
            <Text size="xs" c="dimmed">
              {reason ?? note}
            </Text>
          )}
        </>
      ),
    },
    {
      key: 'what',
      label: t('recognition.queue.what'),
      cell: ({ recognition: { name, pointsGoal }, pointsCollected }) => (
        <div>
          {name}
          {pointsGoal !== null && (
            <Text component="span" size="xs" c="dimmed" display="block">
              {t('recognition.request.collected', {
                points: format.number(pointsCollected),
                goal: format.number(pointsGoal),
              })}
            </Text>
          )}
        </div>
      ),
    },
    { key: 'since', label: t('recognition.queue.since'), cell: ({ createdAt }) => format.date(createdAt) },
    { key: 'state', label: t('recognition.queue.state'), cell: ({ state }) => <StateBadge state={state} /> },
  ];
  if (!roles.includes('ADMIN')) return columns;
  return [
    ...columns,
    {
      key: 'actions',
      label: t('recognition.queue.actions'),
      numeric: true,
      cell: (request) => <DecideButtons request={request} />,
    },
  ];
}
