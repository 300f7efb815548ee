import { Checkbox } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { TandemSlot } from '../../app/graphql/schema.generated.ts';
import { days, parts } from './preference-choices.ts';

export interface AvailabilityGridProps {
  readonly value: readonly TandemSlot[];
  readonly onChange: (slots: TandemSlot[]) => void;
}

/** Any Monday: its week names the days in the reader's language. */
const monday = Date.UTC(2026, 0, 5);
const dayLength = 86_400_000;

/** The half-days of a week. */
export function AvailabilityGrid({ value, onChange }: AvailabilityGridProps) {
  const { t, i18n } = useTranslation();
  const name = (index: number, weekday: 'long' | 'short') =>
    new Intl.DateTimeFormat(i18n.language, { weekday, timeZone: 'UTC' }).format(monday + index * dayLength);
  const toggle = (slot: TandemSlot) => onChange(value.includes(slot) ? value.filter((one) => one !== slot) : [...value, slot]);
  return (
    <table className="tandem-week">
      <thead>
        <tr>
          <td />
          {days.map((day, index) => (
            <th key={day} scope="col" title={name(index, 'long')}>
              {name(index, 'short')}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {parts.map((part) => (
          <tr key={part}>
            <th scope="row">{t(`tandems.mine.part.${part}`)}</th>
            {days.map((day, index) => (
              <td key={day}>
                <Checkbox
                  aria-label={`${name(index, 'long')}, ${t(`tandems.mine.part.${part}`)}`}
                  checked={value.includes(`${day}_${part}`)}
                  onChange={() => toggle(`${day}_${part}`)}
                />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
