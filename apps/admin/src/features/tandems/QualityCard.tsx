import { NativeSelect, Text, Title } from '@mantine/core';
import { IconArrowDownRight, IconArrowUpRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { type Format, useFormat } from '../../ui/format.ts';
import { fitOf } from './affinity.ts';
import type { TandemQualityFieldsFragment, TandemRunFieldsFragment } from './run.generated.ts';
import type { Compared } from './use-comparison.ts';

type Quality = TandemQualityFieldsFragment;
type Figure = Exclude<keyof Quality, '__typename' | 'seekers' | 'matched' | 'thirds'>;

interface Measure {
  readonly figure: Figure;
  /** Whether less of it is better. */
  readonly less: boolean;
  readonly kind: 'share' | 'fit' | 'count';
}

const measures: readonly Measure[] = [
  { figure: 'coverage', less: false, kind: 'share' },
  { figure: 'mean', less: false, kind: 'fit' },
  { figure: 'fifthPercentile', less: false, kind: 'fit' },
  { figure: 'worst', less: false, kind: 'fit' },
  { figure: 'blockingPairs', less: true, kind: 'count' },
  { figure: 'churn', less: true, kind: 'count' },
  { figure: 'loadGini', less: true, kind: 'share' },
];

export interface QualityCardProps {
  readonly run: TandemRunFieldsFragment;
  readonly quality: Quality;
  readonly compared: Compared;
}

/** How good a run is, each figure with its definition, beside another run where one is chosen. */
export function QualityCard({ run, quality, compared }: QualityCardProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const before = compared.comparison?.before;
  return (
    <section className="fanfare-card">
      <div className="tandem-card-head">
        <div>
          <Title order={2}>{t('tandems.qualityTitle')}</Title>
          <Text size="sm" c="dimmed">
            {t('tandems.qualityLead', {
              matched: format.number(quality.matched),
              seekers: format.number(quality.seekers),
              places: format.number(run.places ?? 0),
            })}
            {quality.thirds > 0 &&
              ` ${t('tandems.thirdsJoin', { count: quality.thirds, formatted: format.number(quality.thirds) })}`}
          </Text>
        </div>
        {compared.choices.length > 0 && (
          <NativeSelect
            label={t('tandems.compareWith')}
            value={compared.other}
            onChange={(event) => compared.choose(event.currentTarget.value)}
            data={[
              { value: '', label: t('tandems.compareNone') },
              ...compared.choices.map(({ id, name, createdAt }) => ({
                value: id,
                label: `${name} (${format.dateTime(createdAt)})`,
              })),
            ]}
          />
        )}
      </div>
      {before && (
        <p className="tandem-legend" aria-hidden="true">
          <span className="tandem-key-this">{t('tandems.thisRun')}</span>
          <span className="tandem-key-other">{t('tandems.otherRun')}</span>
        </p>
      )}
      <dl className="tandem-quality">
        {measures.map((measure) => (
          <QualityFigure key={measure.figure} measure={measure} after={quality} before={before} />
        ))}
      </dl>
    </section>
  );
}

interface QualityFigureProps {
  readonly measure: Measure;
  readonly after: Quality;
  readonly before: Quality | undefined;
}

function QualityFigure({ measure, after, before }: QualityFigureProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { figure, kind } = measure;
  const value = after[figure];
  const other = before?.[figure];
  const whole = kind === 'count' ? Math.max(1, value, other ?? 0) : 10_000;
  return (
    <div>
      <dt>{t(`tandems.quality.${figure}`)}</dt>
      <dd>
        <span className="tandem-figure">
          {shown(value, kind, format)}
          {other !== undefined && <Difference measure={measure} value={value} other={other} />}
        </span>
        {(kind !== 'count' || other !== undefined) && (
          <span className="tandem-plot" aria-hidden="true">
            <i className="tandem-plot-this" style={{ inlineSize: `${(100 * value) / whole}%` }} />
            {other !== undefined && <i className="tandem-plot-other" style={{ inlineSize: `${(100 * other) / whole}%` }} />}
          </span>
        )}
        <span className="tandem-definition">{t(`tandems.qualityHint.${figure}`)}</span>
      </dd>
    </div>
  );
}

function Difference({ measure, value, other }: { measure: Measure; value: number; other: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  const text = t('tandems.before', { value: shown(other, measure.kind, format) });
  if (value === other) return <span className="tandem-difference">{t('tandems.unchanged')}</span>;
  const better = value < other === measure.less;
  const Arrow = value > other ? IconArrowUpRight : IconArrowDownRight;
  return (
    <span className="tandem-difference" data-better={better}>
      <Arrow size={14} aria-hidden="true" />
      {t(better ? 'tandems.better' : 'tandems.worse')} · {text}
    </span>
  );
}

function shown(value: number, kind: Measure['kind'], format: Format): string {
  if (kind === 'share') return format.percent(value / 10_000);
  return format.number(kind === 'fit' ? fitOf(value) : value);
}
