import { Button, Slider, Text, Title } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../ui/format.ts';
import { factors, type Weight } from './affinity.ts';
import { defaultWeights, sharesOf } from './run-values.ts';

export interface WeightSlidersProps {
  readonly value: Readonly<Record<Weight, number>>;
  readonly onChange: (weights: Record<Weight, number>) => void;
  readonly error: ReactNode;
}

/** Only the relation of the weights counts; so each says what part of the whole it is, and a bar shows all of them. */
export function WeightSliders({ value, onChange, error }: WeightSlidersProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const shares = sharesOf(value);
  const most = Math.max(100, ...Object.values(value));
  return (
    <section className="fanfare-card">
      <div className="tandem-card-head">
        <div>
          <Title order={2}>{t('tandems.weights')}</Title>
          <Text size="sm" c="dimmed">
            {t('tandems.weightsLead')}
          </Text>
        </div>
        <Button
          variant="subtle"
          size="xs"
          leftSection={<IconArrowBackUp size={16} />}
          onClick={() => onChange({ ...defaultWeights })}
        >
          {t('tandems.weightsDefault')}
        </Button>
      </div>
      <div className="tandem-factor-bar" aria-hidden="true">
        {factors.map(({ factor, weight }) => (
          <span key={factor} data-factor={factor} style={{ inlineSize: `${100 * shares[weight]}%` }} />
        ))}
      </div>
      <div className="tandem-sliders">
        {factors.map(({ factor, weight }) => (
          <div key={factor}>
            <div className="tandem-slider-head">
              <Text size="sm" fw={550}>
                <i className="tandem-dot" data-factor={factor} aria-hidden="true" />
                {t(`tandems.factor.${factor}`)}
              </Text>
              <Text size="sm" className="fanfare-number">
                {format.percent(shares[weight])}
              </Text>
            </div>
            <Text size="xs" c="dimmed" mb={6}>
              {t(`tandems.factorHint.${factor}`)}
            </Text>
            <Slider
              min={0}
              max={most}
              step={5}
              label={null}
              value={value[weight]}
              onChange={(next) => onChange({ ...value, [weight]: next })}
              thumbLabel={t(`tandems.factor.${factor}`)}
              thumbValueText={t('tandems.weightOf', { weight: value[weight], share: format.percent(shares[weight]) })}
            />
          </div>
        ))}
      </div>
      {error && (
        <Text size="sm" c="var(--mantine-color-error)" mt="sm" role="alert">
          {error}
        </Text>
      )}
    </section>
  );
}
