import '@mantine/charts/styles.css';
import { BarChart } from '@mantine/charts';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../ui/format.ts';
import { chartHeight } from './chart-height.ts';
import type { Measure, Weeks } from './WeeksChart.tsx';

/** The picture only: everything in it can be read in the table, which is where assistive technology is sent. */
export function WeeksBars({ weeks, measure, label }: { weeks: Weeks; measure: Measure; label: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const description = weeks.map((week) => `${format.day(week.startsOn)}: ${format.number(week[measure] ?? 0)}`).join('; ');
  return (
    <figure style={{ margin: 0 }} role="img" aria-label={`${t('overview.chartTitle')}. ${label}. ${description}`}>
      <div aria-hidden="true">
        <BarChart
          h={chartHeight}
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
