import { useQuery } from '@apollo/client/react';
import { Badge, NativeSelect, Text } from '@mantine/core';
import { IconUsersGroup } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { TandemState } from '../../app/graphql/schema.generated.ts';
import { useMembership } from '../../app/ProgrammeContext.tsx';
import { CursorPaging } from '../../ui/CursorPaging.tsx';
import { type Column, DataTable } from '../../ui/DataTable.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { useFormat } from '../../ui/format.ts';
import { Problem } from '../../ui/Problem.tsx';
import { oneOf, useAddressState } from '../../ui/use-address-state.ts';
import { useForwardPage } from '../../ui/use-forward-page.ts';
import { fitOf } from './affinity.ts';
import { PersonLink } from './PersonLink.tsx';
import { TandemsDocument, type TandemsQuery } from './rounds.generated.ts';

type Row = NonNullable<TandemsQuery['programme']>['tandems']['nodes'][number];

const states = [
  'PROPOSED',
  'ACCEPTED',
  'ACTIVE',
  'SUSPENDED',
  'COMPLETED',
  'ENDED',
  'DECLINED',
  'EXPIRED',
] as const satisfies readonly TandemState[];

const colours: Record<TandemState, string> = {
  PROPOSED: 'brass',
  ACCEPTED: 'petrol',
  ACTIVE: 'petrol',
  SUSPENDED: 'gray',
  COMPLETED: 'petrol',
  ENDED: 'gray',
  DECLINED: 'gray',
  EXPIRED: 'gray',
};

/** Tandems with where they are in their life; what they say to each other is theirs. */
export function TandemList() {
  const { t } = useTranslation();
  const { programme } = useMembership();
  const { parameters, set } = useAddressState();
  const state = oneOf(parameters.get('state'), states);
  const page = useForwardPage(20);
  const columns = useColumns();
  const { data, previousData, error, loading, refetch } = useQuery(TandemsDocument, {
    variables: { key: programme.key, ...page.variables, ...(state ? { filter: { states: [state] } } : {}) },
  });
  const list = (data ?? previousData)?.programme?.tandems;
  return (
    <>
      <NativeSelect
        mb="md"
        maw={260}
        label={t('tandems.state')}
        value={state ?? ''}
        onChange={(event) => set({ state: event.currentTarget.value })}
        data={[{ value: '', label: t('app.all') }, ...states.map((value) => ({ value, label: t(`tandems.stateOf.${value}`) }))]}
      />
      {!list && error ? (
        <Problem error={error} onRetry={() => void refetch()} />
      ) : (
        <DataTable
          caption={t('tandems.view.tandems')}
          columns={columns}
          rows={list?.nodes}
          rowKey={(row) => row.id}
          refreshing={loading && list !== undefined}
          skeletonRows={4}
          empty={<Empty icon={<IconUsersGroup />} title={t('tandems.tandemsEmpty')} lead={t('tandems.tandemsEmptyLead')} />}
        />
      )}
      {list && <CursorPaging page={page} pageInfo={list.pageInfo} totalCount={list.totalCount} />}
    </>
  );
}

function useColumns(): readonly Column<Row>[] {
  const { t } = useTranslation();
  const format = useFormat();
  return [
    {
      key: 'members',
      label: t('tandems.members'),
      leading: true,
      cell: ({ members }) => (
        <ul className="tandem-members">
          {members.map(({ side, displayName, ambassador }) => (
            <li key={`${side} ${displayName}`}>
              <PersonLink person={ambassador && { id: ambassador.id, displayName }} name={displayName} />{' '}
              <Text component="span" size="xs" c="dimmed">
                {t(`tandems.side.${side}`)}
              </Text>
            </li>
          ))}
        </ul>
      ),
    },
    {
      key: 'state',
      label: t('tandems.state'),
      phone: 'aside',
      cell: ({ state }) => (
        <Badge variant="light" color={colours[state]} tt="none" fw={550}>
          {t(`tandems.stateOf.${state}`)}
        </Badge>
      ),
    },
    { key: 'fit', label: t('tandems.fit'), numeric: true, cell: ({ affinity }) => format.number(fitOf(affinity)) },
    { key: 'since', label: t('tandems.since'), cell: (tandem) => <Since tandem={tandem} /> },
    {
      key: 'stories',
      label: t('tandems.stories'),
      numeric: true,
      cell: ({ stories }) => format.number(stories.filter(({ confirmedAt }) => confirmedAt !== null).length),
    },
  ];
}

function Since({ tandem }: { tandem: Row }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { state, expiresAt, endReason, startedAt, endedAt, proposedAt } = tandem;
  if (state === 'PROPOSED' && expiresAt) return t('tandems.answerUntil', { date: format.date(expiresAt) });
  if (endedAt)
    return (
      <>
        {format.date(endedAt)}
        {endReason && (
          <Text component="span" size="xs" c="dimmed" display="block">
            {t(`tandems.endReason.${endReason}`)}
          </Text>
        )}
      </>
    );
  return format.date(startedAt ?? proposedAt);
}
