import { Button, SegmentedControl, Skeleton, Text, Title } from '@mantine/core';
import { IconChartBar, IconTable } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../ui/format.ts';
import { chartHeight } from './chart-height.ts';
import type { OverviewProgramme } from './OverviewPage.tsx';

export type Measure = 'activities' | 'activeMembers' | 'points';
export type Weeks = OverviewProgramme['overview']['weeks'];

// The charting library is larger than the rest of the page, which need not wait for it.
const WeeksBars = lazy(async () => ({ default: (await import('./WeeksBars.tsx')).WeeksBars }));

export function WeeksChart({ weeks }: { weeks: Weeks }) {
  const { t } = useTranslation();
  const [measure, setMeasure] = useState<Measure>('activities');
  const [asTable, setAsTable] = useState(false);
  const labels: Record<Measure, string> = {
    activities: t('overview.seriesActivities'),
    activeMembers: t('overview.seriesContributors'),
    points: t('overview.seriesPoints'),
  };
  return (
    <section className="fanfare-card">
      <div className="overview-chart-head">
        <div>
          <Title order={2}>{t('overview.chartTitle')}</Title>
          <Text size="sm" c="dimmed">
            {t('overview.chartDefinition')}
          </Text>
        </div>
        <Button
          variant="subtle"
          size="xs"
          leftSection={asTable ? <IconChartBar size={16} /> : <IconTable size={16} />}
          onClick={() => setAsTable(!asTable)}
        >
          {t(asTable ? 'overview.asChart' : 'overview.asTable')}
        </Button>
      </div>
      {asTable ? (
        <WeeksTable weeks={weeks} labels={labels} />
      ) : (
        <>
          <SegmentedControl
            size="xs"
            mb="md"
            aria-label={t('overview.measure')}
            value={measure}
            onChange={(value) => setMeasure(value as Measure)}
            data={(Object.keys(labels) as Measure[]).map((value) => ({ value, label: labels[value] }))}
          />
          <Suspense fallback={<Skeleton height={chartHeight} />}>
            <WeeksBars weeks={weeks} measure={measure} label={labels[measure]} />
          </Suspense>
        </>
      )}
    </section>
  );
}

function WeeksTable({ weeks, labels }: { weeks: Weeks; labels: Record<Measure, string> }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <table className="fanfare-table">
      <caption className="fanfare-unseen">{t('overview.chartTitle')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('overview.week')}</th>
          <th scope="col" className="fanfare-end">
            {labels.activities}
          </th>
          <th scope="col" className="fanfare-end">
            {labels.activeMembers}
          </th>
          <th scope="col" className="fanfare-end">
            {labels.points}
          </th>
        </tr>
      </thead>
      <tbody>
        {weeks.toReversed().map((week) => (
          <tr key={week.startsOn}>
            <td>{format.day(week.startsOn)}</td>
            <td className="fanfare-end">{format.number(week.activities)}</td>
            <td className="fanfare-end">{week.activeMembers === null ? '–' : format.number(week.activeMembers)}</td>
            <td className="fanfare-end">{format.number(week.points)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
