import { Button, Text, Title } from '@mantine/core';
import { IconAward } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMembership } from '../../app/ProgrammeContext.tsx';
import { type Column, DataTable } from '../../ui/DataTable.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { useFormat } from '../../ui/format.ts';
import { LoadMore } from '../../ui/LoadMore.tsx';
import { MemberName } from '../../ui/MemberName.tsx';
import type { BadgeDetails } from './BadgePage.tsx';
import { TakeBackDialog } from './TakeBackDialog.tsx';

export type Award = BadgeDetails['awards']['nodes'][number];

export interface HoldersProps {
  readonly badge: BadgeDetails;
  /** The award whose activity was taken back, until that has been counted. */
  readonly counting: Award | undefined;
  readonly onTakenBack: (award: Award) => void;
  readonly onMore: () => Promise<unknown>;
}

/** Who holds a badge, as far as the reader sees them. */
export function Holders({ badge, counting, onTakenBack, onMore }: HoldersProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { roles } = useMembership();
  const mayChange = roles.includes('ADMIN');
  const [takingBack, setTakingBack] = useState<Award>();
  const columns = useColumns({ counting: counting?.id, ...(mayChange ? { onTakeBack: setTakingBack } : {}) });
  const { nodes, pageInfo, totalCount } = badge.awards;
  return (
    <section>
      <Title order={2}>{t('badges.who')}</Title>
      <Text size="sm" c="dimmed" mb="sm">
        {t(mayChange ? 'badges.whoLeadAdmin' : 'badges.whoLead')}{' '}
        {badge.holders !== null && `${t('badges.holders', { count: badge.holders, formatted: format.number(badge.holders) })}.`}
      </Text>
      <DataTable
        caption={t('badges.who')}
        columns={columns}
        rows={nodes}
        rowKey={({ id }) => id}
        empty={<Empty icon={<IconAward />} title={t('badges.whoEmpty')} lead={t('badges.whoEmptyLead')} />}
      />
      {nodes.length > 0 && <LoadMore shown={nodes.length} total={totalCount} hasMore={pageInfo.hasNextPage} onMore={onMore} />}
      {takingBack && (
        <TakeBackDialog
          award={takingBack}
          onClose={() => setTakingBack(undefined)}
          onTakenBack={() => onTakenBack(takingBack)}
        />
      )}
    </section>
  );
}

interface ColumnOptions {
  readonly counting: string | undefined;
  readonly onTakeBack?: (award: Award) => void;
}

function useColumns({ counting, onTakeBack }: ColumnOptions): readonly Column<Award>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const columns: Column<Award>[] = [
    {
      key: 'person',
      label: t('badges.person'),
      leading: true,
      cell: ({ ambassador }) => (ambassador ? <MemberName member={ambassador} /> : t('badges.somebody')),
    },
    { key: 'since', label: t('badges.since'), cell: ({ earnedAt }) => format.date(earnedAt) },
  ];
  if (onTakeBack === undefined) return columns;
  return [
    ...columns,
    {
      key: 'actions',
      label: t('badges.actions'),
      numeric: true,
      phone: 'aside',
      cell: (award) =>
        award.id === counting ? (
          <Text size="sm" c="dimmed" role="status">
            {t('badges.counting')}
          </Text>
        ) : (
          <Button
            variant="default"
            size="xs"
            onClick={() => onTakeBack(award)}
            aria-label={`${t('badges.takeBack')}: ${award.ambassador?.displayName ?? t('badges.somebody')}`}
          >
            {t('badges.takeBack')}
          </Button>
        ),
    },
  ];
}
