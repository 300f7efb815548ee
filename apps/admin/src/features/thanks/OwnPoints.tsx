import { useQuery } from '@apollo/client/react';
import { Skeleton, Text, Title } from '@mantine/core';
import { IconArrowsExchange } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { type Column, DataTable } from '../../ui/DataTable.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { useFormat } from '../../ui/format.ts';
import { MemberName } from '../../ui/MemberName.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { GivePoints } from './GivePoints.tsx';
import { OwnPointsDocument, type OwnPointsQuery } from './thanks.generated.ts';

type Exchange = NonNullable<OwnPointsQuery['ambassador']>['pointsExchanges'][number];

/** What one can give on, giving it, and what was given and received. */
export function OwnPoints({ id }: { id: string }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(OwnPointsDocument, { variables: { id } });
  const columns = useColumns();
  const me = data?.ambassador;
  if (!me) {
    if (error) return <Problem error={error} onRetry={() => void refetch()} />;
    return <Skeleton height={320} radius="lg" aria-busy="true" />;
  }
  return (
    <div className="thanks-columns">
      <GivePoints spendable={me.spendablePoints} />
      <section>
        <Title order={2} mb="sm">
          {t('thanks.points.history')}
        </Title>
        <DataTable
          caption={t('thanks.points.history')}
          columns={columns}
          rows={me.pointsExchanges}
          rowKey={(exchange) => exchange.id}
          empty={<Empty icon={<IconArrowsExchange />} title={t('thanks.points.empty')} lead={t('thanks.points.emptyLead')} />}
        />
      </section>
    </div>
  );
}

function useColumns(): readonly Column<Exchange>[] {
  const { t } = useTranslation();
  const format = useFormat();
  return [
    {
      key: 'who',
      label: t('thanks.points.who'),
      leading: true,
      cell: ({ colleague, isForRecognition }) =>
        colleague ? <MemberName member={colleague} /> : t(isForRecognition ? 'thanks.points.oneself' : 'thanks.somebody'),
    },
    {
      key: 'what',
      label: t('thanks.points.what'),
      cell: ({ note, isForRecognition, isReturn }) => (
        <Text size="sm" className="thanks-words">
          {note ?? t(isReturn ? 'thanks.points.back' : isForRecognition ? 'thanks.points.recognition' : 'thanks.points.gift')}
        </Text>
      ),
    },
    { key: 'when', label: t('thanks.points.when'), cell: ({ madeAt }) => format.date(madeAt) },
    {
      key: 'points',
      label: t('thanks.points.points'),
      numeric: true,
      phone: 'aside',
      cell: ({ points, isGiven }) => format.signed(isGiven ? -points : points),
    },
  ];
}
