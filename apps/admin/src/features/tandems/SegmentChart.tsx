import { useQuery } from '@apollo/client/react';
import { Button, Skeleton, Text, Title } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Segment } from '../../app/graphql/schema.generated.ts';
import { useMembership } from '../../app/ProgrammeContext.tsx';
import { useFormat } from '../../ui/format.ts';
import { Problem } from '../../ui/Problem.tsx';
import { useAct } from '../../ui/use-act.ts';
import { AssessSegmentsDocument, TandemSegmentsDocument, type TandemSegmentsQuery } from './rounds.generated.ts';

type Count = NonNullable<TandemSegmentsQuery['programme']>['segmentCounts'][number];

/** From who posts most to who does not, and then those of whom that cannot or shall not be said. */
const order = [
  'FREQUENT',
  'STEADY',
  'OCCASIONAL',
  'HESITANT',
  'LAPSED',
  'SILENT',
  'NEW',
  'SEPARATOR',
] as const satisfies readonly Segment[];

/** How many post how: numbers only, never people, and none below the minimum group size. */
export function SegmentChart() {
  const { t } = useTranslation();
  const { programme, roles } = useMembership();
  const { data, error, refetch } = useQuery(TandemSegmentsDocument, { variables: { key: programme.key } });
  const { act, busy } = useAct();
  const found = data?.programme;
  const assess = async () => {
    await act(AssessSegmentsDocument, { programme: programme.id });
    await refetch();
  };
  return (
    <section className="fanfare-card tandem-segments">
      <div className="tandem-card-head">
        <div>
          <Title order={2}>{t('tandems.segments')}</Title>
          <Text size="sm" c="dimmed">
            {t('tandems.segmentsLead')}
          </Text>
        </div>
        {roles.includes('ADMIN') && (
          <Button
            variant="subtle"
            size="xs"
            leftSection={<IconRefresh size={16} />}
            loading={busy}
            onClick={() => void assess()}
          >
            {t('tandems.assess')}
          </Button>
        )}
      </div>
      {found ? (
        <SegmentBars counts={found.segmentCounts} minimum={found.privacy.minimumGroupSize} />
      ) : error ? (
        <Problem error={error} onRetry={() => void refetch()} />
      ) : (
        <Skeleton height={190} aria-busy="true" />
      )}
    </section>
  );
}

function SegmentBars({ counts, minimum }: { counts: readonly Count[]; minimum: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  const bySegment = new Map(counts.map(({ segment, count }) => [segment, count]));
  const rows = order.filter((segment) => bySegment.has(segment)).map((segment) => ({ segment, count: bySegment.get(segment) }));
  const most = Math.max(1, ...rows.map(({ count }) => count ?? 0));
  if (rows.length === 0) return <Text c="dimmed">{t('tandems.segmentsEmpty')}</Text>;
  return (
    <>
      <ul className="tandem-segment-bars">
        {rows.map(({ segment, count }) => (
          <li key={segment}>
            <span className="tandem-segment-name">
              <strong>{t(`tandems.segment.${segment}`)}</strong>
              <span>{t(`tandems.segmentHint.${segment}`)}</span>
            </span>
            <span className="tandem-track" aria-hidden="true">
              <span
                className={`tandem-fill tandem-fill-${segment.toLowerCase()}`}
                data-withheld={count == null || undefined}
                style={{ inlineSize: `${Math.min(100, (100 * (count ?? minimum)) / most)}%` }}
              />
            </span>
            <span className="tandem-segment-count">
              {count == null ? t('tandems.below', { minimum: format.number(minimum) }) : format.number(count)}
            </span>
          </li>
        ))}
      </ul>
      {rows.some(({ count }) => count == null) && (
        <Text size="xs" c="dimmed" mt="sm">
          {t('tandems.withheld', { minimum: format.number(minimum) })}
        </Text>
      )}
    </>
  );
}
