import { type BadgeArtwork, badgeMotifs, badgeShapes } from '@fanfare/contracts';
import { Input, SegmentedControl, Slider, Stack, Text } from '@mantine/core';
import { useId } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Artwork } from './Artwork.tsx';

export interface ArtworkFieldProps {
  readonly value: BadgeArtwork;
  readonly onChange: (artwork: BadgeArtwork) => void;
}

const ringCounts = ['1', '2', '3'];

/** The parameters of a picture, beside the picture as they draw it. */
export function ArtworkField({ value, onChange }: ArtworkFieldProps) {
  const { t } = useTranslation();
  return (
    <div className="artwork-field">
      <Artwork artwork={value} size={136} alt={t('artwork.preview')} />
      <Stack gap="md" className="artwork-choices">
        <Pictures
          legend={t('artwork.shape')}
          value={value.shape}
          options={badgeShapes.map((shape) => ({
            value: shape,
            label: t(`artwork.shapes.${shape}`),
            artwork: { ...value, shape },
          }))}
          onChange={(shape) => onChange({ ...value, shape })}
        />
        <Pictures
          legend={t('artwork.motif')}
          value={value.motif}
          options={badgeMotifs.map((motif) => ({
            value: motif,
            label: t(`artwork.motifs.${motif}`),
            artwork: { ...value, motif },
          }))}
          onChange={(motif) => onChange({ ...value, motif })}
        />
        <div>
          <Text size="sm" fw={500} mb={6}>
            {t('artwork.hue')}
          </Text>
          <Slider
            className="artwork-hue"
            min={0}
            max={359}
            value={value.hue}
            onChange={(hue) => onChange({ ...value, hue })}
            label={(hue) => `${hue}°`}
            thumbLabel={t('artwork.hue')}
            color={`hsl(${value.hue} 55% 32%)`}
          />
        </div>
        <Input.Wrapper label={t('artwork.rings')} labelElement="div">
          <div>
            <SegmentedControl
              aria-label={t('artwork.rings')}
              data={ringCounts}
              value={String(value.rings)}
              onChange={(rings) => onChange({ ...value, rings: Number(rings) })}
            />
          </div>
        </Input.Wrapper>
      </Stack>
    </div>
  );
}

interface PicturesProps<Value extends string> {
  readonly legend: ReactNode;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly label: string; readonly artwork: BadgeArtwork }[];
  readonly onChange: (value: Value) => void;
}

/** Radio buttons that show what they choose. */
function Pictures<Value extends string>({ legend, value, options, onChange }: PicturesProps<Value>) {
  const name = useId();
  return (
    <fieldset className="artwork-pictures">
      <legend>{legend}</legend>
      <div>
        {options.map((option) => (
          <label key={option.value} title={option.label}>
            <input
              type="radio"
              className="fanfare-unseen"
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
              aria-label={option.label}
            />
            <Artwork artwork={option.artwork} size={40} />
          </label>
        ))}
      </div>
    </fieldset>
  );
}
