import { Text } from '@mantine/core';
import { IconEqual } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { type Column, DataTable } from '../../ui/DataTable.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { useFormat } from '../../ui/format.ts';
import { fitOf } from './affinity.ts';
import { PersonLink } from './PersonLink.tsx';
import type { Comparison } from './use-comparison.ts';

type Change = Comparison['changes'][number];

export interface ChangeListProps {
  readonly comparison: Pick<Comparison, 'changes' | 'gaining' | 'losing'>;
  /** What stands beside each other, where that is not two runs. */
  readonly sides?: { readonly before: string; readonly after: string };
}

/** What differs for whom between two runs, the largest loss first. */
export function ChangeList({ comparison, sides }: ChangeListProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const partner = (person: Change['before'], affinity: number | null) =>
    affinity === null ? (
      <Text component="span" inherit c="dimmed">
        {t('tandems.nobody')}
      </Text>
    ) : (
      <>
        <PersonLink person={person} /> <span className="tandem-fit-small">{format.number(fitOf(affinity))}</span>
      </>
    );
  const columns: readonly Column<Change>[] = [
    {
      key: 'hesitant',
      label: t('tandems.side.HESITANT'),
      leading: true,
      cell: ({ hesitant }) => <PersonLink person={hesitant} />,
    },
    {
      key: 'before',
      label: sides?.before ?? t('tandems.otherRun'),
      cell: ({ before, affinityBefore }) => partner(before, affinityBefore),
    },
    {
      key: 'after',
      label: sides?.after ?? t('tandems.thisRun'),
      cell: ({ after, affinityAfter }) => partner(after, affinityAfter),
    },
    {
      key: 'gain',
      label: t('tandems.gain'),
      numeric: true,
      phone: 'aside',
      cell: ({ gain }) => (
        <span className="tandem-difference" data-better={gain >= 0}>
          {format.signed(fitOf(gain))}
        </span>
      ),
    },
  ];
  return (
    <>
      <Text size="sm" c="dimmed" mb="sm" role="status">
        {t('tandems.gainingLosing', {
          gaining: format.number(comparison.gaining),
          losing: format.number(comparison.losing),
        })}
      </Text>
      <DataTable
        caption={t('tandems.resultView.changes')}
        columns={columns}
        rows={comparison.changes}
        rowKey={({ hesitant, before, after }) => `${hesitant?.id} ${before?.id} ${after?.id}`}
        empty={<Empty icon={<IconEqual />} title={t('tandems.changesEmpty')} lead={t('tandems.changesEmptyLead')} />}
      />
    </>
  );
}
