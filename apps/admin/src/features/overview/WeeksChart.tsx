import '@mantine/charts/styles.css';
import { BarChart } from '@mantine/charts';
import { Button, SegmentedControl, Text, Title } from '@mantine/core';
import { IconChartBar, IconTable } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../ui/format.ts';
import type { OverviewProgramme } from './OverviewPage.tsx';

type Measure = 'activities' | 'activeMembers' | 'points';
type Weeks = OverviewProgramme['overview']['weeks'];

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
          <WeeksBars weeks={weeks} measure={measure} label={labels[measure]} />
        </>
      )}
    </section>
  );
}

/** The picture only: everything in it can be read in the table, which is where assistive technology is sent. */
function WeeksBars({ weeks, measure, label }: { weeks: Weeks; measure: Measure; label: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const description = weeks.map((week) => `${format.day(week.startsOn)}: ${format.number(week[measure] ?? 0)}`).join('; ');
  return (
    <figure style={{ margin: 0 }} role="img" aria-label={`${t('overview.chartTitle')}. ${label}. ${description}`}>
      <div aria-hidden="true">
        <BarChart
          h={280}
          data={weeks.map((week) => ({ ...week, week: format.dayShort(week.startsOn) }))}
          dataKey="week"
          series={[{ name: measure, label, color: 'var(--fanfare-chart)' }]}
          valueFormatter={format.number}
          tickLine="none"
          gridAxis="x"
          barProps={{ radius: [4, 4, 0, 0], maxBarSize: 48, isAnimationActive: false }}
          barChartProps={{ accessibilityLayer: false }}
          yAxisProps={{ width: 56, tickFormatter: format.compact, allowDecimals: false }}
        />
      </div>
    </figure>
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
