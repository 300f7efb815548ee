import { Input, Slider } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../ui/format.ts';

export interface FloorSliderProps {
  readonly value?: number;
  readonly onChange?: (value: number) => void;
  readonly error?: ReactNode;
}

/** The least fit that is proposed at all. */
export function FloorSlider({ value = 0, onChange, error }: FloorSliderProps) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Input.Wrapper
      label={`${t('tandems.floor')}: ${format.number(value)}`}
      labelElement="div"
      description={t('tandems.floorHint')}
      error={error}
      maw={480}
    >
      <Slider
        className="tandem-marks"
        mt="sm"
        mb="lg"
        min={0}
        max={90}
        step={5}
        label={null}
        value={value}
        {...(onChange ? { onChange } : {})}
        marks={[0, 20, 50, 90].map((mark) => ({ value: mark, label: format.number(mark) }))}
        thumbLabel={t('tandems.floor')}
        thumbValueText={format.number(value)}
      />
    </Input.Wrapper>
  );
}
