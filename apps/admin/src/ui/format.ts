import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useProgrammeTimeZone } from '../app/ProgrammeContext.tsx';

const locales: Record<string, string> = { de: 'de-DE', en: 'en-GB' };
const steps: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];

export type Format = ReturnType<typeof createFormat>;

/** Numbers, dates and sizes as the reader's language writes them; times in the programme's time zone, so that all readers mean the same. */
export function createFormat(language: string, timeZone?: string) {
  const locale = locales[language] ?? language;
  const zone = timeZone === undefined ? {} : { timeZone };
  const number = new Intl.NumberFormat(locale);
  const signed = new Intl.NumberFormat(locale, { signDisplay: 'exceptZero' });
  const compact = new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 });
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', ...zone });
  // A calendar day has no time zone: shown in another one it would slip to its neighbour.
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
  const dayShort = new Intl.DateTimeFormat(locale, { day: '2-digit', month: '2-digit', timeZone: 'UTC' });
  const dateTime = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', ...zone });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const unit = (value: number, name: string) =>
    new Intl.NumberFormat(locale, { style: 'unit', unit: name, maximumFractionDigits: 1 }).format(value);
  return {
    number: (value: number) => number.format(value),
    signed: (value: number) => signed.format(value).replace('-', '\u2212'),
    compact: (value: number) => compact.format(value),
    percent: (share: number) => percent.format(share),
    date: (instant: string) => date.format(new Date(instant)),
    day: (calendarDay: string) => day.format(new Date(calendarDay)),
    dayShort: (calendarDay: string) => dayShort.format(new Date(calendarDay)),
    dateTime: (instant: string) => dateTime.format(new Date(instant)),
    relative: (instant: string, now: Date) => {
      const difference = new Date(instant).getTime() - now.getTime();
      const step = steps.find(([, length]) => Math.abs(difference) >= length);
      return step ? relative.format(Math.trunc(difference / step[1]), step[0]) : relative.format(0, 'minute');
    },
    bytes: (size: number) =>
      size < 1_000
        ? unit(size, 'byte')
        : size < 1_000_000
          ? unit(size / 1_000, 'kilobyte')
          : unit(size / 1_000_000, 'megabyte'),
  };
}

export function useFormat(): Format {
  const { i18n } = useTranslation();
  const timeZone = useProgrammeTimeZone();
  return useMemo(() => createFormat(i18n.language, timeZone), [i18n.language, timeZone]);
}
